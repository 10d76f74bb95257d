"""A map asked again: edits which, once accepted, bring its numbers up to date. What people wrote is left alone.

All edits of one gesture (`event`) belong together and are one proposal: a record with the cards and the curve points
that show it, or one new card. A number that somebody has changed by hand since it was measured is theirs and stays; a
frozen record is not asked again; a card that somebody threw away is not proposed a second time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import isclose
from typing import Any

from tropa.analytics.answer import TableAnswer
from tropa.analytics.barriers import Barrier
from tropa.binding.asking import ask_all
from tropa.binding.barriers import barrier_numbers
from tropa.binding.bound import MEASURE, is_bound, measure_named
from tropa.binding.draft import LEAST, draft_one
from tropa.binding.material import Material
from tropa.errors import TropaError
from tropa.journeys.people import sizes_by_segment
from tropa.kit.ids import random_id
from tropa.model.card import Card, Measure
from tropa.model.curve import CurvePoint
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.part import point_edit, written
from tropa.model.rank import between

Ask = Callable[[Evidence], TableAnswer]  # asks a bound record's question again
NUMBERS = ("n", "value", "low", "high", "confidence", "p_value")
UNCHANGED = "unchanged"  # the gesture of records whose numbers are as they were
_DIGITS = re.compile(r"[\d\s.,\u2013\u2212-]+")


@dataclass
class _Fresh:
    """What was found anew: records by id, the cards that show them by their first record's id, points by record."""

    records: dict[str, Evidence] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    points: dict[str, CurvePoint] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    maps: list[Map] = field(default_factory=list)


def refresh(map_: Map, material: Material, *, today: date | None = None, ask: Ask | None = None) -> tuple[AnyEdit, ...]:
    """Edits that bring every computed card and curve point of the map up to date with the material.

    `ask` asks the questions of bound cards; left out, they stay as they are. What cannot be asked any more (its segment
    or touchpoint is gone) stays too: it is broken, not wrong. Each edit's `event` is its proposal.
    """
    day = today or datetime.now(UTC).date()
    fresh = _asked(map_, material, day, ask)
    edits: list[dict[str, Any]] = []
    for record in map_.evidence:
        new = None if record.frozen else fresh.records.get(record.id)
        if new is not None:
            edits += _renewed(map_, record, new, fresh)
    edits += _header(map_, fresh)
    edits += _new_cards(map_, fresh)
    when = datetime.now(UTC)
    return tuple(parse_edit({"id": random_id("edit"), "when": when, **edit}) for edit in edits)


def _asked(map_: Map, material: Material, today: date, ask: Ask | None) -> _Fresh:
    fresh = _Fresh()
    records = [record for record in map_.evidence if not record.frozen]
    for segment in _segments(map_, records, material):
        answers = ask_all(material, segment)
        drafted = draft_one(material, segment, language=map_.language, today=today, answers=answers)
        fresh.maps.append(drafted)
        fresh.records |= {record.id: record for record in drafted.evidence}
        fresh.cards |= {card.evidence[0]: card for card in reversed(drafted.cards) if card.evidence}
        fresh.points |= {point.evidence[0]: point for point in drafted.curve if point.evidence}
        for record in records:
            if record.question == "barriers" and record.parameters.get("segment") == segment:
                _still_measured(record, answers.barriers.unconfirmed, fresh, today, material)
    for record in records if ask is not None else ():
        if is_bound(record) and ask is not None:
            _asked_again(record, ask, fresh, today, material, map_)
    return fresh


def _segments(map_: Map, records: Sequence[Evidence], material: Material) -> list[str | None]:
    """The segments whose maps are drafted anew: those the drafted records speak of, where they still have customers."""
    drafted = {record.parameters.get("segment") for record in records if not is_bound(record) and record.table_version}
    drafted |= set() if not map_.segments else set(map_.segments) if _computed(map_) else set()
    sizes = sizes_by_segment(material.journeys)
    everybody = sum(sizes.values())
    found = [one for one in drafted if (everybody if one is None else sizes.get(one, 0)) >= LEAST]
    return sorted(found, key=lambda one: one or "")


def _computed(map_: Map) -> bool:
    return any(record.table_version is not None and not is_bound(record) for record in map_.evidence)


def _still_measured(
    record: Evidence, candidates: Sequence[Barrier], fresh: _Fresh, today: date, material: Material
) -> None:
    """A barrier that is confirmed no more has its number all the same."""
    asked = record.parameters
    for one in candidates:
        if record.id not in fresh.records and all(
            getattr(one, name) == asked.get(name) for name in ("stage", "touchpoint", "kind", "outcome")
        ):
            numbers, measure = barrier_numbers(one)
            version = material.journeys.lake_version
            fresh.records[record.id] = record.model_copy(
                update={**numbers, "asked": today, "table_version": version, "p_value": one.p_adjusted}
            )
            if measure is not None:
                fresh.measures[record.id] = measure


def _asked_again(
    record: Evidence, ask: Ask, fresh: _Fresh, today: date, material: Material, map_: Map
) -> None:  # fmt: skip
    """A bound record's question asked again; one that cannot be asked any more is left."""
    try:
        answer = ask(record)
        number = measure_named(answer, str(record.parameters[MEASURE]), map_.language)
    except (TropaError, ValueError):
        return
    n = number.n if number.n is not None else answer.journeys
    fresh.measures[record.id] = number.as_measure()
    fresh.records[record.id] = record.model_copy(
        update={
            "n": n,
            "value": number.value,
            "low": number.low,
            "high": number.high,
            "asked": today,
            "table_version": material.journeys.lake_version,
        }
    )


def _renewed(map_: Map, old: Evidence, new: Evidence, fresh: _Fresh) -> Iterator[dict[str, Any]]:
    moved = {name: getattr(new, name) for name in NUMBERS if not _same(getattr(old, name), getattr(new, name))}
    if not moved and (old.asked, old.table_version) == (new.asked, new.table_version):
        return
    event = f"refresh.{old.id}" if moved else UNCHANGED
    fields = {**moved, "asked": new.asked.isoformat(), "table_version": new.table_version}
    yield {"kind": "set", "event": event, "target": {"object": "evidence", "id": old.id}, "fields": fields}
    if not moved:
        return
    for card in map_.cards:
        if not card.deleted and card.evidence[:1] == (old.id,):
            changed = _card_fields(card, old, fresh)
            if changed:
                yield {"kind": "set", "event": event, "target": {"object": "card", "id": card.id}, "fields": changed}
    for point in map_.curve:
        found = fresh.points.get(old.id)
        if old.id in point.evidence and found is not None and _untouched(point.on("-2..2").value, old.value):
            yield {**point_edit(_moved_point(point, found)), "event": event}


def _card_fields(card: Card, old: Evidence, fresh: _Fresh) -> dict[str, Any]:
    """The measure, where nobody changed it, and the detail, where nothing but its numbers differs."""
    drafted = fresh.cards.get(old.id)
    measure = fresh.measures.get(old.id) or (None if drafted is None else drafted.measure)
    changed: dict[str, Any] = {}
    if card.measure is not None and measure is not None and _untouched(card.measure.value, old.value):
        if measure != card.measure:
            changed["measure"] = measure.model_dump(mode="json", exclude_defaults=True) | {"value": measure.value}
        if drafted is not None and drafted.detail != card.detail and _words(drafted.detail) == _words(card.detail):
            changed["detail"] = drafted.detail
    return changed


def _moved_point(point: CurvePoint, found: CurvePoint) -> CurvePoint:
    on_scale = found.on(point.scale)
    numbers = {name: getattr(on_scale, name) for name in ("value", "low", "high", "n", "probability_lowest")}
    return point.model_copy(update=numbers)


def _header(map_: Map, fresh: _Fresh) -> Iterator[dict[str, Any]]:
    """How many customers the map and its personas stand for, and the period, of the first segment asked."""
    if not fresh.records:
        return
    today = max(record.asked for record in fresh.records.values())
    fields: dict[str, Any] = {"refreshed": today.isoformat()}
    if len(fresh.maps) == 1:
        found = fresh.maps[0]
        fields |= {"customers": found.customers, "customers_total": found.customers_total}
        if found.horizon is not None:
            fields["horizon"] = found.horizon.model_dump(mode="json")
        for persona in map_.personas:
            drafted = found.personas[0]
            if persona.id == drafted.id and (persona.size, persona.share) != (drafted.size, drafted.share):
                sizes = {"size": drafted.size, "share": drafted.share}
                yield _set("persona", persona.id, sizes)
    held = map_.model_dump(mode="json")
    changed = {name: value for name, value in fields.items() if held[name] != value}
    if changed:
        yield _set("map", map_.id, changed)


def _set(part: str, name: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "set", "event": UNCHANGED, "target": {"object": part, "id": name}, "fields": fields}


def _new_cards(map_: Map, fresh: _Fresh) -> Iterator[dict[str, Any]]:
    """Cards of the draft that the map never had, where it has their stage and a lane of their kind."""
    known = {card.id for card in map_.cards}
    stages = {stage.id for stage in map_.stages if not stage.deleted}
    lanes = {lane.kind: lane.id for lane in reversed(map_.lanes) if not lane.deleted}
    records = {record.id for record in map_.evidence}
    ranks: dict[tuple[str, str], str] = {}
    for drafted in fresh.maps:
        by_id = {record.id: record for record in drafted.evidence}
        kinds = {lane.id: lane.kind for lane in drafted.lanes}
        fitting = [
            card
            for card in drafted.cards
            if card.id not in known and card.stage in stages and kinds[card.lane] in lanes
        ]
        added = {card.id for card in fitting}
        for card in sorted(fitting, key=lambda one: bool(one.about)):
            new = [name for name in card.about if name in added]
            event = f"new.{new[0] if new else card.id}"
            for name in card.evidence:
                if name not in records:
                    records.add(name)
                    yield _add("evidence", name, event, written("evidence", by_id[name]))
            lane = lanes[kinds[card.lane]]
            about = [name for name in card.about if name in added or name in known]
            place = {"stage": card.stage, "lane": lane, "rank": _last_rank(map_, card.stage, lane, ranks)}
            yield _add("card", card.id, event, written("card", card) | place | {"about": about, "state": "proposed"})


def _add(part: str, name: str, event: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "add", "event": event, "target": {"object": part, "id": name}, "fields": fields}


def _last_rank(map_: Map, stage: str, lane: str, ranks: dict[tuple[str, str], str]) -> str:
    cell = (stage, lane)
    held = [card.rank for card in map_.cards if (card.stage, card.lane) == cell]
    ranks[cell] = between(ranks.get(cell) or max(held, default=None), None)
    return ranks[cell]


def _untouched(shown: float | None, measured: float | None) -> bool:
    """Whether a number on a card is still the one that was measured: what people wrote instead is theirs."""
    return shown is measured or (shown is not None and measured is not None and isclose(shown, measured, rel_tol=1e-9))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float | int):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def _words(detail: str) -> str:
    return _DIGITS.sub("#", detail)
