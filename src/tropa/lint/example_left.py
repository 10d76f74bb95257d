"""An example of the template that was never replaced.

## What it does

Finds cards, emotion points and personas that rest on nothing but the template the map began with. Named once a map,
with their number.

## Why it is bad

A template shows how a map looks when it is full. Its people are invented; whoever presents them as customers invents
customers.

## Example

`tropa new --template bank_loan` gives 80 cards: keep those that your interviews bear out, replace the others.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps that still hold their template's examples."""
    for map_ in maps:
        examples = {record.id for record in map_.evidence if record.question == "template"}
        n = sum(bool(card.evidence) and examples.issuperset(card.evidence) for card in live_cards(map_))
        if n:
            yield "warning", "left", {"map": map_.title, "n": n}, place(map_)


RULE = Rule("TR031", "example-left", look, severity="warning")
