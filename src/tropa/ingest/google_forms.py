"""Google Forms: the answers as CSV, or the sheet they are collected in.

The first column is the time an answer was sent, in the zone of the sheet and written by its locale: day first in
Russian, `9:05:00` without a leading zero. The other columns are called by their questions. Several ticked boxes stand
in one cell, parted by commas. A form knows who answered only where it collects addresses; a quiz also has a score,
which is no rating of ours.

Source: Google Docs Editors Help, "View & manage form responses"; names of the first columns by exports in English,
Russian and Polish.
"""

from collections.abc import Iterator
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.head import look
from tropa.ingest.known_export import IGNORED, Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_STAMPS = ("отметка времени", "sygnatura czasowa", "timestamp")
_ADDRESSES = (
    "email address", "username", "адрес электронной почты", "имя пользователя", "adres e mail", "nazwa użytkownika",
)  # fmt: skip
_QUIZ = ("score", "total score", "баллы", "сумма баллов", "wynik", "suma punktów")
_EXPORT = Export(
    kind=None,
    columns=dict.fromkeys(_STAMPS, role("time"))
    | dict.fromkeys(_ADDRESSES, role("id", "email"))
    | dict.fromkeys(_QUIZ, IGNORED),
)


class GoogleForms:
    """Reads answers to Google Forms."""

    source = "google_forms"

    def recognise(self, head: Head) -> float:
        """Sure by the first column in Russian and Polish; `Timestamp` counts where questions follow it."""
        names = columns_of(head)
        first = plain_name(names[0]) if names else ""
        if first not in _STAMPS:
            return 0.0
        asked = any(len(name.split()) >= 5 or name.strip().endswith("?") for name in names[1:])
        return 0.95 if asked or first != "timestamp" else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """A verbatim for every free answer and every rating; chosen answers are traits of those who are known."""
        yield from read_export(open_sheet(look(path), mapping, report), _EXPORT, mapping, report, progress)
