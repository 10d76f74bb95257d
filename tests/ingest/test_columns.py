from collections.abc import Iterator

import pytest

from tropa.ingest.column_names import id_kind, plain_name, role_rank
from tropa.ingest.columns import Guess, written_day_first
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, chunk_of, first_chunk


class Written:
    """A sheet written by hand."""

    def __init__(self, *rows: list[str]) -> None:
        self._rows = rows

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._rows[0])

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        yield chunk_of(self.columns, range(2, len(self._rows) + 1), self._rows[1:])


def guessed(*rows: list[str]) -> Guess:
    sheet = Written(*rows)
    guess = Guess(sheet, first_chunk(sheet), Mapping(), ImportReport("t.csv", "t", ""))
    guess.settle_time()
    guess.settle_ids()
    guess.settle("name", "value")
    return guess


@pytest.mark.parametrize(
    "name", ["CustomerID", "customer_id", "Customer ID", "ID клиента", "Номер клиента", "id klienta"]
)
def test_a_customer_is_known_by_many_names(name: str) -> None:
    assert id_kind(name) == "customer"


def test_order_and_session_numbers_are_no_customers() -> None:
    assert [id_kind(name) for name in ("order_id", "session_id", "Номер заказа", "id")] == [None] * 4


def test_surer_names_come_first() -> None:
    timestamp, day = role_rank("time", "timestamp"), role_rank("time", "Date")
    assert timestamp is not None
    assert day is not None
    assert timestamp < day
    assert role_rank("time", "colour") is None


def test_names_meet_whatever_parts_their_words() -> None:
    assert {plain_name(name) for name in ("InvoiceDate", "invoice_date", "Invoice  Date:")} == {"invoice date"}


def test_a_column_of_the_right_name_and_the_wrong_values_is_passed_over() -> None:
    guess = guessed(["user", "time", "when"], ["u1", "morning", "2025-01-02"], ["u2", "evening", "2025-01-03"])
    assert guess.one("time") == "when"


def test_values_tell_where_names_are_silent() -> None:
    guess = guessed(["a", "b", "c"], ["x@y.ru", "2025-01-02 10:00", "z"], ["q@y.ru", "2025-01-03 11:00", "z"])
    assert (guess.one("time"), guess.of("id"), guess.roles["a"].id_kind) == ("b", ["a"], "email")


def test_the_most_specific_id_comes_first() -> None:
    guess = guessed(["device_id", "email", "customer_id"], ["d", "x@y.ru", "7"])
    assert guess.of("id") == ["customer_id", "email", "device_id"]


def test_an_unnamed_id_is_taken_as_a_customers_and_a_session_is_not() -> None:
    assert guessed(["session_id", "rec_id"], ["s", "r"]).of("id") == ["rec_id"]


def test_cyrillic_headers_and_semicolons_put_the_day_first() -> None:
    assert written_day_first(["Дата"], ",")
    assert written_day_first(["date"], ";")
    assert written_day_first(["date"], ",") is None
