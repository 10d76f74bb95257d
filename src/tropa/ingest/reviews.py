"""Reviews: a marketplace's, a shop's own, any table with a rating and a text that no reader knows better."""

from collections.abc import Iterator
from pathlib import Path

from tropa.ingest.column_names import plain_name, role_rank
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of
from tropa.ingest.verbatim_table import read_verbatims


class Reviews:
    """Reads tables of reviews."""

    source = "reviews"

    def recognise(self, head: Head) -> float:
        """Sure of stars beside the text of a review; else by a rating beside a text and the word for a review."""
        names = columns_of(head)
        plain = {plain_name(name) for name in names}
        if {"star rating", "review text"} <= plain:
            return 0.98
        rated = any(role_rank("rating", name) is not None for name in names)
        written = any(role_rank("text", name) is not None for name in names)
        spoken = any(word in name for name in plain for word in ("review", "отзыв", "opini"))
        if not written:
            return 0.0
        return 0.55 + 0.2 * spoken if rated else 0.45 * spoken

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `review`."""
        return read_verbatims(path, mapping, report, progress, "review")
