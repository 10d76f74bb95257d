"""Repeat visits: who comes again, and how soon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, sessions, stored, written_journeys
from tests.analytics.simulated import simulated
from tropa.analytics.repeat_visits import RepeatVisitsQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND


@given(written_journeys, st.integers(1, 4))
def test_visits_equal_a_plain_count(written: Written, gap: int) -> None:
    visits = [len(sessions(journey, gap)) for journey in written if journey]
    answer = asked(RepeatVisitsQuestion(4, gap * SECOND), stored(written, blocks=2))
    assert answer.customers == len(visits)
    assert answer.visits_mean == (sum(visits) / len(visits) if visits else None)
    for visit in answer.visits:
        assert visit.customers == sum(count >= visit.number for count in visits)
    assert [visit.number for visit in answer.visits] == [k for k in (2, 3, 4) if any(v >= k - 1 for v in visits)]


def test_who_has_not_come_yet_may_still_come() -> None:
    answer = ask(RepeatVisitsQuestion(2), simulated(2000, [0.0] * 3, 1, converting=0, giving_up=0, meeting=0.05))
    again, half = answer.visits[0].again, answer.visits[0].half
    assert again is not None
    assert half is not None
    assert half.low is not None
    assert half.high is not None
    assert half.low < 13.86 * 86_400 < half.high
    assert again.value > answer.visits[0].share.value + 0.1


def test_it_says_how_it_counts_and_refuses_a_first_visit() -> None:
    assert len({RepeatVisitsQuestion().definition_in(language) for language in LANGUAGES}) == 3
    with pytest.raises(QuestionError, match="most is 1"):
        RepeatVisitsQuestion(most=1)
