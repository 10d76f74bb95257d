"""A workspace: a folder with a definition, a lake and a cache."""

from dataclasses import dataclass
from pathlib import Path

from tropa.definition.load import load
from tropa.definition.model import Definition
from tropa.errors import NotFoundError
from tropa.events.lake import Lake

DEFINITION = "tropa.yaml"


@dataclass(frozen=True)
class Workspace:
    """A folder and the definition its data is read by; `written` is False while the definition is only proposed."""

    folder: Path
    definition: Definition
    written: bool = True

    @property
    def lake(self) -> Lake:
        """The workspace's lake."""
        return Lake(self.folder / "lake")

    @property
    def cache(self) -> Path:
        """Where journeys are kept between questions."""
        return self.folder / "cache"


def find_definition(folder: Path, definition: Path | None) -> Path | None:
    """The definition's file: the one named, else the folder's own; None where there is none."""
    if definition is not None:
        if not definition.is_file():
            raise NotFoundError("errors.no_file", path=definition)
        return definition
    own = folder / DEFINITION
    return own if own.is_file() else None


def open_workspace(folder: Path, definition: Path | None = None) -> Workspace:
    """The workspace of a folder; without a definition, one is proposed from the folder's files."""
    from tropa.library.proposing import propose_for

    if not folder.is_dir():
        raise NotFoundError("library.no_folder", path=folder)
    path = find_definition(folder, definition)
    if path is None:
        return Workspace(folder, propose_for(folder).definition, written=False)
    return Workspace(folder, load(path))
