import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.clickhouse_text import parse_array, unescape


def written_array(values: list[str]) -> str:
    escaped = [v.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "\\t").replace("\n", "\\n") for v in values]
    return "[" + ",".join(f"'{value}'" for value in escaped) + "]"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("plain", "plain"),
        (r"a\tb\nc", "a\tb\nc"),
        (r"it\'s", "it's"),
        (r"C:\\new", r"C:\new"),
        (r"100\% sure", r"100\% sure"),
        (r"\N", ""),
        ("", ""),
    ],
)
def test_escapes_of_a_field_are_undone_once(field: str, text: str) -> None:
    assert unescape(field) == text


@pytest.mark.parametrize(
    ("field", "elements"),
    [
        ("", []),
        ("[]", []),
        ("[1,2]", ["1", "2"]),
        ("[1, NULL]", ["1", ""]),
        ("[18446744073709551615]", ["18446744073709551615"]),
        (r"['a\'b','c']", ["a'b", "c"]),
        ("['a,b','[c]','']", ["a,b", "[c]", ""]),
        ("['NULL']", ["NULL"]),
        (r"['tab\there']", ["tab\there"]),
        (r"[\'2026-05-01 10:00:00\',\'2026-05-01 10:01:00\']", ["2026-05-01 10:00:00", "2026-05-01 10:01:00"]),
        (r"[\'it\\\'s\']", ["it's"]),
    ],
)
def test_an_array_is_read_element_by_element(field: str, elements: list[str]) -> None:
    assert parse_array(field) == elements


@pytest.mark.parametrize("field", ["1,2", "['a", "['a'", "['a' 'b']", "['a',b'c']", "[[1,2],['a']]"])
def test_what_is_not_an_array_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="array"):
        parse_array(field)


@given(st.lists(st.text(), min_size=1))
def test_any_strings_come_back_from_their_array(values: list[str]) -> None:
    assert parse_array(written_array(values)) == values


@given(st.lists(st.text(), min_size=1))
def test_any_strings_come_back_from_an_array_escaped_a_second_time(values: list[str]) -> None:
    once = written_array(values)
    assert parse_array(once.replace("\\", "\\\\").replace("'", "\\'")) == values
