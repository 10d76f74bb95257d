"""The reach of touchpoints and channels, next steps and returns."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.reach import ReachAnswer, ReachQuestion
from tropa.engines.threads import ask

Written = list[list[tuple[str, int]]]

STAGES = ("look", "buy")
STAGE_OF = {"ad": "look", "film": "look", "cart": "buy"}
WRITTEN = st.lists(
    st.lists(st.sampled_from([*STAGE_OF, "other"]), min_size=1, max_size=9).map(
        lambda names: [(name, second) for second, name in enumerate(names)]
    ),
    min_size=1,
    max_size=12,
)


def asked(written: Written, blocks: int = 1) -> ReachAnswer:
    return ask(ReachQuestion(), journeys(written, blocks=blocks, stage_of=STAGE_OF, stages=STAGES))


@given(WRITTEN)
def test_touchpoints_agree_with_counting_by_hand(written: Written) -> None:
    names = [[name for name, _ in journey] for journey in written]
    found = {reach.touchpoint: reach for reach in asked(written).touchpoints}
    assert set(found) == {name for journey in names for name in journey}
    for name, reach in found.items():
        assert reach.journeys == sum(str(name) in journey for journey in names)
        assert reach.events == sum(journey.count(str(name)) for journey in names)
        assert reach.share.value == reach.journeys / len(written)
        if reach.stage is not None and reach.stage_share is not None:
            reached = sum(any(STAGE_OF.get(other) == reach.stage for other in journey) for journey in names)
            assert reach.stage_share.value == reach.journeys / reached


@given(WRITTEN)
def test_next_steps_and_returns_agree_with_counting_by_hand(written: Written) -> None:
    names = [[name for name, _ in journey] for journey in written]
    steps = Counter(pair for journey in names for pair in itertools.pairwise(journey))
    answer = asked(written)
    for step in answer.next_steps:
        of_stage = {p: n for p, n in steps.items() if STAGE_OF.get(p[0]) == step.stage and p[0] != p[1]}
        assert steps[step.source, step.target] == step.steps == max(of_stage.values())
        assert step.share.n == sum(n for pair, n in steps.items() if pair[0] == step.source)
    back = {pair: n for pair, n in steps.items() if pair[0] == "cart" and STAGE_OF.get(pair[1]) == "look"}
    assert [(found.stage, found.source, found.returns) for found in answer.returns] == (
        [("look", "cart", sum(back.values()))] if back else []
    )
    for found in answer.returns:
        assert found.journeys == sum(any(pair in back for pair in itertools.pairwise(journey)) for journey in names)


@given(WRITTEN)
def test_the_answer_is_the_same_from_one_block_and_from_many(written: Written) -> None:
    assert asked(written).to_dict() == asked(written, blocks=4).to_dict()


def test_a_stage_counts_its_channels() -> None:
    answer = asked([[("ad", 0), ("film", 1)], [("cart", 0)], [("other", 0)]])
    (look, buy) = answer.stage_channels
    assert (look.stage, look.channel, look.journeys, look.events) == ("look", "site", 1, 2)
    assert buy.stage_share is not None
    assert buy.stage_share.value == 1.0
    assert answer.channels[0].share.value == 1.0


def test_journeys_without_stages_still_have_touchpoints() -> None:
    answer = ask(ReachQuestion(), journeys([[("a", 0), ("b", 1)]]))
    assert [row["touchpoint"] for row in answer.rows()] == ["a", "b"]
    assert answer.next_steps == ()
    assert "Wilson" in answer.definition
