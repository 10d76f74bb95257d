"""Time at risk of converting, split by what else governs it: the counts behind the moments that matter.

After every event a *spell* begins; it ends at the next event (which may be the goal), else when the journey is given
up for lost, else with the data. Whoever has just done something is likelier to convert than whoever has gone quiet, so
the exposed and the others are compared at the same time since the last event, at about the same time since the
beginning, after about as many events and with the same furthest stage so far: these four classes are the strata.
Without the stage every advert would look harmful, beside people who already stand at the till.
"""

from dataclasses import dataclass, fields

import numpy as np

from tropa.errors import QuestionError
from tropa.journeys.block import I64, UNKNOWN, Block, Journeys
from tropa.journeys.cut import goal_table
from tropa.journeys.question import kernel
from tropa.journeys.silence import CONVERTED, LOST, OPEN
from tropa.kit.time import MINUTE

ELAPSED = 11  # classes of the time since the beginning: below 1 min, 4, 16, … and beyond half a year
QUIET = 11  # classes of the time since the last event: the same
STEPS = 8  # classes of the number of events: 1, 2, 3, 4–5, 6–8, 9–15, 16–31, more
STAGES = 8  # classes of the furthest stage: none, the first, the second, … the seventh or later
STRATA = ELAPSED * QUIET * STEPS * STAGES
MOST = 500  # touchpoints, for the sake of memory: 124 kB each
TICK = 1_000  # time at risk is counted in whole milliseconds


@dataclass(frozen=True)
class Spells:
    """Time at risk (ms) and conversions by stratum, of all (STRATA) and while exposed to each touchpoint (T × STRATA).

    `met` are journeys by touchpoint met before the goal and state (T × 3), `states` all journeys by state, `ever` the
    whole time at risk of journeys that met a touchpoint at any time (T).
    """

    time: I64
    ends: I64
    exposed_time: I64
    exposed_ends: I64
    met: I64
    states: I64
    ever: I64

    def merge(self, other: "Spells") -> "Spells":
        """Both together."""
        return Spells(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Spells)))


def count_spells(block: Block, journeys: Journeys, silence: int) -> Spells:
    """The spells of one block's journeys up to their goal; QuestionError `analytics.too_many_touchpoints`."""
    points = len(journeys.vocabulary.touchpoints)
    if points > MOST:
        raise QuestionError("analytics.too_many_touchpoints", value=points, most=MOST)
    found = Spells(
        np.zeros(STRATA, np.int64),
        np.zeros(STRATA, np.int64),
        np.zeros((points, STRATA), np.int64),
        np.zeros((points, STRATA), np.int64),
        np.zeros((points, 3), np.int64),
        np.zeros(3, np.int64),
        np.zeros(points, np.int64),
    )
    steps = np.array([0, 0, 1, 2, 3, 3, 4, 4, 4, *[5] * 7, *[6] * 16, 7])
    _count(
        (block.offsets, block.touchpoint, block.time, goal_table(journeys.vocabulary)),
        (silence, journeys.observed_until),
        (steps, np.array(journeys.vocabulary.stage_of or [UNKNOWN] * points, np.int64)),
        tuple(getattr(found, field.name) for field in fields(Spells)),
    )
    return found


@kernel
def _class(length):  # type: ignore[no-untyped-def]
    """The class of a length, and where the next class begins; classes grow fourfold from a minute."""
    number, edge = 0, MINUTE
    while length >= edge:
        edge *= 4
        number += 1
    return number, edge


@kernel
def _count(events, limits, classes, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, time, reaches = events
    (silence, observed_until), (steps, stage_of) = limits, classes
    met, states, ever = out[4], out[5], out[6]
    seen = np.full(len(met), -1)
    list_met = np.empty(len(met), np.int64)
    for journey in range(len(offsets) - 1):
        first, last = offsets[journey], offsets[journey + 1]
        if first == last:
            continue
        goal = first
        while goal < last and not reaches[touchpoint[goal]]:
            goal += 1
        give_up = time[last - 1] + silence
        state = CONVERTED if goal < last else LOST if give_up <= observed_until else OPEN
        states[state] += 1
        number, spent, furthest = 0, 0, UNKNOWN
        for event in range(first, goal):
            point = touchpoint[event]
            if seen[point] != journey:
                seen[point] = journey
                list_met[number] = point
                met[point, state] += 1
                number += 1
            until = time[event + 1] if event + 1 < last else min(give_up, observed_until)
            furthest = max(furthest, stage_of[point])
            step = steps[min(event - first + 1, len(steps) - 1)] * STAGES + min(furthest + 1, STAGES - 1)
            spent += _spend((time[first], time[event], until), step, event + 1 == goal < last, list_met[:number], out)
        for one in list_met[:number]:
            ever[one] += spent


@kernel
def _spend(moments, step, converts, exposed, out):  # type: ignore[no-untyped-def]
    """Share out the time of one spell among the strata it passes; the ticks it took."""
    begun, since, until = moments
    total, ends, exposed_time, exposed_ends = out[0], out[1], out[2], out[3]
    now, spent = since, 0
    while True:
        elapsed, next_elapsed = _class(now - begun)
        quiet, next_quiet = _class(now - since)
        stop = min(until, begun + next_elapsed, since + next_quiet)
        stratum = (min(elapsed, ELAPSED - 1) * QUIET + min(quiet, QUIET - 1)) * STEPS * STAGES + step
        ticks = max((stop - now) // TICK, 1)
        total[stratum] += ticks
        spent += ticks
        for point in exposed:
            exposed_time[point, stratum] += ticks
        if stop >= until:
            break
        now = stop
    if converts:
        ends[stratum] += 1
        for point in exposed:
            exposed_ends[point, stratum] += 1
    return spent
