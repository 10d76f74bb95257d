"""Step matrix: positions from the start or around an anchor, against a plain count."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, sessions, stored, written_journeys
from tropa.analytics.step_matrix import ENDED, NOT_BEGUN, StepMatrixQuestion
from tropa.errors import QuestionError
from tropa.kit.time import SECOND


@given(
    written_journeys,
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from([None, "a", "b"]),
    st.none() | st.integers(1, 5),
)
def test_the_matrix_equals_a_plain_count(
    written: Written, blocks: int, steps: int, anchor: str | None, gap: int | None
) -> None:
    units = written if gap is None else [s for journey in written for s in sessions(journey, gap)]
    paths = [[name for name, _ in unit] for unit in units if unit]
    paths = [path for path in paths if anchor is None or anchor in path]
    question = StepMatrixQuestion(steps, anchor, "journey" if gap is None else "session", (gap or 1) * SECOND)
    answer = asked(question, stored(written, blocks=blocks))
    assert answer.units == len(paths)
    for column, position in enumerate(answer.positions):
        seen: Counter[str] = Counter()
        for path in paths:
            at = position - 1 if anchor is None else path.index(anchor) + position
            seen[NOT_BEGUN if at < 0 else ENDED if at >= len(path) else path[at]] += 1
        found = {name: row[column] for name, row in zip(answer.touchpoints, answer.counts, strict=True) if row[column]}
        rest = {NOT_BEGUN: answer.not_begun_counts[column], ENDED: answer.ended_counts[column]}
        assert found | {name: n for name, n in rest.items() if n} == dict(seen)
        if paths:
            total = sum(row[column] for row in answer.shares) + answer.ended[column] + answer.not_begun[column]
            assert total == pytest.approx(1)


def test_rows_are_touchpoints_by_frequency_and_then_the_ended() -> None:
    answer = asked(StepMatrixQuestion(2), stored([[("b", 0), ("a", 1)], [("b", 0)]]))
    assert answer.rows() == [
        {"touchpoint": "b", "1": 1.0, "2": 0.0},
        {"touchpoint": "a", "1": 0.0, "2": 0.5},
        {"touchpoint": ENDED, "1": 0.0, "2": 0.5},
    ]


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(QuestionError, match="within 1…1000"):
        StepMatrixQuestion(0)
    with pytest.raises(QuestionError, match="journey, session"):
        StepMatrixQuestion(by="visit")  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="no touchpoint z"):
        asked(StepMatrixQuestion(anchor="z"), stored([[("a", 0)]]))


def test_the_definition_names_the_anchor_and_the_unit() -> None:
    question = StepMatrixQuestion(3, "a", "session")
    assert "contain a" in question.definition_in("en")
    assert "30 мин" in question.definition_in("ru")
