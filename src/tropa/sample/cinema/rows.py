"""Files as tools export them: a header, rows, an encoding, and a few rows that are broken on purpose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np

from tropa.sample.cinema.world import Country


@dataclass
class Export:
    """One file before it is written. `time_columns` is where an impossible date can be put."""

    name: str
    header: list[str]
    rows: list[list[str]]
    time_columns: tuple[int, ...]
    encoding: str = "utf-8"
    separator: str = ";"
    line_end: str = "\r\n"
    broken: dict[str, int] = field(default_factory=dict)  # reason → planted rows


def export_of(country: Country, name: str, header: Sequence[str], rows: Iterable[list[str]]) -> Export:
    """A semicolon-separated export in the encoding of the country; its first column is the time."""
    return Export(name, list(header), list(rows), (0,), country.encoding)


def plant_broken_rows(export: Export, rng: np.random.Generator, short: int = 3, dates: int = 2) -> None:
    """Copy a few rows and break the copies: too few columns, a date that no calendar has. Counted in `broken`."""
    if not export.rows:
        return
    places = sorted(rng.integers(0, len(export.rows), short + dates).tolist(), reverse=True)
    for number, place in enumerate(places):
        row = list(export.rows[place])
        if number < short:
            row = row[: max(2, len(row) // 2)]
        else:
            for column in export.time_columns:
                row[column] = _impossible(row[column])
        export.rows.insert(place, row)
    export.broken = {"wrong_column_count": short, "impossible_date": dates}


def _impossible(written: str) -> str:
    """The same time on a 31 September: `31.09.2026 12:00:00`, `2026-09-31 12:00:00`."""
    if written[4] == "-":
        return "2026-09-31" + written[10:]
    return f"31{written[2]}09{written[2]}2026" + written[10:]


def write_export(folder: Path, export: Export) -> None:
    """Write the file; a field with a separator, a quote or a line end is quoted."""
    with (folder / export.name).open("w", encoding=export.encoding, newline="") as stream:
        rows = chain([export.header], export.rows)
        written = rows if export.separator == "\t" else (_quoted(row, export.separator) for row in rows)
        stream.writelines(export.separator.join(row) + export.line_end for row in written)


def _quoted(row: list[str], separator: str) -> list[str]:
    return [
        '"' + text.replace('"', '""') + '"' if separator in text or '"' in text or "\n" in text else text
        for text in row
    ]
