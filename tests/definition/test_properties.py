import pyarrow as pa

from tropa.definition.properties import properties_of

KEY = "a/b~'c"


def values(*written: str | None) -> list[str | None]:
    events = pa.table({"properties": pa.array(written, pa.string())})
    return [value.as_py() for value in properties_of(events, [KEY])[KEY]]


def test_a_key_with_any_signs_is_found() -> None:
    assert values('{"a/b~\'c": "x"}', '{"a": {"b": 1}}') == ["x", None]


def test_numbers_and_truth_values_come_as_text_and_null_as_none() -> None:
    assert values('{"a/b~\'c": 1.5}', '{"a/b~\'c": true}', '{"a/b~\'c": null}') == ["1.5", "true", None]


def test_what_is_no_object_has_no_properties() -> None:
    assert values(None, "", "[1]", "{broken", '"x"') == [None] * 5


def test_no_rows_and_no_keys_give_no_values() -> None:
    assert values() == []
    assert properties_of(pa.table({"properties": ["{}"]}), []).num_columns == 0
