"""Surveys: NPS, CSAT and CES tables, whichever tool they are from; those of known tools have readers of their own."""

from collections.abc import Iterator
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.mapping import Mapping
from tropa.ingest.ratings import rating_kind
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of
from tropa.ingest.verbatim_table import read_verbatims

_FORM_STAMPS = frozenset(("отметка времени", "sygnatura czasowa"))
_TOOLS = ({"respondent id", "collector id"}, {"responseid", "recordeddate"}, {"response id", "recorded date"})


class Survey:
    """Reads tables of answers; the kind of the verbatims follows from the question with the rating."""

    source = "survey"

    def recognise(self, head: Head) -> float:
        """Sure by the columns of the survey tools; else by a question that asks for a rating."""
        names = columns_of(head)
        plain = [plain_name(name) for name in names]
        if not plain:
            return 0.0
        if plain[0] in _FORM_STAMPS or any(tool <= set(plain) for tool in _TOOLS):
            return 0.9
        questions = any(len(name.split()) >= 5 or name.strip().endswith("?") for name in names)
        if plain[0] == "timestamp" and questions:
            return 0.9
        return 0.85 if any(rating_kind(name) for name in names) else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kinds `nps`, `csat`, `ces`; `csat` where no question tells."""
        return read_verbatims(path, mapping, report, progress, "csat")
