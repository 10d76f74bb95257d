"""Documents drawn from the same objects as a map: empathy map, blueprint, impact map, stakeholder map."""

import pytest
from hypothesis import given, settings

from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.model.actor import Actor, Arrow
from tropa.model.blueprint import blueprint, line_above
from tropa.model.card import Quote
from tropa.model.empathy import empathy_map
from tropa.model.impact import ImpactMap, ImpactNode, impact_map
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.stakeholders import stakeholder_map
from tropa.model.view import lanes_in_order

SAID = Quote(verbatim_id="v1", source="reviews")


def test_an_empathy_map_keeps_what_was_said_apart_from_what_is_thought() -> None:
    map_ = small_map(card("guess", lane="thoughts"), card("word", lane="thoughts", quote=SAID))
    drawn = empathy_map(map_)
    assert [note.body for note in drawn.field("thinks")] == ["guess"]
    assert [note.source for note in drawn.field("says")] == ["word"]


def test_an_empathy_map_says_everything_once() -> None:
    map_ = small_map(card("a", lane="barriers", body="dear"), card("b", lane="barriers", body="dear", stage="payment"))
    assert [note.source for note in empathy_map(map_).field("pains")] == ["a"]


def test_feelings_are_the_words_of_the_emotion_line_in_order() -> None:
    map_ = small_map(curve=(point("payment", -1, label="angry"), point("search", 1, label="curious")))
    assert [note.body for note in empathy_map(map_).field("feels")] == ["curious", "angry"]


def test_a_map_without_personas_has_no_empathy_map() -> None:
    with pytest.raises(MapError):
        empathy_map(small_map(personas=()))


def test_a_blueprint_has_its_three_kinds_behind_the_actions_even_while_empty() -> None:
    kinds = [lane.kind for lane in lanes_in_order(blueprint(small_map()))]
    assert kinds == ["touchpoints", "actions", "frontstage", "backstage", "support", "metrics"]


def test_a_line_runs_where_what_is_seen_ends() -> None:
    lanes = [Lane(id=kind, kind=kind, title="", rank="V") for kind in ("actions", "frontstage", "backstage", "support")]
    assert [line_above(lanes, place) for place in range(4)] == [None, "interaction", "visibility", "internal"]


def test_a_solution_hangs_on_the_opportunity_that_answers_the_same_barrier() -> None:
    map_ = small_map(
        card("dear", lane="barriers"),
        card("parts", lane="opportunities", about=("dear",)),
        card("instalments", lane="solutions", about=("dear",)),
    )
    drawn = impact_map(map_)
    [actor] = drawn.under(None)
    [impact] = drawn.under(actor.id)
    assert [node.source for node in drawn.under(impact.id)] == ["instalments"]


def test_a_deliverable_cannot_hang_on_an_actor() -> None:
    drawn = impact_map(small_map())
    node = ImpactNode(id="d", level="deliverable", parent=drawn.nodes[0].id, rank="V", body="app")
    with pytest.raises(MapError, match="impact"):
        ImpactMap(**{**dict(drawn), "nodes": (*drawn.nodes, node)})


def test_who_deals_with_customers_stands_nearer_than_who_does_not() -> None:
    actors = (
        Actor(id="buyer", title="Buyer", kind="customer", persona="anna"),
        Actor(id="clerk", title="Clerk", kind="employee"),
        Actor(id="bank", title="Bank"),
    )
    arrows = (
        Arrow(id="1", stage="search", rank="1", source="buyer", target="clerk", label="asks"),
        Arrow(id="2", stage="search", rank="2", source="clerk", target="bank"),
    )
    drawn = stakeholder_map(small_map(actors=actors, arrows=arrows))
    assert {one.title: one.circle for one in drawn.stakeholders} == {
        "Anna": "essential", "Clerk": "important", "Bank": "interesting"
    }  # fmt: skip
    assert drawn.relations[0].source == "persona_anna"


@given(maps())
@settings(max_examples=60, deadline=None)
def test_every_map_gives_its_sibling_documents(map_: Map) -> None:
    blueprint(map_)
    impact_map(map_)
    stakeholder_map(map_)
    for persona in map_.personas:
        empathy_map(map_, persona.id)


def test_a_solution_that_answers_another_hangs_with_it_on_one_impact() -> None:
    drawn = impact_map(small_map(card("a", lane="solutions", about=("b",)), card("b", lane="solutions", rank="W")))
    assert [node.source for node in drawn.nodes if node.level == "deliverable"] == ["a", "b"]
