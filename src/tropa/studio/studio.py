"""The parts that a running studio is made of."""

from dataclasses import dataclass
from pathlib import Path

from tropa.studio.database import Database
from tropa.studio.jobs import Jobs
from tropa.studio.live import Live
from tropa.studio.rooms import Rooms


@dataclass(frozen=True)
class Studio:
    """A workspace folder, its database, its rooms, its jobs and its live news."""

    folder: Path
    database: Database
    rooms: Rooms
    jobs: Jobs
    live: Live
