"""One map as one self-contained page: a wall poster on a wide screen, one stage a screen on a phone, A3 in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from tropa.formats.glossary import glossary
from tropa.formats.html.card_extras import map_address
from tropa.formats.html.card_view import CardView, Reader, is_draft
from tropa.formats.html.curve_view import CurveView, curve_rows, curve_view
from tropa.formats.html.page import render
from tropa.formats.html.persona_view import portraits
from tropa.formats.html.process_view import ProcessView, process_rules, process_view
from tropa.formats.html.stage_view import GroupView, LinkView, StageView, groups, heads, links, span_rules
from tropa.formats.html.tints import tint, tint_rules
from tropa.formats.shown import BEHIND, drawn_lanes, shown
from tropa.formats.told import is_sign, link_text
from tropa.formats.wording import Said, freshness_text, period_text, size_text
from tropa.kit.locale import Language, date_text, text
from tropa.model.blueprint import line_above
from tropa.model.card import Card
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import cards_in, columns, reached

PRINTED_STAGES = 7  # an A3 sheet fits so many; longer maps flow on


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
    """A row: its cells by column, cards that span columns as (first, width, card), and the line that runs above it."""

    lane: Lane
    icon: str
    classes: str
    people: str
    cells: tuple[tuple[CardView, ...], ...]
    spans: tuple[tuple[int, int, CardView], ...]
    line: str
    line_kind: str
    behind: bool
    curve: CurveView | None
    process: ProcessView | None


@dataclass(frozen=True)
class Sheet:
    """A stretch of stages drawn as one table; `groups` is the upper header of parent stages, empty without any."""

    stages: tuple[StageView, ...]
    groups: tuple[GroupView, ...]
    links: tuple[LinkView, ...]
    lanes: tuple[LaneView, ...]
    prefix: str
    first: int

    @property
    def curves(self) -> tuple[CurveView, ...]:
        """The curves in its lanes, the emotion first."""
        there = {row.curve.kind: row.curve for row in self.lanes if row.curve}
        return tuple(there[kind] for kind in ("emotion", "arc") if kind in there)


def write_html(map_: Map, *, findings: Sequence[Remark] = (), today: date | None = None) -> str:
    """The map as one HTML file that works offline. `today` decides what is stale; by default the day of writing.

    Hidden lanes and what is deleted are not in the file.
    """
    day = today or datetime.now(UTC).date()
    map_ = shown(map_)
    reader, said = Reader(map_, day), Said(map_.language)
    stages = columns(map_)
    whole = _sheet(map_, stages, reader, "", 0)
    starts = range(0, len(stages), PRINTED_STAGES) if len(stages) > PRINTED_STAGES else ()
    parts = [
        _sheet(map_, stages[start : start + PRINTED_STAGES], reader, f"q{number}", start)
        for number, start in enumerate(starts)
    ]
    titles = {stage.id: stage.title for stage in map_.stages}
    return render(
        "map",
        map_.language,
        map_.title,
        _rules(map_, [whole, *parts]),
        map=map_,
        over=_over(map_, said),
        facts=_facts(map_, said, day),
        parent=map_address(map_.parent_map) if map_.parent_map else "",
        sheet=whole,
        parts_list=parts,
        portraits=portraits(map_, reader.people),
        links=[link_text(link, titles, map_.language) for link in map_.links],
        glossary=glossary(map_),
        curve_tables=_curve_tables(map_, said),
        marks=reader.all_marks(),
        created=date_text(map_.created, map_.language),
        findings=[(f.code, f.severity, f.text(map_.language)) for f in findings],
    )


def _rules(map_: Map, sheets: Sequence[Sheet]) -> str:
    rules = f":root{{--n:{max(1, len(sheets[0].stages))}}}" + tint_rules(map_)
    rules += "".join(f".cols-{n}{{--n:{max(1, n)}}}" for n in sorted({len(sheet.stages) for sheet in sheets}))
    rules += span_rules(link for sheet in sheets for link in sheet.links)
    rules += process_rules(row.process for sheet in sheets for row in sheet.lanes if row.process)
    return rules + "".join(curve.rules for sheet in sheets for curve in sheet.curves)


def _over(map_: Map, said: Said) -> str:
    """What kind of map this is, above its title."""
    kind = said(f"head.map_{map_.state}")
    return kind if map_.kind == "journey" else f"{kind} · {said(f'flat.code.{map_.kind}')}"


def _facts(map_: Map, said: Said, today: date) -> list[tuple[str, str]]:
    share = map_.customers / map_.customers_total if map_.customers and map_.customers_total else None
    said_above = len(map_.personas) == 1 and map_.personas[0].size == map_.customers
    status = [text("model", f"value.{map_.status}", map_.language)] if map_.status else []
    status += [said("head.draft")] if is_draft(map_) else []
    rows = (
        ("head.goal", map_.goal),
        ("head.segment", ", ".join(p.segment for p in map_.personas if p.segment) or ", ".join(map_.segments)),
        ("head.customers", "" if said_above else size_text(map_.customers, share, map_.language)),
        ("head.period", period_text(map_.horizon, map_.language) if map_.horizon else ""),
        ("head.freshness", freshness_text(map_, today)),
        ("head.status", "; ".join(status)),
        ("flat.column.owner", map_.owner),
        ("flat.column.tags", ", ".join(tag for tag in map_.tags if tag.strip())),
    )
    return [(said(key), value) for key, value in rows if value.strip()]


def _curve_tables(map_: Map, said: Said) -> list[tuple[str, str, bool, list[tuple[str, str, str, str, str]]]]:
    """Each curve as a table: title, heading of its value, whether the persona is named, rows."""
    keys = {"emotion": ("curve.table", "curve.value"), "arc": ("page.arc_table", "page.arc_value")}
    found = []
    for kind in ("emotion", "arc"):
        if rows := curve_rows(map_, kind):
            title, value = keys[kind]
            found.append((said(title), said(value), len({row[0] for row in rows}) > 1, rows))
    return found


def _sheet(map_: Map, stages: Sequence[Stage], reader: Reader, prefix: str, first: int) -> Sheet:
    lanes = drawn_lanes(map_)
    return Sheet(
        stages=heads(map_, stages, reader.said),
        groups=groups(map_, stages, reader.said),
        links=links(map_, stages, reader.said, reader.marks_by_id),
        lanes=tuple(_lane(map_, lanes, place, stages, reader, prefix) for place in range(len(lanes))),
        prefix=prefix,
        first=first,
    )


def _lane(map_: Map, lanes: list[Lane], place: int, stages: Sequence[Stage], reader: Reader, prefix: str) -> LaneView:
    lane, said = lanes[place], reader.said
    line = line_above(lanes, place)
    line_words = text("model", f"line.{line}", map_.language) if line else ""
    names = [reader.names.personas[name] for name in lane.personas]
    first = all(other.kind != lane.kind for other in lanes[:place])
    curve = None
    if lane.kind == "emotion" and first:
        curve = curve_view(map_, [stage.id for stage in stages], reader, prefix)
    elif lane.kind == "arc" and first:
        curve = curve_view(map_, [stage.id for stage in stages], reader, f"a{prefix}", "arc")
    return LaneView(
        lane=lane,
        icon=lane.icon if is_sign(lane.icon) else "",
        classes=f"l-{lane.kind} {tint(lane.colour)}".strip(),
        people=said("drawing.audience", who=", ".join(names)) if names else "",
        cells=_cells(map_, lane, stages, reader),
        spans=_spans(map_, lane, stages, reader),
        line=said("map.visibility") if line == "visibility" else line_words,
        line_kind=line or "",
        behind=lane.kind in BEHIND,
        curve=curve,
        process=process_view(map_, stages, reader.names, said) if lane.kind == "process" and first else None,
    )


def _cells(map_: Map, lane: Lane, stages: Sequence[Stage], reader: Reader) -> tuple[tuple[CardView, ...], ...]:
    """The cards of each column that stand in it alone."""
    return tuple(
        tuple(
            reader.card(card, lane) for card in _sorted(map_, stage.id, lane, reader) if len(reached(map_, card)) == 1
        )
        for stage in stages
    )


def _sorted(map_: Map, stage: str, lane: Lane, reader: Reader) -> list[Card]:
    cards = cards_in(map_, stage, lane.id)
    return sorted(cards, key=lambda card: reader.priority[card.id]) if lane.kind == "barriers" else cards


def _spans(map_: Map, lane: Lane, stages: Sequence[Stage], reader: Reader) -> tuple[tuple[int, int, CardView], ...]:
    """The cards over several columns, also those that reach into these columns from before them."""
    place = {stage.id: number for number, stage in enumerate(stages)}
    found = []
    for stage in columns(map_):
        for card in _sorted(map_, stage.id, lane, reader):
            over = reached(map_, card)
            here = [place[name] for name in over if name in place]
            if len(over) > 1 and here:
                found.append((here[0], len(here), reader.card(card, lane)))
    return tuple(found)
