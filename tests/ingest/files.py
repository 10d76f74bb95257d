"""Files written for tests, byte by byte, and what comes out of them."""

import gzip
from pathlib import Path

import pytest

from tropa.ingest.mapping import Mapping
from tropa.ingest.read import Import, read_file

DATA = Path(__file__).parents[3] / "shared" / "data"


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file of the text in the encoding; gzipped where the name ends so."""
    content = text.encode(encoding)
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def imported(path: Path, reader: str | None = None, **mapping: object) -> Import:
    """The import of a file, read with a mapping written as keywords."""
    return read_file(path, reader=reader, mapping=Mapping.model_validate(mapping))


def reasons(found: Import) -> list[tuple[int | None, str]]:
    """Line and code of every refused row."""
    return [(rejection.line, rejection.code.removeprefix("ingest.")) for rejection in found.report.rejections]


def assumed(found: Import) -> set[str]:
    """The keys of everything assumed."""
    return {key.removeprefix("assume.") for key, _ in found.report.assumptions}


def shared(name: str) -> Path:
    """A file of the shared test data; the test is skipped where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the shared test data has no {name}")
    return path
