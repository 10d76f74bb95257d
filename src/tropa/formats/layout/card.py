"""A card as a box: its words first, then what supports them, from loud to quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tropa.drawing.scene import Group, Item, Rect
from tropa.formats.html.card_view import barriers_by_priority, is_draft
from tropa.formats.layout.content import (
    QUIET,
    Bar,
    Chip,
    Content,
    Style,
    chips,
    content_items,
    drawn,
    height_of,
    trailing,
    words,
)
from tropa.formats.layout.tokens import (
    ACCENT,
    BODY,
    INK,
    MUTED,
    PAPER,
    RADIUS,
    SMALL,
    STAR,
    TEXT,
    readable,
    tint_of,
    valence,
    washed,
)
from tropa.formats.told import (
    felt,
    felt_text,
    hypothesis_lines,
    is_sign,
    metric_lines,
    score_text,
    status_text,
    titled,
    verdict_text,
)
from tropa.formats.wording import (
    Said,
    quoted,
    source_text,
    support_text,
    value_text,
)
from tropa.kit.locale import Language, date_text
from tropa.model.card import Card, Measure
from tropa.model.catalogue import Channel, Touchpoint
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import stale_since

PAD, TALL, BAR = 10.0, 8.0, 3.0  # beside, above and below the contents; the coloured edge
_VALENCES = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}


@dataclass(frozen=True, slots=True)
class CardBox:
    """A card where it stands; `words` is what a listener hears of it."""

    card: Card
    x: float
    y: float
    width: float
    height: float
    edge: str
    contents: tuple[Content, ...]
    words: str
    proposed: bool = False


class CardReader:
    """Makes the contents of a map's cards; knows which barrier has which number and what evidence is stale."""

    def __init__(self, map_: Map, today: date) -> None:
        self.language: Language = map_.language
        self.said = Said(map_.language)
        self._cards = {card.id: card for card in map_.cards}
        self._number = {card.id: place for place, card in enumerate(barriers_by_priority(map_), 1)}
        self._grade = {record.id: (record.grade, stale_since(record, today)) for record in map_.evidence}
        self._touchpoints = {one.id: one for one in map_.touchpoints}
        self._channels = {one.id: one for one in map_.channels}
        self._metrics = {one.id: one for one in map_.metrics}
        self._people = {one.id: one for one in map_.personas}
        self.colours: Mapping[str, str] = {}
        self.draft = is_draft(map_)

    def box(self, card: Card, lane: Lane, x: float, y: float, width: float) -> CardBox:
        """The card as a box of this width."""
        room = width - 2 * PAD - BAR
        contents = tuple(self.contents(card, lane, room))
        proposed = card.state == "proposed" and not self.draft
        edge = card.colour or tint_of(lane.kind, lane.colour)
        return CardBox(card, x, y, width, height_of(contents) + 2 * TALL - 1, edge, contents, card.body[:200], proposed)

    def contents(self, card: Card, lane: Lane, room: float) -> list[Content]:
        """What the card shows, from top to bottom."""
        found: list[Content] = []
        found += self._picture(card, room)
        found += self._words(card, room)
        if card.measure is not None:
            found += self._measure(card.measure, card, lane, room)
        found += self._metric(card, room)
        found += [words(line, room, QUIET) for line in self._more(card)]
        if (felt_now := felt(card)) is not None:
            style = Style(SMALL, 600, color=readable(valence(felt_now)))
            found.append(words(felt_text(card, self.language), room, style))
        found += self._about(card, room)
        found += self._links(card, room)
        found += chips(self._chips(card, lane), room)
        found += trailing(self._evidence(card), found, room)
        return found or [words("—", room, QUIET)]

    def _picture(self, card: Card, room: float) -> list[Content]:
        if card.picture is None:
            return []
        picture = drawn(card.picture, room)
        told = [words(card.picture.alt, room, QUIET)] if card.picture.alt and picture is None else []
        caption = [words(card.picture.caption, room, QUIET)] if card.picture.caption else []
        return [*([picture] if picture else []), *told, *caption]

    def _words(self, card: Card, room: float) -> list[Content]:
        quote = card.quote
        customer = quote is not None and quote.speaker_role == "customer"
        body = quoted(card.body, self.language) if customer and card.body.strip() else card.body
        if icon := self._icon(card):
            body = f"{icon} {body}"
        if (number := self._number.get(card.id)) is not None:
            body = f"{number}. {body}"
        found: list[Content] = []
        if quote is not None and not customer:
            found.append(words(self.said("quote.staff"), room, Style(SMALL, 600, color=MUTED)))
        if body.strip():
            found.append(words(body, room, Style(BODY, italic=customer, color=INK), above=2, role="body"))
        if source := source_text(card, self.language):
            found.append(words(source, room, QUIET, above=2))
        if card.detail.strip():
            found.append(words(card.detail, room, Style(SMALL, color=TEXT), role="detail"))
        return found

    def _places(self, card: Card) -> list[Touchpoint | Channel]:
        """The touchpoint and the channel that the map knows."""
        touchpoint = self._touchpoints.get(card.touchpoint or "")
        channel = self._channels.get(card.channel or "")
        return [one for one in (touchpoint, channel) if one is not None]

    def _icon(self, card: Card) -> str:
        """The card's own icon, else that of a touchpoint or channel its words name."""
        icons = [card.icon, *(one.icon for one in self._places(card) if _names(card, one))]
        return next(filter(is_sign, icons), "")

    def _measure(self, measure: Measure, card: Card, lane: Lane, room: float) -> list[Content]:
        value = value_text(measure, self.language)
        if measure.unit == "count" and value in card.body.split():
            return []
        if measure.value is None:
            return [words(" · ".join(filter(None, (value, support_text(measure, self.language)))), room, QUIET)]
        if lane.kind == "barriers" and measure.unit in ("score", "points"):
            value = self.said("card.score" if measure.unit == "score" else "card.effect", value=value)
        found: list[Content] = []
        if measure.unit == "share":
            color = card.colour or tint_of(lane.kind, lane.colour)
            found.append(Bar(max(0.0, min(1.0, measure.value)), color, above=6))
        support = support_text(measure, self.language)
        told = [Chip(value, "value", INK), *([Chip(support, "support")] if support else [])]
        return [*found, *chips(told, room, above=3)]

    def _metric(self, card: Card, room: float) -> list[Content]:
        target = 1 if card.metric and self._metrics[card.metric].target is not None else 0
        lines = metric_lines(card, self._metrics, self.language)
        title = len(lines) - target
        styles = (Style(SMALL, 600, color=TEXT), QUIET)
        return [words(line, room, styles[place >= title], above=2) for place, line in enumerate(lines)]

    def _more(self, card: Card) -> list[str]:
        """Its hypothesis with the verdict, and its scores, as lines."""
        lines = []
        if card.hypothesis is not None:
            lines += hypothesis_lines(card.hypothesis, self._metrics, self.language)
            lines.append(verdict_text(card.hypothesis, self.language))
        if card.scores is not None:
            lines.append(score_text(card.scores, self.language))
        return [line for line in lines if line]

    def _about(self, card: Card, room: float) -> list[Content]:
        found: list[Content] = []
        for name in card.about:
            other = self._cards.get(name)
            if other is None or other.deleted:
                continue
            number = self._number.get(name)
            short = other.body if len(other.body) <= 48 else other.body[:47].rstrip() + "…"
            told = short if number is None else f"{number}. {short}"
            found.append(words(f"↳ {told}", room, QUIET))
        return found

    def _links(self, card: Card, room: float) -> list[Content]:
        found: list[Content] = []
        for one in card.attachments:
            link = one.url if one.url.startswith("http") else None
            found.append(words(f"↗ {one.title}", room, Style(SMALL, color=ACCENT), link=link))
        if card.leads_to:
            found.append(words(self.said("drawing.leads_to", name=card.leads_to), room, Style(SMALL, color=ACCENT)))
        return found

    def _chips(self, card: Card, lane: Lane) -> list[Chip]:
        found = []
        if card.moment_of_truth:
            found.append(Chip(self.said("curve.truth"), "star", STAR))
        if card.persona is not None:
            found.append(Chip(self._people[card.persona].name, "dot", self.colours.get(card.persona, MUTED)))
        found += [Chip(titled(one.icon, one.title)) for one in self._places(card) if not _names(card, one)]
        if card.channel and card.channel not in self._channels:
            found.append(Chip(card.channel))
        if card.owner:
            found.append(Chip(self.said("drawing.owner", name=card.owner)))
        if card.due is not None:
            found.append(Chip(self.said("drawing.due", day=date_text(card.due, self.language))))
        if status := status_text(card, lane.kind, self.language):
            found.append(Chip(status))
        found += [Chip(f"#{tag}") for tag in card.tags]
        if card.state == "proposed" and not self.draft:
            found.append(Chip(self.said("card.proposed")))
        found += self._due_again(card)
        return [chip for chip in found if chip.words.strip()]

    def _evidence(self, card: Card) -> list[Chip]:
        return [Chip(letter, "ring") for letter in sorted({self._grade[name][0] for name in card.evidence})]

    def _due_again(self, card: Card) -> list[Chip]:
        due = any(self._grade[name][1] is not None for name in card.evidence)
        return [Chip(self.said("drawing.due_for_review"), "clock")] if due else []


def _names(card: Card, one: Touchpoint | Channel) -> bool:
    """Whether the card's words name the touchpoint or channel."""
    return one.title.strip().casefold() in card.body.casefold()


def card_items(box: CardBox) -> Item:
    """The box as shapes: a thin tint with a coloured edge; one that is only proposed is dashed and bare."""
    kind = "staff" if box.card.quote is not None and box.card.quote.speaker_role == "staff" else "card"
    fill = PAPER if box.proposed or kind == "staff" else washed(box.edge)
    frame = Rect(
        box.x,
        box.y,
        box.width,
        box.height,
        fill=fill,
        stroke=washed(box.edge, 0.6) if fill == PAPER else None,
        radius=RADIUS,
        dash=(4, 3) if box.proposed else (),
        role="card",
    )
    edge = Rect(box.x, box.y + RADIUS, BAR, max(box.height - 2 * RADIUS, 2), fill=_edge(box), role="edge")
    inside = content_items(box.contents, box.x + BAR + PAD, box.y + TALL - 1, box.width - BAR - 2 * PAD)
    return Group((frame, edge, *inside), title=box.words, role="listitem", kind="card")


def _edge(box: CardBox) -> str:
    quote = box.card.quote
    if quote is not None and quote.valence is not None and box.card.colour is None:
        return valence(_VALENCES[quote.valence])
    return box.edge
