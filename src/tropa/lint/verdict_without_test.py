"""A verdict without a test.

## What it does

Finds hypotheses with a verdict, positive or negative, that name no design of a test and have no evidence of grade A, B
or C.

## Why it is bad

"It worked, sales went up" is said of every change made before December. Without a comparison nobody knows.

## Example

The verdict "positive" gets its experiment: two groups by chance, two weeks, the interval of the difference.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Verdicts that rest on nothing."""
    for map_ in maps:
        grades = {record.id: record.grade for record in map_.evidence}
        for card in cards_of_kind(map_, "hypotheses"):
            claim = card.hypothesis
            if claim is None or claim.verdict not in ("positive", "negative", "no_effect"):
                continue
            tested = claim.design not in (None, "none") and any(grades[name] in "ABC" for name in card.evidence)
            if not tested:
                yield "warning", "untested", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR022", "verdict-without-test", look, severity="warning")
