"""An opportunity that nobody takes.

## What it does

Finds opportunities to which no solution and no hypothesis refers. Silent on maps without a lane of solutions or
hypotheses.

## Why it is bad

An opportunity says what could be better; only a solution says what will be done. Lists of opportunities grow from
workshop to workshop.

## Example

"People would pay in parts" gets the solution "four payments at the checkout", with an owner and a date.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import cards_of_kind

_ANSWERS: tuple[LaneKind, ...] = ("solutions", "hypotheses")


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Opportunities without a solution."""
    for map_ in maps:
        if not any(lane.kind in _ANSWERS and not lane.deleted for lane in map_.lanes):
            continue
        taken = {name for kind in _ANSWERS for card in cards_of_kind(map_, kind) for name in card.about}
        for card in cards_of_kind(map_, "opportunities"):
            if card.id not in taken and not taken.intersection(card.about) and card.status != "rejected":
                yield "info", "not_taken", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR012", "opportunity-without-solution", look, severity="info")
