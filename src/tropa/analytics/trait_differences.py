"""What sets a group of customers apart from the others, trait by trait."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.portrait import LEAST_KNOWN, MOST_VALUES, NOT_TRAITS
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import newcombe, two_proportions_p
from tropa.statistics.standardised import standardised_difference

LEVEL = 0.05
Measure = Literal["smd", "lift"]


@dataclass(frozen=True)
class TraitDifference:
    """One trait (of a text: one value of it) in the segment and among all other customers.

    measure "smd": `segment` and `others` are means, `size` the difference in standard deviations with its interval.
    measure "lift": they are shares, `size` their difference with Newcombe's interval, `lift` their ratio (None where
    the others have none). `p_adjusted` is over all traits tested. Traits by which the segment was made are only
    described: their p-values are None, as the segment was chosen to differ in them.
    """

    trait: str
    value: str | None
    measure: Measure
    segment: float
    others: float
    size: Estimate
    lift: float | None
    p_value: float | None
    p_adjusted: float | None = None

    @property
    def notable(self) -> bool:
        """Adjusted p below .05."""
        return self.p_adjusted is not None and self.p_adjusted < LEVEL


def trait_differences(
    customers: pa.Table, inside: np.ndarray, made_by: Collection[str] = ()
) -> tuple[TraitDifference, ...]:
    """The traits of a table in the rows that are `inside` against the others: the tested ones by p, then the described.

    A trait must be known of at least 20 customers on either side; dates and texts with more than 30 different values
    are left out, as is a value that at most 4 customers have. `made_by` are traits by which the group was made.
    """
    found: list[TraitDifference] = []
    for name in customers.column_names:
        if name not in NOT_TRAITS:
            found += _of(name, customers[name].combine_chunks(), inside)
    found = [replace(one, p_value=None) if one.trait in made_by else one for one in found]
    tested = iter(benjamini_hochberg([one.p_value for one in found if one.p_value is not None]))
    found = [one if one.p_value is None else replace(one, p_adjusted=next(tested)) for one in found]
    return tuple(sorted(found, key=lambda one: (_rank(one), -abs(one.size.value), one.trait, one.value or "")))


def _rank(one: TraitDifference) -> float:
    return 2.0 if one.p_value is None else one.p_value


def _of(name: str, column: pa.Array, inside: np.ndarray) -> Iterator[TraitDifference]:
    known = pc.is_valid(column).to_numpy(zero_copy_only=False)
    here, there = known & inside, known & ~inside
    if min(here.sum(), there.sum()) < LEAST_KNOWN:
        return
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        compared = standardised_difference(values[here], values[there])
        if compared is not None:
            means = float(values[here].mean()), float(values[there].mean())
            yield TraitDifference(name, None, "smd", *means, compared[0], None, compared[1])
    elif pa.types.is_string(column.type) or pa.types.is_boolean(column.type):
        yield from _of_values(name, column.cast(pa.string()), here, there)


def _of_values(name: str, column: pa.Array, here: np.ndarray, there: np.ndarray) -> Iterator[TraitDifference]:
    coded = column.dictionary_encode()
    if len(coded.dictionary) > MOST_VALUES or len(coded.dictionary) < 2:
        return
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    inside = np.bincount(codes[here], minlength=len(coded.dictionary))
    outside = np.bincount(codes[there], minlength=len(coded.dictionary))
    n, m = int(inside.sum()), int(outside.sum())
    values = coded.dictionary.to_pylist()
    shown = [number for number in np.argsort(values) if inside[number] + outside[number] >= 5]
    if len(values) == 2:  # the other value says the same
        shown = [number for number in shown if values[number] != "false"][:1]
    for number in shown:
        a, b = int(inside[number]), int(outside[number])
        size, p_value = newcombe(a, n, b, m), two_proportions_p(a, n, b, m)
        assert size is not None
        lift = (a / n) / (b / m) if b else None
        yield TraitDifference(name, values[number], "lift", a / n, b / m, size, lift, p_value)
