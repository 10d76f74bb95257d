"""What the caller is told: they were named, answered, their comment was resolved."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from tropa.server.asked import Here, Who
from tropa.server.routes.maps import need_scope
from tropa.studio import notifications

router = APIRouter(prefix="/api/notifications", tags=["talk"])


class Notification(BaseModel):
    """One thing the caller is told; `link` opens it."""

    id: int
    kind: Literal["mention", "reply", "resolved"]
    map_id: str
    map_title: str
    comment: str
    name: str
    text: str
    created: datetime
    read: datetime | None
    link: str


class NotificationList(BaseModel):
    """The newest first, and how many are unread."""

    unread: int
    notifications: list[Notification]


class ReadNotifications(BaseModel):
    """Which are read: these, or all."""

    ids: Annotated[list[Annotated[int, Field(ge=1, lt=2**63)]], Field(max_length=500)] | None = None


@router.get("")
def list_notifications(here: Here, who: Who, most: Annotated[int, Query(ge=1, le=500)] = 100) -> NotificationList:
    """What the caller is told; a guest is told nothing."""
    need_scope(who, "maps:read")
    if who.person is None:
        return NotificationList(unread=0, notifications=[])
    with here.database.session() as session:
        rows = notifications.listed(session, who.person, most=most)
        told = [
            Notification.model_validate(
                {**{name: getattr(row, name) for name in _SAME}, "map_title": title,
                 "link": f"/maps/{row.map_id}?comment={row.comment}"}
            )
            for row, title in rows
            if who.may("viewer", row.map_id)
        ]  # fmt: skip
        return NotificationList(unread=notifications.unread(session, who.person), notifications=told)


_SAME = ("id", "kind", "map_id", "comment", "name", "text", "created", "read")


@router.post("/read", status_code=204)
def read_notifications(here: Here, who: Who, wanted: ReadNotifications) -> None:
    """Mark notifications as read."""
    need_scope(who, "maps:read")
    if who.person is not None:
        with here.database.session() as session:
            notifications.mark_read(session, who.person, ids=wanted.ids)
        here.live.publish(f"person:{who.person}", "notifications")
