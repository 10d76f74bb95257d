"""A page of a map: head, stages, links, bands and foot, each with its place; and the page as a scene."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tropa.drawing.scene import Group, Item, Line, Scene
from tropa.formats.layout.band import Band, band, band_items, shown_lanes
from tropa.formats.layout.card import CardReader
from tropa.formats.layout.column import Column, natural_widths, placed
from tropa.formats.layout.footer import Footer, footer_items, map_footer
from tropa.formats.layout.header import Header, header_items, map_header
from tropa.formats.layout.links import Bows, bow_items, bows
from tropa.formats.layout.stages import StageRow, arrow_items, group_items, stage_row, told_items
from tropa.formats.layout.tokens import EDGE, GUTTER, LABEL, LINE, PERSONA_COLOURS, WIDEST
from tropa.formats.shown import shown
from tropa.formats.wording import Said, freshness_text
from tropa.kit.locale import text
from tropa.model.map import Map
from tropa.model.view import columns as stage_columns

LEFT = EDGE + LABEL + GUTTER
_LEAST_WIDE = 960.0
RULE = 8.0  # between bands
AFTER_HEAD, _AFTER_STAGES = 24.0, 12.0


@dataclass(frozen=True, slots=True)
class Table:
    """The stages of a page and all bands over them."""

    columns: tuple[Column, ...]
    row: StageRow
    above: Bows
    below: Bows
    bands: tuple[Band, ...]

    @property
    def head(self) -> float:
        """Pixels from the top of the stages to the first band."""
        row = self.row
        bows_ = self.above.height + self.below.height
        return row.groups_height + bows_ + row.arrows_height + row.told_height + _AFTER_STAGES


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a map: what stands on it, from top to bottom."""

    width: float
    height: float
    header: Header
    table: Table
    footer: Footer
    number: int = 1
    count: int = 1


def reader_of(map_: Map, today: date) -> CardReader:
    """The reader of the map's cards, who knows the personas' colours."""
    reader = CardReader(map_, today)
    reader.colours = persona_colours(map_)
    return reader


def persona_colours(map_: Map) -> dict[str, str]:
    """A colour for each persona: its own, else one of six that differ in lightness as well as hue."""
    return {
        persona.id: persona.colour or PERSONA_COLOURS[number % len(PERSONA_COLOURS)]
        for number, persona in enumerate(map_.personas)
    }


def table_of(map_: Map, columns: Sequence[Column], reader: CardReader) -> Table:
    """Everything over these columns."""
    lanes = shown_lanes(map_)
    return Table(
        tuple(columns),
        stage_row(map_, columns),
        bows(map_, columns, below=False),
        bows(map_, columns, below=True),
        tuple(band(map_, lanes, place, columns, reader) for place in range(len(lanes))) if columns else (),
    )


def poster(map_: Map, today: date) -> Page:
    """The whole map on one page of the size it needs."""
    stages = stage_columns(map_)
    natural = natural_widths(map_)
    widths = [natural[stage.id] for stage in stages]
    spare = _LEAST_WIDE - LEFT - EDGE - sum(widths) - GUTTER * max(len(widths) - 1, 0)
    if widths and spare > 0:
        widths = [min(WIDEST, width + spare / len(widths)) for width in widths]
    columns = placed(stages, widths, LEFT)
    table = table_of(map_, columns, reader_of(map_, today))
    right = columns[-1].x + columns[-1].width if columns else 0.0
    width = max(right + EDGE, _LEAST_WIDE)
    header = map_header(map_, width - 2 * EDGE, today, persona_colours(map_))
    footer = map_footer(map_, width - 2 * EDGE, today)
    page = Page(width, 0.0, header, table, footer)
    return replace(page, height=needed_height(page))


def needed_height(page: Page) -> float:
    """Pixels the page needs for all that stands on it."""
    bands = sum(one.height + RULE for one in page.table.bands)
    return EDGE + page.header.height + AFTER_HEAD + page.table.head + bands + 8 + page.footer.height + EDGE * 0.6


def map_scene(map_: Map, today: date | None = None) -> Scene:
    """The whole map as one drawing; `today` decides what is stale, by default the day of drawing.

    >>> map_ = Map.new("I choose a film", language="en", stages=["Need"]).with_card("Need", "actions", "asks a friend")
    >>> "asks a friend" in [line.words for line in map_scene(map_).lines()]
    True
    """
    day = today or datetime.now(UTC).date()
    map_ = shown(map_)
    return page_scene(map_, poster(map_, day), day)


def page_scene(map_: Map, page: Page, today: date) -> Scene:
    """A page as a drawing."""
    said = Said(map_.language)
    right, y = page.width - EDGE, EDGE
    items: list[Item] = header_items(page.header, y)
    y += page.header.height + AFTER_HEAD
    items += _stage_items(page.table, y)
    y += page.table.head
    end = page.table.columns[-1].x + page.table.columns[-1].width if page.table.columns else right
    for one in page.table.bands:
        line = text("model", f"line.{one.divide}", map_.language) if one.divide else ""
        shown = band_items(one, y, end, line)
        items.append(Group(tuple(shown), title=one.lane.title, kind=f"band {one.lane.kind}"))
        y += one.height + RULE
        if one is not page.table.bands[-1]:
            items.append(Line(EDGE, y - RULE / 2, end, y - RULE / 2, LINE, role="rule"))
    told = said("drawing.page", page=page.number, count=page.count) if page.count > 1 else ""
    items += footer_items(page.footer, page.height - EDGE * 0.6 - page.footer.height, right, told)
    described = ". ".join(part for part in (map_.goal, freshness_text(map_, today)) if part)
    return Scene(page.width, page.height, tuple(items), map_.title, described, map_.language)


def _stage_items(table: Table, y: float) -> list[Item]:
    row = table.row
    items: list[Item] = []
    if row.groups:
        items += group_items(row, y)
    y += row.groups_height
    items += bow_items(table.above, y)
    y += table.above.height
    items += arrow_items(row, y)
    y += row.arrows_height
    items += bow_items(table.below, y)
    y += table.below.height
    return items + told_items(row, y)
