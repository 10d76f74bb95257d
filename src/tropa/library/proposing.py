"""A first definition for a folder of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tropa.definition.model import Definition, Source
from tropa.definition.propose import propose
from tropa.errors import NotFoundError
from tropa.ingest.read import read_file
from tropa.ingest.registry import READERS
from tropa.kit.locale import Language, reader_language
from tropa.kit.progress import Progress, silent
from tropa.library.files import flat, source_named


@dataclass(frozen=True)
class Proposal:
    """A proposed definition; `notes` explains guesses by their key; nobody can read the files `left_out`."""

    definition: Definition
    notes: Mapping[str, str]
    left_out: tuple[Path, ...] = ()


def propose_for(folder: Path, *, language: Language | None = None, progress: Progress = silent) -> Proposal:
    """Read the files of a folder and propose how to make journeys of them; files nobody can read are left out.

    Names and notes are in the language given, else the reader's. Raises NotFoundError where no file can be read.
    """
    found, left_out = [], []
    files = flat([folder]) if folder.is_dir() else []
    for number, path in enumerate(files):
        read = read_file(path)
        if not read.report.broken and read.tables:
            source = Source(name=source_named(path), files=(path.relative_to(folder).as_posix(),))
            found.append((source, read.tables))
        else:
            left_out.append(path)
        progress((number + 1) / len(files))
    if not found:
        raise NotFoundError("library.no_sources", path=folder, allowed=", ".join(READERS))
    definition, notes = propose(found, language or reader_language())
    return Proposal(definition, notes, tuple(left_out))
