"""A map of opinions.

## What it does

Finds maps all of whose evidence is of grade E: somebody's opinion.

## Why it is bad

Denying what customers say and guessing instead is the second of the three classic mistakes. Opinions are where a map
begins; a decision needs at least what customers did or said.

## Example

A workshop's map gets ten interviews (quotes), or the site's data (`tropa draft`).
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps whose evidence is opinion only."""
    for map_ in maps:
        grades = {record.grade for record in map_.evidence if record.question != "template"}
        said = any(card.quote is not None and card.quote.speaker_role == "customer" for card in live_cards(map_))
        if grades == {"E"} and not said:
            yield "warning", "opinions", {"map": map_.title}, place(map_)


RULE = Rule("TR032", "opinions-only", look, severity="warning")
