"""Step matrix: positions from the start or around an anchor, against a plain count."""

from collections import Counter
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, sessions, stored, written_journeys
from tropa.analytics.step_matrix import ENDED, NOT_BEGUN, StepMatrixQuestion
from tropa.errors import QuestionError
from tropa.kit.time import SECOND


def anchored(
    path: list[str], anchor: str | None, occurrence: int | Literal["last", "all"]
) -> list[tuple[list[str], int]]:
    """The path with the place of its position 0, once for every occurrence that counts."""
    if anchor is None:
        return [(path, -1)]
    places = [place for place, name in enumerate(path) if name == anchor]
    if isinstance(occurrence, int):
        places = places[occurrence - 1 : occurrence]
    return [(path, place) for place in (places[-1:] if occurrence == "last" else places)]


@given(
    written_journeys,
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from([None, "a", "b"]),
    st.none() | st.integers(1, 5),
    st.sampled_from([1, 2, 3, "last", "all"]),
)
def test_the_matrix_equals_a_plain_count(
    written: Written,
    blocks: int,
    steps: int,
    anchor: str | None,
    gap: int | None,
    occurrence: int | Literal["last", "all"],
) -> None:
    units = written if gap is None else [s for journey in written for s in sessions(journey, gap)]
    paths = [(path, at) for unit in units if unit for path, at in anchored([n for n, _ in unit], anchor, occurrence)]
    by: Literal["journey", "session"] = "journey" if gap is None else "session"
    question = StepMatrixQuestion(steps, anchor, by, (gap or 1) * SECOND, occurrence)
    answer = asked(question, stored(written, blocks=blocks))
    assert answer.units == len(paths)
    for column, position in enumerate(answer.positions):
        seen: Counter[str] = Counter()
        for path, zero in paths:
            at = zero + position
            seen[NOT_BEGUN if at < 0 else ENDED if at >= len(path) else path[at]] += 1
        found = {name: row[column] for name, row in zip(answer.touchpoints, answer.counts, strict=True) if row[column]}
        rest = {NOT_BEGUN: answer.not_begun_counts[column], ENDED: answer.ended_counts[column]}
        assert found | {name: n for name, n in rest.items() if n} == dict(seen)
        if paths:
            total = sum(row[column] for row in answer.shares) + answer.ended[column] + answer.not_begun[column]
            assert total == pytest.approx(1)


@given(written_journeys, st.integers(1, 3), st.sampled_from([1, 2, "last", "all"]))
def test_around_a_pattern_of_one_touchpoint_it_is_the_matrix_around_the_touchpoint(
    written: Written, blocks: int, occurrence: int | Literal["last", "all"]
) -> None:
    store = stored(written, blocks=blocks)
    one = asked(StepMatrixQuestion(3, "a", occurrence=occurrence), store)
    other = asked(StepMatrixQuestion(3, pattern="a", occurrence=occurrence), store)
    assert replace(one, question=other.question) == other


def test_around_a_pattern_position_0_is_where_it_is_met() -> None:
    store = stored([[("a", 0), ("c", 1), ("b", 2), ("d", 3)], [("b", 0), ("d", 1)], []])
    answer = asked(StepMatrixQuestion(1, pattern="a->.*->b"), store)
    assert answer.rows()[:3] == [
        {"touchpoint": "b", "-1": 0.0, "0": 1.0, "1": 0.0},
        {"touchpoint": "c", "-1": 1.0, "0": 0.0, "1": 0.0},
        {"touchpoint": "d", "-1": 0.0, "0": 0.0, "1": 1.0},
    ]


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
    for occurrence in (0, "any"):
        with pytest.raises(QuestionError, match="1, 2, 3…, last, all"):
            StepMatrixQuestion(anchor="a", occurrence=occurrence)  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="not both"):
        StepMatrixQuestion(anchor="a", pattern="b")
    with pytest.raises(QuestionError, match="no touchpoint z"):
        asked(StepMatrixQuestion(anchor="z"), stored([[("a", 0)]]))


def test_the_definition_names_the_anchor_and_the_unit() -> None:
    question = StepMatrixQuestion(3, "a", "session")
    assert "contain a" in question.definition_in("en")
    assert "30 мин" in question.definition_in("ru")
    assert "occurrence number 2" in StepMatrixQuestion(3, "a", occurrence=2).definition_in("en")
    assert "ostatnie wystąpienie" in StepMatrixQuestion(3, "a", occurrence="last").definition_in("pl")
    assert "Каждое появление a" in StepMatrixQuestion(3, "a", occurrence="all").definition_in("ru")
