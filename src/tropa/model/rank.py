"""Fractional ranks: texts that sort as the order, with room between any two (Figma's and Notion's way of ordering).

Digits are 0-9A-Za-z in the order of ASCII, so every database, JSON reader and browser sorts them alike. A rank made
here never ends in "0", because nothing fits between "a" and "a0".
"""

from tropa.errors import MapError

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}


def between(after: str | None, before: str | None) -> str:
    """Return a rank that sorts after `after` and before `before`; None means the end of the line.

    MapError where nothing fits: `after` is not smaller, a rank has a strange letter, or `before` is `after` plus zeros.

    >>> between("A", "B"), between("A", None), between(None, "1"), between(None, None)
    ('AV', 'B', '0z', 'V')
    """
    for rank in (after, before):
        if rank is not None and (not rank or any(letter not in _VALUE for letter in rank)):
            raise MapError("model.bad_rank", rank=rank)
    if before is None:
        return "V" if after is None else _next(after)
    if after is None:
        return _previous(before)
    if after >= before or (before.startswith(after) and not before[len(after) :].strip("0")):
        raise MapError("model.no_rank_between", after=after, before=before)
    return _middle(after, before)


def spread(n: int) -> list[str]:
    """Return `n` ranks in order, evenly far apart and as short as that allows.

    >>> spread(3)
    ['F', 'V', 'k']
    """
    width = 1
    while _BASE**width <= 2 * n:
        width += 1
    return [_written((step + 1) * _BASE**width // (n + 1), width) for step in range(n)]


def _written(number: int, width: int) -> str:
    letters = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        letters = _DIGITS[digit] + letters
    return letters.rstrip("0")


def _next(rank: str) -> str:
    last = _VALUE[rank[-1]]
    return rank[:-1] + _DIGITS[last + 1] if last + 1 < _BASE else rank + "1"


def _previous(rank: str) -> str:
    trimmed = rank.rstrip("0")
    if not trimmed:
        raise MapError("model.no_rank_between", after="", before=rank)
    last = _VALUE[trimmed[-1]]
    return trimmed[:-1] + (_DIGITS[last - 1] if last > 1 else "0z")


def _middle(after: str, before: str) -> str:
    position = 0
    while position < len(before) and (after[position] if position < len(after) else "0") == before[position]:
        position += 1
    shared, low = before[:position], _VALUE[after[position]] if position < len(after) else 0
    high = _VALUE[before[position]]
    if high - low > 1:
        return shared + _DIGITS[(low + high) // 2]
    rest = after[position + 1 :]
    return shared + _DIGITS[low] + (_next(rest) if rest else "V")
