"""Paths in plain Python: which events each path is, one list a path."""

from dataclasses import dataclass
from itertools import takewhile

from tests.analytics.oracles import Event, Written, collapsed, sessions
from tests.journeys import pattern_oracle
from tropa.analytics.paths import PathsQuestion
from tropa.journeys.pattern import pattern
from tropa.kit.time import SECOND


@dataclass(frozen=True)
class Path:
    """A path's events in the order they are read, the time it is counted from, and the customer."""

    events: list[Event]
    since: int | None
    customer: int


def paths(written: Written, question: PathsQuestion, per_customer: int = 1) -> tuple[list[Path], int, int]:
    """All paths, the units without anything to count from, and those that do not get to the end."""
    units: list[tuple[object, int, list[Event]]] = []
    for number, journey in enumerate(written):
        parts = sessions(journey, question.session_gap // SECOND) if question.by == "session" else [journey]
        for part in parts:
            events = collapsed(part) if question.collapse_loops else part
            customer = number // per_customer
            units.append((customer if question.by == "customer" else len(units), customer, events))
    found: dict[object, list[Path | None]] = {}
    for group, customer, events in units:
        if events:
            found.setdefault(group, [])
            found[group] += unit_paths(events, question, customer)
    if question.by == "occurrence" and (question.start or question.pattern or question.end):
        every = [path for group in found.values() for path in group]
        reached = [path for path in every if path is not None]
        return reached, 0, len(every) - len(reached)
    kept, without, unreached = [], 0, 0
    for group in found.values():
        there = [path for path in group if path is not None]
        without += not group
        unreached += bool(group) and not there
        if there:
            kept.append(there[0 if question.which == "first" else -1])
    return kept, without, unreached


def unit_paths(events: list[Event], question: PathsQuestion, customer: int) -> list[Path | None]:
    def near(some: list[Event], since: int) -> list[Event]:
        """The events up to the first that is too far away."""
        limit = question.within
        return list(takewhile(lambda event: limit is None or abs(event[1] - since) * SECOND <= limit, some))

    met = pattern_oracle.events_read(pattern(question.pattern).part, events) if question.pattern else set()
    started = bool(question.start or question.pattern)
    if not started and not question.end:
        return [Path(near(events, events[0][1]), None, customer)]
    found: list[Path | None] = []
    for place, (name, time) in enumerate(events):
        if name in question.start or place + 1 in met:
            rest = events[place + 1 :]
            if question.end:
                stop = next((k for k, event in enumerate(rest) if event[0] in question.end), None)
                reached = stop is not None and near(rest, time)[: stop + 1] == rest[: stop + 1]
                found.append(Path(rest[: (stop or 0) + 1], time, customer) if reached else None)
            else:
                found.append(Path(near(rest, time), time, customer))
        elif not started and name in question.end:
            found.append(Path(near(events[:place][::-1], time), time, customer))
    return found
