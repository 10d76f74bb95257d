"""CSV keeps all but pictures, is safe in a spreadsheet, and one bad row costs itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings

from tests.formats.example_map import example_map
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.formats.csv import LOSSES, guarded, read_csv, unguarded, write_csv
from tropa.formats.losses import kept
from tropa.formats.reading import Read
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.card import Quote, Scores
from tropa.model.hypothesis import Hypothesis
from tropa.model.map import Map
from tropa.model.persona import Persona, Trait

HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "<script>alert(1)</script>", "x" * 100_000,
    "👨‍👩‍👧‍👦 семья", "\u202eשלום", "a\x00b\x08", 'quote " and ; and ,', "line\nbreak\r\nend", '""', '"', " ", "\ufeff",
    "\uffff",
)  # fmt: skip


@given(maps())
@settings(max_examples=60)
@example(small_map(card("a", hypothesis=Hypothesis(), scores=Scores()), card("b", channel="")))
@example(small_map(card("a", quote=Quote(verbatim_id="", source=""), tags=("", "a;b", "[x]", " y ", "line\n"))))
def test_a_round_trip_loses_what_is_said_and_nothing_else(map_: Map) -> None:
    assert read_csv(write_csv(map_)) == Read(kept(map_, LOSSES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_survives(language: Language) -> None:
    assert read_csv(write_csv(example_map(language))).map == kept(example_map(language), LOSSES)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_survives_and_harms_nobody(words: str) -> None:
    map_ = small_map(card("a", body=words, detail=words, tags=(words,)), title=words)
    assert read_csv(write_csv(map_)) == Read(map_)


@pytest.mark.parametrize("words", HOSTILE[:7])
def test_no_field_of_the_file_is_a_formula(words: str) -> None:
    assert guarded(words)[0] == "'"
    assert unguarded(guarded(words)) == words


def test_a_spreadsheet_of_the_language_can_read_it() -> None:
    map_ = small_map(card("a"), curve=(point("search", -1.5),))
    english = write_csv(map_)
    russian = write_csv(map_.with_fields(language="ru"))
    assert english.startswith(b"\xef\xbb\xbfkind,id,")
    assert russian.startswith(b"\xef\xbb\xbfkind;id;")
    assert b",-1.5\r\n" in english
    assert b";-1,5\r\n" in russian
    assert read_csv(russian).map.curve == map_.curve


def test_a_table_of_cards_alone_is_a_map() -> None:
    read = read_csv("Этап;Дорожка;Текст\r\nПоиск;Боли;Долго ищу\r\nОплата;Мысли;Где скидка?\r\n".encode("cp1251"))
    assert [one.title for one in read.map.stages] == ["Поиск", "Оплата"]
    assert [one.kind for one in read.map.lanes] == ["barriers", "thoughts"]
    assert [one.body for one in read.map.cards] == ["Долго ищу", "Где скидка?"]
    assert read.map.language == "ru"
    assert [notice.code for notice in read.warnings] == ["formats.encoding"]


BAD_ROWS = [
    ("card,c9,search,actions,V,new,soon,open,,", "bad_value", "due", "new"),
    ("card,c9,search,actions,V,new,,maybe,,", "bad_value", "status", "new"),
    ("card,c9,nowhere,actions,V,new,,,,", "added_stage", "stage", "new"),
    ("card,c9,search,actions,V,new,,,ghost,", "unknown_name", "about", "new"),
    ("card,c 9,search,actions,V,new,,,,", "bad_id", "id", "new"),
    ("card,c1,search,actions,V,new,,,,", "copied", "id", "new"),
    ("card,c9,search,actions,?,new,,,,,,,,,extra", "too_many_fields", "", "new"),
    ("wish,c9,search,actions,V,new,,,,", "unknown_kind", "", ""),
    ("stage,search,,,V,,,,,", "twice", "id", ""),
    ("link,k1,,,,,,,,", "row_left_out", "type", ""),
    ("card,c9,search,actions,V,new,,,,up", "not_of_kind", "better", "new"),
]


@pytest.mark.parametrize(("row", "code", "place", "body"), BAD_ROWS)
def test_a_bad_row_is_told_with_its_line_and_costs_nothing_else(row: str, code: str, place: str, body: str) -> None:
    content = f"""kind,id,stage,lane,rank,body,due,status,about,better
map,m,,,,,,,,
stage,search,,,5,,,,,
lane,actions,,,5,,,,,
card,c1,search,actions,V,first,,,,
{row}
card,c2,search,actions,Z,last,2026-12-01,done,,
"""
    read = read_csv(content.encode())
    assert [one.body for one in read.map.cards] == ["first", *([body] if body else []), "last"]
    assert read.map.cards[-1].due == date(2026, 12, 1)
    told = [(notice.code, notice.line, notice.place) for notice in read.warnings]
    assert told == [(f"formats.{code}", 6, place)]
    for notice in read.warnings:
        for language in LANGUAGES:
            assert len(notice.text(language)) > 20


def test_dates_and_numbers_may_stand_as_a_spreadsheet_writes_them() -> None:
    read = read_csv(b"kind;id;stage;lane;body;due;emotion;moment_of_truth\ncard;c;a;b;x;24.11.2026;1,5;x\n")
    only = read.map.cards[0]
    assert (only.due, only.emotion, only.moment_of_truth) == (date(2026, 11, 24), 1.5, True)


def test_traits_come_back_to_their_persona() -> None:
    people = tuple(Persona(id=name, name="Anna", traits=(Trait(name="age", value=name),)) for name in ("anna", "p2"))
    map_ = small_map(personas=people)
    assert read_csv(write_csv(map_)).map == map_


@pytest.mark.parametrize("content", [b"", b"\n\n", b"name,age\nAnna,30\n", b"kind,id\n"])
def test_what_is_no_table_of_a_map_is_refused(content: bytes) -> None:
    with pytest.raises(MapError, match=r"formats\.md"):
        read_csv(content)


def test_a_read_is_a_value() -> None:
    read = read_csv(write_csv(small_map()))
    assert replace(read) == read
