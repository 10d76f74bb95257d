"""The audit log: acts are written in the transaction that does them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.studio.caller import Caller
from tropa.studio.tables.audit import AuditRow

PAGE = 200


def record(session: Session, who: Caller | None, action: str, about: str = "", /, **facts: Any) -> None:
    """Write down an act (`share.made`, `person.role`…); `facts` are plain values and never secrets."""
    person, name = (who.person, who.name) if who is not None else (None, "")
    session.add(AuditRow(person=person, name=name, action=action, about=about, facts=facts))


def entries(session: Session, before: int | None = None, about: str = "", limit: int = PAGE) -> list[AuditRow]:
    """The latest acts, newest first; `before` is the id to go on from, `about` narrows to one thing."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(min(limit, PAGE))
    if before is not None:
        query = query.where(AuditRow.id < before)
    if about:
        query = query.where(AuditRow.about == about)
    return list(session.scalars(query))
