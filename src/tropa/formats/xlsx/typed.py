"""The grid as it stands on a sheet, ours or one that somebody typed: head, columns, rows, whatever their words mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tropa.formats.flat.cells import Cell, is_empty, plain_text
from tropa.formats.flat.headings import column_named
from tropa.formats.flat.lane_names import folded, lane_kind
from tropa.formats.reading import Notice
from tropa.formats.xlsx.line import lines_in

HEAD_FIELDS = frozenset({
    "title", "goal", "company", "owner", "status", "state", "language", "horizon.start", "horizon.end", "created",
    "refreshed", "description", "persona",
})  # fmt: skip
NAMELESS = "—"  # a stage without a title over its steps
_STAGES = frozenset({
    "stages", "stage", "phases", "phase", "steps",
    "этапы", "этап", "фазы", "стадии", "шаги пути", "etapy", "etap", "fazy",
})  # fmt: skip
_SCENARIO = frozenset({"scenario", "сценарий", "scenariusz"})
_TITLES = frozenset({"journey", "journey map", "map", "карта", "карта пути", "mapa", "mapa podróży"})


@dataclass(frozen=True)
class TypedColumn:
    """A column of the grid: its title, the title above, and the id its hidden cell says."""

    index: int
    title: str
    top: str = ""
    name: str = ""
    header: int = 1
    step: bool = False


@dataclass(frozen=True)
class TypedRow:
    """A row of the grid below the header, by its number on the sheet."""

    number: int
    label: str
    key: str = ""
    cells: Mapping[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """What stands on the sheet; `loose` are cells that belong to no column."""

    sheet: str
    head: Mapping[str, tuple[Cell, str]]
    columns: tuple[TypedColumn, ...]
    rows: tuple[TypedRow, ...]
    loose: tuple[Notice, ...] = ()

    def place(self, row: int, column: int) -> str:
        """The address of a cell, `Map!C4`; the column counts from 0, the row from 1."""
        return address(self.sheet, row, column)


def typed_grid(sheet: str, rows: Sequence[Sequence[Cell]]) -> Typed | None:
    """The grid on a sheet; None where there is no row of stages."""
    keyed = next((at for at, row in enumerate(rows) if row and row[0] == "#tops"), None)
    label = _label_column(rows) if keyed is None else 1
    header = keyed if keyed is not None else _header(rows, label)
    if header is None:
        return None
    steps = header + 1 if _is_steps(rows, header, label, keyed is not None) else None
    ids = rows[header - 1] if keyed and rows[header - 1][:1] == ["#stages"] else ()
    columns = _columns(rows[header], rows[steps] if steps else (), label, ids, header + 1)
    body = range((steps or header) + 1, len(rows))
    found, loose = [], []
    for at in body:
        row = rows[at]
        name = plain_text(_at(row, label)).strip()
        key = plain_text(_at(row, 0)).strip() if keyed is not None else ""
        cells = {column.index: row[column.index] for column in columns if not is_empty(_at(row, column.index))}
        known = {column.index for column in columns}
        for index in range(label + 1, len(row)):
            if index not in known and plain_text(row[index]).strip():
                value = plain_text(row[index])[:80]
                loose.append(Notice("formats.no_stage_above", address(sheet, at + 1, index), facts={"value": value}))
        if name or key or cells:
            found.append(TypedRow(at + 1, name, key, cells))
    return Typed(sheet, _head(rows[: keyed if keyed else header], label), columns, tuple(found), tuple(loose))


def address(sheet: str, row: int, column: int) -> str:
    """`Map!C4`; the row from 1, the column from 0."""
    return f"{sheet}!{letter(column)}{row}"


def letter(column: int) -> str:
    """The letters of a column from 0.

    >>> letter(0), letter(26), letter(701)
    ('A', 'AA', 'ZZ')
    """
    written = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


def _at(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else None


def _words(row: Sequence[Cell], first: int) -> list[str]:
    return [words for cell in row[first:] if (words := plain_text(cell).strip())]


def _label_column(rows: Sequence[Sequence[Cell]]) -> int:
    """The column with most names of lanes, of the first three."""
    counted = [sum(lane_kind(plain_text(_at(row, place))) is not None for row in rows[:200]) for place in range(3)]
    return counted.index(max(counted))


def _header(rows: Sequence[Sequence[Cell]], label: int) -> int | None:
    for at, row in enumerate(rows):
        if folded(plain_text(_at(row, label))) in _STAGES and _words(row, label + 1):
            return at
    for at, row in enumerate(rows):
        words = _words(row, label + 1)
        named = lane_kind(plain_text(_at(row, label)))
        if len(words) >= 2 and named is None and column_named(plain_text(_at(row, label))) is None:
            return at
        if len(words) >= 2:
            break
    alone = next(
        (at for at, row in enumerate(rows) if not plain_text(_at(row, label)).strip() and _words(row, label + 1)), None
    )
    return (
        alone if alone is not None and any(plain_text(_at(row, label)).strip() for row in rows[alone + 1 :]) else None
    )


def _is_steps(rows: Sequence[Sequence[Cell]], header: int, label: int, keyed: bool) -> bool:
    """Whether the row after the header names sub-stages: it has no label, and words in it."""
    if header + 1 >= len(rows):
        return False
    row = rows[header + 1]
    if plain_text(_at(row, label)).strip() or (keyed and plain_text(_at(row, 0)).strip()):
        return False
    return bool(_words(row, label + 1))


def _columns(
    tops: Sequence[Cell], steps: Sequence[Cell], label: int, ids: Sequence[Cell], header: int
) -> tuple[TypedColumn, ...]:
    found = []
    above, seen = "", set[str]()
    for index in range(label + 1, max(len(tops), len(steps), len(ids))):
        top, step, name = (plain_text(_at(row, index)) for row in (tops, steps, ids))
        if not (top.strip() or step.strip() or name):
            if not steps:
                above = ""
            continue
        above = top if top.strip() or not step.strip() else above
        name = "" if name in seen else name
        seen.add(name)
        title, over = (step, above) if step.strip() else (above, "")
        step_here = bool(step.strip())
        found.append(TypedColumn(index, title, over, name, header + step_here, step_here))
    return tuple(found)


def _head(rows: Sequence[Sequence[Cell]], label: int) -> dict[str, tuple[Cell, str]]:
    """Values beside their labels, with the letter and number of the cell; the first words alone are the title."""
    found: dict[str, tuple[Cell, str]] = {}
    alone: tuple[Cell, str] | None = None
    for at, row in enumerate(rows):
        for index, cell in enumerate(row):
            name = _field(plain_text(cell)) if isinstance(cell, str) else None
            if name and name not in found and index >= label:
                value = _at(row, index + 1)
                taken = isinstance(value, str) and _field(value) is not None
                found[name] = (None if taken else value, f"{letter(index + 1)}{at + 1}")
        words = [(index, cell) for index, cell in enumerate(row) if plain_text(cell).strip()]
        if len(words) == 1 and alone is None and lines_in(plain_text(words[0][1])):
            alone = (words[0][1], f"{letter(words[0][0])}{at + 1}")
    if "title" not in found and alone is not None and _field(plain_text(alone[0])) is None:
        found["title"] = alone
    return found


def _field(words: str) -> str | None:
    bare = words.strip().removesuffix(":").rstrip()
    name = column_named(bare)
    if name in HEAD_FIELDS:
        return name
    if folded(bare) in _SCENARIO:
        return "description"
    return "title" if folded(bare) in _TITLES else None
