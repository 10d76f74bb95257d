"""Valence by our own lexicons."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from tests.voice.labelled import labelled_reviews
from tropa.voice.lexicon import lexicon
from tropa.voice.valence_lexicon import LexiconModel


def said(text: str, language: str = "ru") -> float:
    assert language in ("ru", "pl")
    return float(LexiconModel().score([text], ["ru" if language == "ru" else "pl"]).value[0])


@pytest.mark.parametrize(
    "text",
    [
        "Отличный магазин, всё понравилось",
        "Никаких проблем, курьер вежливый",
        "Проблем нет",
        "Задержек не было, всё вовремя",
        "Недорого и вкусно",
        "Неплохо",
        "Доставили без опозданий",
        "Сначала были ошибки, но теперь всё замечательно",
        "Привезли быстро)))",
        "Не только быстро, но и вежливо",
        "👍👍",
    ],
)
def test_praise_in_russian_is_positive(text: str) -> None:
    assert said(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Ужасный сервис",
        "Не рекомендую",
        "Совсем не удобно",
        "Не очень вежливый оператор",
        "Приложение не работает",
        "Вкусно, но доставка отвратительная",
        "Оператор нахамил и бросил трубку",
        "Неудобное меню и невкусная еда",
        "Ждал три часа 😡",
        "Больше ни ногой",
    ],
)
def test_blame_in_russian_is_negative(text: str) -> None:
    assert said(text) < 0


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Polecam, obsługa przemiła", 1),
        ("Pokój czysty, śniadania pyszne", 1),
        ("Problemów nie było", 1),
        ("Brak problemów z parkingiem", 1),
        ("Nie tylko czysto, ale i miło", 1),
        ("Niedrogo i smacznie", 1),
        ("Nie polecam", -1),
        ("Nikt nie był uprzejmy", -1),
        ("Pokój brudny, obsługa opryskliwa", -1),
        ("Ładny widok, ale pokój okropny", -1),
        ("Klimatyzacja nie działa", -1),
        ("Oszukali mnie, to złodzieje", -1),
        ("Obsluga byla okropna, brudno", -1),
    ],
)
def test_polish_has_its_sign(text: str, sign: int) -> None:
    assert np.sign(said(text, "pl")) == sign


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Купил два билета на вечерний сеанс", "ru"),
        ("Кино хорошее, звук плохой", "ru"),
        ("Kupiłem dwa bilety na wieczór", "pl"),
        ("", "ru"),
        ("5/5", "pl"),
    ],
)
def test_where_it_is_not_sure_it_is_silent(text: str, language: str) -> None:
    assert np.isnan(said(text, language))


def test_strength_orders_texts() -> None:
    values = [said(text) for text in ("Ужасно, отвратительно, кошмар", "Плохо", "Немного неудобно")]
    assert values == sorted(values)
    assert all(-1 < value < 0 for value in values)


def test_the_lexicons_are_large_and_say_nothing_twice() -> None:
    for language in ("ru", "pl"):
        known = lexicon("ru" if language == "ru" else "pl")
        assert known.entries >= 500
        assert not set(known.weights) & known.not_negation


def test_other_languages_get_nothing() -> None:
    found = LexiconModel().score(["terrible", "ужасно"], ["en", None])
    assert np.isnan(found.value).all()
    assert found.model == ("", "")
    assert found.classes().tolist() == [0, 0]


def test_on_real_reviews_it_is_right_where_it_speaks() -> None:
    texts, labels = labelled_reviews("test")
    found = LexiconModel().score(texts, ["pl"] * len(texts))
    assert f1_score(labels, found.classes(), average="macro") >= 0.58
    polar = (labels != 0) & ~np.isnan(found.value)
    assert (found.classes()[polar] == labels[polar]).mean() >= 0.9
    assert polar.sum() / (labels != 0).sum() >= 0.6
