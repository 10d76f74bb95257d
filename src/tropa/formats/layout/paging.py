"""A map on sheets of paper: stages in groups side by side, lanes below each other, head and labels on every page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import ceil

from tropa.formats.layout.band import PAD, Band
from tropa.formats.layout.card import TALL, CardBox
from tropa.formats.layout.column import ancestors, placed
from tropa.formats.layout.content import Content, Words, height_of
from tropa.formats.layout.footer import map_footer
from tropa.formats.layout.header import Header, map_header, running_header
from tropa.formats.layout.page import AFTER_HEAD, LEFT, RULE, Page, needed_height, persona_colours, reader_of, table_of
from tropa.formats.layout.tokens import EDGE, GAP, GUTTER, NARROWEST, WIDEST
from tropa.formats.shown import shown
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import columns as stage_columns

POINTS = 8.0 / 12.0  # a pixel on paper: the smallest text, 12 pixels, is then 8 points
_LEAST_PART = 150.0  # a lane is not begun in less room than this


@dataclass(frozen=True, slots=True)
class Sheets:
    """Paper in pixels at which the smallest text has 8 points."""

    width: float
    height: float

    @classmethod
    def of(cls, wide: float, high: float) -> "Sheets":
        """Paper of so many points."""
        return cls(wide / POINTS, high / POINTS)

    @property
    def stages(self) -> int:
        """How many stages fit side by side."""
        return max(1, int((self.width - LEFT - EDGE + GUTTER) // (NARROWEST + GUTTER)))


def map_pages(map_: Map, sheets: Sheets, today: date) -> list[Page]:
    """The pages of a map. A page is higher than its sheet only where one figure alone is."""
    map_ = shown(map_)
    colours, reader = persona_colours(map_), reader_of(map_, today)
    room = sheets.width - 2 * EDGE
    footer = map_footer(map_, room, today)
    pages: list[Page] = []
    first = 0
    for stages in stage_groups(map_, sheets.stages):
        wide = (sheets.width - LEFT - EDGE - GUTTER * (len(stages) - 1)) / max(len(stages), 1)
        columns = placed(stages, [min(WIDEST, wide)] * len(stages), LEFT, first)
        table = table_of(map_, columns, reader)
        first += len(stages)
        running = running_header(map_, room, colours)
        head = running if pages else map_header(map_, room, today, colours)
        used = EDGE * 1.6 + AFTER_HEAD + table.head + 8 + footer.height
        rooms = (sheets.height - used - head.height, sheets.height - used - running.height)
        for bands in _stacked(table.bands, *rooms):
            top: Header = running if pages else head
            pages.append(Page(sheets.width, 0.0, top, replace(table, bands=tuple(bands)), footer))
    if not pages:
        table = table_of(map_, (), reader)
        pages = [Page(sheets.width, 0.0, map_header(map_, room, today, colours), table, footer)]
    return [
        replace(page, height=max(sheets.height, needed_height(page)), number=number, count=len(pages))
        for number, page in enumerate(pages, 1)
    ]


def stage_groups(map_: Map, most: int) -> list[list[Stage]]:
    """Stages page by page, at most so many each: parts of one parent together where they fit, else evenly."""
    stages = stage_columns(map_)
    roots = groupby(stages, key=lambda stage: (ancestors(map_, stage) or [stage])[0].id)
    grouped = [list(same) for _, same in roots]
    if all(len(group) == 1 for group in grouped):
        return list(_even(stages, most))
    found: list[list[Stage]] = []
    for group in grouped:
        if found and len(found[-1]) + len(group) <= most:
            found[-1] = [*found[-1], *group]
        else:
            found += _even(group, most)
    return found


def _even(stages: Sequence[Stage], most: int) -> Iterable[list[Stage]]:
    parts = ceil(len(stages) / most)
    size = ceil(len(stages) / parts) if parts else 1
    for start in range(0, len(stages), size):
        yield list(stages[start : start + size])


def _stacked(bands: Sequence[Band], first: float, later: float) -> Iterable[list[Band]]:
    """Bands page by page: `first` pixels on the first page, `later` on the others."""
    page: list[Band] = []
    left = first
    waiting = list(bands)
    while waiting:
        one = waiting.pop(0)
        need = one.height + RULE
        if need <= left:
            page.append(one)
            left -= need
            continue
        roomy = left if left >= _LEAST_PART or not page else 0.0
        here, rest = split(one, roomy - RULE, forced=not page and first <= left) if roomy else (None, one)
        if here is not None:
            page.append(here)
        if here is None and not page:
            page.append(one)
            rest = None
        if rest is not None:
            waiting.insert(0, rest)
        yield page
        page, left, first = [], later, later
    if page:
        yield page


def split(one: Band, room: float, *, forced: bool) -> tuple[Band | None, Band | None]:
    """What of a band fits into the room, and what is left; `forced` cuts a card where not even one fits."""
    inside = room - one.top - PAD
    kept = [box for box in one.boxes if box.y + box.height <= inside]
    left = [box for box in one.boxes if box.y + box.height > inside]
    if not kept and forced and left and PAD + one.figure < inside:
        kept, left = _cut(left, inside)
    if not kept and not (one.figure and one.figure + PAD <= inside):
        return None, one
    here = replace(one, boxes=tuple(kept))
    if not left:
        return here, None
    rest = replace(one, boxes=tuple(_repacked(left)), curve=None, process=None, divide=None, part=one.part + 1)
    return here, rest


def _repacked(boxes: Sequence[CardBox]) -> Iterable[CardBox]:
    """Boxes moved up, each below those it lay below."""
    done: list[CardBox] = []
    for box in sorted(boxes, key=lambda one: (one.y, one.x)):
        over = [other for other in done if other.x < box.x + box.width and box.x < other.x + other.width]
        y = max((other.y + other.height + GAP for other in over), default=PAD)
        done.append(replace(box, y=y))
    return done


def _cut(boxes: Sequence[CardBox], bottom: float) -> tuple[list[CardBox], list[CardBox]]:
    """Every box that begins above the bottom, cut there; what is cut off goes on."""
    kept, left = [], []
    for box in boxes:
        upper, lower = _cut_contents(box.contents, bottom - box.y - 2 * TALL)
        if upper:
            kept.append(_resized(box, upper))
        if lower:
            left.append(_resized(box, lower))
    return kept, left


def _resized(box: CardBox, contents: Sequence[Content]) -> CardBox:
    return replace(box, contents=tuple(contents), height=height_of(contents) + 2 * TALL - 1)


def _cut_contents(contents: Sequence[Content], room: float) -> tuple[list[Content], list[Content]]:
    for number, content in enumerate(contents):
        before = height_of(contents[:number])
        if height_of(contents[: number + 1]) <= room:
            continue
        if isinstance(content, Words):
            fits = int((room - before - content.above) // (content.height / max(len(content.lines), 1)))
            if 0 < fits < len(content.lines):
                upper = replace(content, lines=content.lines[:fits], words="\n".join(content.lines[:fits]))
                lower = replace(content, lines=content.lines[fits:], words="\n".join(content.lines[fits:]))
                return [*contents[:number], upper], [lower, *contents[number + 1 :]]
        return list(contents[:number]), list(contents[number:])
    return list(contents), []
