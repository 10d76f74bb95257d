"""A number from too few customers.

## What it does

Finds numbers, emotion points and personas behind which stand fewer than 20 customers. "Not enough data" is an honest
answer and is not reported; a point that nobody counted (n 0) is a claim without evidence (TR004).

## Why it is bad

Of ten customers three leave: between 11 % and 60 % of all would (Wilson, 95 %). A decision made on such a number is
made by chance, and next month the number says something else.

## Example

"Would recommend: +40 (n = 11)" becomes "not enough data"; ask more customers, or join small segments.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import live_cards

FEWEST = 20


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Numbers with n < 20."""
    for map_ in maps:
        titles = {stage.id: stage.title for stage in map_.stages}
        for persona in map_.personas:
            if persona.size is not None and persona.size < FEWEST:
                yield "warning", "persona", {"name": persona.name, "n": persona.size}, place(map_, persona.id)
        for point in map_.curve:
            if point.value is not None and 0 < point.n < FEWEST and not point.future:
                facts: dict[str, object] = {"name": titles[point.stage], "n": point.n}
                yield "warning", "emotion", facts, place(map_, f"curve:{point.stage}")
        for card in live_cards(map_):
            measure = card.measure
            if measure is not None and measure.value is not None and measure.n is not None and measure.n < FEWEST:
                yield "warning", "card", {"name": short(card.body), "n": measure.n}, place(map_, card.id)


RULE = Rule("TR007", "too-few-customers", look)
