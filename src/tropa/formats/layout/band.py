"""A lane as a band: its label at the left, its figure (curve, arrows), and its cards packed below each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tropa.drawing.scene import ASCENT, Group, Item, Line, Rect, Text
from tropa.drawing.text import width
from tropa.formats.layout.card import CardBox, CardReader, card_items
from tropa.formats.layout.column import Column
from tropa.formats.layout.content import Chip, Content, Style, chips, content_items, height_of, words
from tropa.formats.layout.curve import CurveFigure, curve_figure, curve_items
from tropa.formats.layout.process import ProcessFigure, process_figure, process_items
from tropa.formats.layout.tokens import BODY, EDGE, GAP, LABEL, MUTED, RADIUS, SMALL, readable, tint_of, washed
from tropa.formats.told import titled
from tropa.kit.locale import text
from tropa.model.blueprint import Line as Divide
from tropa.model.blueprint import line_above
from tropa.model.card import Card
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import lanes_in_order, reached

PAD, RULE, _LEAST = 8.0, 30.0, 44.0


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with its boxes, y counted from the band's top; `divide` is the line that runs above it, `part` > 0 where
    the lane goes on from the page before."""

    lane: Lane
    label: tuple[Content, ...]
    boxes: tuple[CardBox, ...]
    curve: CurveFigure | None = None
    process: ProcessFigure | None = None
    divide: Divide | None = None
    part: int = 0

    @property
    def top(self) -> float:
        """Pixels of the line above."""
        return RULE if self.divide else 0.0

    @property
    def figure(self) -> float:
        """Pixels of the figure, with the space below it."""
        high = self.curve.height if self.curve else self.process.height if self.process else 0.0
        return high + GAP if high else 0.0

    @property
    def height(self) -> float:
        """Pixels of the whole band."""
        label = 0.0 if self.process else height_of(self.label) + 2 * PAD
        boxes = max((box.y + box.height for box in self.boxes), default=0.0)
        inner = boxes + PAD if self.boxes else PAD + self.figure + (PAD - GAP if self.figure else 0.0)
        return self.top + max(_LEAST, label, inner)


def shown_lanes(map_: Map) -> list[Lane]:
    """The lanes drawn, and first one for each kind of curve that has none."""
    lanes = [lane for lane in lanes_in_order(map_) if not lane.hidden]
    kinds = {lane.kind for lane in map_.lanes if not lane.deleted}
    missing = sorted({point.kind for point in map_.curve} - kinds, reverse=True)
    added = [Lane(id=kind, kind=kind, title=text("model", f"lane.{kind}", map_.language), rank="0") for kind in missing]
    return [*added, *lanes]


def band(map_: Map, lanes: Sequence[Lane], place: int, columns: Sequence[Column], reader: CardReader) -> Band:
    """The lane at this place among those shown, over these columns."""
    lane = lanes[place]
    curve = curve_figure(map_, lane, columns, reader.colours) if lane.kind in ("emotion", "arc") else None
    process = process_figure(map_, lane, columns) if lane.kind == "process" else None
    label = _label(map_, lane, reader)
    below_label = height_of(label) + 14  # signs of the scale and names of actors stand below the lane's title
    curve = curve and replace(curve, top=max(curve.top, below_label))
    process = process and replace(process, first=below_label + 14)
    empty = Band(lane, tuple(label), (), curve, process, line_above(list(lanes), place))
    start = PAD + empty.figure
    return replace(empty, boxes=tuple(_packed(map_, lane, columns, reader, start)))


def _label(map_: Map, lane: Lane, reader: CardReader) -> list[Content]:
    room = LABEL - 2 * PAD - 6
    color = readable(tint_of(lane.kind, lane.colour))
    found: list[Content] = [words(titled(lane.icon, lane.title), room, Style(BODY, 600, color=color))]
    names = {persona.id: persona.name for persona in map_.personas}
    people = [Chip(names[one], "dot", reader.colours[one]) for one in lane.personas]
    found += chips(people, room)
    return found


def _packed(map_: Map, lane: Lane, columns: Sequence[Column], reader: CardReader, start: float) -> list[CardBox]:
    """Cards below each other in their columns; one that spans stages lies below all cards before it in any of them."""
    place = {column.stage.id: number for number, column in enumerate(columns)}
    bottoms = [start] * len(columns)
    boxes: list[CardBox] = []
    for card, first, last in _spread(map_, lane, place):
        x = columns[first].x
        wide = columns[last].x + columns[last].width - x
        y = max(bottoms[first : last + 1])
        box = reader.box(card, lane, x, y, wide)
        bottoms[first : last + 1] = [y + box.height + GAP] * (last - first + 1)
        boxes.append(box)
    return boxes


def _spread(map_: Map, lane: Lane, place: Mapping[str, int]) -> list[tuple[Card, int, int]]:
    """Cards of these columns with the first and the last column each lies over: spanning ones first."""
    found = []
    for card in map_.cards:
        if card.lane != lane.id or card.deleted:
            continue
        over = [place[stage] for stage in (reached(map_, card) if card.span_to else [card.stage]) if stage in place]
        if over:
            found.append((card, min(over), max(over)))
    return sorted(found, key=lambda one: (one[1] == one[2], one[1], one[0].rank, one[0].id))


def band_items(one: Band, y: float, right: float, said_line: str) -> list[Item]:
    """The band with its top at y, from the left edge of the page to `right`."""
    items: list[Item] = []
    if one.divide:
        items += _divide(y, right, said_line)
    top, high = y + one.top, one.height - one.top
    color = tint_of(one.lane.kind, one.lane.colour)
    panel = Rect(EDGE, top + 3, LABEL, high - 6, fill=washed(color), radius=RADIUS, role="lane")
    edge = Rect(EDGE, top + 3 + RADIUS, 3, max(high - 6 - 2 * RADIUS, 4), fill=color, role="lane")
    label = content_items(one.label, EDGE + PAD + 6, top + 3 + PAD, LABEL - 2 * PAD - 6)
    items.append(Group((panel, edge, *label), title=one.lane.title, role="heading", kind="lane"))
    if one.curve:
        items += curve_items(one.curve, top + PAD, EDGE + LABEL - 8)
    if one.process:
        items += process_items(one.process, top + PAD, EDGE + PAD + 6)
    cards = [card_items(replace(box, y=box.y + top)) for box in one.boxes]
    if cards:
        items.append(Group(tuple(cards), title=one.lane.title, role="list", kind="cards"))
    return items


def _divide(y: float, right: float, said_line: str) -> list[Item]:
    """The line with its name in it, starting above the first column."""
    middle, start = y + RULE / 2, EDGE + PAD + 6
    end = start + width(said_line, SMALL, 600)
    return [
        Line(EDGE, middle, start - 6, middle, MUTED, 1.5, dash=(8, 5), role="divide"),
        Text(start, middle - SMALL * 0.7 + SMALL * ASCENT, said_line, SMALL, 600, color=MUTED, role="divide"),
        Line(end + 6, middle, right, middle, MUTED, 1.5, dash=(8, 5), role="divide"),
    ]
