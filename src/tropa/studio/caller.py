"""Who calls: a person, a token of theirs, or a guest with a share link; and what they may do."""

from dataclasses import dataclass, field
from typing import Literal

from tropa.errors import RefusedError

Role = Literal["viewer", "commenter", "editor", "owner"]
ROLES: tuple[Role, ...] = ("viewer", "commenter", "editor", "owner")


@dataclass(frozen=True)
class Caller:
    """Somebody who calls. `role` is theirs in the workspace; `maps` where it differs for a map.

    A guest has no `person`, `maps` with the one map of the link, and no role in the workspace. `scopes` bounds a
    token (`maps:read`, `maps:write`, `data:read`, `data:write`, `admin`); None for people who have signed in.
    `hidden` are kinds of lanes (and "evidence", "comments") a guest is not shown.
    """

    person: str | None
    name: str
    colour: str
    role: Role | None
    maps: dict[str, Role] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()

    def role_at(self, map_id: str | None = None) -> Role | None:
        """The role at a map, or in the workspace."""
        return self.maps.get(map_id, self.role) if map_id is not None else self.role

    def may(self, role: Role, map_id: str | None = None) -> bool:
        """Whether they have at least this role there."""
        held = self.role_at(map_id)
        return held is not None and ROLES.index(held) >= ROLES.index(role)

    def need(self, role: Role, map_id: str | None = None, scope: str = "") -> None:
        """RefusedError `studio.refused` unless they have at least this role there, and the token its scope."""
        if not self.may(role, map_id) or (scope and self.scopes is not None and scope not in self.scopes):
            raise RefusedError("studio.refused", role=role)
