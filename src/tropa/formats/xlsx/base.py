"""What stood in the grid when it was written, kept in the workbook so that a reader sees what a person changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tropa.formats.flat.cells import Cell, plain_text
from tropa.formats.flat.rows import rows_of
from tropa.formats.xlsx.grid import CurveRow, Grid, grid_of, points_of
from tropa.formats.xlsx.line import line_of
from tropa.kit.ids import stable_id
from tropa.model.card import Card
from tropa.model.lane import Lane
from tropa.model.map import Map

MOST = 15_000  # letters of a cell of the grid; Excel takes 32,767 halves of letters


@dataclass(frozen=True)
class Base:
    """The grid as written: marks of titles, of each line with its card and cell, numbers, and the head's values."""

    stages: Mapping[str, str] = field(default_factory=dict)
    lanes: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], Sequence[tuple[str, str]]] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], float] = field(default_factory=dict)
    head: Mapping[str, Cell] = field(default_factory=dict)


def base_of(map_: Map) -> Base:
    """The base of a map as `write_xlsx` writes it."""
    grid = grid_of(map_)
    lines = {key: [(name, mark(line)) for name, line in some] for key, some in cell_lines(map_, grid).items()}
    numbers = {
        (row.key, stage): point.value
        for row in grid.rows
        if isinstance(row, CurveRow)
        for stage, point in points_of(map_, row).items()
        if point.value is not None
    }
    return Base(
        stages={stage.id: mark(stage.title) for stage in dict.fromkeys((*grid.stages, *grid.tops))},
        lanes={row.id: mark(row.title) for row in grid.rows if isinstance(row, Lane)},
        lines=lines,
        numbers=numbers,
        head=rows_of_head(map_),
    )


def rows_of_head(map_: Map) -> dict[str, Cell]:
    """The fields of the map itself as cells."""
    return rows_of(map_.model_copy(update={"cards": (), "curve": (), "evidence": ()}))["map"][0]


def cell_lines(map_: Map, grid: Grid) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Card and line for each cell (stage, lane) of the grid, as many as a cell takes."""
    titles = {stage.id: stage.title for stage in map_.stages}
    cells: dict[tuple[str, str], list[Card]] = {}
    for card in sorted(map_.cards, key=lambda card: (card.rank, card.id)):
        if not card.deleted:
            cells.setdefault((card.stage, card.lane), []).append(card)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for lane in (row for row in grid.rows if isinstance(row, Lane)):
        for stage in grid.stages:
            room = MOST
            for card in cells.get((stage.id, lane.id), ()):
                line = line_of(card, map_.language, lambda name: titles.get(name, name))
                room -= len(line) + 3
                if room < 0:
                    break
                found.setdefault((stage.id, lane.id), []).append((card.id, line))
    return found


def mark(words: str) -> str:
    """A short mark of a text that does not see spaces, line ends and what Excel may do to strange letters."""
    return stable_id(["".join(letter for letter in words if letter.isprintable() and not letter.isspace())])[:10]


def to_rows(base: Base) -> list[list[Cell]]:
    """The base as rows of a sheet: record, key, cell, value."""
    rows: list[list[Cell]] = [["map", name, "", cell] for name, cell in base.head.items()]
    rows += [["stage", name, "", value] for name, value in base.stages.items()]
    rows += [["lane", name, "", value] for name, value in base.lanes.items()]
    rows += [["number", row, stage, value] for (row, stage), value in base.numbers.items()]
    for (stage, lane), some in base.lines.items():
        rows += [["line", stage, lane, name, value] for name, value in some]
    return rows


def from_rows(rows: Iterable[Sequence[Cell]]) -> Base:
    """The base in the rows of a sheet; rows of another make are passed over."""
    titles: dict[str, dict[str, str]] = {"stage": {}, "lane": {}}
    lines: dict[tuple[str, str], list[tuple[str, str]]] = {}
    numbers: dict[tuple[str, str], float] = {}
    head: dict[str, Cell] = {}
    for row in rows:
        record, key, cell, value, more = (*row, *[None] * 5)[:5]
        one, other = plain_text(key), plain_text(cell)
        if record == "map":
            head[one] = value
        elif record in ("stage", "lane"):
            titles[str(record)][one] = plain_text(value)
        elif record == "number" and isinstance(value, int | float):
            numbers[one, other] = float(value)
        elif record == "line":
            lines.setdefault((one, other), []).append((plain_text(value), plain_text(more)))
    return Base(titles["stage"], titles["lane"], lines, numbers, head)
