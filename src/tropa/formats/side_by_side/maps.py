"""Several maps laid beside each other: what each is called and coloured, its curves, and the gap where one is to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tropa.errors import MapError
from tropa.formats.layout.tokens import PERSONA_COLOURS
from tropa.formats.side_by_side.curve_panel import SHAPES, CurveLine, is_known
from tropa.kit.locale import Language, text
from tropa.model.card import Card
from tropa.model.gap import StageGap, gap
from tropa.model.map import Map
from tropa.model.side_by_side import SideBySide, side_by_side
from tropa.model.view import curve_of


@dataclass(frozen=True)
class Gap:
    """What stands between a map as it is and as it is to be, by stage, and whose it is."""

    name: str
    stages: tuple[StageGap, ...]


@dataclass(frozen=True)
class Block:
    """Cards of one map in a cell, or of all of them (`map` is None)."""

    map: int | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class MapsView:
    """Maps side by side as people see them: names and colours by map, curves, cells in blocks, gaps."""

    maps: tuple[Map, ...]
    table: SideBySide
    names: tuple[str, ...]
    colours: tuple[str, ...]
    lines: tuple[CurveLine, ...]
    gaps: tuple[Gap, ...]

    @property
    def language(self) -> Language:
        """The language of the first map."""
        return self.maps[0].language

    @property
    def title(self) -> str:
        """What the drawing is called."""
        if len(self.maps) == 1:
            return text("formats", "side.title_one", self.language, name=self.maps[0].title)
        return text("formats", "side.title", self.language, names=", ".join(self.names))

    def blocks(self, lane: int, stage: int) -> list[Block]:
        """The cards of a cell: first those that stand in all maps alike, then what each map has of its own."""
        cells = self.table.cards[lane][stage]
        shared = set.intersection(*({_alike(card) for card in cards} for cards in cells)) if len(cells) > 1 else set()
        common = {_alike(card): card for card in cells[0] if _alike(card) in shared}
        found = [Block(None, tuple(common.values()))] if common else []
        own = [tuple(card for card in cards if _alike(card) not in shared) for cards in cells]
        return found + [Block(place, cards) for place, cards in enumerate(own) if cards]


def maps_view(maps: Sequence[Map]) -> MapsView:
    """The maps side by side; MapError where there is none.

    >>> anna = Map.new("Anna", language="en", stages=["Need"]).with_card("Need", "actions", "asks")
    >>> maps_view([anna, anna.with_fields(title="Boris")]).names
    ('Anna', 'Boris')
    """
    if not maps:
        raise MapError("formats.nothing_to_compare")
    table, names = side_by_side(maps), _names(maps)
    colours = _colours(maps)
    return MapsView(
        maps=tuple(maps),
        table=table,
        names=names,
        colours=colours,
        lines=tuple(_lines(maps, table, names, colours)),
        gaps=tuple(_gaps(maps, names)),
    )


def _alike(card: Card) -> tuple[str, object]:
    return " ".join(card.body.casefold().split()), card.measure


def _names(maps: Sequence[Map]) -> tuple[str, ...]:
    """Persona, segment or title, with as much beside it as tells the maps apart."""
    plain = [_whose(map_) or map_.title for map_ in maps]
    stated = [f"{name}, {text('model', f'value.{map_.state}', map_.language)}" for name, map_ in _zip(plain, maps)]
    titled = [f"{name}: {map_.title}" for name, map_ in _zip(plain, maps)]
    for names in (plain, stated, titled):
        if len(set(names)) == len(names):
            return tuple(names)
    return tuple(f"{name} ({number})" for number, name in enumerate(plain, 1))


def _zip(names: Sequence[str], maps: Sequence[Map]) -> Iterator[tuple[str, Map]]:
    return zip(names, maps, strict=True)


def _whose(map_: Map) -> str:
    if map_.personas:
        return map_.personas[0].name
    return map_.segments[0] if map_.segments else ""


def _colours(maps: Sequence[Map]) -> tuple[str, ...]:
    """The persona's own colour where nobody else has it; as is and to be of one persona share theirs."""
    found: dict[str, str] = {}
    for map_ in maps:
        whose = _whose(map_) or map_.id
        if whose in found:
            continue
        own = map_.personas[0].colour if map_.personas else None
        free = [one for one in PERSONA_COLOURS if one not in found.values()] or PERSONA_COLOURS
        found[whose] = free[0] if own is None or own in found.values() else own
    return tuple(found[_whose(map_) or map_.id] for map_ in maps)


def _lines(maps: Sequence[Map], table: SideBySide, names: Sequence[str], colours: Sequence[str]) -> Iterator[CurveLine]:
    """The emotion of each map's first persona: as it is, and dashed as it is to be."""
    for place, map_ in enumerate(maps):
        if not map_.personas:
            continue
        ids = [stage.ids[place] for stage in table.stages]
        to_be = map_.state == "future"
        told = text("model", "value.future", map_.language)
        planned = _to_be(map_, maps) is not None
        for future in (False,) if planned and not to_be else (False, True):
            points = curve_of(map_.curve, map_.personas[0].id, future=future)
            values = tuple(points[name].value if name in points else None for name in ids)
            name = f"{_whose(map_)}, {told}" if future and not to_be else names[place]
            shape = SHAPES[place % len(SHAPES)]
            line = CurveLine(name, colours[place], values, shape, dashed=future or to_be)
            if is_known(line):
                yield line


def _gaps(maps: Sequence[Map], names: Sequence[str]) -> Iterator[Gap]:
    """A gap for every map as is with one to be of the same people, and for a map that tells both."""
    for name, map_ in _zip(names, maps):
        if map_.state == "future":
            continue
        whose, to_be = _whose(map_) or name, _to_be(map_, maps)
        if to_be is not None:
            yield Gap(whose, gap(map_, to_be))
        elif any(point.future and point.kind == "emotion" for point in map_.curve):
            yield Gap(whose, gap(map_))


def _to_be(map_: Map, maps: Sequence[Map]) -> Map | None:
    """The map to be of the same people: of a persona of the same name; where one map is as is, of a like id or segment.

    Ids alone do not do for several: maps made from one template share those of their personas.
    """
    later = [other for other in maps if other.state == "future"]
    for alike in (_named, _like) if len(maps) - len(later) == 1 else (_named,):
        found = next((other for other in later if alike(map_) & alike(other)), None)
        if found is not None:
            return found
    return None


def _named(map_: Map) -> set[str]:
    return {" ".join(persona.name.casefold().split()) for persona in map_.personas}


def _like(map_: Map) -> set[str]:
    """Ids of personas and segments; maps without either are alike."""
    return {persona.id for persona in map_.personas} | set(map_.segments) or {""}
