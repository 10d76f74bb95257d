"""A map on sheets: nothing is lost between pages, no sheet is overfull, heads and labels come again."""

import pytest
from hypothesis import given, settings

from tests.formats.layout.full_map import TODAY, full_map
from tests.formats.layout.reading import bare, card_boxes, extent, groups, overlapping, said
from tests.model.map_builder import card, small_map
from tests.model.strategies import maps
from tropa.drawing.scene import Scene
from tropa.formats.layout.page import page_scene
from tropa.formats.layout.paging import POINTS, Sheets, map_pages, stage_groups
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.view import live_cards

A3 = Sheets.of(1190.55, 841.89)
A4 = Sheets.of(841.89, 595.28)


def scenes(map_: Map, sheets: Sheets) -> list[Scene]:
    return [page_scene(map_, page, TODAY) for page in map_pages(map_, sheets, TODAY)]


@pytest.mark.parametrize("sheets", [A3, A4])
def test_every_page_of_everything_fits_its_sheet(sheets: Sheets) -> None:
    for scene in scenes(full_map("ru"), sheets):
        assert overlapping(card_boxes(scene)) == []
        assert (scene.width, scene.height) == (sheets.width, sheets.height)
        left, top, right, bottom = extent(scene)
        assert left >= 0
        assert top >= 0
        assert right <= scene.width
        assert bottom <= scene.height


def test_no_text_is_smaller_than_eight_points() -> None:
    assert min(line.size for scene in scenes(full_map("pl"), A4) for line in scene.lines()) * POINTS >= 8


@pytest.mark.parametrize("sheets", [A3, A4])
def test_no_card_is_lost_between_pages(sheets: Sheets) -> None:
    words = "".join(said(scene) for scene in scenes(full_map("en"), sheets))
    for one in live_cards(full_map("en")):
        assert one.id == "hid" or bare(one.body) in words, one.id


def test_title_and_lane_labels_come_again_and_pages_are_counted() -> None:
    map_ = small_map(*(card(f"c{n:02d}", body="word " * 60) for n in range(24)))
    pages = scenes(map_, A4)
    assert len(pages) > 3
    for number, scene in enumerate(pages, 1):
        assert map_.title in {line.words for line in scene.lines()}
        assert f"page{number}of{len(pages)}" in said(scene)
    assert sum(group.title == "Actions" for scene in pages for group in groups(scene.items, "lane")) >= 3


def test_a_card_longer_than_a_sheet_goes_on_on_the_next() -> None:
    body = " ".join(f"w{n}" for n in range(900))
    words = "".join(said(scene) for scene in scenes(small_map(card("a", body=body)), A4))
    assert "w0w1w2" in words
    assert "w899" in words


def test_seven_stages_stand_side_by_side_on_a3() -> None:
    map_ = Map.new("Seven", language="en", stages=[f"Stage {n}" for n in range(7)])
    assert [len(group) for group in stage_groups(map_, A3.stages)] == [7]
    assert len(map_pages(map_, A3, TODAY)) == 1


def test_seven_stages_of_nine_lanes_and_a_curve_fit_one_sheet_of_a3() -> None:
    map_ = Map.new("Seven", language="en", stages=[f"Stage {n}" for n in range(7)]).with_persona(Persona.new("Anna"))
    for stage in map_.stages:
        map_ = map_.with_emotion(stage.id, 0.5)
        for lane in map_.lanes:
            map_ = map_.with_card(stage.id, lane.id, "Compares prices") if lane.kind != "emotion" else map_
    assert len(map_.lanes) == 9
    assert len(map_pages(map_, A3, TODAY)) == 1


def test_a_link_to_a_stage_of_another_page_says_where_it_leads() -> None:
    words = [said(scene) for scene in scenes(full_map("en"), A4)]
    assert any(bare("Delivery costs more than the order → I search and compare") in one for one in words)


def test_eight_stages_are_divided_evenly_and_steps_of_a_stage_stay_together() -> None:
    eight = Map.new("Eight", language="en", stages=[f"Stage {n}" for n in range(8)])
    assert [len(group) for group in stage_groups(eight, 7)] == [4, 4]
    assert [[stage.id for stage in group] for group in stage_groups(full_map("en"), 4)] == [
        ["s0", "s1", "s2"],
        ["s3", "s4", "s5"],
    ]


@settings(max_examples=15, deadline=None)
@given(maps())
def test_any_map_keeps_its_cards_on_sheets(map_: Map) -> None:
    pages = scenes(map_, A4)
    assert all(overlapping(card_boxes(scene)) == [] for scene in pages)
    assert pages
