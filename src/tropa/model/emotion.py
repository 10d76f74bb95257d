"""Scales of emotion: a number is kept on the scale it was given on and converted where it is drawn or written."""

from typing import Literal, get_args

Scale = Literal["-2..2", "1..5", "-5..5", "1..10", "0..10"]
SCALES: tuple[Scale, ...] = get_args(Scale)
_BOUNDS: dict[Scale, tuple[float, float]] = {
    "-2..2": (-2, 2), "1..5": (1, 5), "-5..5": (-5, 5), "1..10": (1, 10), "0..10": (0, 10),
}  # fmt: skip


def bounds(scale: Scale) -> tuple[float, float]:
    """The lowest and the highest number of a scale.

    >>> bounds("1..10")
    (1, 10)
    """
    return _BOUNDS[scale]


def on_scale(value: float, given: Scale, wanted: Scale) -> float:
    """The same feeling on another scale: the place between lowest and highest stays (linear).

    >>> on_scale(1, "-2..2", "1..5"), on_scale(4, "1..5", "-2..2"), on_scale(0, "-5..5", "1..10")
    (4.0, 1.0, 5.5)
    """
    if given == wanted:
        return value
    low, high = _BOUNDS[given]
    new_low, new_high = _BOUNDS[wanted]
    return new_low + (value - low) * (new_high - new_low) / (high - low)


def within(value: float, scale: Scale) -> bool:
    """Whether the scale has this number."""
    low, high = _BOUNDS[scale]
    return low <= value <= high
