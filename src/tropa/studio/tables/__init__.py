"""The tables of the studio's database, one module a subject. Importing the package makes them all known to `Base`."""

from tropa.studio.tables import (
    access,
    audit,
    jobs,
    maps,
    people,
    projection,
    proposals,
    talk,
    updates,
    uploads,
    versions,
    workshop,
)
from tropa.studio.tables.base import Base

SUBJECTS = (
    *(access, audit, jobs, maps, people, projection),
    *(proposals, talk, updates, uploads, versions, workshop),
)
__all__ = ["SUBJECTS", "Base"]
