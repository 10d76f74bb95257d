"""Personas: what the definition tells, and what the customers' traits draw."""

from collections.abc import Mapping

from tests.binding.material_builder import people
from tropa.binding.personas import persona_of, segment_title
from tropa.definition.model import Definition

SIZES: Mapping[str | None, int] = {"kids": 30, None: 90}
KIDS = {"id": "kids", "title": {"en": "Kids", "ru": "Дети"}, "where": [{"trait": "Age", "below": 18}]}


def definition(**more: object) -> Definition:
    return Definition.model_validate({"segments": [KIDS], **more})


def test_a_segment_without_a_told_persona_is_drawn_from_its_customers() -> None:
    persona = persona_of(definition(), "kids", people(), SIZES, "ru")
    assert (persona.name, persona.segment, persona.quote, persona.goals) == ("Дети", "Дети", "", ())
    assert (persona.size, persona.share, persona.seed) == (30, 0.25, "kids")
    (trait,) = persona.traits
    assert trait.name == "Age"
    assert "120" in trait.source


def test_a_told_persona_keeps_its_words_and_gets_the_computed_traits_too() -> None:
    told = {"segment": "kids", "name": "Masha", "quote": "Again!", "goals": ["play"], "traits": {"city": "Gdynia"}}
    persona = persona_of(definition(personas=[told]), "kids", people(), SIZES, "en")
    assert (persona.name, persona.quote, persona.goals) == ("Masha", "Again!", ("play",))
    assert [trait.name for trait in persona.traits] == ["city", "Age"]


def test_all_customers_are_a_persona_of_everybody() -> None:
    persona = persona_of(definition(), None, people(), SIZES, "en")
    assert (persona.id, persona.name, persona.size, persona.share) == ("persona_all", "All customers", 120, 1.0)


def test_nobody_has_no_share() -> None:
    assert persona_of(definition(), "kids", people().slice(0, 0), {}, "en").share is None


def test_a_segment_s_title_is_in_the_language() -> None:
    assert [segment_title(definition(), "kids", language) for language in ("ru", "en")] == ["Дети", "Kids"]
    assert segment_title(definition(), None, "pl") == "Wszyscy klienci"
