"""Segment's calls (RudderStack's are the same) as JSON: one a line, in an array, or in envelopes `{"batch": […]}`.

`track`, `page` and `screen` become events, named by the tracked name, `page` and `screen`; `identify` and `group` tell
traits, `alias` says that two ids are one person. The device's clock is set right as Segment's specification does:
`originalTimestamp + (receivedAt − sentAt)`, where a call carries both; else its `timestamp` counts as it stands.

E-mail addresses and phone numbers are kept as hashes only, as ids; a file may hold any other trait.

Source: Segment Spec, "Common fields", "Track", "Identify", "Alias"; HTTP API, "Batch".
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tropa.errors import InputError
from tropa.ingest.clock import Clock
from tropa.ingest.head import look
from tropa.ingest.ids import person_id
from tropa.ingest.json_objects import Numbered, Object, first_object, objects
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import time_zone
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import EventRow, EventRows, TraitRow, TraitRows, in_currency
from tropa.kit.time import MINUTE

CALLS = ("track", "page", "screen", "identify", "group", "alias")
_TIMES = ("originalTimestamp", "timestamp", "sentAt", "receivedAt")
_INHERITED = ("sentAt", "receivedAt", "context", "userId", "anonymousId")
_CAMPAIGN = {
    "source": "utm_source", "medium": "utm_medium", "name": "utm_campaign",
    "content": "utm_content", "term": "utm_term",
}  # fmt: skip
_PAGE = ("url", "referrer", "title", "path", "search")


class Segment:
    """Reads calls of Segment's specification."""

    source = "segment"

    def recognise(self, head: Head) -> float:
        """Sure where the first object is a call with one of its ids, or an envelope of calls."""
        first = first_object(head)
        if first is None:
            return 0.95 if '"batch"' in head.text[:2_000] and '"messageId"' in head.text else 0.0
        call = next(iter(opened(first)), {})
        known = call.get("type") in CALLS and any(name in call for name in ("messageId", "anonymousId", "userId"))
        return 0.95 if known else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Events and traits of the calls."""
        calls = _Calls(mapping, report)
        for chunk in objects(look(path), mapping, report, progress):
            calls.take(chunk)
            yield from calls.events.drain()
            yield from calls.traits.drain()
        calls.tell()
        yield from calls.events.drain(1)
        yield from calls.traits.drain(1)


def opened(message: Object) -> list[Object]:
    """The calls of an envelope with what they inherit from it; a call that is none is the only one."""
    batch = message.get("batch")
    if not isinstance(batch, list):
        return [message]
    common = {name: message[name] for name in _INHERITED if message.get(name) is not None}
    return [{**common, **call} if isinstance(call, dict) else {} for call in batch]


class _Calls:
    """Turns calls into rows, and counts what a person should know."""

    def __init__(self, mapping: Mapping, report: ImportReport) -> None:
        self.events, self.traits = EventRows(report), TraitRows(report)
        self._report, self._zone, self._currency = report, mapping.time_zone, mapping.currency
        self._clock = Clock(time_zone(mapping.time_zone or "UTC"))
        self._skewed = self._bad_contacts = 0

    def take(self, chunk: list[Numbered]) -> None:
        """Make rows of some messages; calls in envelopes share the line of their envelope."""
        calls = [(line, call) for line, message in chunk for call in opened(message)]
        self._report.rows += len(calls) - len(chunk)
        self._clock.learn(written for _, call in calls for name in _TIMES if (written := _text(call.get(name))))
        for line, call in calls:
            try:
                self._take(call)
            except InputError as error:
                refuse(self._report, line, error)

    def tell(self) -> None:
        """What was assumed, into the report."""
        if self._clock.zoneless:
            self._report.time_zone = self._zone or "UTC"
            if self._zone is None:
                self._report.assume("assume.zone", zone="UTC")
        if self._skewed:
            self._report.assume("assume.clock_skew", n=self._skewed)
        if self._bad_contacts:
            self._report.assume("assume.bad_contacts", n=self._bad_contacts)

    def _take(self, call: Object) -> None:
        kind = _text(call.get("type")) or ("track" if "event" in call else "")
        if kind not in CALLS:
            raise InputError("ingest.unknown_call", value=kind, allowed=", ".join(CALLS))
        said = dict(_fields(call.get("properties" if kind in ("track", "page", "screen") else "traits")))
        ids = self._ids(call, said)
        time = self._time(call)
        if kind in ("track", "page", "screen"):
            self.events.add(in_currency(_event(kind, call, said, ids, time), self._currency))
            return
        if kind == "group":
            said = {f"group_{name}": value for name, value in said.items()} | {"group_id": _text(call.get("groupId"))}
        self.traits.add(TraitRow(ids, said, time))

    def _ids(self, call: Object, said: Object) -> list[str]:
        """The ids of a call, the most specific first; e-mail and phone leave what was said."""
        found = [person_id("user_id", _text(call.get("userId")))]
        if call.get("type") != "group":
            for place in (said, dict(_fields(_fields(call.get("context")).get("traits")))):
                found += [self._contact(kind, _text(place.pop(kind, None))) for kind in ("email", "phone")]
        found.append(person_id("anonymous", _text(call.get("anonymousId"))))
        if call.get("type") == "alias":  # Segment does not say of which kind the previous id is
            found += [person_id(kind, _text(call.get("previousId"))) for kind in ("anonymous", "user_id")]
        ids = list(dict.fromkeys(id_ for id_ in found if id_))
        if not ids:
            raise InputError("ingest.missing_ids")
        return ids

    def _contact(self, kind: str, written: str) -> str | None:
        try:
            return person_id(kind, written)
        except InputError:
            self._bad_contacts += 1
            return None

    def _time(self, call: Object) -> int:
        """When it happened, by the server's clock."""
        original, timestamp, sent, received = (_text(call.get(name)) for name in _TIMES)
        if (original or timestamp) and sent and received:
            skew = self._clock.at(received, "receivedAt") - self._clock.at(sent, "sentAt")
            self._skewed += abs(skew) > MINUTE
            return self._clock.at(original or timestamp, "timestamp") + skew
        return self._clock.at(timestamp or original or received or sent, "timestamp")


def _event(kind: str, call: Object, said: Object, ids: list[str], time: int) -> EventRow:
    name = _text(call.get("event")) if kind == "track" else kind
    if not name:
        raise InputError("ingest.missing_name", column="event")
    context = _fields(call.get("context"))
    page, campaign = _fields(context.get("page")), _fields(context.get("campaign"))
    told: Object = {own: page.get(own) for own in _PAGE}
    told |= {own: campaign.get(theirs) for theirs, own in _CAMPAIGN.items()}
    told |= {"device": _fields(context.get("device")).get("type"), "os": _fields(context.get("os")).get("name")}
    told |= {"locale": context.get("locale"), "group_id": context.get("groupId")}
    if kind != "track":
        told |= {"page_name": call.get("name"), "category": call.get("category")}
    value = next((money for own in ("revenue", "value") if (money := _money(said.get(own))) is not None), None)
    return EventRow(
        time=time,
        name=name,
        ids=ids,
        key=_text(call.get("messageId")) or None,
        value=value,
        currency=_text(said.get("currency")) or None if value is not None else None,
        properties={key: value for key, value in told.items() if value is not None} | said,
    )


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _money(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        amount = float(str(value))
    except ValueError:
        return None
    return amount if amount - amount == 0 else None
