"""A picture that says nothing to those who cannot see it.

## What it does

Finds pictures without an alternative text.

## Why it is bad

A screen reader says "image"; a broken print says nothing. The words are also what search finds.

## Example

A screenshot gets "the error 'try again later' below the card number". Where there is a caption, `tropa check --fix`
takes it as the text.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.card import Card
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Pictures without words."""
    for map_ in maps:
        for card in live_cards(map_):
            if card.picture is not None and not card.picture.alt.strip():
                yield "warning", "no_alt", {"card": short(card.body)}, place(map_, card.id)


def fix(map_: Map) -> Map:
    """The map with captions as the words of pictures that have a caption and no words."""
    return map_.model_copy(update={"cards": tuple(_told(card) for card in map_.cards)})


def _told(card: Card) -> Card:
    picture = card.picture
    if picture is None or picture.alt.strip() or not picture.caption.strip():
        return card
    return card.model_copy(update={"picture": picture.model_copy(update={"alt": picture.caption})})


RULE = Rule("TR025", "picture-without-words", look, severity="warning", fix=fix)
