"""A quote that is no longer what was said.

## What it does

Compares a quote's card with the passage its evidence names: the passage has a length, and words of another length are
not that passage.

## Why it is bad

A quote is evidence because nobody touched it. One word smoothed over, and it is the editor who speaks.

## Example

"ну и где мой заказ???" became "Где мой заказ?" on the map: put the words back, or make it a thought without a quote.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Quotes whose words are not as long as the passage they come from."""
    for map_ in maps:
        records = {record.id: record for record in map_.evidence}
        for card in live_cards(map_):
            if card.quote is None:
                continue
            spans = [span for name in card.evidence for span in records[name].quotes]
            lengths = {span.end - span.start for span in spans if span.verbatim_id == card.quote.verbatim_id}
            if lengths and len(card.body) not in lengths:
                yield "warning", "reworded", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR016", "quote-reworded", look, severity="warning")
