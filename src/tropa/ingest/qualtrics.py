r"""Qualtrics: "Export data" as CSV, TSV or XLSX, with three rows of headers.

The first row holds internal names (`Q1`), the second the questions, the third `{"ImportId":"QID1"}`; columns are called
by their questions. The third row also names the zone of the times (`"timeZone":"America/Denver"`), which then counts.
Previews, tests and spam are no answers of customers and are refused, each told. The groups that Qualtrics makes of a
recommendation (`Q1_NPS_GROUP`) are no ratings. Names, IP addresses and places of respondents are not kept.

Source: Qualtrics Support, "Understanding Your Data Set" and "Data Export Formats"; the second row is how the R package
`qualtRics` (`read_survey`) takes the labels.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.edited_sheet import EditedSheet
from tropa.ingest.head import look
from tropa.ingest.known_export import IGNORED, Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_ZONE = re.compile(r'"{1,2}timeZone"{1,2}\s*:\s*"{1,2}([^"]+)"')
_GROUP = re.compile(r"nps group$|(?<= )-\s*group$|_NPS_GROUP$", re.IGNORECASE)
_NOT_KEPT = (
    "ip address", "progress", "duration in seconds", "finished", "recipient last name", "recipient first name",
    "location latitude", "location longitude", "distribution channel", "status", "response type",
)  # fmt: skip
_NO_ANSWERS = frozenset(
    ("1", "2", "8", "9", "12", "16", "survey preview", "survey test", "spam", "survey preview spam", "imported spam")
)
_EXPORT = Export(
    kind=None,
    columns={
        "recorded date": role("time"),
        "end date": role("time"),
        "start date": role("time"),
        "response id": role("key"),
        "external data reference": role("id"),
        "external reference": role("id"),
        "recipient email": role("id", "email"),
        "user language": role("language"),
    }
    | dict.fromkeys(_NOT_KEPT, IGNORED),
)


class Qualtrics:
    """Reads answers to surveys of Qualtrics."""

    source = "qualtrics"

    def recognise(self, head: Head) -> float:
        """Sure by the third row, or by the answer's number beside the date it was recorded."""
        names = {plain_name(name) for name in columns_of(head)}
        return 0.97 if {"response id", "recorded date"} <= names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """A verbatim for every free answer and every rating; chosen answers are traits of those who are known."""
        head = look(path)
        sheet = open_sheet(head, mapping, report)
        groups = {plain_name(name): IGNORED for name in sheet.columns if _GROUP.search(name.strip())}
        export = replace(_EXPORT, columns=dict(_EXPORT.columns) | groups, time_zone=_zone(head))
        status = next((name for name in sheet.columns if plain_name(name) in ("status", "response type")), None)
        if status is not None:
            sheet = EditedSheet(sheet, refused_by=(status, _is_no_answer, "ingest.no_answer"))
        yield from read_export(sheet, export, mapping, report, progress)


def _zone(head: Head) -> str | None:
    """The zone that the third row names, None where it names none."""
    found = _ZONE.search(head.text)
    if found is None:
        return None
    return "UTC" if found[1] == "Z" else found[1]


def _is_no_answer(status: str) -> bool:
    return status.strip().lower() in _NO_ANSWERS
