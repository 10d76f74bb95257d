"""Who did what: the news of a workspace, newest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.studio.caller import Caller
from tropa.studio.tables.maps import ActivityRow


def note(
    session: Session, kind: str, caller: Caller, *, map_id: str | None = None, project: str | None = None, **facts: Any
) -> None:
    """Note what somebody did; `facts` hold names as they were then (title of the map)."""
    session.add(
        ActivityRow(
            kind=kind, map_id=map_id, project=project, person=caller.person, name=caller.name[:200], facts=facts
        )
    )


def listed(
    session: Session, caller: Caller, *, map_id: str | None = None, before: int | None = None, most: int = 50
) -> Sequence[ActivityRow]:
    """The newest first, of a map or of all the caller may see; `before` is the last id of the page before."""
    asked = select(ActivityRow).order_by(ActivityRow.id.desc())
    if map_id is not None:
        asked = asked.where(ActivityRow.map_id == map_id)
    elif caller.role is None:
        asked = asked.where(ActivityRow.map_id.in_(sorted(caller.maps)))
    if before is not None:
        asked = asked.where(ActivityRow.id < before)
    return session.scalars(asked.limit(most)).all()
