"""Evidence that has gone off.

## What it does

Finds claims whose evidence is older than its review interval.

## Why it is bad

Products, prices and habits change; a map that is right once hangs on the wall for years. Old numbers are trusted more
than none, and should not be.

## Example

The emotion at "payment" was measured in spring, to be reviewed after 90 days: refresh the draft.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import stale_since


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Evidence past its review day."""
    today = datetime.now(UTC).date()
    for map_ in maps:
        for record in map_.evidence:
            since = stale_since(record, today)
            if since is not None:
                facts: dict[str, object] = {"definition": short(record.definition), "day": since.isoformat()}
                yield "warning", "stale", facts, place(map_, record.id)


RULE = Rule("TR017", "evidence-stale", look, severity="warning")
