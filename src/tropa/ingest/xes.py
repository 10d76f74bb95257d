"""XES event logs (`.xes`, `.xes.gz`): a case is a customer `case:<name>`, its events are the journey.

One activity counts once. An event `complete`, or without a transition, is the event; a `start` before it in its case
(of the same `concept:instance`, where given) becomes its property `start_time`. A `start` that is never completed and
every other transition (`schedule`, `suspend`…) stays an event of its own, named `activity+transition` as in XES's
standard classifier.

A log without a single time gets them from its order, one second an event from 1970 on, and says so.

Source: IEEE 1849-2016; extensions Concept, Time, Lifecycle, Identity.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tropa.errors import InputError
from tropa.ingest.clock import Clock
from tropa.ingest.head import open_bytes
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import time_zone
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import EventRow, EventRows, TraitRow, TraitRows
from tropa.ingest.xes_log import BrokenLogError, Case, Event, cases
from tropa.kit.time import SECOND

NAME, TIME, TRANSITION = "concept:name", "time:timestamp", "lifecycle:transition"
_EVENTS_AT_ONCE = 5_000
_ROOT = re.compile(r"<(\w+:)?log[\s>]")
_TRACE = re.compile(rb"<(\w+:)?trace[\s>]")


@dataclass(frozen=True)
class Step:
    """An event that counts: its name, where it stands in its case, and the `start` it completes."""

    event: Event
    name: str
    place: int
    start: Event | None = None


class Xes:
    """Reads XES logs."""

    source = "xes"

    def recognise(self, head: Head) -> float:
        """Sure where the root element is `log` and the file is called .xes or speaks of XES."""
        if not _ROOT.search(head.text):
            return 0.0
        return 0.97 if head.suffix == ".xes" or "xes" in head.text.lower() or "<trace" in head.text else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Events and the traces' attributes as traits. InputError for what is no XES or declares entities."""
        log = _Log(path, mapping, report)
        for group in _groups(path, report, progress):
            log.take(group)
            yield from log.events.drain()
            yield from log.traits.drain()
        log.tell()
        yield from log.events.drain(1)
        yield from log.traits.drain(1)


class _Log:
    """One log being read: its clock, its rows so far, what was assumed."""

    def __init__(self, path: Path, mapping: Mapping, report: ImportReport) -> None:
        self.events, self.traits = EventRows(report), TraitRows(report)
        self._report = report
        self._zone = mapping.time_zone or "UTC"
        self._assumed_zone = mapping.time_zone is None
        self._clock = Clock(time_zone(self._zone))
        self._timed = has_times(path)
        self._seconds = count()
        self._joined = self._nameless = self._cases = 0

    def take(self, group: list[Case]) -> None:
        """Make rows of some cases."""
        self._clock.learn(str(e.attributes[TIME]) for case in group for e in case.events if TIME in e.attributes)
        for case in group:
            self._case(case)

    def tell(self) -> None:
        """What was assumed, into the report."""
        if not self._timed:
            self._report.assume("assume.no_times")
        elif self._clock.zoneless:
            self._report.time_zone = self._zone
            if self._assumed_zone:
                self._report.assume("assume.zone", zone=self._zone)
        if self._nameless:
            self._report.assume("assume.nameless_cases", n=self._nameless)
        if self._joined:
            self._report.assume("assume.joined_starts", n=self._joined)

    def _case(self, case: Case) -> None:
        self._cases += 1
        self._report.rows += len(case.events)
        name = str(case.attributes.pop(NAME, "")).strip()
        if not name:
            self._nameless += 1
            name = f"#{self._cases}"
        ids, last = (f"case:{name}",), None
        for step in steps(case):
            try:
                row = self._row(step, name, ids)
            except InputError as error:
                refuse(self._report, step.event.line, error)
                continue
            last = row.time if last is None else max(last, row.time)
            self._joined += step.start is not None
            self.events.add(row)
        if case.attributes:
            self.traits.add(TraitRow(ids, case.attributes, last))

    def _row(self, step: Step, case: str, ids: tuple[str, ...]) -> EventRow:
        attributes = step.event.attributes
        if not step.name:
            raise InputError("ingest.missing_name", column=NAME)
        time = self._clock.at(str(attributes.get(TIME, "")), TIME) if self._timed else next(self._seconds) * SECOND
        own = attributes.get("identity:id")
        properties = {key: value for key, value in attributes.items() if key not in (NAME, TIME)}
        started = attributes.get("start_timestamp") if step.start is None else step.start.attributes.get(TIME)
        if started is not None:
            properties["start_time"] = started
        return EventRow(
            time=time,
            name=step.name,
            ids=ids,
            key=f"{case}\x1f{own}" if own else f"{case}\x1f{step.place}\x1f{step.name}\x1f{time}",
            sequence=step.place,
            properties=properties,
        )


def steps(case: Case) -> list[Step]:
    """The events of a case that count, in its order, each `complete` with its `start`.

    >>> start, end = Event(1, {NAME: "pay", TRANSITION: "start"}), Event(2, {NAME: "pay", TRANSITION: "complete"})
    >>> [(step.name, step.start is start) for step in steps(Case(1, {}, [start, end]))]
    [('pay', True)]
    """
    found: dict[int, Step] = {}
    waiting: defaultdict[tuple[str, object], deque[int]] = defaultdict(deque)
    for place, event in enumerate(case.events):
        name = str(event.attributes.get(NAME, "")).strip()
        transition = str(event.attributes.get(TRANSITION, "")).strip().lower()
        activity = name, event.attributes.get("concept:instance")
        if transition in ("", "complete"):
            begun = waiting[activity]
            start = found.pop(begun.popleft()).event if begun else None
            found[place] = Step(event, name, place, start)
            continue
        if transition == "start":
            waiting[activity].append(place)
        found[place] = Step(event, f"{name}+{transition}" if name else "", place)
    return list(found.values())


def has_times(path: Path) -> bool:
    """Whether any event of the log has a time; reads only as far as the first, in any one-byte or UTF-16 encoding."""
    tail, begun = b"", False
    with open_bytes(path) as stream:
        while True:
            try:
                piece = stream.read1(1 << 20)  # type: ignore[attr-defined]  # open_bytes gives a buffered stream
            except InputError:
                return False
            if not piece:
                return False
            seen = tail + piece.replace(b"\x00", b"")
            if not begun and (trace := _TRACE.search(seen)):
                begun, seen = True, seen[trace.start() :]
            if begun and TIME.encode() in seen:
                return True
            tail = seen[-64:]


def _groups(path: Path, report: ImportReport, progress: Progress) -> Iterator[list[Case]]:
    """Cases, some thousand events at a time; where the log breaks off goes to the report."""
    group: list[Case] = []
    events = 0
    with open_bytes(path, progress) as stream:
        try:
            for case in cases(stream, path):
                group.append(case)
                events += len(case.events)
                if events >= _EVENTS_AT_ONCE:
                    yield group
                    group, events = [], 0
        except BrokenLogError as broken:
            report.rows += 1  # what is lost counts as one
            report.reject(broken.line, None, None, "ingest.xml_breaks_off", reason=broken.reason)
    yield group
