"""How values show themselves in a notebook: rooms above say how, and are asked when the first value is shown."""

from collections.abc import Callable
from typing import Any

_PAINTERS: dict[type, Callable[[Any], str]] = {}
_WAITING: list[Callable[[], object]] = []


def paint_with(kind: type, painter: Callable[[Any], str]) -> None:
    """From now on, values of this kind show as the HTML that `painter` makes of them."""
    _PAINTERS[kind] = painter


def before_painting(prepare: Callable[[], object]) -> None:
    """Call `prepare` once, before the first value is shown: it names the painters."""
    _WAITING.append(prepare)


def painted(value: object) -> str | None:
    """The value as HTML; None where nobody has said how."""
    while _WAITING:
        _WAITING.pop()()
    painter = _PAINTERS.get(type(value))
    return painter(value) if painter else None
