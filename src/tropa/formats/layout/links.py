"""Links between stages: branches and jumps as bows above the stages, loops back as bows below them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tropa.drawing.scene import Group, Item, Path, Rect, Step
from tropa.drawing.text import width
from tropa.formats.layout.column import Column, ancestors
from tropa.formats.layout.content import Style, Words, content_items, words
from tropa.formats.layout.process import head
from tropa.formats.layout.tokens import ACCENT, INK, PAPER, SMALL
from tropa.kit.locale import percent_text
from tropa.model.map import Map
from tropa.model.stage import Link, Stage
from tropa.model.view import columns as stage_columns

_BEND, _LEAST = 12.0, 110.0
_LOOP = "#8A5A00"


@dataclass(frozen=True, slots=True)
class Bow:
    """A link from x to x on a level of its side, with its words; one that comes from or goes to a stage of another page
    is open there: it ends at the edge."""

    link: Link
    start: float
    end: float
    level: int
    label: Words | None
    left: float
    width: float
    opens: Literal["start", "end"] | None = None


@dataclass(frozen=True, slots=True)
class Bows:
    """The links above or below the stages."""

    bows: tuple[Bow, ...]
    below: bool
    step: float

    @property
    def height(self) -> float:
        """Pixels they take."""
        levels = max((bow.level for bow in self.bows), default=-1) + 1
        return levels * self.step + 14 if levels else 0.0


def bows(map_: Map, columns: Sequence[Column], *, below: bool) -> Bows:
    """The links drawn on one side: loops below, others above; one to a stage of another page ends at the edge."""
    spots = _spots(map_, columns)
    wanted = [link for link in map_.links if not link.deleted and (link.kind == "loop") == below]
    found: list[Bow] = []
    taken: list[list[tuple[float, float]]] = []
    order = {one.id: place for place, one in reversed(list(enumerate(_with_parents(map_))))}
    known = [link for link in wanted if link.source in order and link.target in order]
    for link in sorted(known, key=lambda one: (abs(order[one.source] - order[one.target]), one.id)):
        if link.source not in spots and link.target not in spots:
            continue
        start, end, opens = _ends(link, spots, order, columns)
        label, left, wide = _label(link, start, end, columns, map_, opens)
        reach = (min(start, end, left) - 6, max(start, end, left + wide) + 6)
        level = next((n for n, row in enumerate(taken) if all(b <= reach[0] or a >= reach[1] for a, b in row)), None)
        if level is None:
            level = len(taken)
            taken.append([])
        taken[level].append(reach)
        found.append(Bow(link, start, end, level, label, left, wide, opens))
    step = max([28.0, *(bow.label.height + 10 for bow in found if bow.label)])
    return Bows(tuple(found), below, step)


def _with_parents(map_: Map) -> Iterable[Stage]:
    for stage in stage_columns(map_):
        yield from (*ancestors(map_, stage), stage)


def _ends(
    link: Link, spots: Mapping[str, float], order: Mapping[str, int], columns: Sequence[Column]
) -> tuple[float, float, Literal["start", "end"] | None]:
    """Where a link starts and ends, and which end lies on another page."""
    edges = (columns[0].x, columns[-1].x + columns[-1].width)
    if link.source not in spots:
        return edges[order[link.source] > order[link.target]], spots[link.target] - 16, "start"
    if link.target not in spots:
        return spots[link.source] + 16, edges[order[link.target] > order[link.source]], "end"
    return spots[link.source] + 16, spots[link.target] - 16, None


def _spots(map_: Map, columns: Sequence[Column]) -> dict[str, float]:
    """Where each stage stands: its column, or the first column below it."""
    spots: dict[str, float] = {}
    for column in columns:
        for stage in (*ancestors(map_, column.stage), column.stage):
            if stage.id == column.stage.id:
                spots[stage.id] = column.middle
            else:
                spots.setdefault(stage.id, column.middle)
    return spots


def _label(
    link: Link, start: float, end: float, columns: Sequence[Column], map_: Map, opens: Literal["start", "end"] | None
) -> tuple[Words | None, float, float]:
    share = "" if link.share is None else percent_text(link.share, map_.language)
    told = " · ".join(part for part in (link.label.strip(), share) if part)
    if opens:
        away = next(one.title for one in map_.stages if one.id == (link.source if opens == "start" else link.target))
        told = f"{away} → {told}" if opens == "start" else f"{told} → {away}".strip()
    if not told:
        return None, (start + end) / 2, 0.0
    room = max(abs(end - start) - 2 * _BEND - 8, _LEAST)
    label = words(told, room, Style(SMALL, 600, color=INK))
    wide = max(width(line, SMALL, 600) for line in label.lines) + 10
    right = columns[-1].x + columns[-1].width
    left = min(max((start + end - wide) / 2, columns[0].x), right - wide)
    return label, left, wide


def bow_items(bows_: Bows, y: float) -> list[Item]:
    """The bows with the top of their strip at y."""
    lines = [
        Group(tuple(_bow(bow, bows_, y)), title=bow.label.words if bow.label else "", role="img", kind="link")
        for bow in bows_.bows
    ]
    return [*lines, *(item for bow in bows_.bows for item in _words(bow, _peak(bow, bows_, y)))]


def _bow(bow: Bow, bows_: Bows, y: float) -> Iterable[Item]:
    color = _LOOP if bow.link.kind == "loop" else ACCENT
    way = 1 if bows_.below else -1
    foot = y if bows_.below else y + bows_.height
    peak = _peak(bow, bows_, y)
    side = 1 if bow.end > bow.start else -1
    bend = min(_BEND, abs(bow.end - bow.start) / 2)
    tip = foot + way * 1.0
    rise: tuple[Step, ...] = (
        (bow.start, foot + way * 2),
        (bow.start, peak - way * bend),
        (bow.start, peak, bow.start, peak, bow.start + side * bend, peak),
    )
    fall: tuple[Step, ...] = (
        (bow.end - side * bend, peak),
        (bow.end, peak, bow.end, peak, bow.end, peak - way * bend),
        (bow.end, tip + way * 8),
    )
    if bow.opens:
        rise, fall = (((bow.start, peak),), fall) if bow.opens == "start" else (rise, ((bow.end, peak),))
    steps = (*rise, *fall)
    dash = (5.0, 4.0) if bow.link.kind != "branch" else ()
    yield Path(steps, stroke=color, stroke_width=1.5, dash=dash, role="link")
    if bow.opens != "end":
        yield head(bow.end, tip, -way, color)


def _peak(bow: Bow, bows_: Bows, y: float) -> float:
    """The y of a bow's level stretch."""
    away = 12 + bow.level * bows_.step + bows_.step / 2
    return y + away if bows_.below else y + bows_.height - away


def _words(bow: Bow, peak: float) -> Iterable[Item]:
    """The words of a bow on paper that hides what runs behind them."""
    if bow.label is not None:
        top = peak - bow.label.height / 2
        yield Rect(bow.left, top, bow.width, bow.label.height, fill=PAPER, role="link")
        yield from content_items([bow.label], bow.left + 5, top, bow.width - 10, "middle")
