"""The document: what the map is, its personas, links, curves, each stage with its lanes, evidence as footnotes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from tropa.formats.glossary import glossary
from tropa.formats.markdown.card_text import CardText
from tropa.formats.markdown.curve_text import curve_lines
from tropa.formats.markdown.escaping import escaped, map_linked
from tropa.formats.markdown.persona_text import persona_head, persona_lines
from tropa.formats.shown import BEHIND, drawn_lanes, shown
from tropa.formats.told import Names, arrow_text, is_sign, link_text, picture_words
from tropa.formats.wording import (
    Said,
    evidence_measure,
    freshness_text,
    interval_text,
    period_text,
    question_text,
    size_text,
    units_of,
    value_text,
)
from tropa.kit.locale import date_text, number_text, text
from tropa.model.blueprint import line_above
from tropa.model.card import Measure
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import cards_in, stages_in_order


def write_markdown(map_: Map, *, today: date | None = None) -> str:
    """The map as Markdown. `today` decides what is stale; by default the day of writing.

    Hidden lanes and what is deleted are left out. Pictures are told by their words: GitHub shows none from inside a
    file.
    """
    writer = _Writer(shown(map_))
    lines = [f"# {escaped(map_.title)}", "", *writer.head(today or datetime.now(UTC).date()), *writer.personas()]
    lines += writer.links()
    lines += curve_lines(writer.map, writer.said, writer.refer)
    for stage in stages_in_order(writer.map.stages):
        lines += writer.stage(stage)
    lines += writer.terms() + writer.footnotes()
    return "\n".join(lines).rstrip() + "\n"


class _Writer:
    """Holds what all parts of one document share: the map, the language, the numbers of footnotes in order of use."""

    def __init__(self, map_: Map) -> None:
        self.map = map_
        self.language = map_.language
        self.said, self.names = Said(map_.language), Names(map_)
        self.notes: dict[str, int] = {}
        self.lanes = drawn_lanes(map_)
        self.depth = _depths(map_)
        self._cards = CardText(self.names, self.said, {card.id: card.body for card in map_.cards if card.body.strip()})

    def head(self, today: date) -> list[str]:
        """What the map is about, whose it is, how fresh it is."""
        map_, said = self.map, self.said
        lines = [escaped(map_.description), ""] if map_.description.strip() else []
        for persona in map_.personas:
            lines += persona_head(persona, said)
        share = map_.customers / map_.customers_total if map_.customers and map_.customers_total else None
        kinds = [said(f"flat.code.{map_.kind}")] if map_.kind != "journey" else []
        kinds += [said("flat.code.future")] if map_.state == "future" else []
        facts = {
            "flat.column.type": "; ".join(kinds),
            "flat.column.company": map_.company,
            "head.goal": map_.goal,
            "head.segment": ", ".join(map_.segments),
            "head.customers": size_text(map_.customers, share, self.language),
            "head.period": period_text(map_.horizon, self.language) if map_.horizon else "",
            "head.freshness": freshness_text(map_, today),
            "head.status": text("model", f"value.{map_.status}", self.language) if map_.status else "",
            "flat.column.owner": map_.owner,
            "flat.column.tags": ", ".join(tag for tag in map_.tags if tag.strip()),
        }
        if map_.logo is not None and (words := picture_words(map_.logo)):
            lines += [escaped(said("page.picture", words=words)), ""]
        lines += [f"- {said(key)}: {escaped(value)}" for key, value in facts.items() if value.strip()]
        if map_.parent_map is not None:
            lines.append(f"- {said('flat.column.parent_map')}: {map_linked(map_.parent_map, map_.parent_map)}")
        return [*lines, ""]

    def personas(self) -> list[str]:
        """The portraits."""
        found = [line for one in self.map.personas for line in persona_lines(one, self.names, self.said)]
        return [f"## {self.said('page.personas')}", "", *found] if found else []

    def links(self) -> list[str]:
        """The ways out of the order of stages."""
        found = [
            f"- {escaped(link_text(link, self.names.stages, self.language))}{self.refer(link.evidence)}"
            for link in self.map.links
        ]
        return [f"## {self.said('page.links')}", "", *found, ""] if found else []

    def stage(self, stage: Stage) -> list[str]:
        """A stage with what is told of it and its lanes."""
        lines = [f"{'#' * min(2 + self.depth[stage.id], 6)} {escaped(stage.title)}", ""]
        lines += [escaped(stage.description), ""] if stage.description.strip() else []
        facts = {"page.wants": stage.goal, "page.duration": stage.duration}
        told = [escaped(self.said(key, words=value)) for key, value in facts.items() if value.strip()]
        told += [escaped(self.said("drawing.owner", name=stage.owner))] if stage.owner.strip() else []
        if stage.leads_to is not None:
            told.append(map_linked(self.said("drawing.leads_to", name=stage.leads_to), stage.leads_to))
        lines += [*(f"- {one}" for one in told), ""] if told else []
        waiting = ""
        for place, lane in enumerate(self.lanes):
            line = line_above(self.lanes, place)
            if line is not None or lane.kind not in BEHIND:
                waiting = text("model", f"line.{line}", self.language) if line else ""
            items = self._items(stage, lane)
            if items:
                lines += [f"*{waiting}*", ""] if waiting else []
                lines += [self._lane_title(lane), "", *items, ""]
                waiting = ""
        return lines

    def terms(self) -> list[str]:
        """What cards refer to, told once."""
        lines = []
        for title, terms in glossary(self.map):
            lines += [f"## {title}", "", *(f"- **{escaped(one.name)}**: {escaped(one.told)}" for one in terms), ""]
        return lines

    def footnotes(self) -> list[str]:
        """The evidence that was referred to."""
        records = {record.id: record for record in self.map.evidence}
        units = units_of(self.map)
        return [
            f"[^{number}]: {self._note(records[name], evidence_measure(records[name], units))}"
            for name, number in self.notes.items()
        ]

    def refer(self, names: Iterable[str]) -> str:
        """Footnote marks of these evidence records."""
        return "".join(f"[^{self.notes.setdefault(name, len(self.notes) + 1)}]" for name in names)

    def _lane_title(self, lane: Lane) -> str:
        icon = f"{lane.icon} " if is_sign(lane.icon) else ""
        who = ", ".join(self.names.personas[name] for name in lane.personas)
        for_whom = f" ({escaped(self.said('drawing.audience', who=who))})" if who else ""
        return f"{icon}**{escaped(lane.title)}**{for_whom}"

    def _items(self, stage: Stage, lane: Lane) -> list[str]:
        items = [self._cards.item(card, lane, self.refer) for card in cards_in(self.map, stage.id, lane.id)]
        first = next((one.id for one in self.lanes if one.kind == "process"), None)
        if lane.id == first:
            arrows = sorted(
                (one for one in self.map.arrows if one.stage == stage.id), key=lambda one: (one.rank, one.id)
            )
            items = [f"1. {escaped(arrow_text(one, self.names, self.said))}" for one in arrows] + items
        return items

    def _note(self, record: Evidence, measure: Measure) -> str:
        said = self.said
        facts = {
            "question": question_text(record, self.language),
            "value": "" if record.value is None else value_text(measure, self.language),
            "n": "" if record.n is None else number_text(record.n, self.language),
            "interval": interval_text(measure, self.language),
            "definition": record.definition,
            "asked": date_text(record.asked, self.language),
        }
        grade = f"{said('evidence.grade')} {record.grade}: {said(f'grade.{record.grade}')}"
        return "; ".join([grade, *(f"{said(f'evidence.{k}')}: {escaped(v)}" for k, v in facts.items() if v)])


def _depths(map_: Map) -> dict[str, int]:
    """How many stages each stage lies in."""
    parent = {stage.id: stage.parent for stage in map_.stages}
    found = {}
    for name in parent:
        above, depth = parent[name], 0
        while above is not None and above in parent:
            above, depth = parent[above], depth + 1
        found[name] = depth
    return found
