"""Several maps, and the gap between as is and to be, as a drawing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.side_by_side.pairs import OLD, misplaced, segment, titles_of, words_of
from tests.model.map_builder import card, point
from tests.model.strategies import maps
from tropa.drawing.scene import Path
from tropa.formats.side_by_side.maps import maps_view
from tropa.formats.side_by_side.maps_drawing import maps_scene
from tropa.formats.side_by_side.maps_words import maps_outline, maps_tables
from tropa.model.catalogue import Metric
from tropa.model.map import Map

NAMES = ("Anna", "Boris", "Celina", "Denis", "Ewa", "Fedor", "Gosia", "Hanna")
NOW = OLD.with_fields(
    cards=(
        *OLD.cards,
        card("parts", lane="solutions", body="Pay in parts", stage="payment", about=("dear",), owner="Product"),
        card("late", lane="barriers", body="No answer", stage="return"),
        card("trial", lane="metrics", body="Trial", stage="payment", metric="trial"),
    ),
    metrics=(Metric(id="trial", title="Trial start", target=0.4),),
)
TO_BE = OLD.with_fields(state="future", curve=(point("search", 1.5), point("payment", 0)))


def test_every_card_of_every_map_is_drawn_with_the_name_of_the_map() -> None:
    own = [segment(name, feels=0, cards=(card("a", body=f"{name} asks"),)) for name in NAMES[:3]]
    drawn = words_of(maps_scene(maps_view(own)))
    assert all(f"{name} asks" in drawn and drawn.count(f"\n{name}\n") >= 2 for name in NAMES[:3])


def test_at_most_six_curves_are_drawn_and_the_rest_is_told() -> None:
    view = maps_view([segment(name, feels=place / 4 - 1) for place, name in enumerate(NAMES)])
    scene = maps_scene(view)
    assert len([one for one in scene.shapes() if isinstance(one, Path) and one.role == "curve"]) == 6
    assert "2 more lines are told in words only" in words_of(scene)
    assert any("Hanna: " in words for _, words in maps_outline(view))


def test_the_gap_tells_feelings_barriers_and_metrics_of_a_stage() -> None:
    view = maps_view([NOW, TO_BE])
    drawn = words_of(maps_scene(view))
    for words in (
        "−1.2 → 0, gap +1.2",
        "↳ Solution: Pay in parts (Product)",
        "! nothing answers it yet",
        "— → 40%",
    ):
        assert words in drawn
    assert "Payment" in titles_of(maps_scene(view).items)


def test_the_tables_have_a_row_a_stage_and_lane() -> None:
    gaps, curves, cards = maps_tables(maps_view([NOW, TO_BE]))
    assert [row[0] for row in gaps.rows] == ["Search", "Payment", "Return"]
    assert curves.rows[1] == ("Payment", "−1.2", "0")
    assert ("Search", "Actions", "Asks a friend", "Asks a friend") in cards.rows


@given(st.lists(maps(), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_maps_stay_on_the_page_and_apart(several: list[Map]) -> None:
    assert misplaced(maps_scene(maps_view(several))) == []
