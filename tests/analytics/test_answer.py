"""Answers print as a table under their definition, and say what they leave out."""

import json

import pytest

from tests.analytics.oracles import asked, stored
from tropa.analytics.answer import length_text, table_text
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.kit.time import HOUR, MINUTE, SECOND

STORE = stored([[("a", 0), ("b", 90)], [("a", 0), ("c", 5)]])


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "en")


def test_rows_beyond_the_limit_are_counted() -> None:
    lines = table_text([{"n": k, "name": None} for k in range(5)], limit=3).splitlines()
    assert [line.split() for line in lines[:2]] == [["n", "name"], ["0", "–"]]
    assert lines[-1] == "… 2 more rows"
    assert table_text([]) == ""


def test_what_an_answer_leaves_out_is_said_under_it() -> None:
    assert str(asked(FlowQuestion(), STORE).top(1)).endswith("And 4 other edges, transitions: 4.")
    assert str(asked(VariantsQuestion(top=1), STORE)).endswith("And 1 other variant, journeys: 1.")
    assert asked(VariantsQuestion(), STORE).left_out_in("ru") == ""


def test_an_answer_keeps_its_question_as_plain_values() -> None:
    answer = json.loads(json.dumps(asked(VariantsQuestion(top=1), STORE).to_dict()))
    assert answer["question"] == {"top": 1, "collapse_loops": False, "max_length": None}


def test_a_parameter_is_written_in_its_largest_whole_unit() -> None:
    written = [length_text(length, "en") for length in (36 * HOUR, 90 * MINUTE, 90 * SECOND, SECOND // 2)]
    assert written == ["36 h", "90 min", "90 s", "0.5 s"]
