"""What is known of a customer is masked in that customer's texts in every form."""

import pytest

from tropa.voice.mask import mask
from tropa.voice.mask_known import known_of


@pytest.mark.parametrize(
    ("traits", "said", "kept"),
    [
        ({"Имя": "Анна Петрова"}, "Анне Петровой не перезвонили", "⟨name⟩ не перезвонили"),
        ({"Имя": "Павел"}, "Спросите Павла, скажите Павлу", "Спросите ⟨name⟩, скажите ⟨name⟩"),
        ({"ФИО": "Достоевский Фёдор"}, "звали Достоевского Федора", "звали ⟨name⟩"),
        ({"Фамилия": "Волк"}, "заказ на Волка", "заказ на ⟨name⟩"),
        ({"Фамилия": "Коваль"}, "заказ на имя коваля и ковалю", "заказ на имя ⟨name⟩ и ⟨name⟩"),
        ({"Город": "Казань", "Улица": "Баумана"}, "Везли в Казань на Баумана", "Везли в ⟨address⟩ на ⟨address⟩"),
        ({"Город": "Нижний Новгород"}, "из Нижнего Новгорода", "из ⟨address⟩"),
        ({"imię": "Agnieszka", "nazwisko": "Wilk"}, "mówili Agnieszce i Wilkowi", "mówili ⟨name⟩ i ⟨name⟩"),
        ({"imię": "Olga"}, "dali Oldze rabat", "dali ⟨name⟩ rabat"),
        ({"imię": "Paweł", "nazwisko": "Wróbel"}, "u Pawła Wróbla", "u ⟨name⟩"),
        ({"imię i nazwisko": "Marek Gołąb"}, "u Marka Gołębia", "u ⟨name⟩"),
        ({"nazwisko": "Wiśniewska"}, "z Wiśniewską", "z ⟨name⟩"),
        ({"miasto": "Łódź"}, "w Łodzi, do Lodzi", "w ⟨address⟩, do ⟨address⟩"),
        ({"miasto": "Kraków", "ulica": "ul. Długa 5"}, "W Krakowie na Długiej", "W ⟨address⟩ na ⟨address⟩"),
        ({"first_name": "Will", "lastName": "May"}, "Will's parcel, May says", "⟨name⟩'s parcel, ⟨name⟩ says"),
        ({"city": "San Diego"}, "back in Diego soon", "back in ⟨address⟩ soon"),
    ],
)
def test_known_traits_are_masked_in_inflected_forms(traits: dict[str, object], said: str, kept: str) -> None:
    assert mask(said, who=known_of(traits)).text == kept


def test_the_same_words_of_other_customers_stay() -> None:
    assert mask("Казань красивая, Волка видели").text == "Казань красивая, Волка видели"


def test_a_common_word_in_small_letters_stays() -> None:
    who = known_of({"Имя": "Вера", "Фамилия": "Мороз"})
    assert mask("Моя вера в мороз прошла", who=who).text == "Моя вера в мороз прошла"


def test_only_the_traits_asked_for_count() -> None:
    traits = {"city": "Leeds", "dog": "Rex"}
    assert mask("Rex of Leeds", who=known_of(traits, ["Dog"])).text == "⟨name⟩ of Leeds"


def test_forms_come_without_dictionaries_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tropa.voice.mask_forms.dictionary", lambda _: None)
    from tropa.voice.mask_forms import forms_of

    forms_of.cache_clear()
    assert {"петром", "петру"} <= forms_of("Пётр")
    assert {"katarzynie", "katarzyne"} <= forms_of("Katarzyna")
    forms_of.cache_clear()
