"""The database brought to what this version of Tropa needs, one server at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from tropa.studio import tables
from tropa.studio.database import Database

_WAIT = 60.0  # seconds for another server that migrates
_LOCK = 7_316_511  # of PostgreSQL's advisory locks


def migrate(database: Database, folder: Path) -> None:
    """Make the tables of an empty database, or carry those of an older version over."""
    with _alone(database, folder):
        config = config_of(database)
        names = inspect(database.engine).get_table_names()
        if "people" not in names:
            tables.Base.metadata.create_all(database.engine)
            command.stamp(config, "head")
        elif "alembic_version" in names:
            command.upgrade(config, "head")


def config_of(database: Database) -> Config:
    """Alembic's settings for a database that is open already."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["engine"] = database.engine
    return config


@contextmanager
def _alone(database: Database, folder: Path) -> Iterator[None]:
    """Nobody else migrates meanwhile; a server that dies lets go."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            connection.commit()
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
                connection.commit()
        return
    with closing(sqlite3.connect(folder / "studio.lock", timeout=_WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
