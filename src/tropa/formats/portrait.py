"""What is known of a persona, as titled lists and words; shared by the page and the Markdown."""

from collections.abc import Iterable, Sequence

from tropa.formats.told import Names
from tropa.formats.wording import Said
from tropa.kit.locale import percent_text
from tropa.model.persona import Persona, ScoredTrait, Trait, TraitFamily

FAMILIES: tuple[TraitFamily, ...] = ("socio_demographic", "geographic", "behavioural", "psychographic", "b2b", "other")
LISTS = ("goals", "needs", "motivations", "fears", "interests", "channels", "devices", "brands")


def persona_lists(persona: Persona, names: Names, said: Said) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What a persona wants, needs, fears… as titled lists; channels by their titles."""
    for name in LISTS:
        given = tuple(one for one in getattr(persona, name) if one.strip())
        if name == "channels":
            given = tuple(names.channel(one) for one in given)
        if given:
            yield said(f"persona.{name}" if name in ("goals", "fears") else f"flat.column.{name}"), given


def trait_families(traits: Sequence[Trait], said: Said) -> Iterable[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """Traits by family: name, value and where it is known from."""
    for family in FAMILIES:
        of_family = [trait for trait in traits if trait.family == family]
        if of_family:
            title = said(f"drawing.family.{'rest' if family == 'other' else family}")
            yield title, tuple((one.name, one.value, source_of(one, said)) for one in of_family)


def source_of(trait: Trait | ScoredTrait, said: Said) -> str:
    """Where a trait is known from, or that nobody knows."""
    return trait.source.strip() or said("persona.unknown_source")


def slider_words(one: ScoredTrait, said: Said) -> str:
    """A scored trait in words: `70 % of the way from “saves” to “spends”`."""
    share = percent_text(one.score, said.language)
    return said("page.between", share=share, low=one.low, high=one.high) if one.low and one.high else share
