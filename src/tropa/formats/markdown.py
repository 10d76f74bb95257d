"""A map as Markdown that GitHub shows well: a summary table, then each stage with its lanes, evidence as footnotes."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from tropa.formats.wording import (
    Said,
    emotion_support,
    emotion_text,
    evidence_measure,
    freshness_text,
    interval_text,
    likelihood_text,
    period_text,
    question_text,
    quoted,
    size_text,
    source_text,
    support_text,
    units_of,
    value_text,
)
from tropa.kit.locale import date_text, number_text
from tropa.model.card import Card, Measure
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import cards_in, curve_of, lanes_in_order, stages_in_order

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$^@]|:(?=[\w/])|(?<=\bwww)\.", re.ASCII)
_FIRST = re.compile(r"(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]|^[-+=#]")
_LINES = re.compile(r"[\s\u0085\u2028\u2029]+")


def write_markdown(map_: Map, *, today: date | None = None) -> str:
    """The map as Markdown. `today` decides what is stale; by default the day of writing."""
    writer = _Writer(map_)
    lines = [f"# {escaped(map_.title)}", ""]
    lines += writer.head(today or datetime.now(UTC).date())
    lines += writer.curve()
    for stage in stages_in_order(map_.stages):
        lines += writer.stage(stage)
    lines += writer.footnotes()
    return "\n".join(lines).rstrip() + "\n"


def escaped(words: str) -> str:
    r"""The words on one line, so that no letter of them acts as Markdown or HTML.

    >>> escaped("<b>1. *нет*</b>")
    '\\<b\\>1. \\*нет\\*\\</b\\>'
    """
    line = _LINES.sub(" ", words).strip()
    return _FIRST.sub(_with_backslash, _SPECIAL.sub(_with_backslash, line))


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match[0]


class _Writer:
    """Holds what all parts of one document share: the map, the language, the numbers of footnotes in order of use."""

    def __init__(self, map_: Map) -> None:
        self.map = map_
        self.language = map_.language
        self.said = Said(map_.language)
        self.notes: dict[str, int] = {}

    def head(self, today: date) -> list[str]:
        map_, said = self.map, self.said
        lines = []
        for persona in map_.personas:
            size = size_text(persona.size, persona.share, self.language)
            lines.append(f"**{escaped(persona.name)}**" + (f", {escaped(size)}" if size else ""))
            if persona.quote:
                lines += ["", f"> {escaped(quoted(persona.quote, self.language))}"]
            lines.append("")
        facts = {
            "goal": map_.goal,
            "segment": ", ".join(map_.segments),
            "period": period_text(map_.horizon, self.language) if map_.horizon else "",
            "freshness": freshness_text(map_, today),
        }
        lines += [f"- {said(f'head.{key}')}: {escaped(value)}" for key, value in facts.items() if value]
        return [*lines, ""]

    def curve(self) -> list[str]:
        lines = []
        for persona in self.map.personas:
            points = curve_of(self.map.curve, persona.id)
            if not points:
                continue
            heads = [self.said(key) for key in ("compare.stage", "curve.value", "curve.support", "curve.words")]
            title = self.said("curve.title") + (f": {escaped(persona.name)}" if len(self.map.personas) > 1 else "")
            lines += [f"## {title}", "", _row(heads), _row(["---", "--:", "---", "---"])]
            for stage in stages_in_order(self.map.stages):
                lines.append(self._curve_row(stage, points.get(stage.id)))
            lines.append("")
        return lines

    def stage(self, stage: Stage) -> list[str]:
        lines = [f"{'##' if stage.parent is None else '###'} {escaped(stage.title)}", ""]
        if stage.description:
            lines += [escaped(stage.description), ""]
        for lane in lanes_in_order(self.map):
            cards = cards_in(self.map, stage.id, lane.id)
            if cards:
                lines += [f"**{escaped(lane.title)}**", "", *(self._card(card) for card in cards), ""]
        return lines

    def footnotes(self) -> list[str]:
        records = {record.id: record for record in self.map.evidence}
        units = units_of(self.map)
        return [
            f"[^{number}]: {self._note(records[name], evidence_measure(records[name], units))}"
            for name, number in self.notes.items()
        ]

    def _curve_row(self, stage: Stage, point: CurvePoint | None) -> str:
        if point is None or point.value is None:
            return _row([escaped(stage.title), self.said("measure.none"), "", ""])
        words = [escaped(quoted(point.label, self.language))] if point.label else []
        words += ["★ " + self.said("curve.truth")] if point.moment_of_truth else []
        if (point.probability_lowest or 0) >= 0.5:
            probability = likelihood_text(point.probability_lowest or 0, self.language)
            words.append(self.said("curve.lowest", probability=probability))
        support = emotion_support(point.n, point.low, point.high, self.language)
        value = emotion_text(point.value, self.language)
        return _row([escaped(stage.title), value, support + self._refer(point.evidence), "; ".join(words)])

    def _card(self, card: Card) -> str:
        customer = card.quote is not None and card.quote.speaker_role == "customer"
        body = escaped(quoted(card.body, self.language) if customer else card.body)
        parts = [f"*{body}*" if customer else body]
        if card.quote is not None:
            staff = "" if customer else self.said("quote.staff") + ": "
            parts.append(staff + escaped(source_text(card, self.language)))
        if card.measure is not None:
            parts.append(f"**{value_text(card.measure, self.language)}**")
            parts.append(support_text(card.measure, self.language))
        parts.append(escaped(card.detail))
        parts.append(self.said("card.proposed") if card.state == "proposed" else "")
        return "- " + " · ".join(part for part in parts if part) + self._refer(card.evidence)

    def _refer(self, names: Iterable[str]) -> str:
        return "".join(f"[^{self.notes.setdefault(name, len(self.notes) + 1)}]" for name in names)

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


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
