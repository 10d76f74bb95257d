"""What journeys did next wherever they stood."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.oracles import Written, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.turns import CLASSES, LONGEST, Turns, conversion_time, count_turns
from tropa.kit.time import SECOND

STAGES_OF = {"a": 0, "b": 1, "c": -1, "d": 1}
CLASS = [0, 0, 1, 2, 3, 3, 3, 4]
Counts = Counter[tuple[int, ...]]


def by_hand(written: Written, until: int, touchpoint: str) -> tuple[Counts, Counts, Counts]:
    """Who met it next, who never did, and who did later: by state and outcome or the state it was met from."""
    taken, others, later = Counts(), Counts(), Counts()
    for journey in written:
        names = [name for name, _ in journey]
        goal = names.index("d") if "d" in names else len(names)
        states, furthest = [0], -1
        for step, name in enumerate(names[:goal], 1):
            back = STAGES_OF[name] < furthest
            furthest = max(furthest, STAGES_OF[name])
            states.append(1 + ("abcd".index(name) * 2 + back) * CLASSES + CLASS[min(step, 7)])
        met = names[:goal].index(touchpoint) if touchpoint in names[:goal] else None
        for decision, state in enumerate(states):
            if not journey or journey[max(decision - 1, 0)][1] > until:
                continue
            converted = int(goal < len(names))
            if met is None:
                others[state, converted] += 1
            elif decision < met:
                later[state, states[met]] += 1
            elif decision == met:
                taken[state, converted] += 1
    return taken, others, later


def counted(turns: Turns, touchpoint: str) -> tuple[Counts, Counts, Counts]:
    found = turns.passed("abcd".index(touchpoint))
    tables = [
        Counts({(s, y): int(n) for (s, y), n in np.ndenumerate(table.sum(axis=0)) if n})
        for table in (found.exposed, found.others)
    ]
    later = Counts()
    for state, source, number in found.later.T.tolist():
        later[state, source] += number
    return tables[0], tables[1], later


@settings(max_examples=40)
@given(written_journeys, st.integers(0, 12), st.integers(1, 3))
def test_decisions_are_those_counted_by_hand(written: Written, until: int, blocks: int) -> None:
    named = [*written, [("a", 0), ("b", 0), ("c", 0), ("d", 0)]]
    store = journeys(
        named,
        blocks=blocks,
        goal=["d"],
        stage_of={"a": "look", "b": "buy", "d": "buy"},
        stages=["look", "buy"],
        observed_until=20,
    )
    parts = [count_turns(block, store, until * SECOND, [0, 1, 2]) for block in store.blocks]
    turns = parts[0]
    for part in parts[1:]:
        turns = turns.merge(part)
    for touchpoint in "abc":
        assert counted(turns, touchpoint) == by_hand(named, until, touchpoint)
    assert (np.diff(turns.keys) > 0).all()
    assert (np.diff(turns.later_keys) > 0).all()


def test_a_table_that_fills_up_grows_and_very_long_journeys_are_cut() -> None:
    names = [f"t{number}" for number in range(60)]
    random = np.random.default_rng(4)
    written = [[(names[k], 1) for k in random.integers(0, 60, 40)] for _ in range(200)]
    written.append([(name, 1) for name in names * 30])
    store = journeys([*written, [("goal", 1)]], goal=["goal"])
    turns = count_turns(store.blocks[0], store, 10 * SECOND, list(range(60)))
    assert len(turns.keys) > 1 << 11
    assert len(turns.later_keys) > 1 << 15
    met = turns.passed(store.vocabulary.touchpoints.index("t0"))
    decisions = 200 * 41 + min(60 * 30, LONGEST) + 1 + 1
    all_of_them = met.exposed.sum() + met.others.sum() + met.later[2].sum()
    assert 0 < all_of_them < decisions


def test_one_journey_longer_than_the_room_is_counted() -> None:
    store = journeys([[(f"t{number % 70}", 1) for number in range(900)], [("goal", 1)]], goal=["goal"])
    turns = count_turns(store.blocks[0], store, 10 * SECOND, list(range(1, 71)))
    assert turns.passed(1).exposed.sum() == 1


def test_customers_fall_into_groups_wherever_blocks_are_cut() -> None:
    written = [[("a", 0), ("b", 1)] for _ in range(400)] + [[("d", 0)]]
    whole, cut = (journeys(written, blocks=blocks, goal=["d"]) for blocks in (1, 3))
    one = count_turns(whole.blocks[0], whole, 10 * SECOND, [0, 1])
    parts = [count_turns(block, cut, 10 * SECOND, [0, 1]) for block in cut.blocks]
    merged = parts[0].merge(parts[1]).merge(parts[2])
    assert (one.keys == merged.keys).all()
    assert (one.ends == merged.ends).all()
    sizes = one.passed(0).exposed.sum(axis=(1, 2))
    assert (sizes > 0).sum() == len(sizes)


def test_the_time_to_convert_is_that_of_those_who_do() -> None:
    store = journeys([[("a", 0), ("d", 5)], [("a", 0), ("d", 9)], [("a", 0)]], goal=["d"])
    assert conversion_time(store, 0.5) == 5 * SECOND
    assert conversion_time(store, 0.95) == 9 * SECOND
    assert conversion_time(journeys([[("a", 0)]]), 0.95) == 0
