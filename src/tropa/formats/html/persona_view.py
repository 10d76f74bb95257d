"""The portrait of a persona as the template needs it, and the letter that stands for a persona on the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from tropa.formats.portrait import persona_lists, slider_words, source_of, trait_families
from tropa.formats.told import Names
from tropa.formats.wording import Said, quoted, size_text
from tropa.kit.locale import Language, percent_text
from tropa.model.attachment import Picture
from tropa.model.map import Map
from tropa.model.persona import Persona, ScoredTrait


@dataclass(frozen=True)
class PersonaMark:
    """Who is meant: a letter in a ring of the persona's colour, so that colour is not alone."""

    letter: str
    name: str
    look: str


@dataclass(frozen=True)
class SliderView:
    """A scored trait: `at` in per cent from its low pole to its high one."""

    name: str
    low: str
    high: str
    at: float
    percent: str
    words: str
    source: str


@dataclass(frozen=True)
class PortraitView:
    """All that is known of a persona; `lists` are titled lists, `families` titled traits as (name, value, source)."""

    persona: Persona
    mark: PersonaMark
    size: str
    picture: Picture | None
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    families: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    sliders: tuple[SliderView, ...]
    quotes: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether there is more to show than the head of the page says."""
        return bool(self.persona.about or self.lists or self.families or self.sliders or self.quotes)


def persona_marks(map_: Map) -> dict[str, PersonaMark]:
    """Each persona's mark: the first letter of the name, or its number where letters repeat."""
    letters = [persona.name.strip()[:1].upper() for persona in map_.personas]
    clear = len(set(letters)) == len(letters) and all(letter.isalpha() for letter in letters)
    return {
        persona.id: PersonaMark(letters[n] if clear else str(n + 1), persona.name, f"who{n}")
        for n, persona in enumerate(map_.personas)
    }


def portraits(map_: Map, marks: Mapping[str, PersonaMark]) -> list[PortraitView]:
    """The portraits of all personas."""
    names = Names(map_)
    return [_portrait(persona, marks[persona.id], names, map_.language) for persona in map_.personas]


def _portrait(persona: Persona, mark: PersonaMark, names: Names, language: Language) -> PortraitView:
    said = Said(language)
    return PortraitView(
        persona=persona,
        mark=mark,
        size=size_text(persona.size, persona.share, language),
        picture=persona.picture,
        lists=tuple(persona_lists(persona, names, said)),
        families=tuple(trait_families(persona.traits, said)),
        sliders=tuple(_slider(one, said) for one in persona.scored),
        quotes=tuple(quoted(words, language) for words in persona.quotes if words.strip()),
    )


def _slider(one: ScoredTrait, said: Said) -> SliderView:
    return SliderView(
        name=one.name,
        low=one.low,
        high=one.high,
        at=round(one.score * 100, 1),
        percent=percent_text(one.score, said.language),
        words=slider_words(one, said),
        source=source_of(one, said),
    )
