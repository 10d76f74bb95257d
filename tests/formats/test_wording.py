"""Numbers and quotes read as the language writes them."""

import pytest

from tropa.formats.wording import (
    difference_text,
    emotion_text,
    interval_text,
    likelihood_text,
    quoted,
    range_text,
    value_text,
)
from tropa.kit.locale import LANGUAGES, Language, catalogue
from tropa.model.card import Measure


@pytest.mark.parametrize(
    ("language", "measure", "value", "interval"),
    [
        ("en", Measure(value=0.46, unit="share", low=0.45, high=0.47), "46%", "45–47%"),
        ("ru", Measure(value=0.46, unit="share", low=0.45, high=0.47), "46\xa0%", "45–47\xa0%"),
        ("pl", Measure(value=8.4, unit="score", low=6.9, high=9.8), "8,4", "6,9–9,8"),
        ("en", Measure(value=-12.3, unit="points", low=-15, high=-9.8), "−12 pp", "−15…−9.8 pp"),
        ("en", Measure(value=None, unit="share", low=0.1, high=0.2), "not enough data", ""),
    ],
)
def test_a_measure_reads_well(language: Language, measure: Measure, value: str, interval: str) -> None:
    assert value_text(measure, language) == value
    assert interval_text(measure, language) == interval


def test_differences_carry_their_sign_and_their_unit_once() -> None:
    assert difference_text(0.083, "share", "en") == "+8.3 pp"
    assert range_text(-0.02, 0.11, "share", "en") == "−2…+11 pp"
    assert emotion_text(-0.04, "en") == "0"


def test_quotation_marks_inside_become_the_inner_ones() -> None:
    assert quoted("«Лампа» не грузит", "ru") == "«„Лампа“ не грузит»"
    assert quoted("I said “no”", "en") == "“I said ‘no’”"


@pytest.mark.parametrize("room", ["formats", "model"])
def test_catalogues_have_the_same_keys_in_three_languages(room: str) -> None:
    keys = [set(catalogue(room, language)) for language in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


def test_a_simulated_probability_is_never_certain() -> None:
    assert likelihood_text(0.65, "en") == "65%"
    assert likelihood_text(1.0, "ru") == ">\xa099\xa0%"
