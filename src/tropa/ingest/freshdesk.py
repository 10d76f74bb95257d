"""Freshdesk: tickets as CSV or XLSX, and as JSON of its interface and of the export of an account.

* Table: `Ticket ID`, `Subject`, `Description`, `Created time`, `Full name`, `Email`, `Contact ID`, `Survey results`…;
  the columns are chosen by whoever exports, so without a description the subject alone is told.
* JSON: a list of tickets with `subject`, `description_text`, `requester_id`, `responder_id`, `source`,
  `conversations[]` (`body_text`, `incoming`, `private`), `requester`; `{"helpdesk_ticket": …}` a ticket with `notes[]`.
* Satisfaction ratings: `ratings.default_question` from 103 (extremely happy) by 100 (neutral) to −103, here 7 to 1.

Source 3 (a telephone) makes the kind `call`, 7 (a chat) `chat`.

Source: Freshdesk API, "Tickets", "Conversations", "Satisfaction Ratings"; the table's columns by public code that reads
such exports.
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

_KINDS = {"3": "call", "7": "chat"}
_MARKS = {"103": "7", "102": "6", "101": "5", "100": "4", "-101": "3", "-102": "2", "-103": "1"}
_HAPPINESS = {
    "extremely happy": "7", "very happy": "6", "happy": "5", "neutral": "4", "unhappy": "3", "very unhappy": "2",
    "extremely unhappy": "1",
}  # fmt: skip
_OBJECTS = desk_export("freshdesk", (1, 7))
_TABLE = {
    "created time": role("time"), "created at": role("time"),
    "description": role("text"), "description text": role("text"), "subject": role("text"),
    "survey results": role("rating"), "survey result": role("rating"),
    "ticket id": role("key"),
    "email": role("id", "email"), "work phone": role("id", "phone"), "mobile phone": role("id", "phone"),
    "contact id": role("id", "freshdesk"), "unique external id": role("id"),
    "language": role("language"),
}  # fmt: skip


class Freshdesk:
    """Reads tickets of Freshdesk."""

    source = "freshdesk"

    def recognise(self, head: Head) -> float:
        """Sure by names that no other desk has."""
        if is_json(head):
            named = json_names(head)
            ticket = {"requester_id", "responder_id"} <= named or "helpdesk_ticket" in named
            return 0.95 if ticket or {"ratings", "ticket_id", "feedback"} <= named else 0.0
        names = {plain_name(name) for name in columns_of(head)}
        own = {"created time", "agent interactions", "customer interactions", "resolution status", "survey results"}
        return 0.95 if {"ticket id", "subject"} <= names and own & names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kinds `ticket`, `chat`, `call` and `csat`, each of its own speaker."""
        head = look(path)
        if is_json(head):
            yield from read_export(ObjectSheet(head, mapping, COLUMNS, _rows), _OBJECTS, mapping, report, progress)
            return
        sheet = open_sheet(head, mapping, report)
        plain = {name: plain_name(name) for name in sheet.columns}
        texts = [name for name in plain if plain[name].startswith("description")]
        edits: dict[str, Edit] = dict.fromkeys(texts, own_words)
        edits |= {name: _happiness for name in plain if plain[name].startswith("survey result")}
        columns = _TABLE | ({"subject": None} if texts else {})
        export = Export("ticket", columns, "ignore", (1, 7))
        yield from read_export(EditedSheet(sheet, edits), export, mapping, report, progress)


def _rows(found: Object) -> Sequence[Row]:
    if "ratings" in found and "ticket_id" in found:
        return [_judged(found)]
    return [row for ticket in inner(found, "tickets", "helpdesk_ticket") for row in _of_ticket(ticket)]


def _of_ticket(ticket: Object) -> list[Row]:
    requester = fields(ticket.get("requester"))
    customer = text_of(ticket.get("requester_id") or requester.get("id"))
    number = text_of(ticket.get("id") or ticket.get("display_id")) or ""
    who: Row = {
        "requester id": customer,
        "external id": text_of(requester.get("unique_external_id")),
        "email": text_of(requester.get("email") or ticket.get("email")),
        "phone": text_of(requester.get("phone") or requester.get("mobile") or ticket.get("phone")),
    }
    kind = _KINDS.get(text_of(ticket.get("source")) or "", "ticket")
    written = text_of(ticket.get("description_text")) or text_of(ticket.get("description"))
    first = opening(text_of(ticket.get("subject")), written)
    rows = [message(who, number, text_of(ticket.get("created_at")), first, staff=False, kind=kind)]
    for name in ("conversations", "notes"):
        answers = inner(ticket, name) if isinstance(ticket.get(name), list) else []
        rows += [_answer(who, number, fields(one.get("helpdesk_note")) or one, kind) for one in answers]
    return said(rows)


def _answer(who: Row, number: str, one: Object, kind: str) -> Row:
    """An answer, or a note: what came in from outside is the customer's."""
    words = text_of(one.get("body_text")) or text_of(one.get("body"))
    key = f"{number}/{text_of(one.get('id'))}"
    return message(who, key, text_of(one.get("created_at")), words, staff=one.get("incoming") is not True, kind=kind)


def _judged(one: Object) -> Row:
    who: Row = {"requester id": text_of(one.get("user_id"))}
    key = f"{text_of(one.get('ticket_id'))}/csat/{text_of(one.get('id')) or ''}"
    row = message(who, key, text_of(one.get("created_at")), text_of(one.get("feedback")), staff=False, kind="csat")
    mark = text_of(fields(one.get("ratings")).get("default_question"))
    return row | {"rating": _MARKS.get(mark or "", mark)}


def _happiness(result: str) -> str | None:
    """The mark of a survey's result; what is none stays to be refused."""
    plain = plain_name(result)
    if plain in ("", "-", "no response"):
        return None
    return _HAPPINESS.get(plain, result)
