"""The language of a text by script and small words."""

from pathlib import Path

import pytest

from tropa.voice.language import language_of

REVIEWS = Path(__file__).parents[2] / "../shared/data/reviews-pl/test.txt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Курьер опоздал на три часа, iPhone разбит", "ru"),
        ("Kurier nie przyszedł", "pl"),
        ("Pokoj byl brudny i obsluga do niczego", "pl"),
        ("The courier was late and I was not happy", "en"),
        ("Great", "en"),
        ("Кур'єр запізнився на три години і не вибачився", None),
        ("5/5 👍", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_polish_reviews_are_polish() -> None:
    if not REVIEWS.exists():
        pytest.skip("the Polish reviews are not at hand")
    texts = [line.partition("__label__")[0] for line in REVIEWS.read_text("utf-8").splitlines()]
    texts = [text for text in texts if len(text) > 3]
    assert sum(language_of(text) == "pl" for text in texts) / len(texts) > 0.97
