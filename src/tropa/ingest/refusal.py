"""A refused row in the report, and the end of a file that breaks off after good rows."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tropa.errors import InputError
from tropa.ingest.head import lines
from tropa.ingest.reader import Progress
from tropa.ingest.report import ImportReport


def refuse(report: ImportReport, line: int | None, error: InputError) -> None:
    """Put an error of one row into the report."""
    facts = {name: str(fact) if isinstance(fact, Path) else fact for name, fact in error.facts.items()}
    column = facts.pop("column", None)
    report.reject(line, None if column is None else str(column), facts.pop("value", None), error.code, **facts)


def chunks_of_lines(
    path: Path, encoding: str, progress: Progress, report: ImportReport, size: int = 5_000
) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines of a file, some at a time. A gzip that breaks off after its first line ends the file there.

    Raises InputError where not even one line can be read.
    """
    numbered = lines(path, encoding, progress)
    last = 0
    while True:
        chunk: list[tuple[int, str]] = []
        try:
            for pair in islice(numbered, size):
                chunk.append(pair)  # noqa: PERF402 (what came before a break must be kept)
        except InputError as error:
            if not last and not chunk:
                raise
            report.rows += 1  # what is lost counts as one
            refuse(report, chunk[-1][0] + 1 if chunk else last + 1, error)
        if not chunk:
            return
        last = chunk[-1][0]
        yield chunk
