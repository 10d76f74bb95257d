"""How drawings look: sizes in pixels of 1/96 inch and colours, with the meaning each carries."""

from collections.abc import Mapping
from functools import lru_cache

from tropa.model.lane import LaneKind

INK, TEXT, MUTED, LINE, WASH, PAPER, ACCENT = (
    "#17202A", "#2E3A46", "#5F6C7B", "#DDE3EA", "#F5F7F9", "#FFFFFF", "#2458D3",
)  # fmt: skip
SMALL, BODY, STRONG, TITLE, LARGE, HUGE = 12.0, 13.0, 15.0, 18.0, 24.0, 34.0
EDGE = 40.0  # white around the drawing
GAP = 8.0
GUTTER = 12.0  # between columns
LABEL = 184.0  # the column of lane labels
NARROWEST, WIDEST = 200.0, 320.0  # of a column
RADIUS = 6.0
PERSONA_COLOURS = ("#2458D3", "#A6541B", "#157A55", "#8E3B86", "#5C6470", "#0B2A4A")
STAR = "#8A6100"

_VALENCE = ("#B2452B", "#C9683B", "#7C8794", "#3E8C89", "#1F7A7A")
_LIMITS = (-1.5, -0.35, 0.35, 1.5)
_ACTIONS, _THOUGHTS, _NEEDS, _TOUCH, _CHANNEL = "#4560DE", "#7F50C8", "#A94F73", "#2070A6", "#3A7775"
_BARRIER, _CHANCE, _SOLUTION, _QUIET, _BEHIND = "#B94A2A", "#347A42", "#2E7D5B", "#5F6C7B", "#7A6A58"
_TINTS: Mapping[LaneKind, str] = {
    "actions": _ACTIONS, "thoughts": _THOUGHTS, "quotes": _THOUGHTS, "goals": _NEEDS, "needs": _NEEDS,
    "emotion": _QUIET, "arc": _THOUGHTS, "touchpoints": _TOUCH, "channels": _CHANNEL, "process": _ACTIONS,
    "barriers": _BARRIER, "opportunities": _CHANCE, "solutions": _SOLUTION, "hypotheses": _CHANCE, "metrics": _QUIET,
    "physical_evidence": _TOUCH, "frontstage": _CHANNEL, "backstage": _BEHIND, "support": _BEHIND, "images": _QUIET,
    "storyline": _NEEDS, "text": _QUIET,
}  # fmt: skip


def tint_of(kind: LaneKind, colour: str | None = None) -> str:
    """The colour of a lane: its own, else that of its kind."""
    return colour or _TINTS[kind]


def valence(value: float) -> str:
    """The colour of an emotion on −2…+2, from rust to teal.

    >>> valence(-2), valence(0), valence(2)
    ('#B2452B', '#7C8794', '#1F7A7A')
    """
    return _VALENCE[sum(value >= limit for limit in _LIMITS)]


@lru_cache(maxsize=256)
def washed(colour: str, strength: float = 0.08) -> str:
    """The colour laid thinly over paper, as one opaque colour.

    >>> washed("#000000", 0.1)
    '#E6E6E6'
    """
    mixed = (round(255 - (255 - int(colour[at : at + 2], 16)) * strength) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in mixed)


@lru_cache(maxsize=256)
def readable(colour: str) -> str:
    """The colour, darkened until text in it has a contrast of 4.5 : 1 on the wash of lanes.

    >>> readable("#FFD400") != "#FFD400", readable("#17202A")
    (True, '#17202A')
    """
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while (luminance(WASH) + 0.05) / (_luminance(parts) + 0.05) < 4.5:
        parts = [int(part * 0.92) for part in parts]
    return "#" + "".join(f"{part:02X}" for part in parts)


def luminance(colour: str) -> float:
    """Relative luminance, 0…1 (WCAG 2.2)."""
    return _luminance([int(colour[at : at + 2], 16) for at in (1, 3, 5)])


def _luminance(parts: list[int]) -> float:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
