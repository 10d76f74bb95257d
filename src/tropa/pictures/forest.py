"""Forest plot: an estimate with its interval a row, beside a line that says "no difference".

A filled mark is a finding (p adjusted by Benjamini & Hochberg below .05), a hollow one is not; where there is too
little data, words stand in place of a mark. An interval that leaves the axis ends in an arrow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from tropa.drawing.scene import Group, Item, Line, Mark, Path
from tropa.drawing.text import fit, width, wrap
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.scale import Scale, Tick
from tropa.pictures.tokens import BODY, GAIN, HARM, INK, MUTED, NEITHER, PAPER, SMALL, TEXT
from tropa.pictures.tokens import LINE as THIN

NAMES = 250.0
HIGH, TALL = 29.0, 40.0
HEAD, AXIS = 46.0, 32.0
Side = Literal["gain", "harm", "neither"]
COLOURS: dict[Side, str] = {"gain": GAIN, "harm": HARM, "neither": NEITHER}


@dataclass(frozen=True)
class Finding:
    """A row as it is asked for; `text` stands at its right end, `detail` (n) beside its name, `under` below it.

    Without a `value` the text says why. `found` is whether it is a finding, `side` whether good or bad.
    """

    name: str
    detail: str
    text: str
    value: float | None = None
    low: float = 0.0
    high: float = 0.0
    found: bool = False
    side: Side = "neither"
    under: str = ""


@dataclass(frozen=True)
class Panel:
    """Findings that share an axis from `low` to `high` with `ticks`; `reference` is no difference, or the whole."""

    title: str
    findings: tuple[Finding, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    reference: float | None = 0.0
    log: bool = False
    detail: str = ""
    value: str = ""


@dataclass(frozen=True)
class ForestRow:
    """A row in its place: `x` of the estimate, `low_x`…`high_x` of the interval, whether either end is cut off."""

    id: str
    y: float
    lines: tuple[str, ...]
    under: str
    detail: str
    text: str
    x: float | None
    low_x: float
    high_x: float
    cut_low: bool
    cut_high: bool
    found: bool
    side: Side


@dataclass(frozen=True)
class ForestPanel:
    """A panel in its place."""

    title: str
    detail: str
    value: str
    top: float
    bottom: float
    reference_x: float | None
    ticks: tuple[Tick, ...]
    rows: tuple[ForestRow, ...]


@dataclass(frozen=True)
class Forest(Geometry):
    """Panels one below the other; plots run from `left` to `right`, numbers stand from `text_x` on."""

    kind: ClassVar[str] = "forest"
    left: float
    right: float
    text_x: float
    panels: tuple[ForestPanel, ...]

    def items(self) -> Iterator[Item]:
        """Axes behind, marks on top."""
        for panel in self.panels:
            yield from self._axis(panel)
            for row in panel.rows:
                title = f"{' '.join(row.lines)}: {row.text}"
                yield Group(tuple(self._row(row)), title=title, kind="finding" if row.found else "row")

    def _axis(self, panel: ForestPanel) -> Iterator[Item]:
        yield label(MARGIN, panel.top - 34, panel.title, INK, weight=600)
        yield label(self.left - 16, panel.top - 14, panel.detail, MUTED, size=SMALL, anchor="end")
        yield label(self.text_x, panel.top - 14, panel.value, MUTED, size=SMALL)
        for tick in panel.ticks:
            yield Line(tick.at, panel.top, tick.at, panel.bottom, stroke=THIN, role="axis")
            yield label(tick.at, panel.bottom + 13, tick.text, MUTED, size=SMALL, anchor="middle")
        if panel.reference_x is not None:
            x = panel.reference_x
            yield Line(x, panel.top - 4, x, panel.bottom, stroke=MUTED, dash=(2, 3), role="reference")

    def _row(self, row: ForestRow) -> Iterator[Item]:
        y = row.y - 16 * (len(row.lines) - 1 + bool(row.under)) / 2
        for line in row.lines:
            yield label(MARGIN, y, line, INK if row.found else TEXT, weight=600 if row.found else 400)
            y += 16
        if row.under:
            yield label(MARGIN, y, row.under, MUTED, size=SMALL)
        yield label(self.left - 16, row.y, row.detail, MUTED, size=SMALL, anchor="end")
        if row.x is None:
            yield label(self.text_x, row.y, row.text, MUTED, size=SMALL)
            return
        colour = COLOURS[row.side]
        yield Line(row.low_x, row.y, row.high_x, row.y, stroke=colour, stroke_width=2, role="interval")
        yield from _arrow(row, colour)
        fill = colour if row.found else PAPER
        yield Mark(row.x, row.y, 5, "diamond" if row.side == "harm" else "circle", fill, colour, 2, role="estimate")
        yield label(self.text_x, row.y, row.text, INK if row.found else TEXT, weight=600 if row.found else 400)


def forest(panels: Sequence[Panel], heading: Heading) -> Forest:
    """The picture of panels in the order given."""
    findings = [one for panel in panels for one in panel.findings]
    texts = [width(one.text, BODY, 600) for one in findings]
    texts += [width(panel.value, SMALL) for panel in panels]
    details = [width(words, SMALL) for words in (*(one.detail for one in findings), *(p.detail for p in panels))]
    left = MARGIN + NAMES + (min(max(details, default=0.0), 220.0) + 16 if any(details) else 0) + 16
    text_x = WIDTH - MARGIN - min(max(texts, default=0.0), 240.0)
    right = text_x - 20
    y, found = TOP, []
    for number, panel in enumerate(panels):
        y += HEAD
        scale = Scale(panel.low, panel.high, left, right, panel.log)
        rows, bottom = [], y
        for k, one in enumerate(panel.findings):
            lines = wrap(one.name, BODY, NAMES, 600 if one.found else 400, lines=1 if one.under else 2)
            high = TALL if len(lines) + bool(one.under) > 1 else HIGH
            rows.append(_placed(f"{number}.{k}", one, lines, bottom + high / 2, scale))
            bottom += high
        ticks = tuple(Tick(scale.at(value), text) for value, text in panel.ticks if scale.inside(value))
        reference = None if panel.reference is None else scale.at(panel.reference)
        title = fit(panel.title, BODY, WIDTH - 2 * MARGIN, 600)
        found.append(ForestPanel(title, panel.detail, panel.value, y, bottom, reference, ticks, tuple(rows)))
        y = bottom + AXIS
    return Forest(page_of(heading, y if panels else TOP), left, right, text_x, tuple(found))


def _placed(name: str, one: Finding, lines: tuple[str, ...], y: float, scale: Scale) -> ForestRow:
    under, detail, text = fit(one.under, SMALL, NAMES), fit(one.detail, SMALL, 220), fit(one.text, BODY, 240, 600)
    if one.value is None:
        return ForestRow(name, y, lines, under, detail, text, None, 0.0, 0.0, False, False, False, "neither")
    ends = scale.at(one.low), scale.at(one.high)
    cut = one.low < scale.low, one.high > scale.high
    return ForestRow(name, y, lines, under, detail, text, scale.at(one.value), *ends, *cut, one.found, one.side)


def _arrow(row: ForestRow, colour: str) -> Iterator[Item]:
    for cut, x, way in ((row.cut_low, row.low_x, -1), (row.cut_high, row.high_x, 1)):
        if cut:
            tip = ((x, row.y - 5), (x + 7 * way, row.y), (x, row.y + 5))
            yield Path(tip, fill=colour, closed=True, role="cut")
