"""An empty stage.

## What it does

Finds stages that hold no card and no emotion.

## Why it is bad

An empty column is a question that nobody asked, or a stage of the company and not of the customer.

## Example

"Data processing" is empty because customers do not notice it: it is no stage, but a backstage card.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import columns, live_cards, reached


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Stages of which nothing is known."""
    for map_ in maps:
        used = {stage for card in live_cards(map_) for stage in reached(map_, card)}
        used |= {point.stage for point in map_.curve if point.value is not None}
        used |= {stage.parent for stage in map_.stages if stage.id in used and stage.parent is not None}
        for stage in columns(map_):
            if stage.id not in used and stage.parent not in used:
                yield "warning", "empty", {"stage": stage.title}, place(map_, stage.id)


RULE = Rule("TR028", "stage-empty", look, severity="warning")
