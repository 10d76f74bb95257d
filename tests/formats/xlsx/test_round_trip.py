"""A workbook that nobody touched gives the map back, but for its pictures."""

import io

import openpyxl
import pytest
from hypothesis import example, given, settings

from tests.formats.example_map import example_map
from tests.formats.test_csv import HOSTILE
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.formats.losses import kept
from tropa.formats.reading import Read
from tropa.formats.xlsx.read import LOSSES, read_xlsx
from tropa.formats.xlsx.write import write_xlsx
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.card import Scores
from tropa.model.hypothesis import Hypothesis
from tropa.model.map import Map
from tropa.model.stage import Stage


@given(maps())
@settings(max_examples=60)
@example(small_map(card("a", hypothesis=Hypothesis(), scores=Scores()), card("b", channel="")))
@example(small_map(stages=(), lanes=()))
def test_a_round_trip_loses_what_is_said_and_nothing_else(map_: Map) -> None:
    assert read_xlsx(write_xlsx(map_)) == Read(kept(map_, LOSSES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_survives(language: Language) -> None:
    map_ = example_map(language)
    assert read_xlsx(write_xlsx(map_)) == Read(kept(map_, LOSSES))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_survives_and_harms_nobody(words: str) -> None:
    map_ = small_map(card("a", body=words, detail=words, tags=(words,)), title=words, goal=words)
    assert read_xlsx(write_xlsx(map_)) == Read(map_)


def test_sub_stages_spans_and_curves_survive() -> None:
    stages = tuple(Stage(id=name, title=name, rank=f"{n}5", parent=above) for n, (name, above) in enumerate(
        (("a", None), ("a1", "a"), ("a2", "a"), ("b", None), ("c", None), ("c1", "c"))))  # fmt: skip
    map_ = small_map(
        card("x", stage="a1", span_to="b", state="proposed", status="done", tags=("one", "two words"), icon="🎬"),
        card("y", stage="a2", body="- first\nsecond"),
        stages=stages,
        curve=(point("a1", 5, scale="1..10"), point("b", -1.25), point("b", 1 / 3, future=True)),
    )
    assert read_xlsx(write_xlsx(map_)) == Read(map_)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_the_workbook_is_a_formula_or_a_link(words: str) -> None:
    map_ = small_map(card("a", body=words, detail=words), title=words, goal="https://example.com")
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(map_)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert all(cell.quotePrefix for cell in dangerous)


def test_choices_and_heads_are_in_the_language_of_the_map() -> None:
    map_ = small_map(card("a", status="done", moment_of_truth=True), language="ru", state="future")
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(map_)))
    assert book.sheetnames[:3] == ["Карта", "Карточки", "Персоны"]
    shown = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"готово", "да", "как будет", "Момент истины", "Состояние"} <= shown
