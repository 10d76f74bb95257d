"""Segments discovered from behaviour."""

from typing import Any

import numpy as np
import pytest

from tests.analytics.oracles import asked
from tests.journey_builder import Written, journeys
from tests.statistics.planted_groups import TOUCHPOINTS, walks
from tropa.analytics.behaviour_segments import BehaviourSegmentsQuestion
from tropa.analytics.segments import SegmentsAnswer
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.cluster_choice import ChoiceRule

QUICK = ChoiceRule(most=3, resamples=5, permutations=19)


def walked(seed: int, n: int, *, planted: bool = True) -> tuple[Written, Any]:
    sequences, group = walks(seed, n, planted=planted)
    names = ["|", *TOUCHPOINTS]
    written = []
    for low, high in zip(sequences.offsets[:-1].tolist(), sequences.offsets[1:].tolist(), strict=True):
        written.append([(names[state], k) for k, state in enumerate(sequences.states[low + 1 : high - 1].tolist())])
    return written, group


def found(store: Journeys, **more: Any) -> SegmentsAnswer:
    return asked(BehaviourSegmentsQuestion(**({"rule": QUICK} | more)), store)


@pytest.mark.parametrize(("method", "least"), [("ngrams", 0.85), ("markov", 0.8)])
def test_planted_ways_are_found_in_a_sample_and_everybody_is_assigned(method: str, least: float) -> None:
    written, group = walked(1, 900)
    answer = found(journeys(written), method=method, sample=300)
    assert (answer.verdict, len(answer.segments)) == ("groups", 3)
    of = dict(zip(answer.assigned["customer"].to_pylist(), answer.assigned["segment"].to_pylist(), strict=True))
    assert adjusted_rand([of[f"c{number}"] for number in range(900)], group) > least
    assert sum(segment.customers for segment in answer.segments) == 900


@pytest.mark.parametrize("method", ["ngrams", "markov"])
def test_customers_of_one_chain_have_no_segments(method: str) -> None:
    answers = [found(journeys(walked(seed, 100, planted=False)[0]), method=method) for seed in range(8)]
    assert sum(bool(answer.segments) for answer in answers) <= 1


@pytest.mark.parametrize("sample", [60, 1000])
def test_the_answer_is_the_same_from_one_block_and_from_many(sample: int) -> None:
    written, _ = walked(2, 150)
    one, many = (found(journeys(written, blocks=blocks), sample=sample) for blocks in (1, 4))
    assert (one.segments, one.tried, one.p_value) == (many.segments, many.tried, many.p_value)
    both = [dict(zip(*(a.assigned[c].to_pylist() for c in ("customer", "segment")), strict=True)) for a in (one, many)]
    assert both[0] == both[1]


def test_all_journeys_of_a_customer_count_and_repeats_do_not() -> None:
    a, b = [("a", 0), ("a", 1), ("b", 2)], [("c", 0)]
    store = journeys([a, b, a])
    (block,) = store.blocks
    joined = block.customer.take([0, 0, 2])
    question = BehaviourSegmentsQuestion()
    partial = question.partial(type(block)(**{**block.__dict__, "customer": joined}), store)
    of = {tuple(partial.sequences.take(np.array([row])).states.tolist()) for row in range(2)}
    assert of == {(0, 1, 2, 0, 3, 0), (0, 1, 2, 0)}
    assert partial.customers == 2


def test_long_journeys_are_cut_and_few_customers_are_not_enough() -> None:
    written, _ = walked(3, 30)
    question = BehaviourSegmentsQuestion(max_length=2)
    (block,) = journeys(written).blocks
    assert np.diff(question.partial(block, journeys(written)).sequences.offsets).max() <= 4
    assert found(journeys(written)).verdict == "not_enough_data"


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(QuestionError, match="ngrams"):
        BehaviourSegmentsQuestion(method="magic")  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="sample"):
        BehaviourSegmentsQuestion(sample=0)
    assert "Markowa" in BehaviourSegmentsQuestion(method="markov").definition_in("pl")
