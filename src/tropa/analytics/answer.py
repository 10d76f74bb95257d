"""What the answers of this room share: they say by which definition they count, and they print as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tropa.journeys.question import Answer
from tropa.kit.locale import Language, number_text, reader_language, text
from tropa.kit.time import DAY, HOUR, MINUTE, SECOND

PRINTED_ROWS = 20
_UNITS = (("d", DAY), ("h", HOUR), ("min", MINUTE), ("s", SECOND))


class Defined(Protocol):
    """A question that can say what it counts."""

    def definition_in(self, language: Language) -> str:
        """What is counted and how, in whole sentences made of the question's parameters."""
        ...


@dataclass(frozen=True)
class TableAnswer(Answer):
    """An answer that keeps its question, so that its definition can be read in any language; prints as a table."""

    question: Defined

    def definition_in(self, language: Language) -> str:
        """The definition in a language; `definition` is the English one."""
        return self.question.definition_in(language)

    def left_out_in(self, language: Language) -> str:  # noqa: ARG002
        """What the answer counts but does not list, in a sentence; empty where it lists all."""
        return ""

    def __str__(self) -> str:
        language = reader_language()
        parts = (self.definition_in(language), "", table_text(self.rows()), self.left_out_in(language))
        return "\n".join(parts).rstrip()


def sentences(language: Language, *clauses: tuple[str, Mapping[str, object]]) -> str:
    """The clauses of a definition, (key under `definition.` in this room's catalogue, facts), as one paragraph."""
    return " ".join(text("analytics", f"definition.{key}", language, **facts) for key, facts in clauses)


def length_text(length: int, language: Language) -> str:
    """A parameter's length of time, µs, in the largest unit that it is a whole number of: `30 min`, `7 d`.

    >>> length_text(90 * 60 * 1_000_000, "en")
    '90 min'
    """
    unit, size = next((unit, size) for unit, size in _UNITS if length % size == 0 or unit == "s")
    return text("kit", f"unit.{unit}", language, value=number_text(length / size, language))


def table_text(rows: Sequence[dict[str, Any]], limit: int = PRINTED_ROWS) -> str:
    """Rows as aligned columns, numbers to the right; what is beyond `limit` is said in the last line.

    >>> print(table_text([{"path": "a > b", "count": 3, "share": 0.25}, {"path": "c", "count": 12, "share": 1.0}]))
    path   count  share
    a > b      3   0.25
    c         12      1
    """
    if not rows:
        return ""
    columns = list(rows[0])
    shown = [[_cell(row[column]) for column in columns] for row in rows[:limit]]
    number = [all(isinstance(row[c], int | float | None) for row in rows[:limit]) for c in columns]
    widths = [max(len(name), *(len(row[k]) for row in shown)) for k, name in enumerate(columns)]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, number, strict=True)
        ).rstrip()
        for row in [columns, *shown]
    ]
    if len(rows) > limit:
        lines.append(text("analytics", "table.more", reader_language(), n=len(rows) - limit))
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    return str(value)
