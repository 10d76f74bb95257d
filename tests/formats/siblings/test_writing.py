"""Empathy, impact and stakeholder maps in every format they can be written in."""

import json

import pytest
from hypothesis import given, settings

from tests.model.map_builder import card, small_map
from tests.model.strategies import maps
from tropa.drawing.scene import Paragraph, Scene
from tropa.errors import MapError
from tropa.formats.siblings.writing import Sibling, outline, scene_of, write_sibling
from tropa.model.actor import Actor, Arrow
from tropa.model.empathy import EmpathyMap, empathy_map
from tropa.model.impact import impact_map
from tropa.model.map import Map
from tropa.model.stakeholders import StakeholderMap, stakeholder_map

HOSTILE = '<script>alert("x")</script> ]]> \N{FAMILY} יין =cmd()'
ACTORS = (Actor(id="a", title="Anna", persona="anna"), Actor(id="b", title=HOSTILE), Actor(id="c", title="Bank"))
MAP = small_map(
    card("dear", lane="barriers", body=HOSTILE),
    card("parts", lane="opportunities", body="Pay in parts", about=("dear",)),
    card("four", lane="solutions", body="Four payments", about=("parts",), owner="product"),
    actors=ACTORS,
    arrows=(
        Arrow(id="1", stage="search", rank="1", source="a", target="b", label="asks"),
        Arrow(id="2", stage="search", rank="2", source="b", target="a", label="answers"),
    ),
)
DOCUMENTS: list[Sibling] = [empathy_map(MAP), impact_map(MAP), stakeholder_map(MAP)]
SEEN = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: type(one).__name__)


@SEEN
@pytest.mark.parametrize("form", ["json", "svg", "pdf", "png", "html", "markdown"])
def test_a_document_is_written_in_every_format(document: Sibling, form: str) -> None:
    written = write_sibling(document, form, scale=1.0)
    assert written
    assert b"<script>" not in written or form == "json"


@SEEN
def test_all_words_stand_in_the_drawing_and_in_the_list(document: Sibling) -> None:
    drawn = {shape.words for shape in scene_of(document).shapes() if isinstance(shape, Paragraph)}
    listed = " ".join(words for _, words in outline(document))
    bodies = {card.body for card in MAP.cards} & drawn
    assert bodies or isinstance(document, StakeholderMap)
    assert all(words in listed for words in bodies)
    assert all(actor.title in listed for actor in ACTORS) or not isinstance(document, StakeholderMap)


def test_json_gives_the_document_back() -> None:
    written = json.loads(write_sibling(DOCUMENTS[0], "json"))
    assert EmpathyMap.model_validate(written) == DOCUMENTS[0]


def test_a_format_that_cannot_hold_it_is_refused() -> None:
    with pytest.raises(MapError, match="svg"):
        write_sibling(DOCUMENTS[0], "xlsx")


def test_relations_of_one_pair_are_one_line_with_heads_on_both_ends() -> None:
    [group] = [item for item in scene_of(DOCUMENTS[2]).items if getattr(item, "kind", "") == "relation"]
    assert getattr(group, "title", "") == "asks; answers"


def inside(scene: Scene) -> bool:
    notes = [shape for shape in scene.shapes() if isinstance(shape, Paragraph)]
    return all(one.x >= 0 and one.x + one.width <= scene.width and one.y + one.height <= scene.height for one in notes)


@given(maps())
@settings(max_examples=25, deadline=None)
def test_nothing_leaves_the_page_for_any_map(map_: Map) -> None:
    documents: list[Sibling] = [impact_map(map_), stakeholder_map(map_)]
    documents += [empathy_map(map_, persona.id) for persona in map_.personas]
    assert all(inside(scene_of(document)) for document in documents)
