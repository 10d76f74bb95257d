"""A studio over the sample cinema, with its drafted maps in it, for tests of what is asked of data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.server.studio_builder import Running, studio
from tropa.library.drafting import draft_folder
from tropa.library.workspace import open_workspace
from tropa.sample.cinema.write import write
from tropa.server.first_maps import keep_first
from tropa.server.settings import Settings
from tropa.studio.caller import Role
from tropa.studio.tables.maps import MapRow


@dataclass(frozen=True)
class AtMap:
    """Somebody's browser at the drafted map of the students: paths are of the map, `anywhere` is the browser."""

    anywhere: TestClient
    address: str

    def get(self, path: str = "", **asked: Any) -> Any:
        """Read something of the map."""
        return self.anywhere.get(f"{self.address}{path}", params=asked)

    def post(self, path: str, body: Any = None) -> Any:
        """Do something to the map."""
        return self.anywhere.post(f"{self.address}{path}", json=body)

    def document(self) -> dict[str, Any]:
        """The map."""
        answer = self.get()
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def card(self, name: str) -> dict[str, Any]:
        """One card of it."""
        found: dict[str, Any] = next(one for one in self.document()["cards"] if one["id"] == name)
        return found


def at_students(running: Running, role: Role | None) -> AtMap:
    """The map of students as somebody of this role has it; None has not signed in."""
    with running.studio.database.session() as session:
        name = session.scalars(select(MapRow.id).where(MapRow.made_of == "draft:students")).one()
    return AtMap(running.client() if role is None else running.client_as(role), f"/api/maps/{name}")


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
