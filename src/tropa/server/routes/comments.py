"""Comments on a map and on everything in it."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from tropa.errors import RefusedError
from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.server.routes.maps import PLAIN
from tropa.studio import comments
from tropa.studio.caller import Caller, Role
from tropa.studio.comments import AboutKind, Thread
from tropa.studio.maps import row_of
from tropa.studio.studio import Studio
from tropa.studio.tables.talk import CommentRow

router = APIRouter(prefix="/api", tags=["talk"])
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:\-]{1,80}$")]
Said = Annotated[str, Field(min_length=1, max_length=8_000, pattern=PLAIN)]
Named = Annotated[list[Name], Field(max_length=50)]
GuestName = Annotated[str, Field(max_length=80, pattern=PLAIN)]


class About(BaseModel):
    """What a comment is about: the map, or a card, stage, lane, cell (stage and lane), curve point (persona, stage)."""

    kind: AboutKind
    card: Name | None = None
    stage: Name | None = None
    lane: Name | None = None
    persona: Name | None = None


class NewComment(BaseModel):
    """A comment to be made; `name` is what a guest is called."""

    about: About
    text: Said
    mentions: Named = []
    name: GuestName = ""


class NewReply(BaseModel):
    """A reply to be made."""

    text: Said
    mentions: Named = []
    name: GuestName = ""


class CommentChange(BaseModel):
    """Other words, or resolved or open again."""

    text: Said | None = None
    resolved: bool | None = None


class CommentReply(BaseModel):
    """A reply in a thread."""

    id: str
    person: str | None
    name: str
    guest: bool
    colour: str
    text: str
    mentions: list[str]
    created: datetime
    edited: datetime | None


class Comment(CommentReply):
    """A comment with its replies; `orphan`: what it is about is gone, `words` are what it said. `link` opens it."""

    map_id: str
    about: About
    words: str
    orphan: bool
    resolved: datetime | None
    resolved_by: str
    link: str
    replies: list[CommentReply]


class CommentList(BaseModel):
    """The comments of a map, the oldest first; `unread` of others since the caller last looked."""

    unread: int
    open: int
    comments: list[Comment]


@router.get("/maps/{map_id}/comments")
def list_comments(here: Here, who: Who, map_id: str) -> CommentList:
    """All comments of a map, those on what has gone too (`orphan`)."""
    _unhidden(who)
    document = opened(here, who, map_id)
    with here.database.session() as session:
        threads = comments.listed(session, map_id, document)
        shown = [_comment(one) for one in threads if not (one.orphan and who.hidden)]
        waiting = sum(one.resolved is None for one in shown)
        return CommentList(unread=comments.unread(session, map_id, who), open=waiting, comments=shown)


@router.post("/maps/{map_id}/comments/seen", status_code=204)
def see_comments(here: Here, who: Who, map_id: str) -> None:
    """Note that the caller has read the comments of a map."""
    opened(here, who, map_id)
    with here.database.session() as session:
        comments.mark_seen(session, map_id, who)
    if who.person is not None:
        here.live.publish(f"person:{who.person}", "notifications")


@router.post("/maps/{map_id}/comments", status_code=201)
def make_comment(here: Here, who: Who, map_id: str, wanted: NewComment) -> Comment:
    """Comment on something; who is named is told."""
    _unhidden(who)
    document = opened(here, who, map_id, "commenter", "maps:write")
    about = wanted.about.model_dump(exclude_none=True)
    with here.database.session() as session:
        row, told = comments.add(session, document, who, about, wanted.text, mentions=wanted.mentions, name=wanted.name)
        made = _comment(Thread(row, (), False))
    _tell(here, map_id, "comment", row.id, told)
    return made


@router.post("/comments/{comment_id}/replies", status_code=201)
def reply_to_comment(here: Here, who: Who, comment_id: str, wanted: NewReply) -> CommentReply:
    """Answer in a thread."""
    with here.database.session() as session:
        parent = _allowed(session, who, comment_id, "commenter")
        thread = comments.row_of(session, parent.parent) if parent.parent else parent
        row, told = comments.reply(session, thread, who, wanted.text, mentions=wanted.mentions, name=wanted.name)
        made = _reply(row)
    _tell(here, row.map_id, "comment", thread.id, told)
    return made


@router.patch("/comments/{comment_id}")
def change_comment(here: Here, who: Who, comment_id: str, wanted: CommentChange) -> CommentReply:
    """Change one's words; resolve a thread or open it again."""
    told: list[str] = []
    with here.database.session() as session:
        row = _allowed(session, who, comment_id, "commenter")
        if wanted.text is not None:
            comments.edit(row, who, wanted.text)
        if wanted.resolved is not None:
            told = comments.resolve(session, row, who, resolved=wanted.resolved)
        session.flush()
        changed, map_id = _reply(row), row.map_id
    _tell(here, map_id, "comment", comment_id, told)
    return changed


@router.delete("/comments/{comment_id}", status_code=204)
def remove_comment(here: Here, who: Who, comment_id: str) -> None:
    """Delete a comment with its replies."""
    with here.database.session() as session:
        row = _allowed(session, who, comment_id, "commenter")
        map_id = row.map_id
        comments.remove(session, row, who)
    _tell(here, map_id, "comment_removed", comment_id, [])


@router.get("/comments/{comment_id}")
def read_comment(here: Here, who: Who, comment_id: str) -> Comment:
    """The thread of a comment or reply: what a deep link opens."""
    with here.database.session() as session:
        row = _allowed(session, who, comment_id, "viewer")
        thread, map_id = row.parent or row.id, row.map_id
    document = opened(here, who, map_id)
    with here.database.session() as session:
        return next(_comment(one) for one in comments.listed(session, map_id, document) if one.comment.id == thread)


def _allowed(session: Session, who: Caller, name: str, role: Role) -> CommentRow:
    _unhidden(who)
    row = comments.row_of(session, name)
    who.need(role, row.map_id, "maps:read" if role == "viewer" else "maps:write")
    row_of(session, row.map_id)
    return row


def _unhidden(who: Caller) -> None:
    if "comments" in who.hidden:
        raise RefusedError("talk.comments_hidden")


def _tell(here: Studio, map_id: str, kind: str, comment: str, people: list[str]) -> None:
    here.live.publish(f"map:{map_id}", kind, comment=comment)
    for person in dict.fromkeys(people):
        here.live.publish(f"person:{person}", "notifications")


def _comment(thread: Thread) -> Comment:
    row = thread.comment
    return Comment(
        **_reply(row).model_dump(),
        map_id=row.map_id,
        about=About(**row.about),
        words=row.words,
        orphan=thread.orphan,
        resolved=row.resolved,
        resolved_by=row.resolved_by,
        link=f"/maps/{row.map_id}?comment={row.id}",
        replies=[_reply(one) for one in thread.replies],
    )


def _reply(row: CommentRow) -> CommentReply:
    fields = ("id", "person", "name", "colour", "text", "mentions", "created", "edited")
    return CommentReply.model_validate({name: getattr(row, name) for name in fields} | {"guest": row.person is None})
