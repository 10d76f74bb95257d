"""Sessions: cut by silence and by touchpoints, against a plain cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, sessions, stored, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.sessions import SessionsQuestion
from tropa.errors import QuestionError
from tropa.kit.time import SECOND

NAMES = st.lists(st.sampled_from("abcd"), max_size=2).map(tuple)


@given(written_journeys, st.integers(1, 3), st.integers(1, 6), NAMES, NAMES)
def test_sessions_equal_a_plain_cut(
    written: Written, blocks: int, gap: int, start: tuple[str, ...], end: tuple[str, ...]
) -> None:
    cut = [session for journey in written for session in sessions(journey, gap, start, end)]
    answer = asked(SessionsQuestion(gap * SECOND, start, end), stored(written, blocks=blocks))
    assert answer.count == len(cut)
    assert answer.customers == sum(len(journey) > 0 for journey in written)
    assert answer.bounces == sum(len(session) == 1 for session in cut)
    if cut:
        seconds = [session[-1][1] - session[0][1] for session in cut]
        assert answer.events_mean == pytest.approx(np.mean([len(s) for s in cut]))
        assert answer.events_median == pytest.approx(np.median([len(s) for s in cut]))
        assert answer.duration is not None
        assert answer.duration.mean == pytest.approx(np.mean(seconds))
        assert answer.duration.p95 == pytest.approx(np.quantile(seconds, 0.95))


def test_a_silence_of_exactly_the_gap_does_not_end_a_session() -> None:
    store = journeys([[("a", 0), ("a", 1800), ("a", 3601)]])
    answer = asked(SessionsQuestion(), store)
    assert (answer.count, answer.per_customer, answer.bounces) == (2, 2.0, 1)
    assert answer.bounce_share is not None
    assert answer.bounce_share.value == 0.5


def test_journeys_of_one_customer_are_sessions_of_one_customer() -> None:
    answer = asked(SessionsQuestion(), stored([[("a", 0)], [("a", 1)], [("b", 0)]], per_customer=2))
    assert (answer.count, answer.customers, answer.per_customer) == (3, 2, 1.5)


def test_no_events_are_no_sessions() -> None:
    answer = asked(SessionsQuestion(), stored([[], []]))
    assert (answer.count, answer.per_customer, answer.duration, answer.bounce_share) == (0, None, None, None)


def test_a_gap_of_nothing_is_refused() -> None:
    with pytest.raises(QuestionError, match="gap is 0"):
        SessionsQuestion(gap=0)
