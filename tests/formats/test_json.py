"""JSON loses nothing and refuses clearly."""

import pytest
from hypothesis import given, settings

from tests.formats.example_map import example_comparison, example_map
from tests.model.map_builder import small_map
from tests.model.strategies import comparisons, maps
from tropa.errors import MapError
from tropa.formats.json import read_comparison_json, read_json, read_project_json, write_json
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.comparison import Comparison
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.project import Project

HEAD = b'"id":"a","title":"t","language":"ru","created":"2026-01-01","stages":[],"lanes":[]'


@given(maps())
@settings(max_examples=60)
def test_a_map_survives_the_round_trip(map_: Map) -> None:
    assert read_json(write_json(map_)) == map_
    assert write_json(read_json(write_json(map_))) == write_json(map_)


@given(comparisons())
@settings(max_examples=40)
def test_a_comparison_survives_the_round_trip(comparison: Comparison) -> None:
    assert read_comparison_json(write_json(comparison)) == comparison


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_survives_the_round_trip(language: Language) -> None:
    assert read_json(write_json(example_map(language))) == example_map(language)
    assert read_comparison_json(write_json(example_comparison(language))) == example_comparison(language)


def test_letters_stay_letters_and_the_version_stands_first() -> None:
    written = write_json(example_map("ru")).decode()
    assert written.startswith('{\n  "version": 1,\n')
    assert "Я выбираю" in written


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"", "json_syntax", "line 1, column 1"),
        (b'{"a":1,\n  b}', "json_syntax", "line 2, column 3"),
        (b"\xff\xfe", "json_encoding", "position 0"),
        (b"[]", "json_no_object", "[]"),
        (b'{"version":2}', "json_version", "version 2"),
        (b'{"version":true}', "json_version", "true"),
        (b"{}", "json_missing", "id is missing"),
        (b'{"a":NaN}', "json_constant", "NaN"),
        (b"[" * 200_000, "json_depth", "deeply"),
        (b"{" + HEAD + b',"colour":1}', "json_unknown_field", "colour"),
        (b"{" + HEAD.replace(b'"ru"', b'"de"') + b"}", "json_not_allowed", "'ru', 'pl' or 'en'"),
        (b"{" + HEAD.replace(b'"a"', b'"a b"') + b"}", "json_not_allowed", "id"),
        (b"{" + HEAD.replace(b'"2026-01-01"', b'"soon"') + b"}", "json_wrong_kind", "created"),
        (b"{" + HEAD + b',"cards":[{"id":5}]}', "json_", "cards.0"),
        (b"{" + HEAD + b',"cards":[{"id":"c","stage":"s","lane":"l","rank":"1","body":""}]}', "no_such", "card c"),
    ],
)
def test_what_is_no_map_is_refused_with_the_place(content: bytes, code: str, told: str) -> None:
    with pytest.raises(MapError) as refused:
        read_json(content)
    assert code in refused.value.code
    assert told in str(refused.value)
    for language in LANGUAGES:
        assert len(refused.value.text(language)) > 10


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert read_json(b"\xef\xbb\xbf{" + HEAD + b"}").title == "t"


def test_half_a_letter_is_refused_and_a_whole_one_of_two_halves_is_read() -> None:
    written = write_json(small_map(title="X"))
    with pytest.raises(MapError, match="half a letter"):
        read_json(written.replace(b'"X"', rb'"\ud83d"'))
    assert read_json(written.replace(b'"X"', rb'"\ud83d\ude00"')).title == "\N{GRINNING FACE}"


def test_a_project_comes_back_with_its_maps_linked() -> None:
    anna = Persona(id="anna", name="Anna K.")
    project = Project(id="p", title="Cinema", language="en", personas=(anna,), maps=(small_map(),))
    back = read_project_json(write_json(project))
    assert back == project
    assert back.maps[0].personas == (anna,)
