"""The same card twice in one cell, or a card without words.

## What it does

Finds cards that repeat another of their cell word for word, and cards with neither words nor a number nor a picture.

## Why it is bad

Doubles come from pasting; counted, they make a trouble look twice as common.

## Example

"Too dear" stands twice among the barriers of "payment". `tropa check --fix` deletes the second and empty cards; a card
that something refers to, or that carries more than the other, is kept.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.card import Card
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Doubles and empty cards."""
    for map_ in maps:
        for card in _needless(map_):
            key = "twice" if card.body.strip() else "empty"
            yield "info", key, {"card": short(card.body)}, place(map_, card.id)


def fix(map_: Map) -> Map:
    """The map without cards that say nothing new."""
    kept = {name for card in live_cards(map_) for name in card.about}
    gone = {card.id for card in _needless(map_)} - kept
    return map_.model_copy(
        update={
            "cards": tuple(
                card.model_copy(update={"deleted": True}) if card.id in gone else card for card in map_.cards
            )
        }
    )


def _needless(map_: Map) -> list[Card]:
    found, seen = [], set[str]()
    for card in sorted(live_cards(map_), key=lambda card: (card.rank, card.id)):
        words = " ".join(card.body.split()).casefold()
        bare = Card(id="x", stage=card.stage, lane=card.lane, rank="V", body=words)
        same = repr(card.model_copy(update={"id": "x", "rank": "V", "body": words, "state": "accepted"}))
        if same in seen if words else same == repr(bare):
            found.append(card)
        seen.add(same)
    return found


RULE = Rule("TR030", "card-twice", look, severity="info", fix=fix)
