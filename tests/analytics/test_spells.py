"""Time at risk of converting, split by time, quiet, steps and what was met."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.oracles import Written, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.spells import QUIET, STAGES, STEPS, STRATA, count_spells
from tropa.journeys.silence import CONVERTED, LOST, OPEN
from tropa.kit.time import SECOND

STAGES_OF = {"a": 1, "b": 2, "c": 0, "d": 2}  # classes: c has no stage
STEP = {1: 0, 2: 1, 3: 2, 4: 3, 5: 3, 6: 4, 7: 4, 8: 4}


def minute_class(seconds: int) -> int:
    number, edge = 0, 60
    while seconds >= edge:
        number, edge = number + 1, edge * 4
    return number


def by_hand(written: Written, silence: int, until: int) -> dict[str, dict[tuple[int, int], int]]:
    """Seconds at risk and conversions by stratum, of all and by touchpoint; one second at a time."""
    time: dict[tuple[int, int], int] = {}
    ends: dict[tuple[int, int], int] = {}
    for journey in written:
        met: set[int] = set()
        for k, (name, second) in enumerate(journey):
            if name == "d":
                break
            met.add("abcd".index(name))
            following = journey[k + 1] if k + 1 < len(journey) else None
            stop = following[1] if following else min(second + silence, until)
            for now in range(second, max(stop, second + 1)):
                stratum = minute_class(now - journey[0][1]) * QUIET + minute_class(now - second)
                furthest = max(STAGES_OF[name] for name, _ in journey[: k + 1])
                stratum = (stratum * STEPS + STEP[k + 1]) * STAGES + furthest
                if stop > second:
                    for who in (-1, *met):
                        time[who, stratum] = time.get((who, stratum), 0) + 1
            if following and following[0] == "d":
                for who in (-1, *met):
                    ends[who, stratum] = ends.get((who, stratum), 0) + 1
    return {"time": time, "ends": ends}


LONG = written_journeys.map(lambda written: [[(name, 40 * second) for name, second in j] for j in written])


@settings(max_examples=25)
@given(LONG, st.integers(1, 200))
def test_time_and_conversions_equal_a_count_second_by_second(written: Written, silence: int) -> None:
    stage_of = {"a": "look", "b": "buy", "d": "buy"}
    store = journeys([*written, [("c", 0)]], goal=["d"], stage_of=stage_of, stages=["look", "buy"], observed_until=500)
    found = count_spells(store.blocks[0], store, silence * SECOND)
    expected = by_hand([*written, [("c", 0)]], silence, 500)
    for who in (-1, 0, 1, 2):
        time, ends = (found.time, found.ends) if who < 0 else (found.exposed_time[who], found.exposed_ends[who])
        seconds, conversions = np.zeros(STRATA), np.zeros(STRATA)
        for table, name in ((seconds, "time"), (conversions, "ends")):
            for (owner, stratum), number in expected[name].items():
                table[stratum] += number if owner == who else 0
        assert np.allclose(time / 1000, seconds, atol=0.1)  # a spell of no length has a tick
        assert (ends == conversions).all()
    assert found.time.sum() >= found.ever.max(initial=0)


def test_states_and_meetings_are_counted_before_the_goal() -> None:
    written: Written = [[("a", 0), ("b", 5), ("d", 9), ("c", 11)], [("a", 2)], [("a", 10), ("c", 18)]]
    store = journeys(written, goal=["d"], observed_until=20)
    found = count_spells(store.blocks[0], store, 10 * SECOND)
    assert found.states[[CONVERTED, LOST, OPEN]].tolist() == [1, 1, 1]
    assert found.met[0].tolist() == [1, 1, 1]
    assert found.met[2].sum() == 1
    assert found.ever.tolist() == [9_000 + 10_000 + 10_000, 9_000, 10_000, 0]
