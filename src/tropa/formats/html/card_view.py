"""What a card shows: its words, its number, what it answers, and the evidence behind it, ready for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tropa.formats.html.card_extras import Extras, card_extras
from tropa.formats.html.mark_view import MarkView, claims, evidence_marks, shortened
from tropa.formats.html.persona_view import persona_marks
from tropa.formats.html.tints import tint
from tropa.formats.told import Names
from tropa.formats.wording import Said, quoted, source_text, support_text, units_of, value_text
from tropa.kit.locale import Language
from tropa.model.card import Card, Measure
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import cards_of_kind, live_cards

_QUIET = ("actions", "touchpoints", "channels")  # many small numbers; what each means stands beside its evidence
_NAMED: Mapping[str, str] = {"score": "card.score", "points": "card.effect"}  # what a barrier's number is
LONG = 600  # letters; longer texts scroll inside their card


@dataclass(frozen=True)
class CardView:
    """A card as the template needs it; a `quiet` one tells its detail beside the evidence.

    `answers` are the numbers of barriers it answers, `about` the words of other cards it is about.
    """

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
    about: tuple[str, ...]
    more: Extras
    classes: str


class Reader:
    """Turns the cards of one map into views; numbers barriers and footnotes over the whole map."""

    def __init__(self, map_: Map, today: date) -> None:
        self.language: Language = map_.language
        self.said = Said(map_.language)
        self.priority = {card.id: place for place, card in enumerate(barriers_by_priority(map_), 1)}
        self._cards = {card.id: card for card in map_.cards}
        self._marks_proposals = not is_draft(map_)
        self.names = Names(map_)
        self.people = persona_marks(map_)
        self._marks = evidence_marks(map_.evidence, map_.language, today, units_of(map_), claims(map_))

    def marks(self, names: Sequence[str]) -> tuple[MarkView, ...]:
        """The evidence records of these ids."""
        return tuple(self._marks[name] for name in names)

    @property
    def marks_by_id(self) -> Mapping[str, MarkView]:
        """Every evidence record of the map by its id."""
        return self._marks

    def all_marks(self) -> list[MarkView]:
        """Every evidence record of the map, by footnote number."""
        return list(self._marks.values())

    def card(self, card: Card, lane: Lane) -> CardView:
        """The view of a card in its lane."""
        measure = card.measure
        return CardView(
            kind=lane.kind,
            body=quoted(card.body, self.language) if _is_customer_quote(card, lane) else card.body,
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
            about=self._about(card),
            more=card_extras(card, lane, self.names, self.people, self.said, marked=self._marks_proposals),
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
            elif name in self._cards:
                waiting.extend(self._cards[name].about)
        return found

    def _about(self, card: Card) -> tuple[str, ...]:
        """What the card is about, where that leads to no barrier."""
        others = (
            [] if self._barriers_behind(card) else [self._cards[name] for name in card.about if name in self._cards]
        )
        return tuple(shortened(other.body) for other in others if not other.deleted and other.body.strip())


def is_draft(map_: Map) -> bool:
    """Whether most cards are proposals; then the page says so once instead of on every card."""
    cards = live_cards(map_)
    return sum(card.state == "proposed" for card in cards) * 2 > len(cards)


def barriers_by_priority(map_: Map) -> list[Card]:
    """Barriers by their score, highest first; by rank over all stages where they carry no scores."""
    cards = sorted(cards_of_kind(map_, "barriers"), key=lambda card: (card.rank, card.id))
    scored = all(card.measure is not None and card.measure.unit == "score" for card in cards)
    return sorted(cards, key=_priority) if scored else cards


def _priority(card: Card) -> float:
    return -card.measure.value if card.measure is not None and card.measure.value is not None else float("inf")


def _is_customer_quote(card: Card, lane: Lane) -> bool:
    if card.quote is None:
        return lane.kind == "quotes" and bool(card.body.strip())
    return card.quote.speaker_role == "customer"


def _bar(measure: Measure | None) -> float | None:
    if measure is None or measure.unit != "share" or measure.value is None:
        return None
    return round(max(0.0, min(1.0, measure.value)) * 100, 1)


def _classes(card: Card, lane: Lane, marked: bool) -> str:
    names = [f"k-{lane.kind}", tint(card.colour)]
    if card.quote is not None:
        names.append("quote" if card.quote.speaker_role == "customer" else "staff")
        names.append(f"v-{card.quote.valence}" if card.quote.valence else "")
    if card.state == "proposed" and marked:
        names.append("proposed")
    if lane.kind == "barriers" and card.status == "done":
        names.append("solved")
    if len(card.body) > LONG:
        names.append("long")
    return " ".join(name for name in names if name)
