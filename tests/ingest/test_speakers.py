import pytest

from tropa.ingest.speakers import speaker_of


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Interviewer", "staff"), ("INTERVIEWER 2", "staff"), ("Модератор", "staff"), ("Konsultantka Ola", "staff"),
        ("Q", "staff"), ("В", "staff"), ("Respondent 3", "customer"), ("Клиентка", "customer"),
        ("Klient (M, 34)", "customer"),
        ("A", "customer"), ("О", "customer"), ("Anna", None), ("Пётр", None), ("", None), ("7", None),
    ],
)  # fmt: skip
def test_a_name_tells_whose_voice_it_is(name: str, role: str | None) -> None:
    assert speaker_of(name) == role
