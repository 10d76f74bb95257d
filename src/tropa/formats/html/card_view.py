"""What a card shows: its words, its number, what it answers, and the evidence behind it, ready for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tropa.formats.wording import (
    Said,
    evidence_measure,
    interval_text,
    question_text,
    quoted,
    source_text,
    support_text,
    units_of,
    value_text,
)
from tropa.kit.locale import Language, date_text, number_text, percent_text
from tropa.model.card import Card, Measure
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import cards_of_kind, live_cards, stale_since

_QUIET = ("actions", "touchpoints", "channels")  # many small numbers; what each means stands beside its evidence
_NAMED: Mapping[str, str] = {"score": "card.score", "points": "card.effect"}  # what a barrier's number is
LONG = 600  # letters; longer texts scroll inside their card


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


@dataclass(frozen=True)
class CardView:
    """A card as the template needs it; a `quiet` one tells its detail beside the evidence."""

    kind: str
    body: str
    detail: str
    source: str
    value: str
    support: str
    unknown: bool
    bar: float | None
    quiet: bool
    number: int | None
    answers: tuple[int, ...]
    marks: tuple[MarkView, ...]
    tags: tuple[str, ...]
    channel: str
    classes: str


class Reader:
    """Turns the cards of one map into views; numbers barriers and footnotes over the whole map."""

    def __init__(self, map_: Map, today: date) -> None:
        self.language: Language = map_.language
        self.said = Said(map_.language)
        self.priority = {card.id: place for place, card in enumerate(barriers_by_priority(map_), 1)}
        self._cards = {card.id: card for card in map_.cards}
        self._marks_proposals = not is_draft(map_)
        self._shows_channels = any(lane.kind == "channels" for lane in map_.lanes)
        self._marks = evidence_marks(map_.evidence, map_.language, today, units_of(map_), claims(map_))

    def marks(self, names: Sequence[str]) -> tuple[MarkView, ...]:
        """The evidence records of these ids."""
        return tuple(self._marks[name] for name in names)

    def all_marks(self) -> list[MarkView]:
        """Every evidence record of the map, by footnote number."""
        return list(self._marks.values())

    def card(self, card: Card, lane: Lane) -> CardView:
        """The view of a card in its lane."""
        measure = card.measure
        return CardView(
            kind=lane.kind,
            body=quoted(card.body, self.language) if _is_customer_quote(card) else card.body,
            detail=card.detail,
            source=source_text(card, self.language),
            value=self._value(card, lane),
            support="" if measure is None else support_text(measure, self.language),
            unknown=measure is not None and measure.value is None,
            bar=_bar(measure),
            quiet=measure is not None and bool(card.evidence) and lane.kind in _QUIET,
            number=self.priority.get(card.id),
            answers=tuple(sorted(self._barriers_behind(card))),
            marks=self.marks(card.evidence),
            tags=card.tags,
            channel="" if self._shows_channels else card.channel or "",
            classes=_classes(card, lane, self._marks_proposals),
        )

    def _value(self, card: Card, lane: Lane) -> str:
        if card.measure is None:
            return ""
        written = value_text(card.measure, self.language)
        if card.measure.unit == "count" and written in card.body.split():
            return ""  # "and 4 more" says its number already
        named = _NAMED.get(card.measure.unit) if lane.kind == "barriers" and card.measure.value is not None else None
        return self.said(named, value=written) if named else written

    def _barriers_behind(self, card: Card) -> set[int]:
        found: set[int] = set()
        seen, waiting = {card.id}, list(card.about)
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if name in self.priority:
                found.add(self.priority[name])
            else:
                waiting.extend(self._cards[name].about)
        return found


def is_draft(map_: Map) -> bool:
    """Whether most cards are proposals; then the page says so once instead of on every card."""
    cards = live_cards(map_)
    return sum(card.state == "proposed" for card in cards) * 2 > len(cards)


def barriers_by_priority(map_: Map) -> list[Card]:
    """Barriers by their score, highest first; by rank over all stages where they carry no scores."""
    cards = sorted(cards_of_kind(map_, "barriers"), key=lambda card: (card.rank, card.id))
    scored = all(card.measure is not None and card.measure.unit == "score" for card in cards)
    return sorted(cards, key=_priority) if scored else cards


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


def _priority(card: Card) -> float:
    return -card.measure.value if card.measure is not None and card.measure.value is not None else float("inf")


def _is_customer_quote(card: Card) -> bool:
    return card.quote is not None and card.quote.speaker_role == "customer"


def _bar(measure: Measure | None) -> float | None:
    if measure is None or measure.unit != "share" or measure.value is None:
        return None
    return round(max(0.0, min(1.0, measure.value)) * 100, 1)


def _classes(card: Card, lane: Lane, marked: bool) -> str:
    names = [f"k-{lane.kind}"]
    if card.quote is not None:
        names.append("quote" if card.quote.speaker_role == "customer" else "staff")
        names.append(f"v-{card.quote.valence}" if card.quote.valence else "")
    if card.state == "proposed" and marked:
        names.append("proposed")
    if len(card.body) > LONG:
        names.append("long")
    return " ".join(name for name in names if name)
