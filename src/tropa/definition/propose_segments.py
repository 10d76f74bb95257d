"""Segments proposed from one trait that sorts customers into a few groups."""

import math
import re
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Condition, Segment

_FEWEST, _MOST = 2, 6
_KNOWN, _LARGEST = 0.5, 0.97  # a trait must be known of this share, and its largest group be no larger
_BY_NAME = re.compile(r"segment|сегмент|persona|персон|группа|group|grupa|klient|type|тип|typ", re.IGNORECASE)
_NEVER = re.compile(
    r"(^|_)id$|e-?mail|phone|name|date|time|url|utm|source|status|manager|телефон|почт|имя|фио|дата|статус|источник|менедж"
    r"|ответствен|telefon|imi[eę]|nazw|data|status|[źz]r[óo]d[łl]|opiekun|consent|согласие|zgoda|currency|валют|walut",
    re.IGNORECASE,
)


def propose_segments(customers: pa.Table) -> tuple[tuple[Segment, ...], str | None, float]:
    """Segments by the best trait, the trait, and the share of customers it is known of; no segments where none fits.

    A trait fits with 2 to 6 values, known of half the customers that have traits, its largest group under 97 %. A
    name that speaks of segments comes first, then the trait that tells most (entropy of its groups × share known).
    """
    best: tuple[bool, float, str] | None = None
    traits = [name for name in customers.column_names if name not in ("customer", "first_seen", "last_seen")]
    known = reduce(pc.or_, (pc.is_valid(customers[name]) for name in traits), pa.scalar(False))
    described = customers.filter(known) if traits else customers
    for name in traits:
        score = _score(name, described[name])
        if score is not None and (best is None or (*score, name) > best):
            best = (*score, name)
    if best is None:
        return (), None, 0.0
    values = customers[best[2]]
    groups = sorted(_groups(values), key=lambda one: (-one[1], str(one[0])))
    segments = tuple(
        Segment(id=_slug(best[2], value, number), title=_title(best[2], value), where=(_is(best[2], value),))
        for number, (value, _) in enumerate(groups)
    )
    return segments, best[2], 1 - values.null_count / len(values)


def _score(name: str, values: pa.ChunkedArray) -> tuple[bool, float] | None:
    kind = values.type
    if _NEVER.search(name) or not (pa.types.is_string(kind) or pa.types.is_boolean(kind) or pa.types.is_integer(kind)):
        return None
    known = len(values) - values.null_count
    different = pc.count_distinct(values, mode="only_valid").as_py()
    if known < _KNOWN * len(values) or not _FEWEST <= different <= min(_MOST, known / 2):
        return None
    shares = [count / known for _, count in _groups(values)]
    if max(shares) > _LARGEST:
        return None
    return bool(_BY_NAME.search(name)), -sum(p * math.log(p) for p in shares) * known / len(values)


def _groups(values: pa.ChunkedArray) -> list[tuple[str | int | bool, int]]:
    return [(one["values"], one["counts"]) for one in pc.value_counts(values.drop_null()).to_pylist()]


def _slug(trait: str, value: str | int | bool, number: int) -> str:
    written = value if isinstance(value, str) else f"{trait}_{str(value).lower()}"
    return re.sub(r"\W+", "_", written.strip().lower()).strip("_")[:64] or f"segment_{number + 1}"


def _title(trait: str, value: str | int | bool) -> str:
    return value if isinstance(value, str) else f"{trait}: {str(value).lower()}"


def _is(trait: str, value: str | int | bool) -> Condition:
    return Condition(trait=trait, equals=value)
