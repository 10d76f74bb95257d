"""The customers and quotes behind a number, masked, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.material import Material
from tropa.binding.scene import source_name
from tropa.binding.why import Behind, Entry
from tropa.kit.locale import Language
from tropa.kit.time import moment
from tropa.model.evidence import Evidence

MOST_QUOTES = 50


@dataclass(frozen=True)
class Listed:
    """One of the counted: a mask that is the same for the same customer as long as the studio runs, the touchpoint that
    counted and when, and how long the journey is."""

    customer: str
    touchpoint: str | None = None
    time: datetime | None = None
    events: int | None = None


@dataclass(frozen=True)
class Passage:
    """A quoted passage, literal, as it is kept now."""

    verbatim: str
    text: str
    source: str
    time: datetime | None
    rating: float | None
    low: float | None
    high: float | None


def masked(customer: str, key: bytes) -> str:
    """A customer's mask: eight letters and digits that cannot be turned back without the key.

    >>> masked("crm:17", b"k") == masked("crm:17", b"k"), len(masked("crm:17", b"k"))
    (True, 8)
    """
    return blake2b(customer.encode("utf-8", "surrogatepass"), digest_size=4, key=key).hexdigest()


def listed(found: Behind, material: Material, key: bytes, *, start: int = 0, most: int = 100) -> list[Listed]:
    """A page of the list."""
    return [_listed(one, material, key) for one in found.entries[start : start + most]]


def passages(record: Evidence, material: Material, language: Language) -> list[Passage]:
    """The passages a record quotes that are still kept, in its order."""
    spans = {span.verbatim_id: span for span in record.quotes[:MOST_QUOTES]}
    if not spans:
        return []
    said = material.verbatims
    rows = said.filter(pc.is_in(said["verbatim_id"], value_set=pa.array(list(spans), pa.string()))).to_pylist()
    found = {row["verbatim_id"]: row for row in rows if row["text"] is not None and row["consent"] is not False}
    return [
        Passage(
            verbatim=name,
            text=found[name]["text"][span.start : span.end],
            source=source_name(found[name]["source"], language),
            time=found[name]["time"],
            rating=found[name]["rating"],
            low=found[name]["scale_low"],
            high=found[name]["scale_high"],
        )
        for name, span in spans.items()
        if name in found
    ]


def _listed(one: Entry, material: Material, key: bytes) -> Listed:
    if one.block is None:
        return Listed(masked(one.customer, key))
    block = material.journeys.blocks[one.block]
    point = material.journeys.vocabulary.touchpoints[int(block.touchpoint[one.event])]
    return Listed(masked(one.customer, key), point, moment(int(block.time[one.event])), one.last - one.first)
