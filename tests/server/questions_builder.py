"""A studio over the sample cinema, with its drafted maps in it, for tests of what is asked of data."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from tests.server.studio_builder import Running, studio
from tropa.library.drafting import draft_folder
from tropa.library.workspace import open_workspace
from tropa.sample.cinema.write import write
from tropa.server.first_maps import keep_first
from tropa.server.settings import Settings

MAP = "map_students"


def cinema_folder(folder: Path, customers: int = 300) -> Path:
    """A workspace of the sample with its maps kept in the studio."""
    write(folder, customers=customers, seed=1, language="ru")
    keep_first(Settings(folder), draft_folder(open_workspace(folder)).draft.maps)
    return folder


@contextmanager
def of_cinema(made: Path, folder: Path) -> Iterator[Running]:
    """A studio over a copy of such a workspace."""
    copytree(made, folder)
    with studio(folder) as running:
        yield running
