"""How values show themselves in a notebook: the formats say how, when somebody has loaded them."""

from collections.abc import Callable
from typing import Any

_PAINTERS: dict[type, Callable[[Any], str]] = {}


def paint_with(kind: type, painter: Callable[[Any], str]) -> None:
    """From now on, values of this kind show as the HTML that `painter` makes of them."""
    _PAINTERS[kind] = painter


def painted(value: object) -> str | None:
    """The value as HTML; None where nobody has said how."""
    painter = _PAINTERS.get(type(value))
    return painter(value) if painter else None
