"""What is kept of a map is the map with the lost fields at their defaults."""

import pytest

from tests.model.map_builder import card, small_map
from tropa.formats.losses import kept
from tropa.model.card import Quote
from tropa.model.persona import Persona, Trait


def test_nothing_lost_is_the_same_map() -> None:
    map_ = small_map(card("a", owner="Ann"))
    assert kept(map_, ()) == map_


def test_a_lost_field_has_its_default() -> None:
    map_ = small_map(card("a", owner="Ann"), goal="rest")
    left = kept(map_, ("card.owner", "map.goal"))
    assert (left.cards[0].owner, left.goal, left.title) == ("", "", map_.title)


def test_a_deeper_field_is_lost_alone() -> None:
    quoted = card("a", quote=Quote(verbatim_id="v", source="reviews", rating=2))
    anna = Persona(id="anna", name="Anna", traits=(Trait(name="age", value="30", source="CRM"),))
    left = kept(small_map(quoted, card("b"), personas=(anna,)), ("card.quote.rating", "persona.traits.source"))
    assert left.cards[0].quote == Quote(verbatim_id="v", source="reviews")
    assert left.personas[0].traits == (Trait(name="age", value="30"),)


def test_where_deletion_is_lost_the_deleted_does_not_come_back() -> None:
    assert [one.id for one in kept(small_map(card("a", deleted=True), card("b")), ("card.deleted",)).cards] == ["b"]


@pytest.mark.parametrize("path", ["card.nothing", "card.rank", "map.created"])
def test_a_path_that_cannot_be_lost_is_refused(path: str) -> None:
    with pytest.raises(LookupError):
        kept(small_map(card("a")), (path,))
