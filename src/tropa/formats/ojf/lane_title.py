"""The kind of a swimlane, told by its title alone."""

import re

from tropa.formats.flat.lane_names import lane_kind
from tropa.model.lane import LaneKind

_PARTS = re.compile(r"\s*(?:&|/|,|\band\b|\bи\b|\bi\b)\s*")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_CALLED: dict[str, LaneKind] = {
    "friction points": "barriers", "blockers": "barriers", "journey": "actions", "emotional state": "emotion",
    "tools": "channels", "tools used": "channels",
}  # fmt: skip


def kind_by_title(title: str) -> LaneKind:
    """The kind of lane that is called so; a word before the name, a second name and brackets are looked over.

    >>> kind_by_title("Digital Touchpoints"), kind_by_title("Issues & Roadblocks"), kind_by_title("Emotional State")
    ('touchpoints', 'barriers', 'emotion')
    >>> kind_by_title("User Health (Sentiment)"), kind_by_title("Weather")
    ('emotion', 'text')
    """
    short = title[:200]
    names = [short, *_BRACKETS.findall(short), *_PARTS.split(short)]
    for name in (*names, *(name.partition(" ")[2] for name in names)):
        found = lane_kind(name) or _CALLED.get(name.strip().casefold())
        if found:
            return found
    return "text"
