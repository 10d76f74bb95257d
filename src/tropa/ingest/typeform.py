"""Typeform: the table of responses (CSV, XLSX) and the answers of its interface and webhooks as JSON.

* Table: `#` (the response's token) first, then the questions by their texts and hidden fields by their names, then
  `Response Type`, `Start Date (UTC)`, `Stage Date (UTC)`, `Submit Date (UTC)`, `Network ID`, `Tags`. Times are UTC.
* JSON: see `typeform_answers`.

A hidden field that is called like an id (`user_id`, `email`) says who answered; `Network ID`, made of an address of the
network, is not kept.

Source: Typeform Developers, "Responses API" and "Webhooks: example payload"; the table's columns by public code that
reads such tables.
"""

from collections.abc import Iterator
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.head import look
from tropa.ingest.known_export import IGNORED, Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import is_json, json_names
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet
from tropa.ingest.typeform_answers import read_answers

_NOT_KEPT = ("response type", "network id", "tags", "ending", "score")
_EXPORT = Export(
    kind=None,
    columns={
        "submit date utc": role("time"),
        "stage date utc": role("time"),
        "start date utc": role("time"),
        "": role("key"),  # `#`
        "token": role("key"),
        "response id": role("key"),
    }
    | dict.fromkeys(_NOT_KEPT, IGNORED),
    time_zone="UTC",
)


class Typeform:
    """Reads answers to Typeforms."""

    source = "typeform"

    def recognise(self, head: Head) -> float:
        """Sure by the names of its times."""
        if is_json(head):
            named = json_names(head)
            return 0.95 if "landing_id" in named or {"form_response", "submitted_at"} <= named else 0.0
        return 0.95 if "submit date utc" in map(plain_name, columns_of(head)) else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """A verbatim for every free answer and every rating; chosen answers are traits of those who are known."""
        head = look(path)
        if is_json(head):
            yield from read_answers(head, mapping, report, progress)
        else:
            yield from read_export(open_sheet(head, mapping, report), _EXPORT, mapping, report, progress)
