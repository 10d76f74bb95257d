"""One value of a map as one cell of a table, and back.

An empty cell is the field's default. A text that is there but empty is written `""`; texts of quotation marks alone
get two more. Several texts stand in one cell, parted by `;`, or as a JSON list where one of them would not survive
that. What has no shape of its own (parameters, attachments) is JSON.
"""

import json
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from pydantic_core import to_jsonable_python

from tropa.formats.flat.codes import code_named

Cell = str | int | float | bool | date | None
Shape = Literal["text", "code", "flag", "whole", "number", "day", "texts", "json"]

YES = frozenset({"yes", "y", "true", "x", "1", "да", "tak", "+", "✓"})
NO = frozenset({"no", "n", "false", "0", "нет", "nie", "-", "−"})
_QUOTES = re.compile(r'"+')
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_EXACT = 2**53  # larger whole numbers are no floats


def to_cell(value: Any, shape: Shape) -> Cell:
    """The value as a cell; None for what is not there.

    >>> to_cell(("a", "b"), "texts"), to_cell("", "text"), to_cell(True, "flag")
    ('a; b', '""', 'yes')
    """
    if value is None:
        return None
    if shape == "text":
        return value + '""' if not value.strip('"') else str(value)
    if shape == "flag":
        return "yes" if value else "no"
    if shape == "texts":
        return _joined(value)
    if shape == "json":
        return json.dumps(to_jsonable_python(value), ensure_ascii=False, allow_nan=False)
    if shape == "whole" and abs(value) > _EXACT:
        return str(value)
    return value if isinstance(value, int | float | date) else str(value)


def from_cell(cell: Cell, shape: Shape, allowed: Sequence[Any] = ()) -> Any:
    """The value in a cell that is not empty; ValueError where it cannot be one of this shape.

    >>> from_cell("a; b", "texts"), from_cell("1 234,5", "number"), from_cell("24.11.2026", "day")
    (('a', 'b'), 1234.5, datetime.date(2026, 11, 24))
    """
    match shape:
        case "text":
            written = plain_text(cell)
            return written[:-2] if _QUOTES.fullmatch(written) and len(written) > 1 else written
        case "code":
            return _code(plain_text(cell).strip(), allowed)
        case "flag":
            return _flag(plain_text(cell).strip().casefold())
        case "whole":
            return _whole(cell)
        case "number":
            return _number(cell)
        case "day":
            return _day(cell)
        case "texts":
            return _parted(plain_text(cell))
        case "json":
            return json.loads(plain_text(cell))


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell; a space is something.

    >>> is_empty(None), is_empty(""), is_empty(" "), is_empty(0)
    (True, True, False, False)
    """
    return cell is None or cell == ""


def plain_text(cell: Cell) -> str:
    """What a person sees in the cell, numbers without needless zeros.

    >>> plain_text(17.0), plain_text(True), plain_text(None)
    ('17', 'yes', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _joined(values: Sequence[str]) -> str:
    plain = all(one and one == one.strip() and not set(one) & set(";\n\r") for one in values)
    if values and plain and not values[0].startswith("["):
        return "; ".join(values)
    return json.dumps(list(values), ensure_ascii=False)


def _parted(written: str) -> tuple[str, ...]:
    if written.startswith("["):
        try:
            found = json.loads(written)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(found)
    return tuple(part.strip() for part in re.split(r"[;\n]", written) if part.strip())


def _code(written: str, allowed: Sequence[Any]) -> Any:
    found = code_named(written, allowed)
    if found is None:
        raise ValueError(written)
    return found


def _flag(written: str) -> bool:
    if written in YES:
        return True
    if written in NO:
        return False
    raise ValueError(written)


def _number(cell: Cell) -> float:
    if isinstance(cell, bool | date):
        raise ValueError(cell)
    if isinstance(cell, int | float):
        return float(cell)
    written = re.sub(r"\s", "", cell or "").replace("−", "-").replace(",", ".")
    number = float(written[:-1]) / 100 if written.endswith("%") else float(written)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number


def _whole(cell: Cell) -> int:
    if isinstance(cell, str) and re.fullmatch(r"\s*[-+]?\d+\s*", cell, re.ASCII):
        return int(cell)
    number = _number(cell)
    if not number.is_integer():
        raise ValueError(cell)
    return int(number)


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = plain_text(cell).strip()
    if match := _DAY_FIRST.fullmatch(written):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    return date.fromisoformat(written[:10])
