"""A barrier that nothing answers.

## What it does

Finds barriers to which no opportunity and no solution refers (`about`).

## Why it is bad

A map that only lists troubles changes nothing: people read it, sigh and close it. Each barrier needs at least one
thought about what could be better, even if it is put off.

## Example

"The code from the text message comes late" gets the opportunity "pay without a code" and, later, a test on a tenth of
new customers.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Barriers without an opportunity or a solution."""
    for map_ in maps:
        answers = cards_of_kind(map_, "opportunities") + cards_of_kind(map_, "solutions")
        answered = {name for card in answers for name in card.about}
        for barrier in cards_of_kind(map_, "barriers"):
            if barrier.id not in answered:
                yield "info", "unanswered", {"card": short(barrier.body)}, place(map_, barrier.id)


RULE = Rule("TR006", "barrier-unanswered", look, severity="info")
