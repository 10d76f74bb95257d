"""The portrait of a persona: all that is known is there, and what nobody knows is said to be unknown."""

from hypothesis import given, settings

from tests.formats.layout.full_map import full_map
from tests.formats.layout.reading import bare, extent, said
from tests.model.strategies import personas
from tropa.formats.layout.persona import persona_scene
from tropa.model.persona import Persona, Trait


def test_all_that_is_known_of_a_persona_is_there() -> None:
    map_ = full_map("en")
    words = said(persona_scene(map_.personas[0], "en", map_=map_))
    told = (
        "John, 41",
        "Delivery costs more",
        "Source: CRM",
        "source unknown",
        "cheap",
        "🌐 Website",
        "8,412 customers",
    )
    for one in told:
        assert bare(one) in words


def test_a_persona_of_a_name_alone_is_a_page() -> None:
    scene = persona_scene(Persona.new("Anna"), "pl")
    assert said(scene) == "Anna"


def test_a_trait_without_a_source_says_so_in_the_language() -> None:
    scene = persona_scene(Persona.new("Анна", traits=(Trait(name="возраст", value="34"),)), "ru")
    assert "источникнеизвестен" in said(scene)


@settings(max_examples=25, deadline=None)
@given(personas("p"))
def test_nothing_of_any_persona_leaves_the_page(persona: Persona) -> None:
    scene = persona_scene(persona, "ru")
    left, top, right, bottom = extent(scene)
    assert left >= 0
    assert top >= 0
    assert right <= scene.width
    assert bottom <= scene.height
