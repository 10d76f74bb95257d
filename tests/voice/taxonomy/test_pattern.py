"""Patterns of seed words in texts of three languages."""

import pytest

from tropa.errors import InputError
from tropa.voice.taxonomy.pattern import Patterns


def keys(text: str, **lines: str) -> set[str]:
    found = Patterns({key: {"ru": line, "pl": line, "en": line} for key, line in lines.items()}).find(text)
    return {hit.key for hit in found}


def test_all_words_must_stand_in_one_sentence_in_any_order() -> None:
    assert keys("The late courier came", late="courier late") == {"late"}
    assert keys("The courier came. It was late", late="courier late") == set()


def test_a_star_is_a_beginning_and_a_bar_a_choice() -> None:
    assert keys("Курьеры опоздали", late="курьер* опозда*|задерж*") == {"late"}
    assert keys("Курьеры задержались", late="курьер* опозда*|задерж*") == {"late"}
    assert keys("Курьерская пришла", late="курьер опозда*") == set()


def test_a_tilde_is_any_form_of_a_noun() -> None:
    assert keys("Bez kurierów nie ma paczek", who="~kurier NOT") == {"who"}
    assert keys("Жду курьера", who="~курьер") == {"who"}


def test_a_negation_belongs_to_the_words_after_it_in_its_clause() -> None:
    line = "карт* NOT прош*"
    assert keys("Моя карта так и не прошла", failed=line) == {"failed"}
    assert keys("Карта прошла, не жалею", failed=line) == set()
    assert keys("Card never got accepted", failed="card NOT accept*") == {"failed"}


def test_a_pattern_without_a_negation_is_void_where_it_is_negated() -> None:
    assert keys("Проблем нет", trouble="проблем*") == set()
    assert keys("Не было проблем", trouble="проблем*") == set()
    assert keys("Одни проблемы, не звонят", trouble="проблем*") == {"trouble"}
    assert Patterns({"fees": {"en": "hidden fees"}}).find("no hidden fees at all") == []


def test_what_one_cannot_say_is_not_said() -> None:
    assert keys("Не могу сказать, что поиск плохой", poor="поиск* плох*") == set()
    assert Patterns({"poor": {"en": "search bad"}}).find("I cannot say the search is bad: it is fast", "en") == []
    assert keys("Сказали, что поиск плохой", poor="поиск* плох*") == {"poor"}


def test_not_or_another_word_makes_two_patterns() -> None:
    line = "NOT|only cash"
    assert keys("They take only cash", cash=line) == keys("They do not take cash", cash=line) == {"cash"}
    assert keys("They take cash", cash=line) == set()


def test_a_word_that_must_be_absent() -> None:
    assert keys("long queue", queue="queue !ticket") == {"queue"}
    assert keys("my ticket is in a queue", queue="queue !ticket") == set()


def test_words_without_their_marks_are_found() -> None:
    assert keys("nie dziala platnosc", failed="płatność NOT działa") == {"failed"}
    assert keys("всё ещё жду", wait="еще жду") == {"wait"}


def test_the_place_is_that_of_the_words_and_of_their_sentence() -> None:
    text = "Hello. The card was declined again! Bye."
    (hit,) = Patterns({"failed": {"en": "card declin*"}}).find(text, "en")
    assert text[hit.start : hit.end] == "card was declined"
    assert text[slice(*hit.sentence)] == "The card was declined again!"


@pytest.mark.parametrize("line", ["NOT", "!cheap", "dear *"])
def test_a_line_that_is_no_pattern_is_refused(line: str) -> None:
    with pytest.raises(InputError) as refused:
        Patterns({"x": {"en": line}})
    assert refused.value.code == "voice.bad_pattern"
    assert line in str(refused.value)
