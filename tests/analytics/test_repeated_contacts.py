"""Contacting again, judged among those who had made contact."""

import numpy as np
import pytest

from tests.journey_builder import Written, journeys
from tropa.analytics.barriers import Barrier, BarriersQuestion
from tropa.analytics.repeated_contacts import contact_codes
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys

STAGE_OF = {"start": "ask", "call": "ask", "missed": "ask", "mail": "ask", "wait here": "ask", "done": "end"}


def store(written: Written, blocks: int = 1) -> Journeys:
    return journeys(
        written,
        stage_of=STAGE_OF,
        stages=("ask", "end"),
        goal=("done",),
        signals={"missed": "unanswered"},
        observed_until=90 * 86_400,
        blocks=blocks,
    )


def callers(seed: int, harm: float, n: int = 2500) -> Written:
    """Callers are half as likely to get on at all; of those who called, a second call costs `harm` of the chance."""
    random = np.random.default_rng(seed)
    written = []
    for _ in range(n):
        steps, chance = ["start"], 0.8
        if random.random() < 0.5:
            steps.append("call")
            chance = 0.4
            if random.random() < 0.5:
                steps.append("call")
                chance -= harm
            else:
                steps.append("wait here")
        else:
            steps += ["wait here", "mail"]
        if random.random() < chance:
            steps.append("done")
        written.append([(name, 60 * k) for k, name in enumerate(steps)])
    return written


def again(written: Written, blocks: int = 1) -> Barrier:
    answer = ask(BarriersQuestion(contacts=("call",)), store(written, blocks))
    both = (*answer.confirmed, *answer.unconfirmed)
    return next(one for one in both if (one.kind, one.touchpoint) == ("repeated_contact", "call"))


@pytest.mark.parametrize("harm", [0.0, 0.2])
def test_the_harm_of_a_second_call_is_not_that_of_having_to_call_at_all(harm: float) -> None:
    found = again(callers(1, harm))
    assert found.effect is not None
    assert found.effect.low < -harm < found.effect.high
    assert found.effect.value == pytest.approx(-harm, abs=0.05)
    assert found.confirmed == (harm > 0)
    assert found.met == pytest.approx(2500 / 4, rel=0.1)


def test_the_interval_covers_the_truth() -> None:
    effects = [again(callers(seed, 0.2, 600)).effect for seed in range(40)]
    assert sum(effect is not None and effect.low <= -0.2 <= effect.high for effect in effects) >= 35


def test_it_is_the_same_from_many_blocks_and_contacts_begin_anew_in_each_journey() -> None:
    written = callers(2, 0.1, 200)
    assert again(written) == again(written, blocks=4)
    once = [[("start", 0), ("call", 1), ("wait here", 2)]] * 40
    answer = ask(BarriersQuestion(contacts=("call",)), store(once))
    assert all(one.kind != "repeated_contact" for one in answer.unconfirmed)


def test_unanswered_calls_are_contacts_and_unknown_names_are_said() -> None:
    words = store(callers(1, 0, 5)).vocabulary
    words = type(words)(**{**words.__dict__, "touchpoints": words.touchpoints})
    marked = contact_codes(words, ("call",))
    assert {name for name, on in zip(words.touchpoints, marked, strict=True) if on} == {"call", "missed"}
    with pytest.raises(QuestionError, match="cal"):
        contact_codes(words, ("cal",))
