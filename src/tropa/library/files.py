"""Files of a folder that may be sources, and what their source is called."""

import re
from collections.abc import Sequence
from pathlib import Path

from tropa.errors import NotFoundError

DEFINITION = "tropa.yaml"
OURS = ("lake", "cache", "maps", "erasures")  # what a workspace keeps beside its sources
_NO_SOURCES = (DEFINITION, "truth.json", "studio.db", "studio.db-wal", "studio.db-shm", "studio.lock")


def flat(files: Sequence[Path]) -> list[Path]:
    """The files, and of folders all files below them that may be sources; NotFoundError for what is not there."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += [inner for inner in sorted(path.rglob("*")) if inner.is_file() and _may_be_source(inner, path)]
        elif path.exists():
            found.append(path)
        else:
            raise NotFoundError("errors.no_file", path=path)
    return found


def source_named(path: Path) -> str:
    """A source's name from its file's: `orders (2).csv.gz` is `orders_2`."""
    return re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_")[:64] or "file"


def _may_be_source(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    return (
        inside[0] not in OURS
        and path.name not in _NO_SOURCES
        and not any(part.startswith(".") for part in inside)
        and not path.name.endswith(".map.json")
    )
