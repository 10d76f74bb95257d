"""What staff say, told as what customers say.

## What it does

Finds quotes of staff in the lanes of thoughts, quotes, needs and emotion.

## Why it is bad

A seller knows what customers tell a seller. "They all ask for a discount" says what is asked at the counter, not what
people think on the way home. Staff statements are good hypotheses and poor evidence.

## Example

"Customers do not read the contract" said by a manager moves to the hypotheses, and five customers are asked.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import live_cards

_CUSTOMERS: frozenset[LaneKind] = frozenset({"thoughts", "quotes", "needs", "emotion"})


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Quotes of staff where customers should speak."""
    for map_ in maps:
        theirs = {lane.id for lane in map_.lanes if lane.kind in _CUSTOMERS}
        for card in live_cards(map_):
            if card.lane in theirs and card.quote is not None and card.quote.speaker_role == "staff":
                yield "warning", "staff", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR009", "staff-for-customer", look, severity="warning")
