"""Folding: fewer names for the same journeys."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tests.journeys.readable import readable
from tropa.errors import NotFoundError, QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.fold import fold, folding, kept_at_each

WRITTEN = st.lists(st.lists(st.tuples(st.sampled_from("abcdg"), st.just(0)), max_size=6), min_size=1, max_size=5)
STAGES = {"a": "early", "b": "early", "c": "late", "g": "late"}


def store(written: list[list[tuple[str, int]]]) -> Journeys:
    signals = {"c": "error"}
    return journeys(written, blocks=2, stage_of=STAGES, stages=("early", "late"), goal=["g"], signals=signals)


@given(WRITTEN, st.none() | st.integers(0, 5), st.sampled_from([0.0, 0.3, 1.0]))
def test_a_folding_renames_all_but_the_most_met(
    written: list[list[tuple[str, int]]], keep: int | None, at_least: float
) -> None:
    some = store([[("d", 0)], *written])
    met = Counter(name for _, journey in readable(some) for name in {name for name, _ in journey})
    order = sorted("abcdg", key=lambda name: (-met[name], name))[:keep]
    stays = {name for name in order if met[name] >= at_least * some.count} | {"g"}
    parent = {name: f"({STAGES[name]})" if name in STAGES else "(other)" for name in "abcdg"}
    expected = [
        (customer, [(name if name in stays else parent[name], second) for name, second in journey])
        for customer, journey in readable(some)
    ]
    chosen = folding(some, keep=keep, at_least=at_least)
    folded = fold(some, chosen)
    assert readable(folded) == expected
    events = [name for _, journey in readable(some) for name, _ in journey]
    assert chosen.kept == pytest.approx(sum(name in stays for name in events) / len(events))
    assert [block.goal_time.tolist() for block in folded.blocks] == [b.goal_time.tolist() for b in some.blocks]
    assert [folded.vocabulary.touchpoints[code] for code in folded.vocabulary.goal] == ["g"]


@given(WRITTEN)
def test_the_slider_s_marks_are_what_each_folding_keeps(written: list[list[tuple[str, int]]]) -> None:
    some = store([[("d", 0)], *written])
    marks = kept_at_each(some)
    assert marks == pytest.approx([folding(some, keep=keep).kept for keep in range(6)])
    assert marks[-1] == 1.0


def test_the_stage_level_is_one_name_a_stage_and_the_goal() -> None:
    some = store([[("a", 0), ("b", 0), ("c", 0), ("d", 0), ("g", 0)]])
    words = fold(some, folding(some, keep=0)).vocabulary
    assert words.touchpoints == ("(early)", "(late)", "(other)", "g")
    assert [words.stages[code] if code >= 0 else None for code in words.stage_of] == ["early", "late", None, "late"]
    assert words.signals == ("", "error", "", "")


def test_given_parents_come_before_the_stage_and_may_be_touchpoints() -> None:
    some = store([[("a", 0), ("b", 0), ("c", 0)], [("a", 0)]])
    chosen = folding(some, keep=1, parents={"b": "a", "c": "pages"})
    assert readable(fold(some, chosen))[0][1] == [("a", 0), ("a", 0), ("pages", 0)]
    assert chosen.folded(some.vocabulary) == {"a": ("b",), "pages": ("c",)}


def test_without_limits_nothing_changes() -> None:
    some = store([[("a", 0), ("d", 0)]])
    assert fold(some, folding(some)).vocabulary == some.vocabulary


def test_what_makes_no_sense_is_refused() -> None:
    some = store([[("a", 0)]])
    with pytest.raises(QuestionError, match="must be 0 or more"):
        folding(some, keep=-1)
    with pytest.raises(QuestionError, match="between 0 and 1"):
        folding(some, at_least=2)
    with pytest.raises(NotFoundError, match="no touchpoint z"):
        folding(some, parents={"z": "a"})
