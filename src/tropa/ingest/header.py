"""Where the names of a table's columns stand: under a title, over two or three rows, or nowhere."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tropa.ingest.column_names import plain_name

_DATA = re.compile(r"[-+]?[\d\s.,:/T]+|\d{4}-\d\d-\d\d.*|\d\d?[./]\d\d?[./]\d{2,4}.*|[^@\s]+@[^@\s]+\.\w+|https?://.*")
LOOKED_AT = 60  # rows
_PLAIN_ANSWERS = frozenset(
    ("", "Response", "Open-Ended Response", "Ответ", "Открытый ответ", "Odpowiedź", "Odpowiedź otwarta")
)


@dataclass(frozen=True)
class Header:
    """Names of the columns and the number of rows before the data; `written` is false where nobody named them."""

    names: tuple[str, ...]
    rows: int  # everything above the first row of data
    place: int  # the header's own row, counted from 0
    written: bool = True


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows of a table, None where there is no table.

    The header is the first row as wide as most rows are. A row that is mostly numbers, dates and addresses is data:
    then the columns are numbered.

    >>> find_header([["Report"], ["Клиент", "Дата"], ["1", "01.02.2025"], ["2", "02.02.2025"]]).names
    ('Клиент', 'Дата')
    """
    filled = [len(_trimmed(row)) for row in rows]
    widths = Counter(len(row) for row in rows if _trimmed(row))
    if not widths:
        return None
    width = widths.most_common(1)[0][0]
    place = next((n for n, row in enumerate(rows) if len(row) == width and filled[n] > width / 2), None)
    if place is None:
        return None
    names = [name.strip().lstrip("\ufeff") for name in rows[place]]
    given = [name for name in names if name]
    if sum(bool(_DATA.fullmatch(name)) for name in given) * 2 >= len(given) > 0:
        return Header(tuple(f"column {n}" for n in range(1, width + 1)), place, place, written=False)
    second = rows[place + 1 : place + 3]
    if any('{"ImportId"' in cell for row in second for cell in row):
        return Header(_distinct(second[0] if len(second) == 2 else names), place + 3, place)
    if second and {"respondent id", "collector id"} <= set(map(plain_name, names)) and not any(second[0][:2]):
        return Header(_distinct(_questions(names, second[0])), place + 2, place)
    return Header(_distinct(names), place + 1, place)


def _questions(names: Sequence[str], answers: Sequence[str]) -> list[str]:
    """SurveyMonkey: the question stands over the first of its answers."""
    question, joined = "", []
    for name, answer in zip(names, answers, strict=False):
        question = name or question
        plain = answer.strip() in _PLAIN_ANSWERS
        joined.append(question if plain else f"{question}: {answer.strip()}")
    return joined


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found = []
    for number, name in enumerate(names, 1):
        shown = name.strip() or f"column {number}"
        seen[shown] += 1
        found.append(shown if seen[shown] == 1 else f"{shown} ({seen[shown]})")
    return tuple(found)


def _trimmed(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell.strip()]
