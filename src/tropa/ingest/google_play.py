"""Google Play: the monthly reports of reviews, `reviews_<package>_<YYYYMM>.csv`.

UTF-16 with a mark, commas, one review a row; a review with stars alone has neither text nor link. Its time is that of
its first sending (UTC), its key the link, so that a review which comes again in a later month is not counted twice.
What the developer replied is not a customer's word and is left out, as is everything about the device.

Source: Play Console Help, "Download and export monthly reports", the columns of the reviews report; the same names in
public code that reads the reports. Some reports have no column `Device`.
"""

from collections.abc import Iterator
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.head import look
from tropa.ingest.known_export import Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_EXPORT = Export(
    kind="review",
    columns={
        "review submit date and time": role("time"),
        "review last update date and time": role("time"),
        "review submit millis since epoch": role("time"),
        "star rating": role("rating"),
        "review text": role("text"),
        "review title": None,
        "reviewer language": role("language"),
        "review link": role("key"),
    },
    rest="ignore",
    scale=(1, 5),
)


class GooglePlay:
    """Reads Google Play's reports of reviews."""

    source = "google_play"

    def recognise(self, head: Head) -> float:
        """Sure by the names of the stars and the text beside one more of the report's own."""
        names = {plain_name(name) for name in columns_of(head)}
        own = {"package name", "reviewer language", "review submit date and time", "review link", "app version code"}
        return 0.98 if {"star rating", "review text"} <= names and own & names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `review`, rated 1–5."""
        yield from read_export(open_sheet(look(path), mapping, report), _EXPORT, mapping, report, progress)
