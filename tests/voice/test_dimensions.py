"""Effort, intensity, actionability and what needs an answer."""

import numpy as np
import pytest

from tests.voice.said import said
from tropa.voice.dimensions import dimensions
from tropa.voice.valence_lexicon import LexiconModel

HARD = ("Звонил три раза и снова объяснял всё заново", "Musiałam czekać godzinę", "I had to type it again and again")
EASY = ("Оформила легко, за минуту", "Bardzo łatwo i wygodnie", "Simple and quick")


@pytest.mark.parametrize(("texts", "effort"), [(HARD, 1.0), (EASY, -1.0)])
def test_effort_is_read_in_three_languages(texts: tuple[str, ...], effort: float) -> None:
    assert dimensions(said(*({"text": text} for text in texts))).effort.tolist() == [effort] * 3


def test_strong_words_capitals_and_runs_of_marks_make_a_text_intense() -> None:
    table = said({"text": "Это УЖАС!!!"}, {"text": "The box was brown."}, {"text": "Nice 👍👍"})
    assert dimensions(table).intensity.tolist() == [3.0, 0.0, 1.0]


def test_a_proposal_can_be_acted_on() -> None:
    table = said({"text": "Добавьте оплату картой"}, {"text": "Powinniście dodać filtr"}, {"text": "It was fine"})
    assert dimensions(table).actionable == (True, True, False)


def test_threats_and_questions_of_the_unhappy_need_an_answer() -> None:
    table = said(
        {"text": "Верните деньги, иначе пойду в суд", "language": "ru"},
        {"text": "Koszmarna obsługa. Ile to potrwa?", "language": "pl"},
        {"text": "Świetny film, kto nie widział?", "language": "pl"},
    )
    assert dimensions(table, LexiconModel()).response_needed == (True, True, False)


def test_without_a_model_the_sentiment_is_unknown_and_null_in_the_table() -> None:
    answer = dimensions(said({"text": "Ужасно"}, {"text": None}))
    assert np.isnan(answer.sentiment).all()
    assert answer.table()["sentiment"].to_pylist() == [None]
    assert answer.verbatim_ids == ("v0",)
