"""A sheet that somebody typed by hand, stages across and lanes down, as flat rows."""

import re
from collections.abc import Iterator, Mapping

from tropa.formats.flat.cells import Cell, is_empty, plain_text, to_cell
from tropa.formats.flat.lane_names import lane_kind
from tropa.formats.flat.rows import Row
from tropa.formats.reading import Notice
from tropa.formats.xlsx.line import lines_in, parsed
from tropa.formats.xlsx.typed import Typed, TypedColumn, TypedRow, letter
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.model.emotion import SCALES, Scale, bounds
from tropa.model.rank import spread

_FACES = {
    "😡": -2, "🤬": -2, "😠": -2, "😭": -2, "😟": -1, "🙁": -1, "☹": -1, "😞": -1, "😕": -1, "😢": -1, "😐": 0, "😶": 0,
    "🙂": 1, "😊": 1, "😀": 1, "😃": 1, "😄": 2, "😍": 2, "🤩": 2, "🥳": 2,
}  # fmt: skip
_SCALE = re.compile(r"\(\s*([−-]?\d+)\s*(?:\.\.\.?|…|–|—|-|/)\s*\+?([−-]?\d+)\s*\)")


def rows_of_grid(typed: Typed, language: Language, notices: list[Notice]) -> Iterator[Row]:
    """The rows that describe the map on the sheet; what is guessed is told."""
    yield from _Bare(typed, language, notices).rows()


class _Bare:
    def __init__(self, typed: Typed, language: Language, notices: list[Notice]) -> None:
        self._typed, self._language, self._notices = typed, language, notices
        self._stages: dict[int, str] = {}
        self._titles: dict[str, str] = {}

    def rows(self) -> Iterator[Row]:
        yield from self._head()
        yield from self._columns()
        ranks = spread(len(self._typed.rows))
        for row, rank in zip(self._typed.rows, ranks, strict=True):
            yield from self._lane(row, rank)

    def _row(self, kind: str, line: int, column: int, cells: Mapping[str, Cell]) -> Row:
        letters = dict.fromkeys(cells, letter(column))
        return Row(kind, cells, line, self._typed.sheet, letters)

    def _head(self) -> Iterator[Row]:
        values = {name: value for name, (value, _) in self._typed.head.items() if not is_empty(value)}
        places = {name: place for name, (_, place) in self._typed.head.items()}
        persona = plain_text(values.pop("persona", None)).strip()
        named = persona or text("formats", "flat.customer", self._language)
        yield self._row("persona", 1, 0, {"id": f"persona_{stable_id([named])[:10]}", "name": named})
        self._persona = named
        if "title" not in values and not re.fullmatch(
            r"(?i)(sheet|лист|arkusz|map|карта|mapa)\s*\d*", self._typed.sheet
        ):
            values["title"] = self._typed.sheet
        values.setdefault("title", text("formats", "head.map_current", self._language))
        values.setdefault("language", self._language)
        lines = [int("".join(filter(str.isdigit, places[name]))) for name in values if name in places]
        letters = {name: "".join(filter(str.isalpha, place)) for name, place in places.items()}
        yield Row("map", values, min(lines, default=1), self._typed.sheet, letters)

    def _columns(self) -> Iterator[Row]:
        tops: dict[str, str] = {}
        ranks = spread(2 * len(self._typed.columns))
        for place, column in enumerate(self._typed.columns):
            parent: Cell = None
            if column.top.strip():
                if column.top not in tops:
                    tops[column.top] = self._stage(column.top, 1_000 + place)
                    cells: dict[str, Cell] = {
                        "id": tops[column.top],
                        "title": column.top.strip(),
                        "rank": ranks[2 * place],
                    }
                    yield self._row("stage", column.header - 1, column.index, cells)
                parent = tops[column.top]
            name = self._stage(column.title, place)
            self._stages[column.index] = name
            cells = {"id": name, "title": column.title.strip(), "rank": ranks[2 * place + 1], "parent": parent}
            yield self._row("stage", column.header, column.index, cells)

    def _stage(self, title: str, place: int) -> str:
        name = f"stage_{stable_id([title, place])[:10]}"
        self._titles.setdefault(title.strip(), name)
        return name

    def _lane(self, row: TypedRow, rank: str) -> Iterator[Row]:
        kind = lane_kind(row.label)
        if kind is None:
            code, facts = ("unknown_lane", {"value": row.label[:80]}) if row.label else ("unnamed_lane", {})
            self._notices.append(Notice(f"formats.{code}", self._typed.place(row.number, self._label), facts=facts))
            kind = "text"
        name = f"lane_{stable_id([row.label, row.number])[:10]}"
        cells: dict[str, Cell] = {"id": name, "title": row.label, "type": kind, "rank": rank}
        yield self._row("lane", row.number, self._label, cells)
        curve = kind if kind in ("emotion", "arc") else None
        scale = self._scale(row) if curve else None
        for column in self._typed.columns:
            cell = row.cells.get(column.index)
            if is_empty(cell):
                continue
            value = _feeling(cell) if curve else None
            if curve and scale and value is not None:
                point: dict[str, Cell] = {"persona": self._persona, "stage": self._stages[column.index], "type": curve}
                yield self._row("point", row.number, column.index, {**point, "value": value, "scale": scale})
            else:
                yield from self._cards(row, column, name, cell)
                if curve:
                    facts = {"value": plain_text(cell)[:80]}
                    self._notices.append(
                        Notice("formats.no_number", self._typed.place(row.number, column.index), facts=facts)
                    )

    def _cards(self, row: TypedRow, column: TypedColumn, lane: str, cell: Cell) -> Iterator[Row]:
        for place, written in enumerate(lines_in(plain_text(cell))):
            line = parsed(written, self._titles.get)
            stage = self._stages[column.index]
            cells: dict[str, Cell] = {
                "id": f"card_{stable_id([stage, lane, place, written])[:10]}", "stage": stage, "lane": lane,
                "body": to_cell(line.body, "text"), "icon": line.icon,
                "tags": to_cell(line.tags, "texts"), "span_to": line.through,
                "state": "proposed" if line.proposed else None, "status": "done" if line.done else None,
                "moment_of_truth": "yes" if line.moment_of_truth else None,
            }  # fmt: skip
            yield self._row("card", row.number, column.index, cells)

    def _scale(self, row: TypedRow) -> Scale:
        """The scale that the label names, else the narrowest usual one that holds all numbers of the row."""
        if match := _SCALE.search(row.label):
            low, high = (float(part.replace("−", "-")) for part in match.groups())
            for scale in SCALES:
                if bounds(scale) == (low, high):
                    return scale
        typed = {index: value for index, cell in row.cells.items() if (value := _feeling(cell)) is not None}
        values = list(typed.values())
        faces = any(isinstance(row.cells[index], str) for index in typed)
        usual: tuple[Scale, ...] = ("-2..2", "-5..5") if faces or min(values, default=0) < 1 else ("1..5", "1..10")
        fits = [one for one in usual if all(bounds(one)[0] <= value <= bounds(one)[1] for value in values)]
        found = fits[0] if fits else usual[-1]
        if values:
            self._notices.append(
                Notice("formats.scale_guessed", self._typed.place(row.number, self._label), facts={"scale": found})
            )
        return found

    @property
    def _label(self) -> int:
        return self._typed.columns[0].index - 1 if self._typed.columns else 0


def _feeling(cell: Cell) -> float | None:
    """A number, a number in a text, or a face."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if not isinstance(cell, str):
        return float(cell)
    bare = cell.strip().replace("−", "-").replace(",", ".").removesuffix("\ufe0f")
    if bare in _FACES:
        return float(_FACES[bare])
    return float(bare) if re.fullmatch(r"[+-]?\d+(\.\d+)?", bare, re.ASCII) else None
