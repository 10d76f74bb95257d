"""A map that a caller may see, as they are shown it."""

from tropa.model.map import Map
from tropa.studio.caller import Caller, Role
from tropa.studio.maps import row_of, shown
from tropa.studio.studio import Studio


def opened(here: Studio, who: Caller, map_id: str, role: Role = "viewer", scope: str = "maps:read") -> Map:
    """The document of a map; RefusedError without the role there, NotFoundError where it is not or is in the trash."""
    who.need(role, map_id, scope)
    with here.database.session() as session:
        row_of(session, map_id)
    return shown(here.rooms.read(map_id), who)
