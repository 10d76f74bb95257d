"""The layout of a map: everything it holds is there, nothing covers another, nothing leaves the page."""

from datetime import date

import pytest
from hypothesis import Phase, given, settings

from tests.drawing.hostile import HOSTILE
from tests.formats.example_map import example_map
from tests.formats.layout.full_map import TODAY, full_map
from tests.formats.layout.reading import bare, card_boxes, extent, groups, overlapping, said
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.drawing.scene import Path
from tropa.drawing.text import clean
from tropa.formats.layout.column import placed
from tropa.formats.layout.curve import CurveFigure, curve_figure
from tropa.formats.layout.page import map_scene
from tropa.formats.wording import quoted
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import columns, live_cards


def assert_well_laid(map_: Map) -> None:
    scene = map_scene(map_, TODAY)
    assert overlapping(card_boxes(scene)) == []
    left, top, right, bottom = extent(scene)
    assert left >= 0
    assert top >= 0
    assert right <= scene.width
    assert bottom <= scene.height


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_of_everything_is_well_laid_in_every_language(language: Language) -> None:
    assert_well_laid(full_map(language))
    assert_well_laid(example_map(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_card_is_there(language: Language) -> None:
    words = said(map_scene(full_map(language), TODAY))
    for one in live_cards(full_map(language)):
        if one.id != "hid":
            body = quoted(one.body, language) if one.id == "quote" else one.body
            assert bare(body) in words, one.id
            assert bare(one.detail) in words, one.id


def test_what_is_hidden_or_deleted_is_not_shown() -> None:
    words = said(map_scene(full_map("en"), TODAY))
    for secret in ("SECRET", "HIDDEN", "DELETED"):
        assert secret not in words


@pytest.mark.parametrize(
    "words",
    [
        "+0.4", "moment of truth", "Reviews", "Staff", "↑ NPS, by at least +3.0 pp", "For: Web", "Outcome: confirmed",
        "target ↑ +45 pp", "not enough data", "46%", "n 6,898", "Owner: John, 41", "By 15 January 2027", "planned",
        "#pilot", "↗ Report", "→ map map_2", "value for customers 80%", "due for review", "Line of visibility",
        "Line of interaction", "Line of internal interaction", "24%", "CRM", "Lampa", "8,412 customers, 27% of all",
        "proposed", "to be",
    ],
)  # fmt: skip
def test_what_a_map_holds_besides_words_is_there_in_words(words: str) -> None:
    assert bare(words) in said(map_scene(full_map("en"), TODAY))


@settings(max_examples=25, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(maps())
def test_any_map_is_well_laid(map_: Map) -> None:
    assert_well_laid(map_)
    words = said(map_scene(map_, date(2026, 1, 1)))
    shown = {lane.id for lane in map_.lanes if not lane.hidden}
    stages = {stage.id for stage in columns(map_)}
    for one in live_cards(map_):
        if one.lane in shown and one.stage in stages and one.quote is None:
            assert bare(clean(one.body)) in words


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_inside_their_boxes(words: str) -> None:
    assert_well_laid(small_map(card("a", body=words or " "), title=words, goal=words))


def test_a_card_that_spans_stages_lies_over_their_columns() -> None:
    wide, narrow = card_boxes(map_scene(small_map(card("a", span_to="return"), card("b")), TODAY))
    assert wide[2] - wide[0] > 2.5 * (narrow[2] - narrow[0])


def test_columns_are_wider_where_cells_hold_long_texts() -> None:
    map_ = small_map(card("a", body="word " * 100), card("b", stage="payment"), card("c", stage="return"))
    map_ = map_.with_fields(stages=(*map_.stages, *_more_stages(map_)))
    first, second, *_ = sorted(card_boxes(map_scene(map_, TODAY)))
    assert 200 <= second[2] - second[0] < first[2] - first[0] <= 320


def _more_stages(map_: Map) -> list[object]:
    return [map_.stages[0].model_copy(update={"id": f"x{n}", "rank": f"9{n}5"}) for n in range(4)]


def test_the_curve_has_no_line_over_a_gap() -> None:
    curve = next(groups(map_scene(full_map("en"), TODAY).items, "curve"))
    lines = [shape for shape in curve.items if isinstance(shape, Path) and shape.role == "line"]
    assert len(lines) == 4  # John's as is in two parts, his to be, Mary's
    assert sum(bool(line.dash) for line in lines) == 1


def test_words_stand_at_the_line_of_one_persona_unless_a_point_to_be_is_in_the_way() -> None:
    at_line, below = (
        curve_figure_of(small_map(curve=(point("search", 1.0, label="so easy"), point("search", to_be, future=True))))
        for to_be in (0.5, 1.5)
    )
    assert list(at_line.told) == ["search"]
    assert below.told == {}
    assert len(below.below["search"]) > len(at_line.below["search"])


def curve_figure_of(map_: Map) -> CurveFigure:
    stages = columns(map_)
    figure = curve_figure(map_, map_.lane("emotion"), placed(stages, [240.0] * len(stages), 0), {"anna": "#2458D3"})
    assert figure is not None
    return figure


def test_a_lane_of_one_persona_carries_her_name_and_colour() -> None:
    map_ = full_map("en")
    label = next(group for group in groups(map_scene(map_, TODAY).items, "lane") if group.title == "Thoughts")
    assert [getattr(item, "words", None) for item in label.items][-1] == "Mary, 29"


def test_a_map_without_stages_is_a_page_all_the_same() -> None:
    scene = map_scene(Map.new("Empty", language="pl"), TODAY)
    assert "Empty" in said(scene)
    assert scene.height > 100


def test_an_emotion_lane_that_is_hidden_hides_the_curve() -> None:
    map_ = example_map("en")
    lanes = tuple(one.model_copy(update={"hidden": True}) if one.kind == "emotion" else one for one in map_.lanes)
    assert not list(groups(map_scene(map_.with_fields(lanes=lanes), TODAY).items, "curve"))
    bare_map = map_.with_fields(lanes=tuple(one for one in lanes if one.kind != "emotion"))
    assert isinstance(bare_map.lanes[0], Lane)
    assert list(groups(map_scene(bare_map, TODAY).items, "curve"))
