"""How far a long piece of work has come, told as a share 0…1."""

from collections.abc import Callable

Progress = Callable[[float], None]


def silent(_share: float) -> None:
    """Tell nobody."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a piece of the work that reaches from `start` to `end` of the whole.

    >>> part(print, 0.5, 1.0)(0.5)
    0.75
    """
    return lambda share: progress(start + (end - start) * share)
