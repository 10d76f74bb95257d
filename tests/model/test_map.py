"""A map holds together or is refused with the place."""

import pytest
from hypothesis import given

from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.kit.locale import LANGUAGES
from tropa.model.card import Measure
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.stage import Stage


def test_an_id_may_not_occur_twice() -> None:
    with pytest.raises(MapError, match="card have the id a"):
        small_map(card("a"), card("a"))


def test_the_same_id_may_name_a_stage_and_a_persona() -> None:
    assert small_map(card("search")).cards[0].id == "search"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"stage": "nowhere"}, "stage nowhere"),
        ({"lane": "nowhere"}, "lane nowhere"),
        ({"span_to": "nowhere"}, "stage nowhere"),
        ({"about": ("ghost",)}, "card ghost"),
        ({"evidence": ("none",)}, "evidence none"),
    ],
)
def test_a_card_refers_only_to_what_is_there(fields: dict[str, object], place: str) -> None:
    with pytest.raises(MapError, match=f"card a: there is no {place}"):
        small_map(card("a", **fields))  # type: ignore[arg-type]


def test_a_deleted_card_may_refer_to_a_lane_that_is_gone() -> None:
    assert small_map(card("a", lane="gone", deleted=True)).cards[0].deleted


def test_a_stage_may_not_be_a_part_of_itself() -> None:
    stages = (Stage(id="a", title="A", rank="1", parent="b"), Stage(id="b", title="B", rank="2", parent="a"))
    with pytest.raises(MapError, match="Stage a"):
        small_map(stages=stages)


def test_an_emotion_stays_between_minus_two_and_two() -> None:
    with pytest.raises(MapError, match="outside"):
        small_map(curve=(point("search", 2.5),))


def test_an_emotion_is_stated_once() -> None:
    with pytest.raises(MapError, match="stated twice"):
        small_map(curve=(point("search", 1), point("search", -1)))


def test_the_wish_may_stand_beside_the_present_emotion() -> None:
    assert len(small_map(curve=(point("search", -1), point("search", 1, future=True))).curve) == 2


def test_a_curve_belongs_to_a_known_persona() -> None:
    with pytest.raises(MapError, match="there is no persona anna"):
        small_map(personas=(), curve=(point("search", 1),))


def test_no_number_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="finite"):
        Measure(value=float("nan"), unit="share")


def test_a_refusal_names_the_place_in_every_language() -> None:
    with pytest.raises(MapError) as refused:
        small_map(card("a", stage="nowhere"))
    for spoken in LANGUAGES:
        assert "nowhere" in refused.value.text(spoken)
        assert "card a" in refused.value.text(spoken)


@given(maps())
def test_any_map_of_the_strategy_holds_together(map_: Map) -> None:
    assert Map.model_validate(map_.model_dump()) == map_


def test_evidence_ids_are_plain() -> None:
    with pytest.raises(ValueError, match="pattern"):
        Evidence.model_validate({"id": "a b", "question": "q", "definition": "d", "grade": "A", "asked": "2026-01-01"})
