"""A channel that customers use and the map leaves out.

## What it does

Compares the channels seen in the data of the map's customers with the channels of its cards.

## Why it is bad

Maps drawn by the people who run the site show the site. Customers also phone, walk in and write; what goes wrong there
stays off the map and is never mended.

## Example

The data holds 340 calls to the call centre, the map has none: add its touchpoints, or say in the channels lane why it
does not belong to this journey.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Channels of the data that no card names."""
    for map_ in maps:
        channel_lanes = {lane.id for lane in map_.lanes if lane.kind == "channels"}
        cards = live_cards(map_)
        named = {_plain(card.channel) for card in cards if card.channel}
        written = " | ".join(_plain(card.body) for card in cards if card.lane in channel_lanes)
        for channel in map_.channels_seen:
            if _plain(channel) not in named and _plain(channel) not in written:
                yield "warning", "missing", {"channel": channel, "map": map_.title}, place(map_)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


RULE = Rule("TR003", "channel-left-out", look)
