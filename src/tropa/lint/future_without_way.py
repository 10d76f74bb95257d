"""A future that nobody builds.

## What it does

Finds to-be emotions that lie above the present ones where no opportunity, solution or hypothesis stands in the stage.

## Why it is bad

A line drawn higher is a wish. What lifts it should stand below it.

## Example

"Payment" goes from −1 to +1: the solution "pay in parts" stands there, with its owner and its test.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import cards_of_kind, curve_of, reached

_WAYS: tuple[LaneKind, ...] = ("opportunities", "solutions", "hypotheses")


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Stages that shall be better without anything done."""
    for map_ in maps:
        ways = {stage for kind in _WAYS for card in cards_of_kind(map_, kind) for stage in reached(map_, card)}
        titles = {stage.id: stage.title for stage in map_.stages}
        for persona in map_.personas:
            now, then = curve_of(map_.curve, persona.id), curve_of(map_.curve, persona.id, future=True)
            for stage, point in then.items():
                today = now[stage].value if stage in now else None
                if point.value is not None and today is not None and point.value > today and stage not in ways:
                    yield "info", "no_way", {"stage": titles[stage]}, place(map_, f"curve:{stage}")


RULE = Rule("TR033", "future-without-way", look, severity="info")
