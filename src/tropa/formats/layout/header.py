"""The head of a drawing: whose journey it is, what the map is about, and how fresh it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tropa.drawing.scene import Group, Item, Mark, Picture
from tropa.drawing.text import fit, width
from tropa.formats.html.card_view import is_draft
from tropa.formats.layout.avatar import avatar_items
from tropa.formats.layout.content import QUIET, Content, Drawn, Style, Words, content_items, drawn, height_of, words
from tropa.formats.layout.tokens import BODY, EDGE, HUGE, INK, LARGE, PAPER, SMALL, STRONG, TEXT, TITLE
from tropa.formats.wording import Said, freshness_text, period_text, quoted, size_text
from tropa.kit.locale import text
from tropa.model.map import Map
from tropa.model.persona import Persona

_FACE, _BETWEEN, _LOGO = 60.0, 24.0, 56.0
_PERSON = 330.0


@dataclass(frozen=True, slots=True)
class Block:
    """Contents with their place inside the head; a persona's block has its avatar at the left."""

    x: float
    y: float
    width: float
    contents: tuple[Content, ...]
    persona: Persona | None = None
    logo: Drawn | None = None

    @property
    def bottom(self) -> float:
        """Pixels from the top of the head to its lower end."""
        least = _FACE if self.persona else self.logo.height if self.logo else 0.0
        return self.y + max(height_of(self.contents), least)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a page as blocks."""

    blocks: tuple[Block, ...]
    colours: Mapping[str, str]

    @property
    def height(self) -> float:
        """Pixels of the head."""
        return max((block.bottom for block in self.blocks), default=0.0)


def map_header(map_: Map, room: float, today: date, colours: Mapping[str, str]) -> Header:
    """The whole head for a drawing `room` pixels wide: title and facts left, personas right where there is room."""
    beside = room >= 900 and bool(map_.personas)
    left = room * (0.56 if beside else 1.0) - (_BETWEEN if beside else 0.0)
    blocks: list[Block] = []
    logo = None if map_.logo is None else drawn(map_.logo, 120, _LOGO)
    shift = 0.0
    if logo is not None:
        blocks.append(Block(0, 4, logo.width, (), logo=logo))
        shift = logo.width + 20
    title = Block(shift, 0, left - shift, tuple(_title(map_, left - shift)))
    blocks.append(title)
    facts = list(_flow(_facts(map_, today), shift, title.bottom + 12, left - shift))
    blocks += facts
    top = 4.0 if beside else max([title.bottom, *(fact.bottom for fact in facts)]) + 16
    start, wide = (left + 2 * _BETWEEN, room - left - 2 * _BETWEEN) if beside else (0.0, room)
    blocks += _people(map_, start, top, wide)
    return Header(tuple(blocks), colours)


def running_header(map_: Map, room: float, colours: Mapping[str, str]) -> Header:
    """The head of the pages after the first: the title and the personas' names on a line."""
    names = ", ".join(persona.name for persona in map_.personas)
    contents: list[Content] = [words(fit(map_.title, TITLE, room, 600), room, Style(TITLE, 600, color=INK))]
    if names:
        contents.append(words(fit(names, SMALL, room), room, QUIET, above=0))
    return Header((Block(0, 0, room, tuple(contents)),), colours)


def _title(map_: Map, room: float) -> Iterable[Content]:
    said = Said(map_.language)
    kicker = said(f"head.map_{map_.state}")
    yield words(" · ".join(part for part in (kicker, map_.company.strip()) if part), room, QUIET)
    size = HUGE if len(map_.title) <= 60 and room >= 500 else LARGE
    yield words(map_.title, room, Style(size, 700, color=INK), above=0)
    if map_.description.strip():
        yield words(map_.description, room, Style(BODY, color=TEXT))


def _facts(map_: Map, today: date) -> list[tuple[str, str]]:
    said, language = Said(map_.language), map_.language
    share = map_.customers / map_.customers_total if map_.customers and map_.customers_total else None
    status = [said("head.draft")] if is_draft(map_) else []
    if map_.status is not None:
        status.append(text("model", f"value.{map_.status}", language))
    rows = (
        (said("head.goal"), map_.goal),
        (said("head.segment"), ", ".join(map_.segments)),
        (said("head.customers"), size_text(map_.customers, share, language)),
        (said("head.period"), period_text(map_.horizon, language) if map_.horizon else ""),
        (said("head.freshness"), freshness_text(map_, today)),
        (said("flat.column.owner"), map_.owner),
        (said("head.status"), " · ".join(status)),
        (said("flat.column.tags"), ", ".join(map_.tags)),
    )
    return [(name, value) for name, value in rows if value.strip()]


def _flow(facts: list[tuple[str, str]], left: float, top: float, room: float) -> Iterable[Block]:
    """Facts beside each other, in as many rows as they need."""
    x, row = 0.0, list[Block]()
    for name, value in facts:
        most = min(room, 420.0)
        contents = (words(name, most, QUIET), words(value, most, Style(BODY, color=INK), above=0))
        wide = _needed(contents, most)
        if x and x + wide > room:
            yield from row
            top = max(block.bottom for block in row) + 10
            x, row = 0.0, []
        row.append(Block(left + x, top, wide, contents))
        x += wide + _BETWEEN
    yield from row


def _needed(contents: Iterable[Content], most: float) -> float:
    lines = [(line, content.style) for content in contents if isinstance(content, Words) for line in content.lines]
    return min(most, max(width(line, style.size, style.weight) for line, style in lines) + 2)


def _people(map_: Map, left: float, top: float, room: float) -> Iterable[Block]:
    """Personas in rows of as many as fit."""
    count = max(1, min(len(map_.personas), int((room + _BETWEEN) // (_PERSON + _BETWEEN))))
    wide = min((room - _BETWEEN * (count - 1)) / count, 460.0)
    for start in range(0, len(map_.personas), count):
        row = [
            Block(
                left + place * (wide + _BETWEEN),
                top,
                wide,
                tuple(_person(persona, wide - _FACE - 16, map_)),
                persona,
            )
            for place, persona in enumerate(map_.personas[start : start + count])
        ]
        yield from row
        top = max(block.bottom for block in row) + 16


def _person(persona: Persona, room: float, map_: Map) -> Iterable[Content]:
    yield words(persona.name, room, Style(STRONG, 600, color=INK))
    told = [persona.role, persona.segment, size_text(persona.size, persona.share, map_.language)]
    if line := " · ".join(part.strip() for part in told if part.strip()):
        yield words(line, room, QUIET, above=0)
    if persona.quote.strip():
        yield words(quoted(persona.quote, map_.language), room, Style(BODY, italic=True, color=INK))


def header_items(header: Header, y: float) -> list[Item]:
    """The head with its top at y and its left at the edge of the page."""
    items: list[Item] = []
    for block in header.blocks:
        x, top = EDGE + block.x, y + block.y
        if block.logo is not None:
            pixels = block.logo.pixels
            items.append(
                Picture(x, top, block.logo.width, block.logo.height, pixels.data, pixels.media_type, block.logo.alt)
            )
        if block.persona is None:
            items += content_items(block.contents, x, top, block.width)
            continue
        inside = content_items(block.contents, x + _FACE + 16, top, block.width - _FACE - 16)
        face: list[Item] = [avatar_items(block.persona, x, top, _FACE)]
        if len(header.colours) > 1:
            color = header.colours[block.persona.id]
            face.append(Mark(x + _FACE - 7, top + _FACE - 7, 8, fill=color, stroke=PAPER, stroke_width=2))
        items.append(Group((*face, *inside), title=block.persona.name, kind="persona"))
    return items
