"""What a card carries besides its words and its number: picture, feeling, hypothesis, people, dates, links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from tropa.formats.html.face import face
from tropa.formats.html.persona_view import PersonaMark
from tropa.formats.told import (
    Names,
    felt,
    felt_text,
    hypothesis_lines,
    metric_lines,
    score_text,
    status_text,
    verdict_text,
)
from tropa.formats.wording import Said
from tropa.kit.locale import date_text
from tropa.model.attachment import Picture
from tropa.model.card import Card
from tropa.model.lane import Lane

ChipKind = Literal["proposed", "status", "solved", "touchpoint", "channel", "owner", "due", "tag", "verdict", "truth"]


@dataclass(frozen=True)
class ChipView:
    """A short fact in a pill."""

    kind: ChipKind
    words: str


@dataclass(frozen=True)
class Extras:
    """All of it, ready for the template; `mood` is a face and words, `links` are titles and addresses."""

    icon: str
    picture: Picture | None
    facts: tuple[str, ...]
    chips: tuple[ChipView, ...]
    mood: tuple[str, str] | None
    person: PersonaMark | None
    leads_to: tuple[str, str] | None
    links: tuple[tuple[str, str], ...]


def map_address(name: str) -> str:
    """Where the page of another map lies: beside this one, under its id.

    >>> map_address("javascript:x")
    './javascript%3Ax.html'
    """
    return f"./{quote(name)}.html"


def card_extras(
    card: Card, lane: Lane, names: Names, people: Mapping[str, PersonaMark], said: Said, *, marked: bool
) -> Extras:
    """The extras of a card; `marked`: whether proposals are marked."""
    language, value = said.language, felt(card)
    facts = metric_lines(card, names.metrics, language)
    if card.hypothesis is not None:
        facts += hypothesis_lines(card.hypothesis, names.metrics, language)
    if card.scores is not None and (scores := score_text(card.scores, language)):
        facts.append(scores)
    return Extras(
        icon=card.icon if any(not (letter.isascii() and letter.isalnum()) for letter in card.icon) else "",
        picture=card.picture,
        facts=tuple(facts),
        chips=tuple(_chips(card, lane, names, said, marked=marked)),
        mood=None if value is None else (face(value), felt_text(card, language)),
        person=people.get(card.persona or ""),
        leads_to=None
        if card.leads_to is None
        else (said("drawing.leads_to", name=card.leads_to), map_address(card.leads_to)),
        links=tuple((one.title or one.url, one.url) for one in card.attachments),
    )


def _chips(card: Card, lane: Lane, names: Names, said: Said, *, marked: bool) -> list[ChipView]:
    solved = lane.kind == "barriers" and card.status == "done"
    chips = [
        ChipView("truth", said("curve.truth") if card.moment_of_truth else ""),
        ChipView("proposed", said("card.proposed") if card.state == "proposed" and marked else ""),
        ChipView("solved" if solved else "status", status_text(card, lane.kind, said.language)),
        ChipView("verdict", verdict_text(card.hypothesis, said.language) if card.hypothesis else ""),
        ChipView("touchpoint", _unsaid(names.touchpoints.get(card.touchpoint or "", ""), card)),
        ChipView("channel", _unsaid(names.channel_of(card), card)),
        ChipView("owner", said("drawing.owner", name=card.owner) if card.owner.strip() else ""),
        ChipView("due", said("drawing.due", day=date_text(card.due, said.language)) if card.due else ""),
    ]
    return [chip for chip in [*chips, *(ChipView("tag", tag) for tag in card.tags)] if chip.words.strip()]


def _unsaid(title: str, card: Card) -> str:
    """The title, unless it is all that the card's words say."""
    return "" if title.casefold().endswith(card.body.strip().casefold() or "\0") else title
