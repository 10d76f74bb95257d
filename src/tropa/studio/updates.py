"""Updates and snapshots of shared documents on disk. Every function works in the session it is given."""

from typing import Any

from pycrdt import Doc, merge_updates
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError
from tropa.studio.tables.updates import MapSnapshot, MapUpdate


def begin(session: Session, map_id: str, state: bytes) -> None:
    """Write the first state of a document."""
    session.add(MapSnapshot(map=map_id, upto=0, data=state))
    session.flush()


def load(session: Session, map_id: str) -> tuple[bytes, int]:
    """Everything a document is made of as one update, and the number of the last part of it.

    NotFoundError `rooms.no_room` where nothing was ever written.
    """
    snapshot = session.get(MapSnapshot, map_id)
    asked = select(MapUpdate.id, MapUpdate.data).where(MapUpdate.map == map_id).order_by(MapUpdate.id)
    rows = session.execute(asked).all()
    parts = ([snapshot.data] if snapshot else []) + [row.data for row in rows]
    if not parts:
        raise NotFoundError("rooms.no_room", id=map_id)
    upto = rows[-1].id if rows else snapshot.upto if snapshot else 0
    return parts[0] if len(parts) == 1 else merge_updates(*parts), upto


def load_document(session: Session, map_id: str) -> tuple[Doc[Any], int]:
    """The document as it is on disk, and the number of the last part of it."""
    state, upto = load(session, map_id)
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    return doc, upto


def append(session: Session, map_id: str, data: bytes) -> int:
    """Write one more update; its number."""
    row = MapUpdate(map=map_id, data=data)
    session.add(row)
    session.flush()
    return row.id


def last(session: Session, map_id: str) -> int:
    """The number of the last update there is; that of the snapshot where it holds all."""
    newest = session.scalar(select(func.max(MapUpdate.id)).where(MapUpdate.map == map_id))
    if newest is not None:
        return newest
    return session.scalar(select(MapSnapshot.upto).where(MapSnapshot.map == map_id)) or 0


def compact(session: Session, map_id: str, state: bytes, upto: int) -> None:
    """Put a snapshot in the place of all updates up to `upto`, which it includes."""
    session.merge(MapSnapshot(map=map_id, upto=upto, data=state))
    session.execute(delete(MapUpdate).where(MapUpdate.map == map_id, MapUpdate.id <= upto))
