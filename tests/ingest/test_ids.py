from hashlib import sha256

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.errors import InputError
from tropa.ingest.ids import id_column, person_id, phone_number, whole_number


def test_an_e_mail_is_kept_as_the_hash_of_its_lowered_form() -> None:
    expected = "email_sha256:" + sha256(b"anna@example.com").hexdigest()
    assert person_id("email", "  Anna@Example.COM ") == expected
    assert person_id("email", expected.removeprefix("email_sha256:").upper()) == expected


def test_all_writings_of_a_phone_are_one_id() -> None:
    writings = ["+7 912 345-67-89", "8(912)3456789", "79123456789", "9123456789"]
    assert {person_id("phone", value) for value in writings} == {"phone_sha256:" + sha256(b"+79123456789").hexdigest()}
    assert phone_number("0048 512 345 678") == "+48512345678"


@pytest.mark.parametrize(("kind", "value"), [("email", "nobody"), ("phone", "12"), ("phone", "call me")])
def test_what_is_no_address_is_refused(kind: str, value: str) -> None:
    with pytest.raises(InputError, match=value):
        person_id(kind, value)


@given(st.integers(0, 2**64))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert person_id("crm", str(number)) == f"crm:{number}"


@pytest.mark.parametrize("value", ["1.2345678901234568e+18", "9007199254740993.0", "1,5E+11", "1.2E+9999999999"])
def test_an_id_that_lost_its_digits_in_a_float_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="rounded"):
        whole_number(value)


def test_an_exact_float_is_its_whole_number_and_text_stays_text() -> None:
    values = ["123.0", "1.23E+2", "NA", "007", "1.10", "", None, " x "]
    kept, refused = id_column("case", pa.array(values))
    assert kept.to_pylist() == [
        "case:123", "case:123", "case:NA", "case:007", "case:1.10", None, None, "case:x",
    ]  # fmt: skip
    assert refused == {}


def test_a_column_names_the_place_and_the_reason_of_each_refusal() -> None:
    assert id_column("email", pa.array(["a@b.ru", "nobody"]))[1] == {1: "ingest.bad_email"}
    assert id_column("crm", pa.array(["1", "1.5e+18"]))[1] == {1: "ingest.id_through_float"}
