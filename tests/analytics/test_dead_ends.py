"""Dead ends against counting by hand."""

import numpy as np
from hypothesis import given

from tests.analytics.oracles import Written, stored, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.dead_ends import count_ends, dead_end


@given(written_journeys)
def test_ends_are_counted_as_by_hand(written: Written) -> None:
    store, until = stored(written, blocks=2), 8
    found = np.sum([count_ends(block, 4, until * 1_000_000) for block in store.blocks], axis=0)
    for code, name in enumerate("abcd"):
        met = [j for j in written if any(event == name and time <= until for event, time in j)]
        ended = [j for j in met if j[-1][0] == name and j[-1][1] <= until]
        assert found[code].tolist() == [len(met), len(ended)]


def test_a_dead_end_ends_more_journeys_than_the_others_of_its_stage() -> None:
    written = [[("a", 0), ("wall", 1)]] * 80 + [[("a", 0), ("wall", 1), ("b", 2)]] * 20 + [[("a", 0), ("b", 1)]] * 30
    store = journeys(written, stage_of=dict.fromkeys(("a", "b", "wall"), "s"), stages=("s",))
    ends, stage_of = count_ends(store.blocks[0], 3, 10**9), np.array(store.vocabulary.stage_of)
    wall, a = (dead_end(ends, store.vocabulary.touchpoints.index(name), stage_of) for name in ("wall", "a"))
    assert wall is not None
    assert a is not None
    assert wall.share.value == 0.8
    assert wall.found
    assert (a.share.value, a.found) == (0, False)


def test_alone_in_its_stage_nothing_is_compared() -> None:
    store = journeys([[("a", 0)]], stage_of={"a": "s"}, stages=("s",))
    assert dead_end(count_ends(store.blocks[0], 1, 10**9), 0, np.array([0])) is None
