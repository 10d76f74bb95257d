"""Google Analytics 4, its export to BigQuery as Parquet or JSON lines: one row an event, named as Google names it.

`page_location` is `url`, `page_referrer` is `referrer`; `utm_*` are the event's own source, medium, campaign, content
and term, else what Google collected with it, and for `session_start` else the session's last click. Of a customer's
first visit tell `first_source`, `first_medium`, `first_campaign`. All other parameters keep their names.

A row has no key of its own: one event is what has the same stream, client, session, name, time and parameters, as in
dbt-ga4, so that daily and intraday tables of one day do not count twice, whatever their sources are called. Rows
without consent name nobody: they are events without ids, and counted.

Source: Google Analytics, "BigQuery Export schema"; Velir/dbt-ga4, `base_ga4__events`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tropa.errors import InputError
from tropa.ingest.event_ids import SeenIds, keyed_ids
from tropa.ingest.ga4_records import Record, json_records, parquet_records
from tropa.ingest.head import look
from tropa.ingest.ids import person_id
from tropa.ingest.json_objects import Object, first_object
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import EARLIEST, LATEST
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import EventRow, EventRows, TraitRow, TraitRows, in_currency, json_text

_NEEDED = frozenset(("event_name", "event_timestamp"))
_KNOWN = frozenset(("event_params", "user_pseudo_id", "event_bundle_sequence_id", "event_date"))
_RENAMED = {"page_location": "url", "page_referrer": "referrer", "page_title": "title"}
_UTM = {"source": "utm_source", "medium": "utm_medium", "campaign": "utm_campaign", "content": "utm_content",
        "term": "utm_term"}  # fmt: skip
_COLLECTED = {"utm_source": "manual_source", "utm_medium": "manual_medium", "utm_campaign": "manual_campaign_name",
              "utm_content": "manual_content", "utm_term": "manual_term"}  # fmt: skip
_LAST_CLICK = {"utm_source": "source", "utm_medium": "medium", "utm_campaign": "campaign_name",
               "utm_content": "content", "utm_term": "term"}  # fmt: skip
_LEAVES = {
    "device": "device.category", "os": "device.operating_system", "browser": "device.web_info.browser",
    "language": "device.language", "country": "geo.country", "region": "geo.region", "city": "geo.city",
    "platform": "platform", "gclid": "collected_traffic_source.gclid", "first_source": "traffic_source.source",
    "first_medium": "traffic_source.medium", "first_campaign": "traffic_source.name",
    "transaction_id": "ecommerce.transaction_id",
}  # fmt: skip
_UNSET = frozenset(("(not set)", "(data not available)"))


class Ga4:
    """Reads exports of GA4."""

    source = "ga4"

    def recognise(self, head: Head) -> float:
        """Sure where rows have an event's name and time and one more of the export's own columns."""
        if head.data.startswith(b"PAR1"):
            try:
                names = set(pq.read_schema(head.path).names)
            except (pa.ArrowException, OSError):
                return 0.0
        else:
            names = set(first_object(head) or ())
        return 0.97 if names >= _NEEDED and names & _KNOWN else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Events, and user properties as traits, told again only where they change."""
        rows = _Rows(mapping, report)
        packed = look(path).data.startswith(b"PAR1")
        records = parquet_records(path, report, progress) if packed else json_records(path, mapping, report, progress)
        for chunk in records:
            rows.take(chunk)
            yield from rows.events.drain()
            yield from rows.traits.drain()
        if rows.unnamed:
            report.assume("assume.no_consent", n=rows.unnamed)
        yield from rows.events.drain(1)
        yield from rows.traits.drain(1)


class _Rows:
    """Turns records into rows."""

    def __init__(self, mapping: Mapping, report: ImportReport) -> None:
        self.events, self.traits = EventRows(report, Ga4.source), TraitRows(report)
        self.unnamed = 0
        self._report, self._currency = report, mapping.currency
        self._told = SeenIds()

    def take(self, chunk: list[Record]) -> None:
        """Make rows of some records."""
        traits: list[TraitRow] = []
        for record in chunk:
            try:
                event = in_currency(event_of(record), self._currency)
            except InputError as error:
                refuse(self._report, record.line, error)
                continue
            self.events.add(event)
            self.unnamed += not event.ids
            if record.user_properties and event.ids:
                traits.append(TraitRow(event.ids, record.user_properties, event.time))
        said = keyed_ids("", [f"{row.ids[0]}\x1f{json_text(row.traits)}" for row in traits])
        for row, repeated in zip(traits, self._told.repeats(said).tolist(), strict=True):
            if not repeated:
                self.traits.add(row)


def event_of(record: Record) -> EventRow:
    """The event of a row. InputError where its time, name or ids cannot be read."""
    leaves, params = record.leaves, record.params
    time = _time(leaves.get("event_timestamp"))
    name = str(leaves.get("event_name") or "")
    if not name:
        raise InputError("ingest.missing_name", column="event_name")
    kinds = (("user_id", "user_id"), ("ga_client_id", "user_pseudo_id"))
    ids = [id_ for kind, leaf in kinds if (id_ := person_id(kind, str(leaves.get(leaf) or "")))]
    value = _money(leaves.get("ecommerce.purchase_revenue"))
    if value is None and params.get("currency"):
        value = _money(params.get("value"))
    identity = (
        leaves.get("stream_id"), leaves.get("user_pseudo_id"), params.get("ga_session_id"), name, time,
        json.dumps(params, sort_keys=True, ensure_ascii=False),
    )  # fmt: skip
    return EventRow(
        time=time,
        name=name,
        ids=ids,
        key="\x1f".join(str(part) for part in identity),
        sequence=_sequence(leaves),
        value=value,
        currency=str(params["currency"]) if value is not None and params.get("currency") else None,
        properties=_properties(record, name),
    )


def _properties(record: Record, name: str) -> Object:
    leaves, params = record.leaves, record.params
    said = {_RENAMED.get(key, key): value for key, value in params.items() if key not in _UTM}
    said |= {own: leaves[leaf] for own, leaf in _LEAVES.items() if leaves.get(leaf) not in (None, "", *_UNSET)}
    for key, own in _UTM.items():
        value = params.get(key) or leaves.get(f"collected_traffic_source.{_COLLECTED[own]}")
        if not value and name == "session_start":
            value = leaves.get(f"session_traffic_source_last_click.manual_campaign.{_LAST_CLICK[own]}")
        if value and value not in _UNSET:
            said[own] = value
    if record.items:
        said["items"] = record.items
    if "session_engaged" in said:  # a number in some rows, the text "1" in others
        said["session_engaged"] = str(said["session_engaged"]) == "1"
    return said


def _time(written: object) -> int:
    if written in (None, ""):
        raise InputError("ingest.missing_time", column="event_timestamp")
    try:
        time = int(str(written))
    except ValueError:
        raise InputError("ingest.bad_time", column="event_timestamp", value=written, form="us") from None
    if not EARLIEST <= time < LATEST:
        raise InputError("ingest.time_out_of_range", column="event_timestamp", value=written)
    return time


def _sequence(leaves: Object) -> int | None:
    """The order of events that share a microsecond: of the page's batches, else of the bundles."""
    try:
        page, batch, place = (int(leaves[f"batch_{own}"]) for own in ("page_id", "ordering_id", "event_index"))
    except (KeyError, ValueError):
        page = -1
    if 0 <= page < 10**13 and 0 <= batch < 1_000 and 0 <= place < 100:
        return (page * 1_000 + batch) * 100 + place
    try:
        bundle = int(leaves.get("event_bundle_sequence_id") or "")
    except ValueError:
        return None
    return bundle if abs(bundle) < 2**63 else None


def _money(written: Any) -> float | None:
    try:
        amount = float(written)
    except (TypeError, ValueError):
        return None
    return amount if amount - amount == 0 else None
