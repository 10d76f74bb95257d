"""The journeys, steps or customers behind a number: the list whose length is the number.

Every counted number of a draft is counted anew here, one by one instead of at once, so that the list and the number
can be laid side by side: `Behind.counted` is the length of the list, `Behind.of` what it is a part of.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.barriers import BarriersQuestion
from tropa.analytics.emotion import raters
from tropa.analytics.stages import stage_codes
from tropa.binding.bound import MEASURE
from tropa.binding.feelings import felt_or_guessed
from tropa.binding.interviews import spoken
from tropa.binding.material import Material
from tropa.binding.why_barriers import barrier_places
from tropa.engines.threads import ask
from tropa.journeys.block import I64, NEVER, UNKNOWN, Block, Journeys
from tropa.journeys.silence import LOST, block_status, silence
from tropa.model.evidence import Evidence
from tropa.voice.lanes import speakers
from tropa.voice.themes import mentions
from tropa.voice.themes_impact import customers_texts

Unit = Literal["journeys", "steps", "customers", "texts", "none"]
Events = np.ndarray  # true where an event is meant


@dataclass(frozen=True)
class Entry:
    """One of the counted: whose, and where it stands (None for what is no event of a journey): block, first event, last
    event and the event that counted."""

    customer: str
    block: int | None = None
    first: int = 0
    last: int = 0
    event: int = 0


@dataclass(frozen=True)
class Behind:
    """The counted, and how many they are a part of (None where that is no count)."""

    unit: Unit
    entries: tuple[Entry, ...]
    of: int | None = None

    @property
    def counted(self) -> int:
        """Length of the list: the number."""
        return len(self.entries)


NOTHING = Behind("none", ())


def behind(record: Evidence, material: Material) -> Behind:
    """Who is behind a record, of material chosen as the record asks (its segment, its period).

    A bound record of Explore has all journeys it was asked of, but an edge and a touchpoint have their own.
    """
    asked = record.parameters
    if MEASURE in asked:
        return _bound(record, material.journeys)
    find = _FINDERS.get(record.question)
    return NOTHING if find is None else find(record, asked, material)


def _bound(record: Evidence, journeys: Journeys) -> Behind:
    row, _, field = str(record.parameters[MEASURE]).rpartition("|")
    parts = row.split(" > ")
    points = journeys.vocabulary.touchpoints
    if record.question == "flow" and field.startswith("edges.") and all(part in points for part in parts):
        return _steps(journeys, parts[0], parts[-1])
    if record.question == "reach" and field.startswith("touchpoints.") and parts[-1] in points:
        return _any_event(journeys, lambda block: block.touchpoint == points.index(parts[-1]), None)
    everything = [np.ones(block.events, np.bool_) for block in journeys.blocks]
    return Behind("journeys", tuple(_journeys(journeys, everything)), journeys.count)


def _stage_summary(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    journeys, metric = material.journeys, asked.get("metric", "reach")
    place = journeys.vocabulary.stages.index(asked["stage"])
    stage_of = stage_codes(journeys.vocabulary)
    here = [stage_of[block.touchpoint] == place for block in journeys.blocks]
    reached = list(_journeys(journeys, here))
    if metric == "reach":
        return Behind("journeys", tuple(reached), journeys.count)
    if metric in ("conversion", "time"):
        later = [one for one in reached if (stage_of[_after(journeys, one)] > place).any()]
        return Behind("journeys", tuple(later), len(reached) if metric == "conversion" else None)
    if metric == "goal":
        return _reached_goal(journeys, reached)
    return _left_for_good(journeys, stage_of, place)


def _reached_goal(journeys: Journeys, reached: list[Entry]) -> Behind:
    """Journeys at risk of the goal from the stage: those that had not reached it before."""
    found, at_risk = [], 0
    for one in reached:
        block = journeys.blocks[one.block or 0]
        goal = int(block.goal_time[np.searchsorted(block.offsets, one.first, side="right") - 1])
        at_risk += goal == NEVER or goal >= block.time[one.event]
        if goal != NEVER and goal >= block.time[one.event]:
            found.append(one)
    return Behind("journeys", tuple(found), at_risk)


def _left_for_good(journeys: Journeys, stage_of: np.ndarray, place: int) -> Behind:
    """Journeys that fell silent in the stage; they are a part of all visits to it."""
    longest, visits = silence(journeys), 0
    ends: list[Events] = []
    for block in journeys.blocks:
        staged = stage_of[block.touchpoint]
        state = block_status(block, longest, journeys.observed_until)
        marked = np.zeros(block.events, np.bool_)
        for journey in range(block.journeys):
            begin, end = int(block.offsets[journey]), int(block.offsets[journey + 1])
            events = begin + np.flatnonzero(staged[begin:end] != UNKNOWN)
            if not len(events):
                continue
            stages = staged[events]
            visits += int((stages[:1] == place).sum() + ((stages[1:] == place) & (stages[:-1] != place)).sum())
            marked[events[-1]] = stages[-1] == place and state[journey] == LOST
        ends.append(marked)
    return Behind("journeys", tuple(_journeys(journeys, ends)), visits)


def _reach(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    journeys, words = material.journeys, material.journeys.vocabulary
    stage_of = stage_codes(words)
    place = words.stages.index(asked["stage"])
    point = asked.get("touchpoint") or asked.get("action")
    if asked.get("rest"):
        return NOTHING
    if point is not None:
        code = words.touchpoints.index(point)
        return _any_event(journeys, lambda block: block.touchpoint == code, stage_of == place)
    if asked.get("channel") is not None:
        way = words.channels.index(asked["channel"])
        return _any_event(
            journeys, lambda block: (stage_of[block.touchpoint] == place) & (block.channel == way), stage_of == place
        )
    return _any_event(journeys, lambda block: _came_back(block, stage_of, place), stage_of == place)


def _came_back(block: Block, stage_of: np.ndarray, place: int) -> Events:
    staged = stage_of[block.touchpoint]
    events = np.zeros(block.events, np.bool_)
    events[1:] = (staged[1:] == place) & (staged[:-1] > place)
    events[_starts(block)] = False
    return events


def _flow(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    return _steps(material.journeys, asked["source"], asked["target"])


def _steps(journeys: Journeys, source: str, target: str) -> Behind:
    points = journeys.vocabulary.touchpoints
    first, second = points.index(source), points.index(target)
    found: list[Entry] = []
    after = 0
    for number, block in enumerate(journeys.blocks):
        inside = np.ones(block.events, np.bool_)
        inside[_starts(block)] = False
        before = np.concatenate([[UNKNOWN], block.touchpoint[:-1].astype(np.int64)])
        left = inside & (before == first)
        after += int(left.sum())
        found += [
            _entry(block, number, event) for event in np.flatnonzero(left & (block.touchpoint == second)).tolist()
        ]
    return Behind("steps", tuple(found), after)


def _emotion(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    stages = material.journeys.vocabulary.stages
    people = raters(felt_or_guessed(material.verbatims, material.rate, material.journeys), stages, asked["stage"])
    return Behind("customers", tuple(Entry(name) for name in people))


def _themes(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    said = material.verbatims
    here = said.filter(pc.fill_null(pc.equal(said["stage"], asked["stage"]), False))
    theme = mentions(here, material.taxonomy)
    theme = theme.filter(pc.equal(theme["theme"], asked["theme"]))
    texts = customers_texts(here)
    speak = pc.is_in(texts["verbatim_id"], value_set=theme["verbatim_id"].combine_chunks())
    everybody = pc.count_distinct(texts["who"]).as_py()
    people = sorted(pc.unique(texts.filter(speak)["who"]).to_pylist())
    return Behind("customers", tuple(Entry(name) for name in people), everybody)


def _interviews(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    here, own = spoken(material.verbatims, mentions(material.verbatims, material.taxonomy), asked["stage"])
    people = speakers(here)
    named = own.filter(pc.equal(own["theme"], asked["theme"]))["verbatim_id"].to_pylist()
    found = sorted({people[verbatim] for verbatim in named if verbatim in people})
    return Behind("customers", tuple(Entry(name) for name in found), len(set(people.values())))


def _quotes(record: Evidence, _: dict[str, Any], material: Material) -> Behind:
    wanted = pa.array([span.verbatim_id for span in record.quotes], pa.string())
    rows = material.verbatims.filter(pc.is_in(material.verbatims["verbatim_id"], value_set=wanted))
    people = zip(rows["customer"].to_pylist(), rows["verbatim_id"].to_pylist(), strict=True)
    return Behind("texts", tuple(Entry(name or f"\0{verbatim}") for name, verbatim in people))


def _barriers(_: Evidence, asked: dict[str, Any], material: Material) -> Behind:
    found = [
        Entry(
            block.customer[journey].as_py(), number, int(block.offsets[journey]), int(block.offsets[journey + 1]), event
        )
        for number, block, journey, event in barrier_places(asked, material, _long_wait(asked, material))
    ]
    return Behind("journeys", tuple(found))


def _long_wait(asked: dict[str, Any], material: Material) -> float | None:
    """The wait in seconds that counts as long at the record's touchpoint; None for what is no such barrier."""
    if asked["kind"] != "wait":
        return None
    answer = ask(BarriersQuestion(ratings=material.verbatims), material.journeys)
    same = (one for one in (*answer.confirmed, *answer.unconfirmed) if one.kind == "wait")
    return next((one.limit for one in same if one.touchpoint == asked["touchpoint"]), None)


_FINDERS: dict[str, Callable[[Evidence, dict[str, Any], Material], Behind]] = {
    "stage_summary": _stage_summary,
    "reach": _reach,
    "flow": _flow,
    "emotion": _emotion,
    "themes": _themes,
    "interviews": _interviews,
    "quotes": _quotes,
    "barriers": _barriers,
}


def _any_event(journeys: Journeys, test: Callable[[Block], Events], stage: np.ndarray | None) -> Behind:
    """Journeys with such an event; of those that reached the stage (a mask of touchpoints), or of all."""
    found = tuple(_journeys(journeys, [test(block) for block in journeys.blocks]))
    if stage is None:
        return Behind("journeys", found, journeys.count)
    whole = sum(int(_with_any(block, stage[block.touchpoint]).sum()) for block in journeys.blocks)
    return Behind("journeys", found, whole)


def _journeys(journeys: Journeys, events: list[Events]) -> Iterator[Entry]:
    """The journeys with a marked event, each with its first."""
    for number, (block, marked) in enumerate(zip(journeys.blocks, events, strict=True)):
        places = np.flatnonzero(marked)
        for journey in np.flatnonzero(_with_any(block, marked)).tolist():
            begin = int(block.offsets[journey])
            event = int(places[np.searchsorted(places, begin)])
            yield Entry(block.customer[journey].as_py(), number, begin, int(block.offsets[journey + 1]), event)


def _with_any(block: Block, events: Events) -> np.ndarray:
    before = np.concatenate([[0], np.cumsum(events)])
    return before[block.offsets[1:]] > before[block.offsets[:-1]]


def _entry(block: Block, number: int, event: int) -> Entry:
    journey = int(np.searchsorted(block.offsets, event, side="right")) - 1
    begin, end = int(block.offsets[journey]), int(block.offsets[journey + 1])
    return Entry(block.customer[journey].as_py(), number, begin, end, event)


def _after(journeys: Journeys, one: Entry) -> I64:
    """The touchpoints of a journey from the counted event on."""
    return journeys.blocks[one.block or 0].touchpoint[one.event : one.last].astype(np.int64)


def _starts(block: Block) -> I64:
    starts = block.offsets[:-1]
    return starts[starts < block.events]
