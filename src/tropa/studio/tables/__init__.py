"""The tables of the studio's database, one module a subject. Importing the package makes them all known to `Base`."""

from tropa.studio.tables import access, audit, maps, people, projection, proposals, talk, updates, versions, workshop
from tropa.studio.tables.base import Base
from tropa.studio.tables.jobs import JobRow
from tropa.studio.tables.uploads import UploadRow

__all__ = ["Base", "JobRow", "UploadRow"]
