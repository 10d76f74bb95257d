"""The portrait of a persona in Markdown."""

from collections.abc import Iterable

from tropa.formats.markdown.escaping import escaped, row
from tropa.formats.portrait import persona_lists, slider_words, source_of, trait_families
from tropa.formats.told import Names, picture_words
from tropa.formats.wording import Said, quoted, size_text
from tropa.model.persona import Persona


def persona_head(persona: Persona, said: Said) -> list[str]:
    """Who it is, in two lines: name, role, size, and what they say."""
    told = [persona.role, size_text(persona.size, persona.share, said.language)]
    lines = [", ".join([f"**{escaped(persona.name)}**", *(escaped(one) for one in told if one.strip())])]
    if persona.quote.strip():
        lines += ["", f"> {escaped(quoted(persona.quote, said.language))}"]
    return [*lines, ""]


def persona_lines(persona: Persona, names: Names, said: Said) -> list[str]:
    """All that is known of a persona under a heading; nothing where nothing is known besides the head."""
    lines = [*_told(persona, names, said), *_traits(persona, said)]
    quotes = [f"> {escaped(quoted(one, said.language))}" for one in persona.quotes if one.strip()]
    lines += [line for quote in quotes for line in (quote, "")]
    return [f"### {escaped(persona.name)}", "", *lines] if lines else []


def _told(persona: Persona, names: Names, said: Said) -> list[str]:
    lines = [f"- {said('head.segment')}: {escaped(persona.segment)}"] if persona.segment.strip() else []
    if persona.about.strip():
        lines.append(f"- {said('persona.about')}: {escaped(persona.about)}")
    for title, there in persona_lists(persona, names, said):
        lines.append(f"- {title}: {'; '.join(escaped(one) for one in there)}")
    if persona.picture is not None and (words := picture_words(persona.picture)):
        lines.append(f"- {escaped(said('page.picture', words=words))}")
    return [*lines, ""] if lines else []


def _traits(persona: Persona, said: Said) -> list[str]:
    rows = list(_rows(persona, said))
    if not rows:
        return []
    trait = said("flat.kind.trait").capitalize()
    heads = [said("flat.column.family"), trait, said("flat.column.value"), said("flat.column.source")]
    return [row(heads), row(["---"] * len(heads)), *rows, ""]


def _rows(persona: Persona, said: Said) -> Iterable[str]:
    for title, traits in trait_families(persona.traits, said):
        for name, value, source in traits:
            yield row([title, escaped(name), escaped(value or said("page.unknown")), escaped(source)])
    for one in persona.scored:
        words = slider_words(one, said)
        yield row(
            [said("flat.kind.scored").capitalize(), escaped(one.name), escaped(words), escaped(source_of(one, said))]
        )
