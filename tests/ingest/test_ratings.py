import pyarrow as pa
import pytest

from tropa.ingest.ratings import find_rating, guess_scale, parse_ratings, rating_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Насколько вероятно, что вы порекомендуете нас друзьям?", "nps"),
        ("Jak bardzo prawdopodobne jest, że nas polecisz?", "nps"),
        ("How likely are you to recommend us?", "nps"),
        ("nps_rating", "nps"),
        ("Насколько вы удовлетворены доставкой?", "csat"),
        ("Jak oceniasz swoje zadowolenie?", "csat"),
        ("Легко ли было оформить заказ?", "ces"),
        ("Jak łatwo było złożyć zamówienie?", "ces"),
        ("Ваш город", None),
    ],
)
def test_a_question_tells_its_kind(question: str, kind: str | None) -> None:
    assert rating_kind(question) == kind


def test_ratings_are_read_however_they_are_written() -> None:
    written = ["4", "9/10", "5 - отлично", "3 из 5", "★★★☆☆", "2,5", "4 gwiazdki"]
    assert parse_ratings(pa.array(written))[0].tolist() == [4, 9, 5, 3, 3, 2.5, 4]


def test_the_scale_comes_from_the_question_and_else_from_the_values() -> None:
    nps = find_rating("nps", pa.array(["1", "5"]))
    assert nps is not None
    assert (nps.kind, nps.scale) == ("nps", (0, 10))
    stars = find_rating("Оценка", pa.array(["1", "5"]))
    assert stars is not None
    assert (stars.kind, stars.scale) == (None, (1, 5))


@pytest.mark.parametrize(
    ("low", "high", "scale"), [(1, 5, (1, 5)), (2, 7, (1, 7)), (0, 9, (0, 10)), (1, 10, (0, 10)), (0, 4, (0, 5))]
)
def test_the_commonest_scale_around_the_values_is_taken(low: float, high: float, scale: tuple[float, float]) -> None:
    assert guess_scale(low, high) == scale


def test_words_and_big_numbers_are_no_ratings() -> None:
    assert find_rating("score", pa.array(["good", "bad"])) is None
    assert find_rating("score", pa.array(["450", "700"])) is None
    assert find_rating("age", pa.array(["5"])) is None
