"""One server a workspace: its rooms live in one process, and two would each think they alone write a map."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tropa.errors import ConflictError
from tropa.events.lock import claimed


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While the block runs, nobody else serves this folder. ConflictError `server.already_served` where one does."""
    with claimed(folder / "studio.lock") as held:
        if not held:
            raise ConflictError("server.already_served", folder=folder)
        yield
