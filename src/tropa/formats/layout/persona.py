"""The portrait of a persona on a page of its own: who they are, in their words, what they want, and how it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tropa.drawing.scene import Group, Item, Line, Mark, Rect, Scene
from tropa.formats.layout.avatar import avatar_items
from tropa.formats.layout.content import QUIET, Chip, Content, Style, Words, chips, content_items, height_of, words
from tropa.formats.layout.tokens import (
    BODY,
    EDGE,
    INK,
    LINE,
    MUTED,
    PERSONA_COLOURS,
    SMALL,
    STRONG,
    TEXT,
    TITLE,
    WASH,
    readable,
)
from tropa.formats.portrait import persona_lists, trait_families
from tropa.formats.told import Names
from tropa.formats.wording import Said, quoted, size_text
from tropa.kit.locale import Language
from tropa.model.map import Map
from tropa.model.persona import Persona, ScoredTrait

WIDTH = 1122.5  # A4 landscape
NARROW = 760.0  # for slides that are higher than wide
_SHAPE = 297 / 210
_FACE, _PAD, _BETWEEN = 132.0, 16.0, 16.0


@dataclass(frozen=True, slots=True)
class Slider:
    """A trait between its poles: its name above, the poles below the ends, a dot where the segment stands."""

    score: float
    name: Words
    low: Words
    high: Words

    @property
    def height(self) -> float:
        """Pixels of the slider with the space below it."""
        return self.name.height + 12 + max(self.low.height, self.high.height) + 8


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled piece of the portrait; `scored` traits are drawn as sliders below its contents."""

    title: str
    contents: tuple[Content, ...]
    scored: tuple[Slider, ...] = ()

    @property
    def height(self) -> float:
        """Pixels of the panel."""
        return 2 * _PAD + 26 + height_of(self.contents) + sum(one.height for one in self.scored)


def persona_scene(persona: Persona, language: Language, *, map_: Map | None = None, width: float = WIDTH) -> Scene:
    """The portrait as a drawing, A4 landscape or higher; with the map, channels go by their titles.

    A narrower one has two columns instead of three.

    >>> scene = persona_scene(Persona.new("Anna", goals=("rest in the evening",)), "en")
    >>> "rest in the evening" in " ".join(line.words for line in scene.lines())
    True
    """
    said = Said(language)
    columns = max(1, int(width // 360))
    room = (width - 2 * EDGE - _BETWEEN * (columns - 1)) / columns
    color = persona.colour or PERSONA_COLOURS[0]
    items, top = _head(persona, language, color, width)
    names = Names(map_ or Map.new("", language=language))
    panels = list(_panels(persona, said, room - 2 * _PAD, names))
    bottoms = [top] * columns
    for panel in panels:
        column = min(range(columns), key=lambda one: bottoms[one])
        x, y = EDGE + column * (room + _BETWEEN), bottoms[column]
        items.append(_panel_item(panel, x, y, room, color))
        bottoms[column] += panel.height + _BETWEEN
    height = max(width / _SHAPE, max(bottoms) + EDGE)
    return Scene(width, height, tuple(items), persona.name, persona.role or persona.segment, language)


def _head(persona: Persona, language: Language, color: str, width: float) -> tuple[list[Item], float]:
    left = EDGE + _FACE + 28
    room = width - EDGE - left
    contents: list[Content] = [words(persona.name, room, Style(34, 700, color=INK))]
    told = [persona.role, persona.segment, size_text(persona.size, persona.share, language)]
    if line := " · ".join(part.strip() for part in told if part.strip()):
        contents.append(words(line, room, Style(STRONG, color=MUTED), above=0))
    if persona.quote.strip():
        contents.append(words(quoted(persona.quote, language), room, Style(TITLE, italic=True, color=INK), above=10))
    if persona.about.strip():
        contents.append(words(persona.about, room, Style(BODY, color=TEXT), above=10))
    bottom = EDGE + max(_FACE, height_of(contents)) + 24
    ring = Mark(EDGE + _FACE / 2, EDGE + _FACE / 2, _FACE / 2 + 4, fill=None, stroke=color, stroke_width=2)
    face = [avatar_items(persona, EDGE, EDGE, _FACE), *([ring] if persona.picture is None else [])]
    return [Group((*face, *content_items(contents, left, EDGE, room)), title=persona.name, kind="persona")], bottom


def _panels(persona: Persona, said: Said, room: float, names: Names) -> Iterable[Panel]:
    lists = dict(persona_lists(persona, names, said))
    short = {said(f"flat.column.{field}") for field in ("interests", "channels", "devices", "brands")}
    for title, there in lists.items():
        if title not in short:
            yield Panel(title, tuple(words(f"• {one}", room, Style(BODY, color=INK)) for one in there))
    quotes = [one for one in persona.quotes if one.strip()]
    if quotes:
        italic = Style(BODY, italic=True, color=INK)
        told = [words(quoted(one, said.language), room, italic, above=8) for one in quotes]
        yield Panel(said("drawing.quotes"), tuple(told))
    for title, traits in trait_families(persona.traits, said):
        yield Panel(title, tuple(_traits(traits, said, room)))
    if persona.scored:
        yield Panel(said("flat.sheet.scored"), (), tuple(_slider(one, room) for one in persona.scored))
    for title, there in lists.items():
        if title in short:
            yield Panel(title, tuple(chips([Chip(one) for one in there], room)))


def _traits(traits: Sequence[tuple[str, str, str]], said: Said, room: float) -> Iterable[Content]:
    for name, value, source in traits:
        yield words(f"{name}: {value}", room, Style(BODY, color=INK), above=8)
        known = source != said("persona.unknown_source")
        yield words(said("drawing.known_from", source=source) if known else source, room, QUIET, above=0)


def _panel_item(panel: Panel, x: float, y: float, wide: float, color: str) -> Item:
    frame = Rect(x, y, wide, panel.height, fill=WASH, radius=10, role="panel")
    title = words(panel.title, wide - 2 * _PAD, Style(BODY, 600, color=readable(color)))
    items: list[Item] = [frame, *content_items([title], x + _PAD, y + _PAD, wide - 2 * _PAD)]
    top = y + _PAD + 26
    items += content_items(panel.contents, x + _PAD, top, wide - 2 * _PAD)
    top += height_of(panel.contents)
    for one in panel.scored:
        items += _slider_items(one, x + _PAD, top, wide - 2 * _PAD, color)
        top += one.height
    return Group(tuple(items), title=panel.title, kind="panel")


def _slider(one: ScoredTrait, room: float) -> Slider:
    name = " · ".join(part for part in (one.name, one.source) if part.strip())
    half = room / 2 - 8
    return Slider(
        one.score,
        words(name, room, Style(SMALL, color=INK)),
        words(one.low, half, QUIET),
        words(one.high, half, QUIET),
    )


def _slider_items(one: Slider, x: float, y: float, wide: float, color: str) -> Iterable[Item]:
    yield from content_items([one.name], x, y, wide)
    track = y + one.name.height + 6
    yield Line(x, track, x + wide, track, LINE, 4)
    yield Mark(x + wide * one.score, track, 6, fill=color)
    yield from content_items([one.low], x, track + 6, wide / 2 - 8)
    yield from content_items([one.high], x + wide / 2 + 8, track + 6, wide / 2 - 8, "end")
