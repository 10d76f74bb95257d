"""The trash: a map thrown away can be had back for thirty days."""

from datetime import timedelta

from sqlalchemy import select

from tropa.studio import activity
from tropa.studio.caller import Caller
from tropa.studio.maps import row_of
from tropa.studio.studio import Studio
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow

KEPT = timedelta(days=30)


def throw_away(studio: Studio, map_id: str, caller: Caller) -> None:
    """Put a map into the trash; who has it open is told."""
    with studio.database.session() as session:
        row = row_of(session, map_id)
        row.deleted_at, row.deleted_by = now(), caller.name
        activity.note(session, "map_trashed", caller, map_id=map_id, project=row.project, title=row.title)
    studio.live.publish(f"map:{map_id}", "trashed", by=caller.name)
    studio.live.publish("maps", "trashed", map=map_id)


def restore(studio: Studio, map_id: str, caller: Caller) -> None:
    """Take a map out of the trash."""
    with studio.database.session() as session:
        row = row_of(session, map_id, trashed=True)
        row.deleted_at = row.deleted_by = None
        activity.note(session, "map_restored", caller, map_id=map_id, project=row.project, title=row.title)
    studio.live.publish("maps", "restored", map=map_id)


def destroy(studio: Studio, map_id: str, caller: Caller) -> None:
    """Take a map out of the trash for ever, with all that hangs on it. Only what lies in the trash can be destroyed."""
    with studio.database.session() as session:
        row = row_of(session, map_id, trashed=True)
        activity.note(session, "map_destroyed", caller, project=row.project, title=row.title)
        session.delete(row)
    studio.live.publish("maps", "destroyed", map=map_id)


def purge(studio: Studio) -> int:
    """Destroy what has lain in the trash for longer than thirty days; how many maps that were."""
    with studio.database.session() as session:
        old = session.scalars(select(MapRow).where(MapRow.deleted_at < now() - KEPT)).all()
        for row in old:
            session.delete(row)
    return len(old)
