"""Tickets of a support desk: what of them becomes verbatims, whichever desk they come from.

The first message and every public or private comment is a verbatim of its own; whose it is follows from its author: the
requester is the customer, everybody else staff. A letter is cut to its writer's own words (see `own_words`). A rating
that the customer gave is a verbatim of the kind `csat`.
"""

from collections.abc import Sequence

from tropa.ingest.known_export import Export, role
from tropa.ingest.object_sheet import Row
from tropa.ingest.own_words import own_words

COLUMNS = ("key", "time", "kind", "speaker role", "text", "rating", "external id", "email", "phone", "requester id")


def desk_export(requester_kind: str, scale: tuple[float, float]) -> Export:
    """The columns of `COLUMNS`; the ids of requesters are of a kind of the desk's own."""
    return Export(
        kind="ticket",
        columns={name: role(name.replace(" ", "_")) for name in COLUMNS[:6]}  # type: ignore[arg-type]
        | {
            "external id": role("id"),
            "email": role("id", "email"),
            "phone": role("id", "phone"),
            "requester id": role("id", requester_kind),
        },
        rest="ignore",
        scale=scale,
    )


def message(who: Row, key: str, time: str | None, text: str | None, *, staff: bool, kind: str = "ticket") -> Row:
    """The row of a message; `who` holds the ids of the requester."""
    return who | {
        "key": key,
        "time": time,
        "kind": kind,
        "speaker role": "staff" if staff else "customer",
        "text": None if text is None else own_words(text),
    }


def opening(subject: str | None, text: str | None) -> str | None:
    """The first message under its subject, unless it begins with it.

    >>> opening("No parcel", "Where is my parcel?"), opening("Where is", "Where is my parcel?")
    ('No parcel\\nWhere is my parcel?', 'Where is my parcel?')
    """
    if subject is None or text is None or text.startswith(subject.rstrip(". …")):
        return text or subject
    return f"{subject}\n{text}"


def said(rows: Sequence[Row]) -> list[Row]:
    """The rows that say something; the first where none does, so that the report tells of it."""
    return [row for row in rows if row.get("text") or row.get("rating")] or list(rows[:1])
