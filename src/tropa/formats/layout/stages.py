"""The header of a map's columns: groups of sub-stages, the stages as arrows, and the links that leave their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tropa.drawing.scene import Group, Item, Path, Rect, Step
from tropa.formats.layout.column import Column, ancestors
from tropa.formats.layout.content import QUIET, Content, Style, Words, content_items, height_of, words
from tropa.formats.layout.tokens import ACCENT, INK, PAPER, SMALL, STRONG, TEXT, WASH, luminance
from tropa.formats.wording import Said
from tropa.model.map import Map

_POINT, _PAD = 10.0, 9.0
_FILL = "#26343F"


@dataclass(frozen=True, slots=True)
class StageBox:
    """A stage as an arrow with its title, and what is told of it below."""

    column: Column
    title: tuple[Words, ...]
    told: tuple[Content, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """All stages of a page: the groups above (title, x, width), the arrows and what is told below them."""

    groups: tuple[tuple[Words, float, float], ...]
    boxes: tuple[StageBox, ...]

    @property
    def groups_height(self) -> float:
        """Pixels of the upper level; 0 without sub-stages."""
        return max((title.height + 12 for title, _, _ in self.groups), default=-6.0) + 6

    @property
    def arrows_height(self) -> float:
        """Pixels of the arrows."""
        return max((height_of(box.title) for box in self.boxes), default=0.0) + 2 * _PAD

    @property
    def told_height(self) -> float:
        """Pixels of what is told of the stages."""
        told = max((height_of(box.told) for box in self.boxes), default=0.0)
        return told + 10 if told else 0.0


def stage_row(map_: Map, columns: Sequence[Column]) -> StageRow:
    """The header of these columns."""
    said = Said(map_.language)
    above = {column.stage.id: ancestors(map_, column.stage) for column in columns}
    groups = []
    if any(above.values()):
        roots = [(above[column.stage.id] or [column.stage])[0] for column in columns]
        for root, same in groupby(zip(roots, columns, strict=True), key=lambda pair: pair[0]):
            over = [column for _, column in same]
            wide = over[-1].x + over[-1].width - over[0].x
            groups.append((words(root.title, wide - 24, Style(SMALL + 1, 600, color=INK)), over[0].x, wide))
    boxes = []
    for column in columns:
        fill = column.stage.colour or _FILL
        style = Style(STRONG, 600, color=PAPER if luminance(fill) < 0.2 else INK)
        title = [words(f"{column.number}. {column.stage.title}", column.width - 34, style)]
        for between in above[column.stage.id][1:]:
            title.insert(0, words(f"{between.title} ›", column.width - 34, Style(SMALL, color=style.color)))
        boxes.append(StageBox(column, tuple(title), tuple(_told(column, said)), fill))
    return StageRow(tuple(groups), tuple(boxes))


def _told(column: Column, said: Said) -> Iterable[Content]:
    stage, room = column.stage, column.width - 16
    if stage.goal.strip():
        yield words(stage.goal, room, Style(SMALL, 600, color=TEXT))
    if stage.description.strip():
        yield words(stage.description, room, Style(SMALL, color=TEXT), above=2)
    facts = [stage.duration, said("drawing.owner", name=stage.owner) if stage.owner.strip() else ""]
    if told := " · ".join(fact for fact in facts if fact.strip()):
        yield words(told, room, QUIET, above=2)
    if stage.leads_to:
        yield words(said("drawing.leads_to", name=stage.leads_to), room, Style(SMALL, color=ACCENT), above=2)


def group_items(row: StageRow, y: float) -> list[Item]:
    """The upper level with its top at y."""
    items: list[Item] = []
    high = row.groups_height - 6
    for title, x, wide in row.groups:
        frame = Rect(x, y, wide, high, fill=WASH, radius=6, role="group")
        line = Rect(x, y + high - 2, wide, 2, fill=_FILL, role="group")
        items.append(
            Group((frame, line, *content_items([title], x + 12, y + 6, wide - 24)), title=title.words, kind="group")
        )
    return items


def arrow_items(row: StageRow, y: float) -> list[Item]:
    """The stages as arrows with their top at y."""
    high, items = row.arrows_height, list[Item]()
    for number, box in enumerate(row.boxes):
        x, wide = box.column.x, box.column.width
        shape = Path(_arrow(x, y, wide, high, first=number == 0), fill=box.fill, closed=True, role="stage")
        top = y + (high - height_of(box.title)) / 2
        inside = content_items(box.title, x + 18, top, wide - 34)
        items.append(Group((shape, *inside), title=box.column.stage.title, role="heading", kind="stage"))
    return items


def told_items(row: StageRow, y: float) -> list[Item]:
    """What is told of the stages, with its top at y."""
    return [
        item for box in row.boxes for item in content_items(box.told, box.column.x + 8, y + 8, box.column.width - 16)
    ]


def _arrow(x: float, y: float, wide: float, high: float, *, first: bool) -> tuple[Step, ...]:
    """An arrow that fits into the next: its point reaches into the gap, its tail is notched unless it is the first."""
    right, middle = x + wide, y + high / 2
    tail: tuple[Step, ...] = () if first else ((x + _POINT, middle),)
    return ((x, y), (right, y), (right + _POINT, middle), (right, y + high), (x, y + high), *tail)
