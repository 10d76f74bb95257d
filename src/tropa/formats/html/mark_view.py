"""Evidence records as a person reads them: grade, number, interval, definition, and what first rests on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tropa.formats.told import link_text
from tropa.formats.wording import Said, evidence_measure, interval_text, question_text, value_text
from tropa.kit.locale import Language, date_text, number_text, percent_text
from tropa.model.card import Measure
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.view import live_cards, stale_since


@dataclass(frozen=True)
class MarkView:
    """An evidence record as a person reads it; `number` is its footnote, `claim` what first rests on it."""

    number: int
    letter: str
    meaning: str
    stale: str
    claim: str
    cells: Mapping[str, str]

    @property
    def rule(self) -> tuple[str, str]:
        """How its number came about: the question in words and the definition."""
        return self.cells["question"], self.cells["definition"]


def claims(map_: Map) -> dict[str, str]:
    """For each evidence record the words of the first card, or the stage of the first emotion, that rests on it."""
    said = Said(map_.language)
    found: dict[str, str] = {}
    for card in live_cards(map_):
        for name in card.evidence:
            found.setdefault(name, shortened(card.body))
    titles = {stage.id: stage.title for stage in map_.stages}
    for point in map_.curve:
        for name in point.evidence:
            found.setdefault(name, said("evidence.emotion_of", stage=shortened(titles[point.stage])))
    for link in map_.links:
        for name in link.evidence:
            found.setdefault(name, shortened(link_text(link, titles, map_.language)))
    return found


def shortened(words: str) -> str:
    """The words, cut at 140 letters."""
    return words if len(words) <= 140 else words[:139] + "…"


def evidence_marks(
    records: Sequence[Evidence],
    language: Language,
    today: date,
    units: Mapping[str, Measure],
    claimed: Mapping[str, str],
) -> dict[str, MarkView]:
    """Evidence records by id, numbered in their order."""
    return {
        record.id: MarkView(
            number=number,
            letter=record.grade,
            meaning=Said(language)(f"grade.{record.grade}"),
            stale=_stale(record, language, today),
            claim=claimed.get(record.id, ""),
            cells=_cells(record, language, evidence_measure(record, units), record.id in units),
        )
        for number, record in enumerate(records, 1)
    }


def _stale(record: Evidence, language: Language, today: date) -> str:
    due = stale_since(record, today)
    return Said(language)("evidence.stale", day=date_text(due, language)) if due else ""


def _cells(record: Evidence, language: Language, measure: Measure, numeric: bool) -> dict[str, str]:
    """The facts of a record; "not enough data" only where a number was asked for."""
    said = Said(language)
    bare = interval = interval_text(measure, language)
    told = record.value is not None or (numeric and record.n is not None)
    if interval and record.confidence is not None:
        level = percent_text(record.confidence, language)
        interval = said("evidence.interval_at", interval=interval, level=level)
    return {
        "question": question_text(record, language),
        "value": value_text(measure, language) if told else "",
        "n": "" if record.n is None else number_text(record.n, language),
        "interval": interval,
        "range": bare,
        "level": percent_text(record.confidence, language) if bare and record.confidence is not None else "",
        "p": "" if record.p_value is None else number_text(float(f"{record.p_value:.1g}"), language),
        "definition": record.definition,
        "asked": date_text(record.asked, language),
    }
