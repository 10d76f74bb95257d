"""Colours of the sheet: each lane's label and its pale fill, the same as on the page (shared/VISUAL.md)."""

from collections.abc import Mapping

from tropa.model.lane import LaneKind

INK, MUTED, LINE, WASH = "#17202A", "#5F6C7B", "#DDE3EA", "#F5F7F9"
PERSONAS = ("#2458D3", "#B5622A", "#347A42", "#7F50C8", "#A94F73", "#3A7775")

_LANES: Mapping[LaneKind, str] = {
    "actions": "#4560DE", "thoughts": "#7F50C8", "quotes": "#7F50C8", "goals": "#A94F73", "needs": "#A94F73",
    "emotion": "#2E3A46", "arc": "#2E3A46", "touchpoints": "#2070A6", "channels": "#3A7775", "process": "#3A7775",
    "barriers": "#B94A2A", "opportunities": "#347A42", "solutions": "#2E7D5B", "hypotheses": "#2E7D5B",
    "metrics": "#5F6C7B", "physical_evidence": "#7A6A58", "frontstage": "#7A6A58", "backstage": "#7A6A58",
    "support": "#7A6A58",
}  # fmt: skip


def lane_colour(kind: LaneKind, own: str | None = None) -> str:
    """The colour of a lane's label."""
    return own or _LANES.get(kind, MUTED)


def pale(colour: str, share: float = 0.08) -> str:
    """The colour thinned with white, as its fill.

    >>> pale("#000000", .1)
    '#E6E6E6'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
