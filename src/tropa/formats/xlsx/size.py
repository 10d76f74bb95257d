"""Whether a workbook is small enough to be a map, before it is unpacked into memory."""

import io
import re
import zipfile
import zlib

from tropa.errors import MapError

MOST_CELLS = 3_000_000  # of a sheet, the empty ones among others: readers hold whole rectangles
_MOST_BYTES = 300_000_000  # of a part, unpacked
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def check_size(content: bytes) -> None:
    """MapError for what is no XLSX, or holds more than a map can."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if all(part.filename != "xl/workbook.xml" for part in parts):
                raise MapError("formats.xlsx_broken", reason="xl/workbook.xml")
            for part in parts:
                if part.file_size > _MOST_BYTES:
                    raise MapError("formats.xlsx_unpacked", part=part.filename[:80], size=part.file_size // 1_000_000)
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _check_sheet(part.filename.rpartition("/")[2], archive.read(part))
    except _BROKEN as error:
        raise MapError("formats.xlsx_broken", reason=str(error)[:200]) from None


def _check_sheet(name: str, xml: bytes) -> None:
    cells = _CELL.findall(xml)
    rows = max((int(row) for _, row in cells), default=0)
    columns = max((_number(letters) for letters in {letters for letters, _ in cells}), default=0)
    if rows * columns > MOST_CELLS:
        raise MapError("formats.xlsx_large", sheet=name, rows=rows, columns=columns)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
