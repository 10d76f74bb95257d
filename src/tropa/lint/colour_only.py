"""Colour that means something and says nothing.

## What it does

Finds lanes whose cards have two colours or more, where coloured cards carry neither a tag nor an icon.

## Why it is bad

One man in twelve does not tell red from green, a printer tells neither, and next month nobody
remembers what yellow was.

## Example

Red, yellow and green steps for "no data", "partly backed", "backed" get the tags as well.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import lanes_in_order, live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Lanes in which colour alone tells cards apart."""
    for map_ in maps:
        cards = live_cards(map_)
        for lane in lanes_in_order(map_):
            coloured = [card for card in cards if card.lane == lane.id and card.colour]
            mute = [card for card in coloured if not card.tags and not card.icon]
            if mute and len({card.colour for card in coloured}) > 1:
                yield "info", "mute", {"lane": lane.title, "n": len(mute)}, place(map_, lane.id)


RULE = Rule("TR023", "colour-only", look, severity="info")
