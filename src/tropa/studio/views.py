"""Saved views of a map: filters, hidden lanes, zoom, under a title; for oneself or for everybody at the map."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, NotFoundError, RefusedError
from tropa.kit.ids import random_id
from tropa.studio.caller import Caller
from tropa.studio.tables.maps import SavedViewRow

_MOST = 200


def listed(session: Session, map_id: str, caller: Caller) -> Sequence[SavedViewRow]:
    """The shared views of a map and the caller's own, by title."""
    mine = SavedViewRow.person == caller.person if caller.person is not None else false()
    asked = select(SavedViewRow).where(SavedViewRow.map_id == map_id, or_(SavedViewRow.shared.is_(True), mine))
    return session.scalars(asked.order_by(SavedViewRow.title, SavedViewRow.id)).all()


def save(
    session: Session, map_id: str, caller: Caller, title: str, settings: dict[str, Any], *, shared: bool
) -> SavedViewRow:
    """Save a view; ConflictError `maps.too_many_views` where a map has two hundred."""
    there = session.scalar(select(func.count()).select_from(SavedViewRow).where(SavedViewRow.map_id == map_id))
    if (there or 0) >= _MOST:
        raise ConflictError("maps.too_many_views", most=_MOST)
    row = SavedViewRow(
        id=random_id("view"), map_id=map_id, person=caller.person, name=caller.name, title=title, settings=settings,
        shared=shared,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def remove(session: Session, map_id: str, name: str, caller: Caller) -> None:
    """Delete a view: one's own, or any by who may edit the map where it is shared."""
    row = session.get(SavedViewRow, name)
    mine = row is not None and caller.person is not None and row.person == caller.person
    if row is None or row.map_id != map_id or not (row.shared or mine):
        raise NotFoundError("maps.no_view", id=name)
    if not mine and not caller.may("owner", map_id):
        raise RefusedError("maps.not_your_view", name=row.name)
    session.delete(row)
