"""The studio's database: SQLite in the workspace by default, PostgreSQL by `TROPA_DATABASE_URL`."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from tropa.errors import InputError


@dataclass(frozen=True)
class Database:
    """An engine and the way to a session."""

    engine: Engine
    sessions: sessionmaker[Session]

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or undone where it raises."""
        with self.sessions.begin() as session:
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def connect(folder: Path, url: str = "") -> Database:
    """The database of a workspace folder, or the one at `url` (`postgresql://…`, `sqlite:///…`).

    InputError `studio.bad_database_url` where the address is none; a password in it is never shown.
    """
    try:
        address = make_url(url or f"sqlite:///{folder / 'studio.db'}")
    except ArgumentError:
        raise InputError("studio.bad_database_url", value=url.split("@")[-1]) from None
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in ("sqlite", "postgresql+psycopg"):
        raise InputError("studio.bad_database_url", value=address.render_as_string(hide_password=True))
    engine = create_engine(address, pool_pre_ping=address.drivername != "sqlite")
    if address.drivername == "sqlite":
        event.listen(engine, "connect", _for_many)
    return Database(engine, sessionmaker(engine, expire_on_commit=False))


def _for_many(connection: sqlite3.Connection, _record: object) -> None:
    """Readers beside one writer, writers that wait for each other, references that hold."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
