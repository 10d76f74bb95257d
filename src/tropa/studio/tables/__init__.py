"""The tables of the studio's database, one module a subject. Importing the package makes them all known to `Base`."""

from tropa.studio.tables.base import Base

__all__ = ["Base"]
