"""Fixtures of these tests."""

from tests.studio.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
