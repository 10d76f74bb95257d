import pytest

from tests.model.map_builder import small_map
from tropa.errors import MapError
from tropa.model.catalogue import Channel
from tropa.model.persona import Persona
from tropa.model.project import Project


def _project() -> Project:
    return Project(id="cinema", title="Cinema", language="en", maps=(small_map(), small_map(id="other")))


def test_a_change_of_a_persona_shows_in_all_maps() -> None:
    project = _project().changed(personas=(Persona(id="anna", name="Anna K."),))
    assert [one.personas[0].name for one in project.maps] == ["Anna K.", "Anna K."]


def test_a_project_read_from_plain_values_is_linked_too() -> None:
    fields = _project().model_dump() | {"personas": [{"id": "anna", "name": "Anna K."}]}
    assert Project.model_validate(fields).map("other").personas[0].name == "Anna K."


def test_what_a_map_does_not_use_is_not_put_into_it() -> None:
    project = _project().changed(channels=(Channel(id="shop", title="Shop"),))
    assert project.map("map").channels == ()


def test_a_map_above_itself_is_refused() -> None:
    with pytest.raises(MapError, match="lead back to"):
        _project().changed(maps=(small_map(parent_map="other"), small_map(id="other", parent_map="map")))


def test_an_unknown_map_is_told_with_those_there_are() -> None:
    with pytest.raises(MapError, match="map, other"):
        _project().map("third")
