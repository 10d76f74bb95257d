"""One map as one self-contained page: a wall poster on a wide screen, one stage a screen on a phone, A3 in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Protocol

from tropa.formats.html.card_view import CardView, Reader, is_draft
from tropa.formats.html.curve_view import CurveView, curve_rows, curve_view, place_rules
from tropa.formats.html.page import render
from tropa.formats.wording import Said, freshness_text, period_text, size_text
from tropa.kit.locale import Language, date_text
from tropa.model.card import Card
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import cards_in, columns, lanes_in_order

PRINTED_STAGES = 7  # an A3 sheet fits so many; longer maps flow on
BEHIND = "backstage"


class Remark(Protocol):
    """What a check of the method has to say of the map (`tropa.lint.Finding` fits)."""

    @property
    def code(self) -> str: ...

    @property
    def severity(self) -> str: ...

    def text(self, language: Language) -> str:
        """The sentence in a language."""
        ...


@dataclass(frozen=True)
class LaneView:
    """A row: its cells by column, and cards that span columns as (first, width, card)."""

    lane: Lane
    cells: tuple[tuple[CardView, ...], ...]
    spans: tuple[tuple[int, int, CardView], ...]
    visibility: bool


@dataclass(frozen=True)
class Sheet:
    """A stretch of stages drawn as one table; `groups` is the upper header of parent stages, empty without any."""

    stages: tuple[Stage, ...]
    groups: tuple[tuple[str, int], ...]
    lanes: tuple[LaneView, ...]
    curve: CurveView
    prefix: str
    first: int


def write_html(map_: Map, *, findings: Sequence[Remark] = (), today: date | None = None) -> str:
    """The map as one HTML file that works offline. `today` decides what is stale; by default the day of writing."""
    day = today or datetime.now(UTC).date()
    reader = Reader(map_, day)
    said = Said(map_.language)
    stages = columns(map_)
    whole = _sheet(map_, stages, reader, "", 0)
    rules = f":root{{--n:{max(1, len(stages))}}}" + place_rules(map_, [s.id for s in stages], whole.curve.frame)
    parts: list[Sheet] = []
    for number, start in enumerate(range(0, len(stages), PRINTED_STAGES) if len(stages) > PRINTED_STAGES else ()):
        part = stages[start : start + PRINTED_STAGES]
        parts.append(_sheet(map_, part, reader, f"q{number}", start))
        rules += place_rules(map_, [s.id for s in part], parts[-1].curve.frame, f"q{number}")
    return render(
        "map",
        map_.language,
        map_.title,
        rules,
        map=map_,
        facts=_facts(map_, said, day),
        sheet=whole,
        parts_list=parts,
        sizes={p.id: size_text(p.size, p.share, map_.language) for p in map_.personas},
        curve_rows=curve_rows(map_) if map_.curve else [],
        marks=reader.all_marks(),
        created=date_text(map_.created, map_.language),
        findings=[(f.code, f.severity, f.text(map_.language)) for f in findings],
    )


def _facts(map_: Map, said: Said, today: date) -> list[tuple[str, str]]:
    share = map_.customers / map_.customers_total if map_.customers and map_.customers_total else None
    said_above = len(map_.personas) == 1 and map_.personas[0].size == map_.customers
    rows = (
        ("goal", map_.goal),
        ("segment", ", ".join(p.segment for p in map_.personas if p.segment) or ", ".join(map_.segments)),
        ("customers", "" if said_above else size_text(map_.customers, share, map_.language)),
        ("period", period_text(map_.horizon, map_.language) if map_.horizon else ""),
        ("freshness", freshness_text(map_, today)),
        ("status", said("head.draft") if is_draft(map_) else ""),
    )
    return [(said(f"head.{key}"), value) for key, value in rows if value]


def _sheet(map_: Map, stages: Sequence[Stage], reader: Reader, prefix: str, first: int) -> Sheet:
    lanes = [_lane(map_, lane, stages, reader) for lane in _lanes(map_)]
    seen_behind = False
    drawn = []
    for view in lanes:
        behind = view.lane.kind == BEHIND
        drawn.append(LaneView(view.lane, view.cells, view.spans, behind and not seen_behind))
        seen_behind = seen_behind or behind
    return Sheet(
        stages=tuple(stages),
        groups=_groups(map_, stages),
        lanes=tuple(drawn),
        curve=curve_view(map_, [stage.id for stage in stages], reader, prefix),
        prefix=prefix,
        first=first,
    )


def _lanes(map_: Map) -> list[Lane]:
    lanes = lanes_in_order(map_)
    if map_.curve and not any(lane.kind == "emotion" for lane in lanes):
        lanes.insert(0, Lane(id="emotion", kind="emotion", title=Said(map_.language)("curve.title"), rank="0"))
    return lanes


def _lane(map_: Map, lane: Lane, stages: Sequence[Stage], reader: Reader) -> LaneView:
    cells, spans = [], []
    place = {stage.id: number for number, stage in enumerate(stages)}
    for number, stage in enumerate(stages):
        cards = cards_in(map_, stage.id, lane.id)
        if lane.kind == "barriers":
            cards.sort(key=lambda card: reader.priority[card.id])
        wide = {card.id: _width(card, number, place) for card in cards}
        cells.append(tuple(reader.card(card, lane) for card in cards if wide[card.id] == 1))
        spans += [(number, wide[card.id], reader.card(card, lane)) for card in cards if wide[card.id] > 1]
    return LaneView(lane, tuple(cells), tuple(spans), False)


def _width(card: Card, first: int, place: dict[str, int]) -> int:
    last = place.get(card.span_to or "", first)
    return max(1, last - first + 1)


def _groups(map_: Map, stages: Sequence[Stage]) -> tuple[tuple[str, int], ...]:
    parent = {stage.id: stage.parent for stage in map_.stages}
    title = {stage.id: stage.title for stage in map_.stages}
    if not any(parent[stage.id] for stage in stages):
        return ()
    roots = [_root(stage.id, parent) for stage in stages]
    return tuple((title[root], len(list(same))) for root, same in groupby(roots))


def _root(stage: str, parent: dict[str, str | None]) -> str:
    while (above := parent[stage]) is not None:
        stage = above
    return stage
