"""Retention: who comes back in which period."""

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, stored
from tropa.analytics.retention import KINDS, Kind, RetentionQuestion, Windows
from tropa.errors import QuestionError
from tropa.journeys.silence import silence
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import DAY, SECOND, micros

HOUR = 3600
WRITTEN = st.lists(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 24 * 12)), max_size=7).map(
        lambda events: sorted(((name, hour * HOUR) for name, hour in events), key=lambda event: event[1])
    ),
    min_size=1,
    max_size=6,
)


def by_hand(
    written: Written, question: RetentionQuestion, until: int, quiet: int
) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """(eligible, returned) of each window, and customers by day of their first time; seconds."""
    day = 86_400
    cells, cohorts = [[0, 0] for _ in question.bounds()], Counter[int]()
    for journey in written:
        begins = [k for k, (name, _) in enumerate(journey) if not question.start or name in question.start]
        if not begins:
            continue
        born = journey[begins[0]][1]
        cohorts[born // day] += 1
        later = [
            second for name, second in journey[begins[0] + 1 :] if not question.returns or name in question.returns
        ]
        calendar = question.windows == "calendar"
        passed = [second // day - born // day if calendar else (second - born) // day for second in later]
        for cell, (first, end) in zip(cells, question.bounds(), strict=True):
            reached = until - quiet if end is None else until
            need = first if end is None else end
            if born // day + need <= reached // day if calendar else born + need * day <= reached:
                cell[0] += 1
                cell[1] += any(first <= n and (end is None or n < end) for n in passed)
    return [(eligible, returned) for eligible, returned in cells], dict(cohorts)


@given(
    WRITTEN,
    st.sampled_from(KINDS),
    st.sampled_from(["elapsed", "calendar"]),
    st.sampled_from([(), ("a",)]),
    st.sampled_from([(), ("b",)]),
)
def test_windows_equal_a_plain_count(
    written: Written, kind: Kind, windows: Windows, start: tuple[str, ...], returns: tuple[str, ...]
) -> None:
    question = RetentionQuestion(
        kind, "day", 4, start, returns, (0, 2, 5) if kind == "bracket" else (), windows=windows
    )
    store = stored(written, blocks=2)
    cells, cohorts = by_hand(written, question, store.observed_until // SECOND, silence(store) // SECOND)
    answer = asked(question, store)
    assert [(cell.eligible, cell.returned) for cell in answer.overall] == cells
    days = {micros(datetime.fromisoformat(c.start).replace(tzinfo=UTC)) // DAY: c.size for c in answer.cohorts}
    assert days == cohorts
    for place, cell in enumerate(answer.overall):
        assert sum(cohort.cells[place].returned for cohort in answer.cohorts) == cell.returned


def test_journeys_of_one_customer_are_one_history() -> None:
    written = [[("a", 0)], [("a", 90_000)], [("a", 10)], [("b", 400_000)]]
    answer = asked(RetentionQuestion("n_day", "day", 2), stored(written, per_customer=2))
    assert answer.customers == 2
    assert [(cell.eligible, cell.returned) for cell in answer.overall] == [(2, 1), (2, 0)]


def test_an_unfinished_window_does_not_count_against_a_young_cohort() -> None:
    written: Written = [[("a", 0), ("a", 100_000)], [("a", 86_400 * 3)]]
    answer = asked(RetentionQuestion("n_day", "day", 1), stored(written))
    young = answer.cohorts[-1]
    assert (young.size, young.cells[0].eligible, young.cells[0].share) == (1, 0, None)
    assert answer.rows()[0]["share"] == 1.0


def test_unbounded_retention_finds_a_known_truth() -> None:
    random, written = np.random.default_rng(3), []
    for begin in random.uniform(0, 120, 2000):
        leaves, now, journey = begin + random.exponential(20), begin, list[tuple[str, int]]()
        while now < min(leaves, 150):
            journey.append(("a", int(now * 86_400)))
            now += random.exponential(2)
        written.append(journey)
    answer = asked(RetentionQuestion("unbounded", "week", 2), stored(written))
    share = answer.overall[0].share
    truth = np.exp(-7 / 20) * (20 / 22)  # still there after a week, and comes once more
    assert share is not None
    assert share.low - 0.01 < truth < share.high + 0.01


def test_it_says_how_it_counts_in_three_languages() -> None:
    for kind in KINDS:
        for windows, period in (("elapsed", "week"), ("calendar", "day"), ("calendar", "week"), ("calendar", "month")):
            question = RetentionQuestion(kind, period, brackets=(1, 7), windows=windows)  # type: ignore[arg-type]
            assert len({question.definition_in(language) for language in LANGUAGES}) == 3


def test_windows_that_make_no_sense_are_refused() -> None:
    with pytest.raises(QuestionError, match="7, 1"):
        RetentionQuestion("bracket", brackets=(7, 1))
    with pytest.raises(QuestionError, match="kind is monthly"):
        RetentionQuestion("monthly")  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="periods is 0"):
        RetentionQuestion(periods=0)
