"""What of the journeys is measured: touchpoints and channels without events, events by stage and month, who has spoken.

A map names what people think customers meet; the data holds what was recorded. What stands in a map, or in the list of
channels that journeys usually touch, and has no events is unmeasured: an assumption until somebody brings the data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.material import Material
from tropa.definition.channels import CHANNELS, PLACES
from tropa.journeys.block import UNKNOWN, Block
from tropa.journeys.people import customer_names
from tropa.kit.locale import LANGUAGES, has_text, text
from tropa.model.card import Card
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import cards_in, columns, lanes_in_order

Known = Literal["measured", "unmeasured"]


@dataclass(frozen=True)
class Covered:
    """A touchpoint or channel: events and customers in the data, and the maps that name it."""

    name: str
    events: int
    customers: int
    maps: tuple[str, ...]
    standard: bool = False  # a channel of the standard list

    @property
    def state(self) -> Known:
        """Whether there is any event of it."""
        return "measured" if self.events else "unmeasured"


@dataclass(frozen=True)
class StageMonth:
    """Events and customers of a stage (None: touchpoints of no stage) in a month of UTC, `2026-05`."""

    stage: str | None
    month: str
    events: int
    customers: int


@dataclass(frozen=True)
class Coverage:
    """The whole; `spoken` of `customers` have said something, in their own words or as a rating."""

    touchpoints: tuple[Covered, ...]
    channels: tuple[Covered, ...]
    months: tuple[StageMonth, ...]
    customers: int
    spoken: int

    @property
    def spoken_share(self) -> float | None:
        """The share of customers who have said something; None without customers."""
        return self.spoken / self.customers if self.customers else None


def coverage(material: Material | None, maps: Mapping[str, Map]) -> Coverage:
    """What is measured of what the maps (by id) and the standard list name; all is unmeasured without `material`.

    Names are compared without regard to case; a map's channel may also be called as people of any of our languages
    call it.
    """
    met, came = _counts(material, "touchpoint"), _counts(material, "channel")
    named, used = _named(maps, "touchpoints"), _named(maps, "channels")
    if material is not None:
        for rule in material.definition.touchpoints:
            if rule.touchpoint is not None:
                met.setdefault(rule.touchpoint, (0, 0))
    return Coverage(
        _covered(met, named, ()),
        _covered(came, used, PLACES),
        _months(material) if material is not None else (),
        *(_spoken(material) if material is not None else (0, 0)),
    )


def _covered(
    counts: Mapping[str, tuple[int, int]], named: Mapping[str, Sequence[str]], usual: Sequence[str]
) -> tuple[Covered, ...]:
    names = {name.casefold(): name for name in (*usual, *named, *counts)}
    events = {name.casefold(): told for name, told in counts.items()}
    maps = {name.casefold(): told for name, told in named.items()}
    found = [
        Covered(
            name, *events.get(key, (0, 0)), maps=tuple(maps.get(key, ())), standard=name in CHANNELS and bool(usual)
        )
        for key, name in names.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.events, not one.maps, one.name)))


def _counts(material: Material | None, what: Literal["touchpoint", "channel"]) -> dict[str, tuple[int, int]]:
    """Events and customers of each touchpoint or channel."""
    if material is None:
        return {}
    vocabulary = material.journeys.vocabulary
    names = vocabulary.touchpoints if what == "touchpoint" else vocabulary.channels
    pairs = [pa.table({"code": getattr(b, what), "customer": _customers(b)}) for b in material.journeys.blocks]
    if not pairs:
        return {}
    whole = pa.concat_tables(pairs).group_by("code").aggregate([("customer", "count"), ("customer", "count_distinct")])
    return {
        names[row["code"]]: (row["customer_count"], row["customer_count_distinct"])
        for row in whole.to_pylist()
        if names[row["code"]]
    }


def _months(material: Material) -> tuple[StageMonth, ...]:
    vocabulary = material.journeys.vocabulary
    stage_of = np.array(vocabulary.stage_of or [UNKNOWN] * len(vocabulary.touchpoints), np.int64)
    parts = [
        pa.table(
            {
                "stage": stage_of[block.touchpoint],
                "month": block.time.astype("M8[us]").astype("M8[M]").astype(np.int64),
                "customer": _customers(block),
            }
        )
        for block in material.journeys.blocks
        if block.events
    ]
    if not parts:
        return ()
    whole = pa.concat_tables(parts).group_by(["stage", "month"])
    rows = whole.aggregate([("customer", "count"), ("customer", "count_distinct")]).to_pylist()
    rows.sort(key=lambda row: (row["month"], row["stage"] % (len(vocabulary.stages) + 1)))
    return tuple(
        StageMonth(
            vocabulary.stages[row["stage"]] if row["stage"] != UNKNOWN else None,
            str(np.datetime64(row["month"], "M")),
            row["customer_count"],
            row["customer_count_distinct"],
        )
        for row in rows
    )


def _spoken(material: Material) -> tuple[int, int]:
    customers = customer_names(material.journeys)
    theirs = material.verbatims.filter(pc.equal(material.verbatims["speaker_role"], "customer"))
    spoken = pc.unique(theirs["customer"].drop_null())
    return len(customers), int(pc.sum(pc.is_in(customers, value_set=spoken.cast(customers.type))).as_py() or 0)


def _customers(block: Block) -> pa.Array:
    """The customer of each event."""
    encoded = block.customer.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        encoded.indices.take(pa.array(np.repeat(np.arange(block.journeys), np.diff(block.offsets)))),
        encoded.dictionary,
    ).cast(pa.string())


def _named(maps: Mapping[str, Map], kind: Literal["touchpoints", "channels"]) -> dict[str, list[str]]:
    """The touchpoints or channels that maps name, each with the ids of its maps; a card "and n more" names none."""
    found: dict[str, list[str]] = {}
    for map_id, map_ in maps.items():
        lanes = lanes_in_order(map_)
        cards = [(lane, card) for s in columns(map_) for lane in lanes for card in cards_in(map_, s.id, lane.id)]
        names = {name for lane, card in cards if (name := _name_of(map_, lane, card, kind))}
        for name in sorted(names):
            found.setdefault(name, []).append(map_id)
    return found


def _name_of(map_: Map, lane: Lane, card: Card, kind: Literal["touchpoints", "channels"]) -> str:
    if kind == "channels" and card.channel:
        own = {one.id: one.title for one in map_.channels}
        return card.channel if card.channel in CHANNELS else _plain_channel(own.get(card.channel, card.channel))
    rest = card.measure is not None and card.measure.unit == "count"
    if lane.kind != kind or rest:
        return ""
    return _plain_channel(card.body.strip()) if kind == "channels" else card.body.strip()


def _plain_channel(written: str) -> str:
    """The name of a channel, however it is called in our languages."""
    return _CALLED.get(written.casefold(), written)


_CALLED = {
    text("definition", f"channel.{name}", language).casefold(): name
    for language in LANGUAGES
    for name in CHANNELS
    if has_text("definition", f"channel.{name}", language)
}
