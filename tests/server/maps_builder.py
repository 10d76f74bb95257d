"""A studio of real parts for tests of routes about maps; who calls is said by the header `caller`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import RequestResponseEndpoint

from tropa.errors import SignInError
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.server.problem import add_problems
from tropa.server.routes import (
    activity,
    checks,
    comments,
    edits,
    exports_now,
    live,
    maps,
    notifications,
    projects,
    search,
    templates,
    versions,
    views,
    workshop,
)
from tropa.studio.caller import Caller
from tropa.studio.database import connect
from tropa.studio.jobs import Jobs
from tropa.studio.live import Live
from tropa.studio.maps import create
from tropa.studio.rooms import Rooms
from tropa.studio.studio import Studio
from tropa.studio.tables import Base

ROUTES = (
    activity, checks, comments, edits, exports_now, live, maps, notifications, projects, search, templates,
    versions, views, workshop,
)  # fmt: skip
OLGA = Caller("p_olga", "Olga", "#112233", "owner")
EWA = Caller("p_ewa", "Ewa", "#223344", "editor")
KOSTYA = Caller("p_kostya", "Kostya", "#334455", "commenter")
VERA = Caller("p_vera", "Vera", "#445566", "viewer")
SCRIPT = replace(EWA, scopes=frozenset({"data:read"}))


@dataclass(frozen=True)
class Bench:
    """A studio, and browsers of the people in it."""

    studio: Studio
    app: FastAPI
    people: dict[str, Caller]

    def of(self, caller: Caller) -> TestClient:
        """The browser of somebody."""
        name = f"{caller.person or caller.name}{len(self.people)}"
        self.people[name] = caller
        return TestClient(self.app, headers={"caller": name}, raise_server_exceptions=False)

    def guest(self, map_id: str, role: Any = "commenter", hidden: frozenset[str] = frozenset()) -> TestClient:
        """The browser of somebody with a share link of a map."""
        return self.of(Caller(None, "Guest", "#556677", None, maps={map_id: role}, hidden=hidden))


@contextmanager
def bench(folder: Path, url: str = "") -> Iterator[Bench]:
    """A studio in a folder with an app of the routes about maps."""
    database = connect(folder, url)
    Base.metadata.create_all(database.engine)
    news = Live()
    studio = Studio(folder, database, Rooms(database), Jobs(database, folder, news), news)
    app, people = FastAPI(), {"": OLGA}
    app.state.studio = studio
    add_problems(app)
    for module in ROUTES:
        app.include_router(module.router)

    @app.middleware("http")
    async def recognise(request: Request, call_next: RequestResponseEndpoint) -> Response:
        def caller() -> Caller:
            if request.headers.get("caller", "") not in people:
                raise SignInError("studio.refused", role="viewer")
            return people[request.headers["caller"]]

        request.state.caller = caller
        return await call_next(request)

    yield Bench(studio, app, people)
    database.close()


def cinema() -> Map:
    """A small map in Russian: two stages, a persona, cards with a barrier, a quote and backstage."""
    document = Map.new("Я выбираю фильм", language="ru", stages=["Нужда", "Выбор"])
    document = document.with_persona(Persona.new("Анна Ёлкина", quote="Двадцать минут – и ничего"))
    document = document.with_card("Выбор", "barriers", "Слишком **много** фильмов")
    document = document.with_card("Нужда", "quotes", "Żółw! Ничего не понятно")
    return document.with_card("Выбор", "backstage", "Секрет склада").with_emotion("Выбор", -1.2)


def put(bench_: Bench, document: Map | None = None, by: Caller = OLGA) -> str:
    """A map in the studio."""
    return create(bench_.studio, document or cinema(), by)
