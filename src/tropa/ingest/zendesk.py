"""Zendesk: tickets as CSV (the export of data, a view) and as JSON (the export, the interface, incremental exports).

* CSV: `Id`, `Requester id`, `Requester email`, `Requester external id`, `Subject`, `Description`, `Created at`, `Via`,
  `Satisfaction Score`… A view has `ID`, `Subject`, `Requester`, `Requested`, which tell the subject alone.
* JSON: `{"tickets": […]}` or a ticket a line, with `subject`, `description`, `requester_id`, `submitter_id`,
  `via.channel`, `satisfaction_rating`, and `comments[]` where the export has them; `{"satisfaction_ratings": […]}`.

`good` and `bad` are 1 and 0. A ticket that an agent opened for a customer begins with the agent's words. Tickets of a
chat are of the kind `chat`, those of a telephone `call`.

Source: Zendesk Developers, "Tickets", "Ticket comments", "Satisfaction ratings"; Zendesk help, "Exporting data to a
JSON, CSV, or XML file"; the older columns by public code that extends such exports.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.edited_sheet import Edit, EditedSheet
from tropa.ingest.head import look
from tropa.ingest.json_objects import Object
from tropa.ingest.known_export import Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import ObjectSheet, Row, fields, inner, is_json, json_names, text_of
from tropa.ingest.own_words import own_words
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet
from tropa.ingest.tickets import COLUMNS, desk_export, message, opening, said

_KINDS = {
    "chat": "chat", "native_messaging": "chat", "messaging": "chat", "voice": "call", "phone": "call",
    "phone_call_inbound": "call",
}  # fmt: skip
_OBJECTS = desk_export("zendesk", (0, 1))
_TABLE = Export(
    kind="ticket",
    columns={
        "created at": role("time"), "requested": role("time"), "created": role("time"),
        "description": role("text"), "subject": role("text"),
        "satisfaction score": role("rating"), "satisfaction rating": role("rating"),
        "satisfaction rating score": role("rating"),
        "id": role("key"), "ticket id": role("key"),
        "requester external id": role("id"),
        "requester email": role("id", "email"), "requester id": role("id", "zendesk"),
    },
    rest="ignore",
    scale=(0, 1),
)  # fmt: skip
_NAMED = (
    {"id", "requester id", "subject"},
    {"ticket id", "requester", "subject"},
    {"id", "requester", "subject", "requested"},
)


class Zendesk:
    """Reads tickets of Zendesk."""

    source = "zendesk"

    def recognise(self, head: Head) -> float:
        """Sure by the requester beside Zendesk's other names."""
        if is_json(head):
            named = json_names(head)
            ticket = {"requester_id", "subject", "via"} <= named or {"requester_id", "submitter_id"} <= named
            return 0.95 if ticket or "satisfaction_ratings" in named else 0.0
        names = {plain_name(name) for name in columns_of(head)}
        own = {"assignee", "assignee id", "submitter", "submitter id", "via", "via channel", "satisfaction score"}
        return 0.95 if any(named <= names for named in _NAMED) and own & names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kinds `ticket`, `chat`, `call` and `csat`, each of its own speaker."""
        head = look(path)
        if is_json(head):
            yield from read_export(ObjectSheet(head, mapping, COLUMNS, _rows), _OBJECTS, mapping, report, progress)
            return
        sheet = open_sheet(head, mapping, report)
        edits: dict[str, Edit] = {
            name: _mark if "satisfaction" in plain_name(name) else own_words
            for name in sheet.columns
            if "satisfaction" in plain_name(name) or plain_name(name) == "description"
        }
        described = any(plain_name(name) == "description" for name in sheet.columns)
        columns = dict(_TABLE.columns) | ({"subject": None} if described else {})
        export = Export("ticket", columns, "ignore", (0, 1))
        yield from read_export(EditedSheet(sheet, edits), export, mapping, report, progress)


def _rows(found: Object) -> Sequence[Row]:
    if "satisfaction_ratings" in found:
        return [_rating(one) for one in inner(found, "satisfaction_ratings")]
    return [row for ticket in inner(found, "tickets", "ticket") for row in _of_ticket(ticket)]


def _of_ticket(ticket: Object) -> list[Row]:
    requester, number = fields(ticket.get("requester")), text_of(ticket.get("id")) or ""
    customer = text_of(ticket.get("requester_id") or requester.get("id"))
    who: Row = {
        "requester id": customer,
        "external id": text_of(requester.get("external_id")),
        "email": text_of(requester.get("email")),
        "phone": text_of(requester.get("phone")),
    }
    kind = _KINDS.get(str(fields(ticket.get("via")).get("channel")), "ticket")
    comments = inner(ticket, "comments") if isinstance(ticket.get("comments"), list) else []
    time = text_of(ticket.get("created_at"))
    opened_by = text_of(ticket.get("submitter_id")) or customer
    first = opening(text_of(ticket.get("subject")), text_of(ticket.get("description")))
    rows = [] if comments else [message(who, number, time, first, staff=opened_by != customer, kind=kind)]
    for place, comment in enumerate(comments):
        written = text_of(comment.get("plain_body")) or text_of(comment.get("body"))
        words = opening(text_of(ticket.get("subject")), written) if place == 0 else written
        key = number if place == 0 else f"{number}/{text_of(comment.get('id')) or place}"
        staff = (text_of(comment.get("author_id")) or customer) != customer
        at = text_of(comment.get("created_at")) or time
        rows.append(message(who, key, at, words, staff=staff, kind=kind))
    rated = fields(ticket.get("satisfaction_rating"))
    rows.append(_judged(who, f"{number}/csat", text_of(ticket.get("updated_at")) or time, rated))
    return said(rows)


def _rating(one: Object) -> Row:
    who: Row = {"requester id": text_of(one.get("requester_id"))}
    return _judged(who, f"{text_of(one.get('ticket_id'))}/csat", text_of(one.get("created_at")), one)


def _judged(who: Row, key: str, time: str | None, rated: Object) -> Row:
    row = message(who, key, time, text_of(rated.get("comment")), staff=False, kind="csat")
    return row | {"rating": _mark(text_of(rated.get("score")) or "")}


def _mark(score: str) -> str | None:
    """1 and 0; what was not offered or not answered is no rating, and what is none of these stays to be refused."""
    plain = plain_name(score)
    if plain in ("", "offered", "unoffered", "not offered", "unrated", "-"):
        return None
    if plain.startswith("good"):
        return "1"
    return "0" if plain.startswith("bad") else score
