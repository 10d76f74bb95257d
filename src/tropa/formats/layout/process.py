"""The process lane: actors as rows, and arrows for what passes between them in each stage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tropa.drawing.scene import Group, Item, Line, Mark, Path
from tropa.formats.layout.column import Column
from tropa.formats.layout.content import Content, Style, Words, content_items, height_of, words
from tropa.formats.layout.tokens import INK, LABEL, LINE, SMALL, TEXT, tint_of
from tropa.formats.told import titled
from tropa.model.actor import Actor, Arrow
from tropa.model.lane import Lane
from tropa.model.map import Map

_SLOT, _ROW, _SIGN = 84.0, 40.0, 10.0
NAMES = LABEL - 26.0  # pixels of an actor's name


@dataclass(frozen=True, slots=True)
class Placed:
    """An arrow at its x, from row to row (counted over all tiers), with its words beside it."""

    arrow: Arrow
    x: float
    source: int
    target: int
    label: tuple[Content, ...]
    room: float


@dataclass(frozen=True, slots=True)
class ProcessFigure:
    """Actors' rows, once more for each tier of arrows without room beside others; `first` is the first's y."""

    actors: tuple[Words, ...]
    tiers: int
    row: float
    arrows: tuple[Placed, ...]
    left: float
    right: float
    color: str
    first: float = 24.0

    @property
    def height(self) -> float:
        """Pixels of the figure."""
        rows = len(self.actors) * self.tiers
        hangs = any(min(one.source, one.target) == rows - 1 for one in self.arrows)
        return self.y(rows - 1) + (self.row if hangs else 12)

    def y(self, row: int) -> float:
        """Pixels from the top to a row's line."""
        return self.first + row * self.row


def process_figure(map_: Map, lane: Lane, columns: Sequence[Column]) -> ProcessFigure | None:
    """The arrows of these columns; None for a map without actors."""
    if not map_.actors or not columns:
        return None
    channels = {one.id: titled(one.icon, one.title) for one in map_.channels}
    place = {actor.id: number for number, actor in enumerate(map_.actors)}
    arrows = sorted((one for one in map_.arrows if not one.deleted), key=lambda one: (one.stage, one.rank, one.id))
    of_stage = {stage: list(same) for stage, same in groupby(arrows, key=lambda one: one.stage)}
    placed: list[Placed] = []
    tiers = 1
    for column in columns:
        there = of_stage.get(column.stage.id, [])
        fits = max(1, int(column.width // _SLOT))
        slots = min(fits, len(there)) or 1
        for number, arrow in enumerate(there):
            tier, slot = divmod(number, fits)
            tiers = max(tiers, tier + 1)
            wide = column.width / slots
            base = tier * len(map_.actors)
            label = _label(arrow, channels, wide - _SIGN - 8)
            x = column.x + slot * wide + _SIGN
            placed.append(
                Placed(arrow, x, base + place[arrow.source], base + place[arrow.target], label, wide - _SIGN - 8)
            )
    names = tuple(_name(actor) for actor in map_.actors)
    row = max([_ROW, *(height_of(one.label) + 16 for one in placed), *(name.height + 8 for name in names)])
    end = columns[-1]
    color = tint_of("process", lane.colour)
    return ProcessFigure(names, tiers, row, tuple(placed), columns[0].x, end.x + end.width, color)


def _name(actor: Actor) -> Words:
    return words(titled(actor.icon, actor.title), NAMES, Style(SMALL, 600, color=TEXT), role="actor")


def _label(arrow: Arrow, channels: Mapping[str, str], room: float) -> tuple[Content, ...]:
    told: list[Content] = [words(arrow.label, room, Style(SMALL, color=INK), above=0)] if arrow.label.strip() else []
    if arrow.channel:
        told.append(words(channels.get(arrow.channel, arrow.channel), room, Style(SMALL, color=TEXT), above=0))
    return tuple(told)


def process_items(figure: ProcessFigure, y: float, label_x: float) -> list[Item]:
    """The figure with its top at y, the actors' names in the lane's label."""
    items: list[Item] = []
    count = len(figure.actors)
    for row in range(count * figure.tiers):
        name, at = figure.actors[row % count], y + figure.y(row)
        items.append(Line(figure.left, at, figure.right, at, LINE, 1, dash=(2, 4), role="actor"))
        items += content_items([name], label_x, at - name.height / 2, NAMES, "end")
    for placed in figure.arrows:
        drawn = tuple(_arrow(figure, placed, y))
        items.append(Group(drawn, title=placed.arrow.label, role="img", kind="arrow"))
    return items


def _arrow(figure: ProcessFigure, placed: Placed, y: float) -> Iterable[Item]:
    arrow, x = placed.arrow, placed.x
    start, end = y + figure.y(placed.source), y + figure.y(placed.target)
    color = arrow.colour or figure.color
    if placed.source == placed.target:
        yield Mark(x, start, 5, "square", fill=color, role="action")
    else:
        way = 1 if end > start else -1
        thick = 1.0 + 0.75 * arrow.weight
        dash = (5.0, 4.0) if arrow.dashed else ()
        tail = start + way * (8 if arrow.both_ways else 0)
        yield Line(x, tail, x, end - way * 8, color, thick, dash=dash, role="arrow")
        yield head(x, end, way, color)
        if arrow.both_ways:
            yield head(x, start, -way, color)
        else:
            yield Mark(x, start, 3, fill=color, role="arrow")
    upper = min(start, end) + 5
    yield from content_items(placed.label, x + _SIGN, upper, placed.room)


def head(x: float, y: float, way: int, color: str) -> Path:
    """The head of an arrow whose point is at x, y; down (1) or up (−1)."""
    return Path(((x, y), (x - 5, y - way * 9), (x + 5, y - way * 9)), fill=color, closed=True, role="head")
