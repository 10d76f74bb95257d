"""SurveyMonkey: "All individual responses" as CSV or XLSX, with two rows of headers.

The first row holds the questions, the second their answers: a question over several columns stands over the first of
them. `Response` and `Open-Ended Response` are no answers of their own. Dates are written MM/DD/YYYY in every language,
except in workbooks. `Custom Data 1` carries what the link of the survey was given, commonly a customer's number: it is
an id of the kind that `id_kind` in the mapping names. Names and IP addresses of respondents are not kept.

Source: SurveyMonkey Help, "Exporting Results" and "Respondent Metadata"; first rows of exports in public code. Names
with underscores (`respondent_id`, `date_modified`, `custom_1`) are read too.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from tropa.ingest.column_names import plain_name
from tropa.ingest.head import look
from tropa.ingest.known_export import IGNORED, Export, read_export, role, with_known
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import guess_format
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Sheet, first_chunk
from tropa.ingest.sheets import columns_of, open_sheet

_NOT_KEPT = ("collector id", "ip address", "first name", "last name")
_EXPORT = Export(
    kind=None,
    columns={
        "end date": role("time"),
        "date modified": role("time"),
        "start date": role("time"),
        "date created": role("time"),
        "respondent id": role("key"),
        "custom data 1": role("id"),
        "custom 1": role("id"),
        "email address": role("id", "email"),
    }
    | dict.fromkeys(_NOT_KEPT, IGNORED),
)


class SurveyMonkey:
    """Reads answers to surveys of SurveyMonkey."""

    source = "survey_monkey"

    def recognise(self, head: Head) -> float:
        """Sure by the respondent beside the collector."""
        names = {plain_name(name) for name in columns_of(head)}
        return 0.97 if {"respondent id", "collector id"} <= names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """A verbatim for every free answer and every rating; chosen answers are traits of those who are known."""
        sheet = open_sheet(look(path), mapping, report)
        if mapping.date_format is None:
            mapping = mapping.model_copy(update={"date_format": _date_form(sheet, mapping)})
        yield from read_export(sheet, _EXPORT, mapping, report, progress)


def _date_form(sheet: Sheet, mapping: Mapping) -> str | None:
    """Month first unless the dates themselves say otherwise, whatever the language of the questions."""
    columns = with_known(_EXPORT, mapping, sheet.columns).columns
    time = next((name for name, column in columns.items() if column.role == "time"), None)
    sample = first_chunk(sheet)
    if time is None or sample is None:
        return None
    form = guess_format(sample.columns.get(time, pa.array([], pa.string())), day_first=False, least=0.5)
    return None if form is None else form.form
