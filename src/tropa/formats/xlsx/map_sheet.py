"""The first sheet, made to be filled in: head, stages across, lanes down, emotion as numbers with a line chart."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tropa.formats.flat.cells import Cell, plain_text
from tropa.formats.flat.codes import code_text
from tropa.formats.flat.columns import columns_of
from tropa.formats.flat.headings import heading
from tropa.formats.wording import Said
from tropa.formats.xlsx.base import rows_of_head
from tropa.formats.xlsx.book import Book, height
from tropa.formats.xlsx.grid import CurveRow, Grid, points_of
from tropa.formats.xlsx.tint import INK, LINE, MUTED, PERSONAS, WASH, lane_colour, pale
from tropa.formats.xlsx.typed import NAMELESS
from tropa.kit.locale import Language, text
from tropa.model.emotion import bounds
from tropa.model.lane import INVISIBLE, Lane
from tropa.model.map import Map
from tropa.model.stage import Stage

HEAD = (
    ("goal", "company"), ("owner", "status"), ("state", "language"), ("horizon.start", "horizon.end"),
    ("created", "refreshed"),
)  # fmt: skip
KEYS, LABELS, FIRST = 0, 1, 2  # columns: hidden keys, labels, the first stage
_A3 = 8
_STAGE_WIDTH = 31
_PAGE = 8  # stages on a printed page; more make it too small to read
_WIDTHS = {KEYS: 8, LABELS: 24}


class MapSheet:
    """Writes the sheet; `lines` are the cells' lines by stage and lane."""

    def __init__(self, book: Book, map_: Map, grid: Grid, name: str) -> None:
        self._book, self._map, self._grid, self._name = book, map_, grid, name
        self._sheet = book.sheet(name)
        self._said = Said(map_.language)
        self._last = FIRST + max(len(grid.stages), 4) - 1

    def write(self, lines: Mapping[tuple[str, str], Sequence[tuple[str, str]]]) -> None:
        """All of it."""
        row = self._head()
        body = self._stages(row)
        self._sheet.freeze_panes(body, FIRST)
        self._sheet.repeat_rows(row, body - 1)
        end = body
        numbers: list[tuple[int, CurveRow]] = []
        below = False
        for end, one in enumerate(self._grid.rows, body):
            if isinstance(one, CurveRow):
                numbers.append((end, one))
                self._numbers(end, one)
            else:
                first_below = one.kind in INVISIBLE and not below
                below = below or one.kind in INVISIBLE
                self._lane(end, one, lines, first_below)
        if numbers and self._grid.stages:
            self._chart(end + 2, (row, body - 1), numbers)
        self._page()

    def _head(self) -> int:
        """Title, then pairs of label and value; the row after."""
        book, sheet = self._book, self._sheet
        values = in_words("map", rows_of_head(self._map), self._map.language)
        shown = plain_text(values.get("title"))
        sheet.write_string(
            0, LABELS, heading("title", self._map.language), book.format(font_color=MUTED, valign="vcenter")
        )
        book.merge(sheet, (0, FIRST, 0, self._last), shown, bold=True, font_size=18, valign="vcenter")
        sheet.set_row(0, 30)
        allowed = {column.name: column.allowed for column in columns_of("map")}
        for row, pair in enumerate(HEAD, 1):
            high = 0.0
            for place, name in enumerate(pair):
                column = LABELS + place * 2
                label = book.format(font_color=MUTED, align="right" if place else "left", indent=place)
                sheet.write_string(row, column, heading(name, self._map.language), label)
                cell: Cell = values.get(name) or (code_text("current", self._map.language) if name == "state" else "")
                book.put(sheet, row, column + 1, cell, text_wrap=True, bottom=1, bottom_color=LINE)
                high = max(high, height(plain_text(cell), _STAGE_WIDTH))
                if allowed[name]:
                    sheet.data_validation(row, column + 1, row, column + 1, choice(allowed[name], self._map.language))
            sheet.set_row(row, high)
        return len(HEAD) + 2

    def _stages(self, row: int) -> int:
        """The header with its hidden ids; the first row below."""
        book, sheet, grid = self._book, self._sheet, self._grid
        sheet.write_string(row - 1, KEYS, "#stages")
        for place, stage in enumerate(grid.stages, FIRST):
            sheet.write_string(row - 1, place, stage.id)
        sheet.set_row(row - 1, None, None, {"hidden": True})
        band = {"bold": True, "font_size": 12, "bg_color": INK, "font_color": "#FFFFFF", "text_wrap": True, "border": 1,
                "border_color": "#FFFFFF", "valign": "vcenter"}  # fmt: skip
        last = row + grid.nested
        sheet.write_string(row, KEYS, "#tops")
        book.merge(sheet, (row, LABELS, last, LABELS), text("formats", "map.stages", self._map.language), **band)
        for first, end, top in groups(grid):
            alone = first == end and grid.stages[first].id == top.id
            over = (row, FIRST + first, last if alone else row, FIRST + end)
            title = top.title if alone or top.title.strip() else NAMELESS
            book.merge(sheet, over, title, **band, **({} if alone else {"align": "center"}))
            if alone:
                continue
            for column in range(first, end + 1):
                step = grid.stages[column]
                book.merge(sheet, (last, FIRST + column, last, FIRST + column), step.title, bold=True, text_wrap=True,
                           bg_color=WASH, bottom=1, bottom_color=INK)  # fmt: skip
        heads = [top.title if grid.nested else stage.title for stage, top in zip(grid.stages, grid.tops, strict=True)]
        sheet.set_row(row, max([26.0, *(height(words, _STAGE_WIDTH, 12) for words in heads)]))
        return last + 1

    def _lane(
        self, row: int, lane: Lane, lines: Mapping[tuple[str, str], Sequence[tuple[str, str]]], below: bool
    ) -> None:
        book, sheet = self._book, self._sheet
        colour = lane_colour(lane.kind, lane.colour)
        rule: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
        if below:
            rule |= {"top": 2, "top_color": INK}
        sheet.write_string(row, KEYS, lane.id)
        book.put(
            sheet, row, LABELS, lane.title, bold=True, font_color=colour, bg_color=pale(colour), text_wrap=True, **rule
        )
        high = height(lane.title, _WIDTHS[LABELS])
        for place, stage in enumerate(self._grid.stages, FIRST):
            some = [line for _, line in lines.get((stage.id, lane.id), ())]
            words = "\n".join(f"• {line}" for line in some) if len(some) > 1 else "".join(some)
            book.put(sheet, row, place, words, text_wrap=True, align="left", indent=1, **rule)
            high = max(high, height(words, _STAGE_WIDTH))
        sheet.set_row(row, high, None, {"hidden": lane.hidden})

    def _numbers(self, row: int, one: CurveRow) -> None:
        book, sheet = self._book, self._sheet
        colour = lane_colour("emotion")
        sheet.write_string(row, KEYS, one.key)
        book.put(sheet, row, LABELS, one.label, bold=True, font_color=colour, bg_color=pale(colour), text_wrap=True,
                 bottom=1, bottom_color=LINE)  # fmt: skip
        points = points_of(self._map, one)
        low, high = bounds(one.scale)
        shown = "+0.0;−0.0;0" if low < 0 else "0.0"
        for place, stage in enumerate(self._grid.stages, FIRST):
            point = points.get(stage.id)
            book.put(sheet, row, place, point.value if point else None, num_format=shown, align="center", font_size=12,
                     bold=True, bottom=1, bottom_color=LINE)  # fmt: skip
        message = {"input_title": f"{low:g} … {high:g}".replace("-", "−"), "ignore_blank": True}
        limits = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_type": "warning",
        }
        if self._grid.stages:
            sheet.data_validation(row, FIRST, row, FIRST + len(self._grid.stages) - 1, {**limits, **message})
        sheet.set_row(row, max(22.0, height(one.label, _WIDTHS[LABELS])))

    def _chart(self, row: int, header: tuple[int, int], numbers: Sequence[tuple[int, CurveRow]]) -> None:
        """Lines of the emotion below the grid, what is to be dashed; of the arc where there is no emotion."""
        kind = next((one.kind for _, one in numbers if one.kind == "emotion"), "arc")
        chart = self._book.workbook.add_chart({"type": "line"})
        people = [persona.id for persona in self._map.personas]
        last = FIRST + len(self._grid.stages) - 1
        for place, one in numbers:
            if one.kind != kind:
                continue
            colour = PERSONAS[people.index(one.persona) % len(PERSONAS)]
            line = {"color": colour, "width": 2.5, **({"dash_type": "dash"} if one.future else {})}
            marker = {"type": "circle", "size": 7, "fill": {"color": "#FFFFFF" if one.future else colour}}
            chart.add_series({
                "name": [self._name, place, LABELS], "categories": [self._name, header[0], FIRST, header[1], last],
                "values": [self._name, place, FIRST, place, last], "line": line, "smooth": True,
                "marker": {**marker, "border": {"color": colour}},
            })  # fmt: skip
        low, high = bounds(numbers[0][1].scale)
        chart.set_y_axis({"min": low, "max": high, "major_unit": max(1, (high - low) // 4),
                          "major_gridlines": {"visible": True, "line": {"color": LINE}}})  # fmt: skip
        chart.set_x_axis({"label_position": "low"})
        chart.set_legend({"position": "bottom"} if len(numbers) > 1 else {"none": True})
        chart.show_blanks_as("gap")
        title = text("formats", "curve.title", self._map.language) if kind == "emotion" else numbers[0][1].label
        chart.set_title({"name": title, "name_font": {"size": 12, "color": INK}})
        chart.set_size({"width": 170 + 222 * max(3, len(self._grid.stages)), "height": 260})
        self._sheet.insert_chart(row, LABELS, chart, {"description": title})

    def _page(self) -> None:
        sheet = self._sheet
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width, None, {"hidden": column == KEYS})
        sheet.set_column(FIRST, self._last, _STAGE_WIDTH)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(max(1, math.ceil(len(self._grid.stages) / _PAGE)), 0)
        sheet.repeat_columns(LABELS)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&F&R&P / &N")


def groups(grid: Grid) -> list[tuple[int, int, Stage]]:
    """Neighbouring columns below one stage: first and last column, and that stage."""
    found: list[tuple[int, int, Stage]] = []
    for place, top in enumerate(grid.tops):
        if found and found[-1][2].id == top.id:
            found[-1] = (found[-1][0], place, top)
        else:
            found.append((place, place, top))
    return found


def choice(allowed: Sequence[Any], language: Language) -> dict[str, Any]:
    """A list to choose from, in a language; Excel takes 255 letters of it, so a longer one is left free."""
    words = [code_text(one, language) for one in allowed]
    if len(",".join(words)) > 255:
        return {"validate": "any"}
    return {"validate": "list", "source": words, "ignore_blank": True, "error_type": "warning"}


def in_words(kind: str, cells: Mapping[str, Cell], language: Language) -> dict[str, Cell]:
    """The cells of a row with its fixed choices in a language."""
    choices = {column.name for column in columns_of(kind) if column.shape in ("code", "flag")}
    return {name: code_text(cell, language) if name in choices else cell for name, cell in cells.items()}
