"""How a claim's evidence stands today: fresh, stale, frozen, or broken because what was asked of is gone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tropa.journeys.block import Vocabulary
from tropa.model.evidence import Evidence
from tropa.model.view import stale_since

State = Literal["fresh", "stale", "frozen", "broken"]
Reason = Literal["", "review", "new_data", "segment", "stage", "touchpoint", "channel", "verbatim"]
_NAMES: dict[str, Reason] = {
    "segment": "segment",
    "stage": "stage",
    "touchpoint": "touchpoint",
    "action": "touchpoint",
    "source": "touchpoint",
    "target": "touchpoint",
    "with": "touchpoint",
    "without": "touchpoint",
    "channel": "channel",
}


@dataclass(frozen=True)
class Standing:
    """A state and why: past its review day (`since`), the data has grown, or a name that is not there any more."""

    state: State
    reason: Reason = ""
    since: date | None = None
    value: str = ""


@dataclass(frozen=True)
class Present:
    """What there is to ask: the journeys' names, the ids of what was said, and the version of the events table."""

    vocabulary: Vocabulary
    verbatims: Collection[str]
    table_version: int | None


def standing(record: Evidence, today: date, present: Present | None = None) -> Standing:
    """How a record stands. Without data (`present` is None) only its review day is looked at.

    What asks by a name that the data lacks is broken; a record older than the newest version of the events is stale,
    for its number may have moved, and so is one past its review day.
    """
    if record.frozen:
        return Standing("frozen")
    if present is not None:
        lost = _lost(record, present)
        if lost is not None:
            return lost
    since = stale_since(record, today)
    if since is not None:
        return Standing("stale", "review", since)
    known = None if present is None else present.table_version
    if record.table_version is not None and known is not None and record.table_version < known:
        return Standing("stale", "new_data")
    return Standing("fresh")


def _lost(record: Evidence, present: Present) -> Standing | None:
    words = present.vocabulary
    there: dict[Reason, Collection[str]] = {
        "segment": words.segments,
        "stage": words.stages,
        "touchpoint": words.touchpoints,
        "channel": words.channels,
    }
    for name, kind in _NAMES.items():
        for value in _texts(record.parameters.get(name)):
            if value not in there[kind]:
                return Standing("broken", kind, value=value)
    for span in record.quotes:
        if span.verbatim_id not in present.verbatims:
            return Standing("broken", "verbatim", value=span.verbatim_id)
    return None


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value else []
