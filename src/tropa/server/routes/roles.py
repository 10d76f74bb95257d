"""Roles at one map."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tropa.server.asked import Here, Who
from tropa.studio import access, audit
from tropa.studio.caller import Role

router = APIRouter(prefix="/api/maps/{map_id}/roles", tags=["roles"])


class MapRoleItem(BaseModel):
    """Somebody's role at the map; `own` where it is not simply theirs in the workspace."""

    person: str
    name: str
    role: Role | None
    own: bool


class MapRoles(BaseModel):
    """Roles to give by person; null goes back to the workspace's."""

    roles: dict[str, Role | None] = Field(max_length=500)


@router.get("", response_model=list[MapRoleItem])
def list_roles(map_id: str, who: Who, here: Here) -> list[MapRoleItem]:
    """Who may do what at a map."""
    who.need("editor", map_id)
    with here.database.session() as session:
        access.existing_map(session, map_id)
        rows = access.roles_at(session, map_id)
        return [MapRoleItem(person=one.id, name=one.name, role=role, own=own) for one, role, own in rows]


@router.put("", response_model=list[MapRoleItem])
def give_roles(map_id: str, body: MapRoles, who: Who, here: Here) -> list[MapRoleItem]:
    """Give roles at a map."""
    who.need("owner", map_id, "admin")
    with here.database.session() as session:
        access.existing_map(session, map_id)
        access.set_roles_at(session, map_id, body.roles)
        audit.record(session, who, "map.roles", map_id, roles=dict(body.roles))
    return list_roles(map_id, who, here)
