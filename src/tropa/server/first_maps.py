"""Maps put into a workspace's studio before it is served: what a demonstration begins with."""

from collections.abc import Sequence
from getpass import getuser

from sqlalchemy import select

from tropa.library.drafting import file_name
from tropa.model.map import Map
from tropa.server.settings import Settings
from tropa.studio import accounts, maps
from tropa.studio.caller import Caller
from tropa.studio.database import connect
from tropa.studio.jobs import Jobs
from tropa.studio.live import Live
from tropa.studio.migrations import migrate
from tropa.studio.rooms import Rooms
from tropa.studio.studio import Studio
from tropa.studio.tables.maps import MapRow


def keep_first(settings: Settings, drafted: Sequence[Map]) -> int:
    """Keep drafted maps in the studio of a workspace that nobody serves yet; how many were not there before."""
    database = connect(settings.folder, settings.database_url)
    try:
        migrate(database, settings.folder)
        with database.session() as session:
            owner = accounts.first_owner(session, getuser())
            caller = Caller(owner.id, owner.name, owner.colour, "owner")
            there = set(session.scalars(select(MapRow.made_of)))
        live = Live()
        studio = Studio(settings.folder, database, Rooms(database), Jobs(database, settings.folder, live), live)
        new = [one for one in drafted if f"draft:{file_name(one)}" not in there]
        for one in new:
            maps.create(studio, one, caller, project=None, made_of=f"draft:{file_name(one)}")
        return len(new)
    finally:
        database.close()
