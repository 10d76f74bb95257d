"""The persona of a map: what the definition says of the segment, and the portrait its customers' traits draw."""

from collections.abc import Mapping

import pyarrow as pa

from tropa.analytics.portrait import TraitPortrait, portrait
from tropa.definition.model import Definition, text_in
from tropa.definition.model import Persona as Told
from tropa.kit.locale import Language, number_text, percent_text, text
from tropa.model.persona import Persona, Trait

MOST_TRAITS = 8


def persona_of(
    definition: Definition,
    segment: str | None,
    customers: pa.Table,
    sizes: Mapping[str | None, int],
    language: Language,
) -> Persona:
    """The persona of a segment; `sizes` counts customers by segment."""
    told = next((persona for persona in definition.personas if persona.segment == segment), None)
    total = sum(sizes.values())
    size = sizes.get(segment, 0) if segment else total
    computed = [_written(trait, language) for trait in portrait(customers).traits[:MOST_TRAITS]]
    return Persona(
        id=f"persona_{segment or 'all'}",
        name=text_in(told.name, language) if told else segment_title(definition, segment, language),
        segment=segment_title(definition, segment, language),
        quote=text_in(told.quote, language) if told else "",
        about=text_in(told.about, language) if told else "",
        goals=tuple(text_in(goal, language) for goal in told.goals) if told else (),
        fears=tuple(text_in(fear, language) for fear in told.fears) if told else (),
        traits=(*_told_traits(told, language), *computed),
        size=size,
        share=size / total if total else None,
        seed=segment or "all",
    )


def segment_title(definition: Definition, segment: str | None, language: Language) -> str:
    """A segment's title in the language; the whole, where there is none."""
    found = next((one for one in definition.segments if one.id == segment), None)
    return text_in(found.title, language) if found else text("binding", "map.all_customers", language)


def _told_traits(told: Told | None, language: Language) -> list[Trait]:
    if told is None:
        return []
    return [Trait(name=name, value=text_in(value, language), source="") for name, value in told.traits.items()]


def _written(trait: TraitPortrait, language: Language) -> Trait:
    source = text("binding", "trait.source", language, n=trait.known)
    if trait.share is not None:
        value = text(
            "binding", "trait.common", language, value=trait.value, share=percent_text(trait.share.value, language)
        )
        return Trait(name=trait.trait, value=value, source=source)
    numbers = {
        key: number_text(float(number), language)
        for key, number in (("value", trait.value), ("low", trait.low), ("high", trait.high))
        if number is not None
    }
    same = numbers.get("low") == numbers.get("high")  # half between 0 and 0 says nothing
    value = numbers["value"] if same else text("binding", "trait.median", language, **numbers)
    return Trait(name=trait.trait, value=value, source=source)
