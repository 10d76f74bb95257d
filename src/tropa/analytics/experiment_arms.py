"""Who is in which arm of an experiment."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError, QuestionError
from tropa.journeys.block import I64, UNKNOWN, Block, Journeys
from tropa.journeys.names import U64, hash_names
from tropa.journeys.people import customer_names, sizes_by_segment

CONTROL = "control"
COLUMNS = ("customer", "arm")


@dataclass(frozen=True)
class Arms:
    """The arms, control first, and how many customers each was assigned; `crossed` are in two arms and left out.

    `keys` are the hashes of the assigned customers, ascending, and `codes` their arms; both are None where the arms
    are segments, `codes` then being the arm of each segment.
    """

    names: tuple[str, ...]
    assigned: tuple[int, ...]
    crossed: int
    keys: U64 | None
    codes: I64

    def of(self, block: Block, first: I64, customers: pa.Array) -> I64:
        """The arm of each customer of a block, UNKNOWN for none; `first` are the customers' first journeys."""
        if self.keys is None:
            return np.append(self.codes, UNKNOWN)[block.segment[first]]
        hashes = hash_names(customers)
        place = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[place] == hashes, self.codes[place], UNKNOWN)


def arms_of_table(table: pa.Table, control: str | None = None) -> Arms:
    """The arms of a table with the columns customer and arm; rows without either are passed over.

    Control is `control`, or the arm called "control", or the first by name. Raises InputError `analytics.table_column`,
    QuestionError `analytics.too_few_arms` or `analytics.unknown_choice`.
    """
    for column in COLUMNS:
        if column not in table.column_names:
            raise InputError("analytics.table_column", column=column, allowed=", ".join(COLUMNS))
    pairs = table.select(COLUMNS).cast(pa.schema([(name, pa.string()) for name in COLUMNS])).drop_null()
    pairs = pairs.group_by(list(COLUMNS), use_threads=False).aggregate([])
    names = _control_first(pc.unique(pairs["arm"]).to_pylist(), control)
    hashes = hash_names(pairs["customer"].combine_chunks())
    code = pc.index_in(pairs["arm"], value_set=pa.array(names, pa.string())).to_numpy().astype(np.int64)
    keys, first, times = np.unique(hashes, return_index=True, return_counts=True)
    once = times == 1
    codes = code[first[once]]
    assigned = tuple(np.bincount(codes, minlength=len(names)).tolist())
    return Arms(names, assigned, int((~once).sum()), keys[once], codes)


def nobody_came(given: int, journeys: Journeys) -> QuestionError:
    """The error where no assigned id is a customer's with a journey, with an example of the ids that are."""
    names = customer_names(journeys)
    return QuestionError("analytics.nobody_assigned", value=given, example=names[0].as_py() if len(names) else "—")


def arms_of_segments(journeys: Journeys, control: str | None = None) -> Arms:
    """The segments as arms; those of no segment take no part."""
    sizes = sizes_by_segment(journeys)
    names = _control_first([name for name in sizes if name is not None], control)
    words = journeys.vocabulary.segments
    codes = np.array([names.index(name) if name in names else UNKNOWN for name in words], np.int64)
    return Arms(names, tuple(sizes[name] for name in names), 0, None, codes)


def _control_first(found: list[str], control: str | None) -> tuple[str, ...]:
    names = sorted(found)
    if len(names) < 2:
        raise QuestionError("analytics.too_few_arms", value=len(names))
    if control is not None and control not in names:
        raise QuestionError("analytics.unknown_choice", name="control", value=control, allowed=", ".join(names))
    chosen = control or (CONTROL if CONTROL in names else names[0])
    return (chosen, *(name for name in names if name != chosen))
