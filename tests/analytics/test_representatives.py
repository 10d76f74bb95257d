"""Representatives: what is said of them is recounted by hand, and planted kinds of journeys are found again."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, collapsed, stored, written_journeys
from tests.analytics.test_path_distance import indel
from tests.journey_builder import journeys
from tropa.analytics.representatives import MOST_PATHS, RepresentativesQuestion
from tropa.errors import QuestionError
from tropa.journeys.fold import fold, folding
from tropa.journeys.pattern_syntax import path_pattern
from tropa.journeys.select import matching, select

KINDS = ["abcd", "efghi", "jda"]


def distance(left: str, right: str) -> float:
    return indel([ord(letter) for letter in left], [ord(letter) for letter in right])


def noisy(count: int, noise: int = 1) -> Written:
    """Journeys of three kinds with other touchpoints in between, some of them repeated."""
    rng = np.random.default_rng(1)
    written: Written = []
    for number in range(count):
        path = list(KINDS[number % 3])
        for _ in range(noise):
            path.insert(int(rng.integers(0, len(path) + 1)), str(rng.choice(list("xyz"))))
        written.append([(name, second) for second, name in enumerate(step for name in path for step in name * 2)])
    return written


@given(written_journeys, st.integers(1, 3), st.none() | st.integers(1, 3), st.sampled_from([0.0, 0.2, 0.5]))
def test_counts_coverage_and_distance_are_those_of_the_named_paths(
    written: Written, blocks: int, k: int | None, radius: float
) -> None:
    paths = ["".join(name for name, _ in collapsed(journey)) for journey in written if journey]
    answer = asked(RepresentativesQuestion(k, radius=radius), stored(written, blocks=blocks))
    if not paths:
        assert answer.segments == ()
        return
    (group,) = answer.segments
    assert (group.journeys, group.paths, group.method) == (len(paths), len(set(paths)), "medoids")
    found = ["".join(one.path) for one in group.representatives]
    assert len(found) == len(set(found))
    assert k is None or len(found) == min(k, group.paths)
    nearest = [min(distance(path, one) for one in found) for path in paths]
    assert group.distance == pytest.approx(np.mean(nearest))
    assert group.coverage == pytest.approx(np.mean([far <= radius for far in nearest]))
    single = min(np.mean([distance(path, one) for path in paths]) for one in paths)
    assert group.gain == pytest.approx(1 - np.mean(nearest) / single if single else 0.0)
    assert [one.exact for one in group.representatives] == [paths.count(one) for one in found]
    assert sum(one.count for one in group.representatives) == len(paths)
    total = sum(one.count * one.distance for one in group.representatives)
    assert total / len(paths) == pytest.approx(group.distance)
    if k is None and len(found) < min(8, group.paths):
        assert group.coverage >= 0.8


@given(written_journeys, st.integers(2, 3))
def test_blocks_do_not_change_the_answer(written: Written, blocks: int) -> None:
    one, many = (asked(RepresentativesQuestion(2), stored(written, blocks=b)) for b in (1, blocks))
    assert one.segments == many.segments


def test_planted_kinds_are_the_representatives() -> None:
    (group,) = asked(RepresentativesQuestion(), journeys(noisy(90), blocks=2)).segments
    assert len(group.representatives) == 3
    assert {one.count for one in group.representatives} == {30}
    assert all(any(distance("".join(one.path), kind) < 0.2 for kind in KINDS) for one in group.representatives)
    assert sorted("".join(one.prototype) for one in group.representatives) == sorted(KINDS)
    assert all(len(one.support) == len(one.path) and max(one.support) == 1.0 for one in group.representatives)
    assert group.coverage == 1.0
    assert group.gain > 0.5


@given(written_journeys)
def test_a_representative_s_pattern_finds_the_journeys_that_are_exactly_it(written: Written) -> None:
    store = stored(written, blocks=2)
    for group in asked(RepresentativesQuestion(2), store).segments:
        for one in group.representatives:
            assert matching(store, path_pattern(one.path, repeats=True)).count == one.exact


@settings(deadline=None, max_examples=20)
@given(written_journeys, st.lists(st.sampled_from("xy"), min_size=6, max_size=6))
def test_a_segment_by_itself_is_the_same_as_chosen_alone(written: Written, names: list[str]) -> None:
    store = journeys(written, segment=names[: len(written)], blocks=2)
    together = asked(RepresentativesQuestion(by_segment=True), store)
    for group in together.segments:
        assert group.segment is not None
        (alone,) = asked(RepresentativesQuestion(), select(store, segment=group.segment)).segments
        assert (alone.representatives, alone.coverage, alone.gain) == (
            group.representatives,
            group.coverage,
            group.gain,
        )


def test_very_many_paths_are_grouped_by_ngrams_and_measured_exactly() -> None:
    written = noisy(3 * MOST_PATHS, noise=6)
    (group,) = asked(RepresentativesQuestion(3, radius=0.6), journeys(written)).segments
    assert group.paths > MOST_PATHS
    assert group.method == "ngrams"
    assert [round(one.share, 2) for one in group.representatives] == pytest.approx([1 / 3] * 3, abs=0.05)
    found = ["".join(one.path) for one in group.representatives]
    few = ["".join(name for name, _ in collapsed(journey)) for journey in written[:300]]
    means = np.mean([min(distance(path, one) for one in found) for path in few])
    assert group.distance == pytest.approx(means, abs=0.02)


def test_folded_journeys_have_coarser_representatives() -> None:
    store = journeys(
        noisy(60), stage_of=dict.fromkeys("abcd", "one") | dict.fromkeys("efghij", "two"), stages=("one", "two")
    )
    (fine,) = asked(RepresentativesQuestion(), store).segments
    (coarse,) = asked(RepresentativesQuestion(), fold(store, folding(store, keep=0))).segments
    assert coarse.paths < fine.paths
    assert {name for one in coarse.representatives for name in one.path} <= {"(one)", "(two)", "(other)"}


def test_the_answer_is_a_table_json_and_three_languages() -> None:
    answer = asked(
        RepresentativesQuestion(1), stored([[("a", 0), ("a", 1), ("b", 2)], [("a", 0), ("b", 1)], [("c", 0)]])
    )
    assert answer.rows()[0]["path"] == "a > b"
    assert json.loads(json.dumps(answer.to_dict()))["segments"][0]["representatives"][0]["exact"] == 2
    assert "80%" in RepresentativesQuestion().definition_in("en")
    assert "30" in RepresentativesQuestion().definition_in("ru")
    assert answer.definition_in("pl") != answer.definition


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(QuestionError, match="k is 0; it must be within 1…20"):
        RepresentativesQuestion(0)
    with pytest.raises(QuestionError, match="radius is 2; it must be within 0…1"):
        RepresentativesQuestion(radius=2)
    with pytest.raises(QuestionError, match="must be 1 or more"):
        RepresentativesQuestion(max_length=0)
