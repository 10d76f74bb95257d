"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.voice.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ждал на ул. Ленина 2 часа! Курьер не пришёл.", ["Ждал на ул. Ленина 2 часа!", "Курьер не пришёл."]),
        ("Стоит 500 руб. Дорого!", ["Стоит 500 руб.", "Дорого!"]),
        ("Był dr. Nowak, np. rano. Potem nikt.", ["Był dr. Nowak, np. rano.", "Potem nikt."]),
        ("Mr. Smith said no. I left", ["Mr. Smith said no.", "I left"]),
        ("Cena 3.50 zł za szt. i tyle", ["Cena 3.50 zł za szt. i tyle"]),
        ("А. С. Пушкин. Всё", ["А. С. Пушкин.", "Всё"]),
        ("«Не работает!» Так и сказали…", ["«Не работает!»", "Так и сказали…"]),
        ("Pierwsza linia\nDruga linia", ["Pierwsza linia", "Druga linia"]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet='aБ.!? \n"»5', max_size=60))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    spans = sentences(text)
    kept = [text[start:end] for start, end in spans]
    assert "".join("".join(kept).split()) == "".join(text.split())
    assert all(said == said.strip() and said for said in kept)
    assert spans == sorted(spans)
