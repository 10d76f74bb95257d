"""A running studio over real tables, and clients of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tropa.server.app import create_app
from tropa.server.cookies import cookie_name
from tropa.server.settings import Settings
from tropa.studio import sessions
from tropa.studio.accounts import new_person
from tropa.studio.caller import Role
from tropa.studio.studio import Studio

BASE = "http://127.0.0.1:8600"


@dataclass(frozen=True)
class Running:
    """A studio that runs; `anyone` has not signed in."""

    app: FastAPI
    settings: Settings
    anyone: TestClient

    @property
    def studio(self) -> Studio:
        """Its parts."""
        studio: Studio = self.app.state.studio
        return studio

    def client(self) -> TestClient:
        """One more browser that has not signed in."""
        client = TestClient(self.app, base_url=BASE, headers={"Origin": BASE}, follow_redirects=False)
        client.portal = self.anyone.portal  # rooms live on one loop
        return client

    def client_as(self, role: Role | None, name: str = "") -> TestClient:
        """A browser in which a new person of this role has signed in; their id is its header `x-person`."""
        with self.studio.database.session() as session:
            person = new_person(session, name or str(role), role)
            secret = sessions.begin(session, person, "link", sessions.Device())
        client = self.client()
        client.cookies.set(cookie_name(self.settings, "session"), secret, domain="127.0.0.1")
        client.headers["x-person"] = person.id
        return client


@contextmanager
def studio(folder: Path, **told: Any) -> Iterator[Running]:
    """A studio over a folder while the block runs."""
    settings = Settings(folder, **told)
    app = create_app(settings)
    with TestClient(app, base_url=BASE, headers={"Origin": BASE}, follow_redirects=False) as anyone:
        yield Running(app, settings, anyone)
