"""Differences and conflicts as sentences in three languages."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.edit_strategies import edited
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import languages, maps
from tropa.kit.locale import LANGUAGES, Language, has_text
from tropa.model.card import Measure
from tropa.model.conflict_text import conflicts_text
from tropa.model.curve import CurvePoint
from tropa.model.diff import diff
from tropa.model.diff_text import diff_text
from tropa.model.field_text import field_text
from tropa.model.map import Map
from tropa.model.merge import merge
from tropa.model.part import COLLECTION, MODEL, PLACE, SETS, settable
from tropa.model.persona import Persona
from tropa.model.stage import Stage

BEFORE = small_map(
    card("x", body="compares"),
    card("b", lane="barriers", stage="payment", body="no instalments", status="open"),
    card("m", lane="metrics", measure=Measure(value=0.34, unit="share"), tags=("a", "b")),
    curve=(point("payment", 0.8),),
)
AFTER = small_map(
    card("x", body="compares", stage="payment"),
    card("b", lane="barriers", stage="payment", body="no instalments", status="done"),
    card("m", lane="metrics", measure=Measure(value=0.4, unit="share"), tags=("b", "c"), persona="anna"),
    curve=(point("payment", -0.4),),
    owner="Ann",
)
SENTENCES: dict[Language, tuple[str, ...]] = {
    "en": (
        "Emotion at “Payment” fell from 0.8 to −0.4",
        "Barrier “no instalments” solved (Payment)",
        "Moved: action “compares” from “Search” to “Payment”",
        "Card “m”, persona: — → “Anna”",
        "Card “m”, number: 34% → 40%",
        "Card “m”, tags: “a” → “c”",
        "Map “I choose a film”, owner: — → “Ann”",
    ),
    "ru": (
        "Эмоция на этапе «Payment» упала с 0,8 до −0,4",
        "Барьер «no instalments» снят (Payment)",
        "Перенесено: действие «compares» с этапа «Search» на этап «Payment»",
        "Карточка «m», персона: — → «Anna»",
        "Карточка «m», число: 34\xa0% → 40\xa0%",
        "Карточка «m», теги: «a» → «c»",
        "Карта «I choose a film», ответственный: — → «Ann»",
    ),
    "pl": (
        "Emocje na etapie „Payment” spadły z 0,8 do −0,4",
        "Bariera „no instalments” usunięta (Payment)",
        "Przeniesiono: działanie „compares” z etapu „Search” do etapu „Payment”",
        "Karta „m”, persona: — → „Anna”",
        "Karta „m”, liczba: 34\xa0% → 40\xa0%",
        "Karta „m”, tagi: „a” → „c”",
        "Mapa „I choose a film”, właściciel: — → „Ann”",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_are_told_in_the_readers_language(language: Language) -> None:
    assert diff_text(diff(BEFORE, AFTER), language) == SENTENCES[language]


@pytest.mark.parametrize(
    ("language", "last"),
    [("en", "and 1 more change"), ("ru", "и ещё 1 изменение"), ("pl", "i jeszcze 1 zmiana")],
)
def test_what_is_left_out_is_counted(language: Language, last: str) -> None:
    assert diff_text(diff(BEFORE, AFTER), language, most=6)[-1] == last
    assert len(diff_text(diff(BEFORE, AFTER), language, most=0)) == 1


def one(before: Map, after: Map) -> str:
    (sentence,) = diff_text(diff(before, after), "en")
    return sentence


def stage(name: str, **fields: Any) -> Stage:
    return Stage(id=name, title=name.capitalize(), rank="V", **fields)


def test_every_kind_of_change_has_its_sentence() -> None:
    empty = small_map()
    assert one(empty, small_map(card("a"))) == "Added: action “a” (Search)"
    assert one(small_map(card("a")), empty) == "Removed: action “a” (Search)"
    assert one(small_map(card("a")), small_map(card("a", body="b"))) == ("Reworded: action “a” now reads “b” (Search)")
    assert one(small_map(card("a")), small_map(card("a", lane="thoughts"))) == (
        "Moved: thought “a” from the lane “Actions” to the lane “Thoughts”"
    )
    assert one(small_map(card("a")), small_map(card("a", lane="thoughts", stage="return"))) == (
        "Moved: thought “a” from “Search” (Actions) to “Return” (Thoughts)"
    )
    assert one(small_map(card("a", state="proposed")), small_map(card("a"))) == (
        "Proposal accepted: action “a” (Search)"
    )
    assert one(empty, small_map(curve=(point("search", 1),))) == "Emotion at “Search” is now known: 1"
    assert one(small_map(curve=(point("search", 1, future=True),)), empty) == (
        "Wanted emotion at “Search” is no longer known; it was 1"
    )


def test_stages_move_into_each_other_and_out_again() -> None:
    flat, deep = small_map(stages=[stage("a"), stage("b")]), small_map(stages=[stage("a"), stage("b", parent="a")])
    assert one(flat, deep) == "Moved: step “B” is now a step of “A”"
    assert one(deep, flat) == "Moved: stage “B” is now a stage of its own"


def test_a_feeling_says_whose_it_is_where_there_are_several() -> None:
    people = (Persona(id="anna", name="Anna"), Persona(id="boris", name="Boris"))
    low = CurvePoint(persona="boris", stage="search", kind="arc", value=2, scale="1..5")
    high = low.model_copy(update={"value": 3.5})
    before, after = (small_map(personas=people, curve=(one,)) for one in (low, high))
    assert one(before, after) == "The dramatic arc at “Search” (Boris) rose from 2 to 3.5"


@settings(max_examples=25)
@given(st.data(), languages)
def test_anything_that_changed_can_be_said(data: st.DataObject, language: Language) -> None:
    before = data.draw(maps())
    _, after = data.draw(edited(before))
    for sentence in diff_text(diff(before, after), language):
        assert sentence.strip()


@settings(max_examples=15, suppress_health_check=[HealthCheck.data_too_large])
@given(maps(), maps(), maps(), languages)
def test_any_conflict_can_be_said(base: Map, ours: Map, theirs: Map, language: Language) -> None:
    conflicts = merge(base, ours, theirs).conflicts
    assert len(conflicts_text(conflicts, language)) == len(conflicts) + 1 or not conflicts


def test_conflicts_are_counted_and_say_both_values() -> None:
    merged = merge(small_map(card("a")), small_map(card("a", owner="Ann")), small_map(card("a", owner="Bob")))
    assert conflicts_text(merged.conflicts, "ru") == (
        "1 конфликт",
        "Карточка «a», ответственный: изменили обе стороны. У нас: «Ann»; у них: «Bob». Остаётся наше.",
    )
    assert conflicts_text((), "pl") == ("Brak konfliktów",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_part_has_a_name(language: Language) -> None:
    for part in MODEL:
        for field in (*settable(part), *SETS.get(part, ()), *PLACE.get(part, ())):
            assert field_text(part, field, language)
    for field in CurvePoint.model_fields:
        assert field in ("future", "low") or field_text("point", field, language)
    assert all(has_text("model", f"noun.{part}", language) for part in ("map", *COLLECTION))
