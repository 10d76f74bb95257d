"""Themes found by words, by people, by a model taught by both."""

from typing import Any

import pytest

from tests.voice.said import said
from tropa.errors import QuestionError
from tropa.voice.themes import ThemeLabel, mentions
from tropa.voice.themes_training import ThemeModel, to_label, train_themes

TEXTS = {
    "payment_fails": ("My card was declined", "Карта не прошла, хотя деньги есть", "Płatność została odrzucona"),
    "too_expensive": ("Too expensive for me", "Слишком дорого для студента", "Za drogo jak na dwa filmy"),
    "no_answer_by_phone": ("Nobody answers the phone", "Никто не берёт трубку", "Nie można się dodzwonić"),
    "kind_staff": ("The staff were friendly", "Очень вежливый персонал", "Bardzo uprzejma obsługa"),
}


def found(*texts: str) -> list[set[str]]:
    table = said(*({"text": text} for text in texts))
    of_text: dict[str, set[str]] = {f"v{number}": set() for number in range(len(texts))}
    for row in mentions(table).to_pylist():
        of_text[row["verbatim_id"]].add(row["theme"])
    return list(of_text.values())


@pytest.mark.parametrize("theme", TEXTS)
def test_a_theme_is_found_in_three_languages(theme: str) -> None:
    assert all(theme in themes for themes in found(*TEXTS[theme]))


def test_a_text_may_speak_of_several_themes_or_of_none() -> None:
    both, none = found("Too expensive, and my card was declined", "It is Tuesday")
    assert {"too_expensive", "payment_fails"} <= both
    assert none == set()


def test_the_sentence_of_the_mention_is_literal() -> None:
    text = "Bought two tickets. My card was declined! Sad."
    (row,) = mentions(said({"text": text})).to_pylist()
    assert text[row["start"] : row["end"]] == "My card was declined!"
    assert (row["by"], row["probability"], row["kind"]) == ("words", 1.0, "barrier")


def test_a_person_adds_and_takes_away() -> None:
    table = said({"text": "My card was declined"}, {"text": "Hm"})
    labels = [ThemeLabel("v0", "payment_fails", present=False), ThemeLabel("v1", "queue")]
    assert [(row["verbatim_id"], row["theme"], row["by"]) for row in mentions(table, labels=labels).to_pylist()] == [
        ("v1", "queue", "person")
    ]


def texts() -> list[dict[str, Any]]:
    """Two themes said with their seed words and, later, in others that go with them."""
    rows = [f"My card was declined at the kiosk, terminal number {n}" for n in range(12)]
    rows += [f"Too expensive for me, my wallet weeps, month {n}" for n in range(12)]
    rows += ["The terminal at the kiosk again", "My wallet weeps every month"]
    return [{"text": row} for row in rows]


def labels() -> list[ThemeLabel]:
    named = [ThemeLabel(f"v{n}", "payment_fails" if n < 12 else "too_expensive") for n in range(24)]
    return [label for label in named if int(label.verbatim_id[1:]) % 3 == 0]


def test_a_model_that_people_taught_finds_what_is_said_in_other_words() -> None:
    table = said(*texts())
    known = mentions(table, labels=labels())
    model = train_themes(table, known, labels())
    assert model.verified
    added = [row for row in model.extend(table, known).to_pylist() if row["by"] == "model"]
    assert {row["verbatim_id"]: row["theme"] for row in added} == {"v24": "payment_fails", "v25": "too_expensive"}
    assert all(row["probability"] >= 0.8 for row in added)


def test_a_model_taught_by_words_alone_adds_nothing_unless_asked() -> None:
    table = said(*texts())
    known = mentions(table)
    model: ThemeModel = train_themes(table, known)
    assert not model.verified
    assert model.extend(table, known) == known
    assert model.extend(table, known, unverified=True).num_rows == known.num_rows + 2
    assert set(to_label(table, known, model)) == {"v24", "v25"}


def test_too_few_examples_are_told_of() -> None:
    table = said({"text": "My card was declined"})
    with pytest.raises(QuestionError) as refused:
        train_themes(table, mentions(table))
    assert refused.value.code == "voice.too_few_examples"
