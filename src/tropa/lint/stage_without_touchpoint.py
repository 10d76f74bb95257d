"""A stage where nothing is met.

## What it does

Finds stages without a card in a lane of touchpoints or channels, and without a card that names a touchpoint or channel.
Silent on maps that have no such lane at all.

## Why it is bad

Where a company is not met it can change nothing; and a stage without touchpoints is often one whose touchpoints nobody
looked for: talk with friends, a map service, a review site.

## Example

"I think it over" meets nothing on the map. In the interviews people ask a friend and read reviews: two touchpoints.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import columns, live_cards, reached

_LANES: tuple[LaneKind, ...] = ("touchpoints", "channels")


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Stages without touchpoints."""
    for map_ in maps:
        lanes = {lane.id for lane in map_.lanes if lane.kind in _LANES and not lane.deleted}
        cards = live_cards(map_)
        met = {
            stage
            for card in cards
            if card.lane in lanes or card.touchpoint or card.channel
            for stage in reached(map_, card)
        }
        met |= {arrow.stage for arrow in map_.arrows if not arrow.deleted}
        for stage in columns(map_) if lanes else ():
            if stage.id not in met:
                yield "warning", "nothing_met", {"stage": stage.title}, place(map_, stage.id)


RULE = Rule("TR010", "stage-without-touchpoint", look, severity="warning")
