"""What several maps are called, how they are coloured, which lines and gaps they have."""

import pytest

from tests.formats.side_by_side.pairs import OLD, segment
from tests.model.map_builder import card, point
from tropa.errors import MapError
from tropa.formats.side_by_side.maps import maps_view

ANNA, BORIS = segment("Anna", feels=1), segment("Boris", feels=-1)
TO_BE = segment("Anna", feels=2, state="future")


def test_maps_are_called_by_their_personas_and_told_apart_by_state() -> None:
    assert maps_view([ANNA, BORIS]).names == ("Anna", "Boris")
    assert maps_view([ANNA, TO_BE]).names == ("Anna, as is", "Anna, to be")
    assert maps_view([ANNA, ANNA]).names == ("Anna (1)", "Anna (2)")


def test_each_persona_has_a_colour_and_a_dash_tells_what_is_to_be() -> None:
    view = maps_view([ANNA, BORIS, TO_BE])
    assert view.colours[0] == view.colours[2] != view.colours[1]
    assert [line.dashed for line in view.lines] == [False, False, True]
    assert len({line.shape for line in view.lines}) == 3


def test_a_colour_that_another_has_is_not_given_twice() -> None:
    blue = [one.personas[0].model_copy(update={"colour": "#2458D3"}) for one in (ANNA, BORIS)]
    maps = [one.with_fields(personas=(who,)) for one, who in zip((ANNA, BORIS), blue, strict=True)]
    assert len(set(maps_view(maps).colours)) == 2


def test_a_gap_stands_between_maps_of_the_same_persona() -> None:
    [one] = maps_view([ANNA, BORIS, TO_BE]).gaps
    assert one.name == "Anna"
    assert [feeling.gap for feeling in one.stages[0].feelings] == [1.0]
    assert maps_view([BORIS, TO_BE]).gaps == ()


def test_a_renamed_persona_is_known_by_its_id_where_one_map_is_as_is() -> None:
    later = TO_BE.with_fields(personas=(TO_BE.personas[0].model_copy(update={"name": "Anna in 2027"}),))
    assert len(maps_view([ANNA, later]).gaps) == 1
    assert maps_view([ANNA, BORIS, later]).gaps == ()


def test_one_map_with_a_wanted_curve_has_a_gap() -> None:
    both = OLD.with_fields(curve=(point("search", -1), point("search", 1, future=True)))
    view = maps_view([both])
    assert view.gaps[0].stages[0].feelings[0].gap == 2
    assert [(line.name, line.dashed) for line in view.lines] == [("Anna", False), ("Anna, to be", True)]


def test_cards_that_all_maps_have_stand_once() -> None:
    more = BORIS.with_fields(cards=(*BORIS.cards, card("own", body="Calls the shop")))
    view = maps_view([ANNA, more])
    lane = next(n for n, one in enumerate(view.table.lanes) if one.kind == "actions")
    told = [(block.map, [one.body for one in block.cards]) for block in view.blocks(lane, 0)]
    assert told == [(None, ["Asks a friend"]), (1, ["Calls the shop"])]


def test_no_map_cannot_be_compared() -> None:
    with pytest.raises(MapError, match="at least one"):
        maps_view([])
