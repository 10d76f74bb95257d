"""A sheet that somebody typed is a map; what had to be guessed is told with sheet and cell."""

import time
from typing import Any

import pytest

from tests.formats.xlsx.book import typed
from tropa.errors import MapError
from tropa.formats.xlsx.read import read_xlsx
from tropa.kit.locale import LANGUAGES
from tropa.model.view import cards_in, stages_in_order

RUSSIAN: list[list[Any]] = [
    ["Карта", "Покупка квартиры"],
    ["Цель", "Понять, где теряем"],
    ["Персона", "Анна"],
    [],
    ["", "Поиск", "Выбор", "Сделка"],
    ["Действия", "Смотрит сайты\nЗвонит", "Едет на объект", "Подписывает"],
    ["Мысли", "- Дорого\n- Далеко", None, "Наконец!"],
    ["Эмоции", 1, -2, 2],
    ["Боли", "Нет цен", None, None, "лишнее"],
    ["Погода", "дождь"],
]


def test_a_russian_sheet_is_a_map_with_its_places_told() -> None:
    read = read_xlsx(typed(("Лист1", RUSSIAN)))
    map_ = read.map
    assert (map_.title, map_.goal, map_.language) == ("Покупка квартиры", "Понять, где теряем", "ru")
    assert [one.name for one in map_.personas] == ["Анна"]
    assert [one.title for one in stages_in_order(map_.stages)] == ["Поиск", "Выбор", "Сделка"]
    assert [one.kind for one in map_.lanes] == ["actions", "thoughts", "emotion", "barriers", "text"]
    assert [one.body for one in cards_in(map_, map_.stages[0].id, map_.lanes[1].id)] == ["Дорого", "Далеко"]
    assert [(one.value, one.scale) for one in map_.curve] == [(1, "-2..2"), (-2, "-2..2"), (2, "-2..2")]
    told = {(notice.code.removeprefix("formats."), notice.place) for notice in read.warnings}
    assert told == {("no_stage_above", "Лист1!E9"), ("scale_guessed", "Лист1!A8"), ("unknown_lane", "Лист1!A10")}
    for notice in read.warnings:
        for language in LANGUAGES:
            assert "Лист1!" in notice.text(language)


@pytest.mark.parametrize(
    ("labels", "kinds", "language"),
    [
        (("Pain points", "Doing", "Ideas", "KPI"), ["barriers", "actions", "solutions", "metrics"], "en"),
        (("Bóle", "Myśli", "Punkty styku", "Działania"), ["barriers", "thoughts", "touchpoints", "actions"], "pl"),
        (("Точки касания", "КАНАЛЫ", "идеи:", "Барьер"), ["touchpoints", "channels", "solutions", "barriers"], "ru"),
    ],
)
def test_lanes_are_known_by_many_names(labels: tuple[str, ...], kinds: list[str], language: str) -> None:
    words = {"en": "Search", "pl": "Płatność", "ru": "Поиск"}[language]
    rows: list[list[Any]] = [["", words, "B"], *([label, "x"] for label in labels)]
    read = read_xlsx(typed(("Sheet1", rows)))
    assert [one.kind for one in read.map.lanes] == kinds
    assert read.map.language == language
    assert read.warnings == ()


def test_a_second_row_of_heads_is_the_steps_of_the_stages_above() -> None:
    rows: list[list[Any]] = [
        ["Stages", "Search", None, "Payment"],
        [None, "Ask", "Look", None],
        ["Actions", "a", "b", "c"],
    ]
    stages = read_xlsx(typed(("Journey of Anna", rows))).map
    titles = {one.id: one.title for one in stages.stages}
    assert [(one.title, titles.get(one.parent or "")) for one in stages_in_order(stages.stages)] == [
        ("Search", None), ("Ask", "Search"), ("Look", "Search"), ("Payment", None),
    ]  # fmt: skip
    assert stages.title == "Journey of Anna"
    assert len(stages.cards) == 3


@pytest.mark.parametrize(
    ("label", "cells", "values", "scale"),
    [
        ("Emotion (−2…2)", (1, 2), [1, 2], "-2..2"),
        ("Mood 1-5", (1, 5), [1, 5], "1..5"),
        ("Emotions (1–10)", ("7", 2), [7, 2], "1..10"),
        ("Feelings", ("😡", "😊"), [-2, 1], "-2..2"),
        ("Emotion", (-4, "+3"), [-4, 3], "-5..5"),
    ],
)
def test_emotion_is_read_from_numbers_and_faces(
    label: str, cells: tuple[Any, ...], values: list[float], scale: str
) -> None:
    name = "Emotion" if label.startswith("Mood") else label
    read = read_xlsx(typed(("Sheet1", [["", "A", "B"], [name, *cells]])))
    assert [one.value for one in read.map.curve] == values
    assert {one.scale for one in read.map.curve} == {scale}


def test_words_in_the_emotion_row_are_cards_and_told() -> None:
    read = read_xlsx(typed(("Sheet1", [["", "A", "B"], ["Emotion (1…5)", 4, "angry"]])))
    assert [one.body for one in read.map.cards] == ["angry"]
    assert [(one.code, one.place) for one in read.warnings] == [("formats.no_number", "Sheet1!C2")]


def test_described_personas_and_evidence_of_other_sheets_are_taken() -> None:
    people = [["Name", "Boris"], ["Role", "buyer"], ["Goals", "quiet; park"]]
    read = read_xlsx(typed(("Map", [["", "A", "B"], ["Emotion (1…5)", 4, 2]]), ("Personas", people)))
    assert [(one.name, one.goals) for one in read.map.personas] == [("Boris", ("quiet", "park"))]
    assert {one.persona for one in read.map.curve} == {read.map.personas[0].id}


@pytest.mark.parametrize("rows", [[], [["hello"]], [["Actions", "a", "b"]]])
def test_a_sheet_without_stages_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(MapError, match="Sheet1"):
        read_xlsx(typed(("Sheet1", rows)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", b"\x00" * 100])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(MapError, match="workbook"):
        read_xlsx(content)


@pytest.mark.parametrize("piece", [" ", "‹", "#", " #", "(", "'", "⏎ ", "→ ", "🎬", "[?]", "1. "])
def test_a_cell_of_one_thing_many_times_is_read_at_once(piece: str) -> None:
    words = "a" + piece * (30_000 // len(piece)) + "b"
    begun = time.perf_counter()
    read_xlsx(
        typed(("Sheet1", [["", "A", "B"], ["Actions", words, words], [words, words, "b"], ["Emotion", words, 1]]))
    )
    assert time.perf_counter() - begun < 2


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    import openpyxl

    from tests.formats.xlsx.book import saved

    book = openpyxl.Workbook()
    book.active.cell(1_048_576, 16_384).value = "x"
    book.active.cell(1, 1).value = "x"
    with pytest.raises(MapError, match="rows"):
        read_xlsx(saved(book))
