"""Events and verbatims read from files, with the report of how they were read."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from tropa.errors import InputError
from tropa.events.schema import TRAITS
from tropa.ingest.mapping import Mapping
from tropa.ingest.read import Import, read_file
from tropa.ingest.report import ImportReport
from tropa.ingest.report_text import render
from tropa.kit.locale import reader_language
from tropa.voice.mask import mask_texts


@dataclass(frozen=True)
class Events:
    """Events of a file (`table`, in the lake's schema), traits of its customers, and the report. Prints the report."""

    table: pa.Table
    traits: pa.Table
    report: ImportReport

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __str__(self) -> str:
        return render(self.report, reader_language())


@dataclass(frozen=True)
class Verbatims:
    """What customers said in a file (`table`, in the lake's schema), and the report. Prints the report."""

    table: pa.Table
    report: ImportReport

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __str__(self) -> str:
        return render(self.report, reader_language())


def read_events(path: str | Path, *, source: str | None = None, mapping: Mapping | None = None) -> Events:
    """Read a file of events; source and columns are guessed unless given, rows refused are in the report.

    Raises InputError where the file cannot be read or holds no events, NotFoundError where there is none.
    """
    read = _read(path, source, mapping)
    if "events" not in read.tables:
        raise InputError("library.no_events_in_file", path=path)
    return Events(read.tables["events"], read.tables.get("traits", TRAITS.empty_table()), read.report)


def read_verbatims(path: str | Path, *, source: str | None = None, mapping: Mapping | None = None) -> Verbatims:
    """Read a file of reviews, survey answers or other texts and ratings.

    Raises InputError where the file cannot be read or holds none, NotFoundError where there is none.
    """
    read = _read(path, source, mapping)
    if "verbatims" not in read.tables:
        raise InputError("library.no_verbatims_in_file", path=path)
    return Verbatims(mask_texts(read.tables["verbatims"]), read.report)


def _read(path: str | Path, source: str | None, mapping: Mapping | None) -> Import:
    return read_file(Path(path), reader=source, mapping=mapping or Mapping(), strict=True)
