"""Tables come from migrations as they come from their descriptions."""

from pathlib import Path

from alembic import command

from tropa.studio.database import connect
from tropa.studio.migrations import config_of, migrate


def test_migrations_make_the_tables_that_are_described(tmp_path: Path) -> None:
    database = connect(tmp_path)
    command.upgrade(config_of(database), "head")
    command.check(config_of(database))
    database.close()


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    database = connect(tmp_path)
    migrate(database, tmp_path)
    migrate(database, tmp_path)
    command.check(config_of(database))
    database.close()


def test_postgresql_gets_the_same_tables(tmp_path: Path, postgres_url: str) -> None:
    database = connect(tmp_path, postgres_url)
    command.upgrade(config_of(database), "head")
    command.check(config_of(database))
    database.close()
