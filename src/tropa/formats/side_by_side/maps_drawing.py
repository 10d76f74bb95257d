"""Several maps as one drawing: a column a stage, a row a lane with the cards of each map, their curves laid over."""

from collections.abc import Iterator, Sequence

from tropa.drawing.scene import Group, Item, Line, Mark, Rect, Scene
from tropa.formats.layout.tokens import (
    BODY,
    EDGE,
    GAP,
    GUTTER,
    INK,
    LARGE,
    LINE,
    MUTED,
    SMALL,
    STRONG,
    WASH,
    readable,
    tint_of,
    washed,
)
from tropa.formats.side_by_side.block import QUIET, Stack, Style, note, paragraph
from tropa.formats.side_by_side.curve_panel import (
    SHAPES,
    CurveLine,
    Panel,
    end_labels,
    frame_items,
    line_items,
    sample,
    scale_words,
)
from tropa.formats.side_by_side.gap_drawing import gap_items
from tropa.formats.side_by_side.maps import Block, MapsView
from tropa.formats.wording import Said, emotion_text, quoted, value_text
from tropa.kit.locale import Language, text
from tropa.model.card import Card

_LABEL = 150.0
_ENDS = 190.0  # the names of lines right of their ends
_LEAST, _MOST = 188.0, 300.0  # pixels of a column
_MAIN = 1240.0
_MOST_LINES = 6  # curves in one frame


def maps_scene(view: MapsView) -> Scene:
    """The drawing: who is compared, the gaps if any, the curves, then lane by lane."""
    count = max(len(view.table.stages), 1)
    column = min(max((_MAIN - _LABEL) / count - GUTTER, _LEAST), _MOST)
    table = _LABEL + count * (column + GUTTER)
    width = max(2 * EDGE + table + _ENDS, 2 * EDGE + _MAIN)
    head = Stack(EDGE, EDGE * 0.7, width - 2 * EDGE)
    head.say(view.title, Style(LARGE, 700), most=3)
    for place in range(len(view.maps)):
        head.put(_who(view, place, head), above=6)
    head.y += 16
    for one in view.gaps:
        head.put(gap_items(one, view.language, (head.x, head.y, _MAIN)), above=24)
    drawn = _Table(view, column)
    body = Stack(EDGE, head.y, table - GUTTER)
    for piece in drawn.pieces(body):
        body.put(piece)
    described = ", ".join(view.names)
    return Scene(width, body.y + EDGE, (*head.items, *body.items), view.title, described, view.language)


def _who(view: MapsView, place: int, stack: Stack) -> tuple[list[Item], float]:
    """A map by its colour, mark, name, and title."""
    map_, name, colour = view.maps[place], view.names[place], view.colours[place]
    line = CurveLine(name, colour, (), SHAPES[place % len(SHAPES)], dashed=map_.state == "future")
    named = paragraph(name, (stack.x + 36, stack.y, 300), Style(STRONG, 600, readable(colour)), most=2)
    state = text("model", f"value.{map_.state}", view.language)
    words = f"{map_.title} · {state}" if map_.title not in name else state
    told = paragraph(words, (stack.x + 348, stack.y, stack.width - 348), Style(STRONG, colour=MUTED), most=2)
    items: list[Item] = [*sample(line, stack.x, stack.y + 11), named, told]
    return [Group(tuple(items), title=f"{name}: {words}", kind="map")], max(named.height, told.height)


class _Table:
    """The stages as columns and all that stands in them."""

    def __init__(self, view: MapsView, column: float) -> None:
        self._view, self._column = view, column
        self._said = Said(view.language)

    def pieces(self, stack: Stack) -> Iterator[tuple[Sequence[Item], float]]:
        """Heads of the stages, the curves, the lanes."""
        yield self._heads(stack)
        if self._view.lines:
            yield self._curves(stack)
            yield self._values(stack)
        for lane in range(len(self._view.table.lanes)):
            if any(self._view.blocks(lane, stage) for stage in range(len(self._view.table.stages))):
                yield self._lane(lane, stack)

    def _x(self, stack: Stack, stage: int) -> float:
        return stack.x + _LABEL + stage * (self._column + GUTTER)

    def _heads(self, stack: Stack) -> tuple[list[Item], float]:
        items: list[Item] = []
        bottom = stack.y
        for place, stage in enumerate(self._view.table.stages):
            head = Stack(self._x(stack, place) + 10, stack.y + 8, self._column - 20)
            head.say(stage.title, Style(STRONG, 700), most=4)
            absent = [name for name, there in zip(self._view.names, stage.ids, strict=True) if there is None]
            if absent:
                head.say(self._said("side.absent", names=", ".join(absent)), QUIET)
            items.append(Group(tuple(head.items), title=stage.title, kind="stage"))
            bottom = max(bottom, head.y)
        grounds: list[Item] = [
            Rect(self._x(stack, place), stack.y, self._column, bottom - stack.y + 8, WASH, radius=6, role="stage")
            for place in range(len(self._view.table.stages))
        ]
        return [*grounds, *items], bottom - stack.y + 8 + GAP

    def _curves(self, stack: Stack) -> tuple[list[Item], float]:
        middles = tuple(self._x(stack, place) + self._column / 2 for place in range(len(self._view.table.stages)))
        panel = Panel(middles, stack.x + _LABEL, stack.x + stack.width, stack.y)
        title = self._said("curve.title")
        items: list[Item] = [
            paragraph(title, (stack.x, panel.y(0.0) - 10, 80), Style(BODY, 600, MUTED)),
            *frame_items(panel),
        ]
        items += scale_words(panel, self._said("curve.good"), self._said("curve.bad"), panel.left - 12)
        shown = self._view.lines[:_MOST_LINES]
        for line in shown:
            items += line_items(panel, line)
        items += end_labels(panel, shown, _ENDS)
        height = panel.height
        if len(self._view.lines) > _MOST_LINES:
            left = self._said("side.more_lines", n=len(self._view.lines) - _MOST_LINES)
            said = paragraph(left, (panel.left, stack.y + height, stack.width - _LABEL), QUIET)
            items.append(said)
            height += said.height
        return [Group(tuple(items), title=title, kind="curve")], height

    def _values(self, stack: Stack) -> tuple[list[Item], float]:
        """The numbers behind the lines, stage by stage."""
        items: list[Item] = []
        bottom = stack.y
        for place in range(len(self._view.table.stages)):
            x, y = self._x(stack, place) + 10, stack.y
            for line in self._view.lines:
                value = line.values[place]
                if value is None:
                    continue
                number = emotion_text(value, self._view.language)
                said = paragraph(
                    f"{number} {line.name}", (x + 16, y, self._column - 36), Style(SMALL, colour=INK), most=2
                )
                fill = "#FFFFFF" if line.dashed else line.colour
                items += [Mark(x + 5, y + 8, 4, line.shape, fill, line.colour, 1.5), said]
                y += said.height
            bottom = max(bottom, y)
        return items, bottom - stack.y + GUTTER

    def _lane(self, lane: int, stack: Stack) -> tuple[list[Item], float]:
        """A lane: rows for what all maps have and for each map, level over all stages."""
        told = self._view.table.lanes[lane]
        label = Stack(stack.x, stack.y + 12, _LABEL - 16)
        label.say(told.title, Style(BODY, 600, readable(tint_of(told.kind))))
        cells = [self._view.blocks(lane, place) for place in range(len(self._view.table.stages))]
        items: list[Item] = [Line(stack.x, stack.y, stack.x + stack.width, stack.y, LINE), *label.items]
        y = stack.y + 10
        for whose in (None, *range(len(self._view.maps))):
            bottom = y
            for place, blocks in enumerate(cells):
                for block in blocks:
                    if block.map == whose:
                        part = Stack(self._x(stack, place), y, self._column)
                        self._block(block, part)
                        items += part.items
                        bottom = max(bottom, part.y)
            y = bottom
        return [Group(tuple(items), title=told.title, kind="lane")], max(y, label.y) - stack.y + 6

    def _block(self, block: Block, part: Stack) -> None:
        """The cards of one map, or of all, under its name."""
        colour = MUTED if block.map is None else self._view.colours[block.map]
        if len(self._view.maps) > 1:
            name = self._said("side.everyone") if block.map is None else self._view.names[block.map]
            part.items.append(
                paragraph(name, (part.x + 10, part.y, part.width - 20), Style(SMALL, 600, readable(colour)), most=1)
            )
            part.y += 18
        ground = "#FFFFFF" if block.map is None else washed(colour, 0.05)
        for card in block.cards:
            part.put(note(card_words(card, self._view.language), (part.x, part.y, part.width), colour, ground), above=6)
        part.y += 4


def card_words(card: Card, language: Language) -> list[tuple[str, Style]]:
    """What a card says: its words (those of a customer in quotation marks), and its number below."""
    quote = card.quote is not None and card.quote.speaker_role == "customer"
    told = [(quoted(card.body, language) if quote else card.body, Style(italic=quote))]
    if card.measure is not None:
        told.append((value_text(card.measure, language), Style(BODY, 600)))
    return told
