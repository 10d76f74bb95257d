"""The language of a text by script and small words."""

from pathlib import Path

import pytest

from tropa.kit.locale import Language
from tropa.voice.language import language_of, languages_of

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


def reviews(part: str) -> list[str]:
    path = REVIEWS.with_name(f"{part}.txt")
    if not path.exists():
        pytest.skip("the Polish reviews are not at hand")
    return [line.split(" ", 1)[1] for line in path.read_text("utf-8").splitlines()]


def test_real_reviews_are_recognised_among_the_languages_of_the_workspace() -> None:
    found = languages_of(reviews("test"))
    assert found.count("pl") / len(found) >= 0.995


def test_five_words_are_nearly_enough() -> None:
    pieces = [" ".join(text.split()[:5]) for text in reviews("dev")]
    found = languages_of([piece for piece in pieces if len(piece) > 12])
    assert found.count("pl") / len(found) > 0.985


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("Kurier był miły", ("pl", "en"), "pl"),
        ("The staff in Łódź was very helpful and kind", ("pl", "en"), "en"),
        ("The staff was helpful", ("ru", "pl"), "pl"),
        ("Polecam", ("ru", "pl", "en"), "pl"),
        ("Nie polecam", ("pl", "en"), "pl"),
        ("Great", ("pl", "en"), "en"),
        ("Not super", ("pl", "en"), "en"),
        ("Курьер приехал", ("pl", "en"), None),
        ("Кур'єр запізнився і не вибачився", ("ru", "pl", "en"), None),
        ("5/5 👍", ("ru", "pl", "en"), None),
        ("", ("ru", "pl", "en"), None),
    ],
)
def test_only_the_languages_of_the_workspace_are_answered(
    text: str, languages: tuple[Language, ...], language: str | None
) -> None:
    assert languages_of([text], languages) == [language]


def test_recognising_tells_how_far_it_has_come() -> None:
    told: list[float] = []
    assert languages_of(["да"] * 2001, progress=told.append) == ["ru"] * 2001
    assert told == sorted(told)
    assert told[-1] == 1.0
