"""A workspace: a folder with a definition, a lake and a cache."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tropa.definition.load import load
from tropa.definition.model import Definition
from tropa.errors import NotFoundError
from tropa.events.lake import Lake
from tropa.library.files import DEFINITION
from tropa.library.proposing import propose_for


@dataclass(frozen=True)
class Workspace:
    """A folder and the definition its data is read by; `written` is False while the definition is only proposed
    (`left_out` are then the files nobody can read)."""

    folder: Path
    definition: Definition
    written: bool = True
    left_out: tuple[Path, ...] = ()

    @property
    def lake(self) -> Lake:
        """The workspace's lake."""
        return Lake(self.folder / "lake")

    @property
    def cache(self) -> Path:
        """Where journeys are kept between questions."""
        return self.folder / "cache"


def open_workspace(folder: Path, definition: Path | None = None) -> Workspace:
    """The workspace of a folder; without a definition, one is proposed from the folder's files."""
    if not folder.is_dir():
        raise NotFoundError("library.no_folder", path=folder)
    path = _definition_file(folder, definition)
    if path is None:
        proposal = propose_for(folder)
        return Workspace(folder, proposal.definition, written=False, left_out=proposal.left_out)
    return Workspace(folder, load(path))


def home_of(files: Sequence[Path], folder: Path | None, definition: Path | None) -> Workspace:
    """The workspace an import goes to: the folder named, else the one folder given, else the current folder.

    Files may be imported before there is a definition: the workspace then has an empty one.
    """
    if folder is None:
        folder = files[0] if len(files) == 1 and files[0].is_dir() else Path()
    folder.mkdir(parents=True, exist_ok=True)
    path = _definition_file(folder, definition)
    return Workspace(folder, load(path)) if path else Workspace(folder, Definition(), written=False)


def forget(folder: Path) -> None:
    """Throw away a folder's lake and cache: both are made anew from its sources."""
    for name in ("lake", "cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def emptied_cache(workspace: Workspace) -> None:
    """Throw away kept journeys: they hold rows that are gone."""
    shutil.rmtree(workspace.cache, ignore_errors=True)


def _definition_file(folder: Path, definition: Path | None) -> Path | None:
    if definition is not None:
        if not definition.is_file():
            raise NotFoundError("errors.no_file", path=definition)
        return definition
    own = folder / DEFINITION
    return own if own.is_file() else None
