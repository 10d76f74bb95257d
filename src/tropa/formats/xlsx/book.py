"""A workbook in the making: its cell formats, each made once, and cells that no spreadsheet computes.

A text that looks like a formula is written as a text, with the mark that Excel itself sets when somebody types an
apostrophe before it (`quotePrefix`) and the number format "text": it is neither computed nor changed, and it is read
back as it was.
"""

import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tropa.errors import needed
from tropa.formats.flat.cells import Cell
from tropa.formats.xlsx.texts import LongTexts, escaped

with needed("xlsxwriter", "export"):
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_FIRST_DAY = date(1900, 3, 1)  # Excel's calendar is wrong before
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "font_color": "#17202A"}
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def height(words: str, width: float, size: float = 10) -> float:
    """The height of a row, in points, that shows wrapped words in a column so many digits wide; Excel's most is 409.

    >>> height("", 30), height("one\\ntwo", 30)
    (17, 30)
    """
    letters = max(1.0, width * 10 / size)
    lines = sum(max(1, math.ceil(len(line) / letters)) for line in words[:6_000].split("\n"))
    return min(409.0, round(lines * size * 1.3 + 4))


class Sheet(Worksheet):
    """A sheet that writes a number with all its digits; XlsxWriter's own stops at sixteen."""

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        written = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{written}><v>{number!r}</v></c>")


class Book:
    """A workbook with formats by their properties; `long` gathers what does not fit its cell."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self.workbook = Workbook(self._stream, _OPTIONS)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.long = LongTexts()

    def sheet(self, name: str) -> Any:
        """A new sheet of this name."""
        return self.workbook.add_worksheet(name, worksheet_class=Sheet)

    def format(self, **properties: Any) -> Any:
        """The cell format with these properties besides the usual ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**_BASE, **properties})
        return self._formats[key]

    def put(self, sheet: Any, row: int, column: int, cell: Cell, **properties: Any) -> None:
        """One cell, whatever it holds; nothing for an empty text unless the format is to be seen."""
        if isinstance(cell, str) and cell:
            sheet.write_string(row, column, self.long.fitted(cell), self.text_format(cell, properties))
        elif isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, column, cell, self.format(num_format="yyyy-mm-dd", align="left", **properties))
        elif isinstance(cell, date):
            sheet.write_string(row, column, cell.isoformat(), self.format(**properties))
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self.format(**properties))
        else:
            sheet.write_blank(row, column, None, self.format(**properties))

    def text_format(self, words: str, properties: dict[str, Any]) -> Any:
        """The format of a text: marked as one where a spreadsheet would take it for a formula."""
        if _FORMULA.match(words):
            return self.format(quote_prefix=True, num_format="@", **properties)
        return self.format(**properties)

    def merge(self, sheet: Any, place: tuple[int, int, int, int], words: str, **properties: Any) -> None:
        """A text over several cells, first row and column to last row and column."""
        shown = escaped(words)[:15_000]
        form = self.text_format(words, properties)
        if place[:2] == place[2:]:
            sheet.write_string(place[0], place[1], shown, form)
        else:
            sheet.merge_range(*place, "", form)
            sheet.write_string(place[0], place[1], shown, form)

    def content(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self._stream.getvalue()
