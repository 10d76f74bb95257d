"""What a box holds, from top to bottom: blocks of words, rows of chips, bars and pictures, each with its height."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from tropa.drawing.picture import Pixels, from_data_uri
from tropa.drawing.scene import ASCENT, LINE_HEIGHT, Anchor, Item, Line, Mark, Paragraph, Picture, Rect, Text
from tropa.drawing.text import clean, right_to_left, width, wrap
from tropa.errors import MapError
from tropa.formats.layout.tokens import BODY, LINE, MUTED, PAPER, SMALL, STAR, TEXT
from tropa.model.attachment import Picture as Held

MOST_LINES = 160  # of one text in one box: about a page
_CHIP, _CHIP_PAD, _CHIP_GAP, _RING = 20.0, 8.0, 6.0, 9.0
_WRITTEN_HIGH = 150.0  # pictures are at most so high


class Style(NamedTuple):
    """How words are set."""

    size: float = BODY
    weight: int = 400
    italic: bool = False
    color: str = TEXT


PLAIN, QUIET = Style(), Style(SMALL, color=MUTED)


@dataclass(frozen=True, slots=True)
class Words:
    """A text wrapped for its box; `words` are as they were, whole."""

    words: str
    lines: tuple[str, ...]
    style: Style = PLAIN
    link: str | None = None
    above: float = 4.0
    role: str = ""

    @property
    def height(self) -> float:
        """Pixels, without the space above."""
        return len(self.lines) * self.style.size * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Chip:
    """A short mark in a row: words in a pill, a star, a clock, a persona's dot or line with words, a grade in a ring.

    A number and what supports it are chips too, without a frame. A ring's letter may be followed by a space and what
    it means.
    """

    words: str
    kind: Literal["pill", "ring", "star", "clock", "dot", "line", "dashes", "value", "support"] = "pill"
    color: str = MUTED

    @property
    def width(self) -> float:
        """Pixels it takes."""
        if self.kind == "ring":
            meaning = self.words[2:]
            return 2 * _RING + (6 + width(meaning, SMALL) if meaning else 0.0)
        if self.kind == "value":
            return width(self.words, BODY, 600)
        told = width(clean(self.words), SMALL)
        return told + (2 * _CHIP_PAD if self.kind == "pill" else self.before)

    @property
    def before(self) -> float:
        """Pixels before its words."""
        return {"pill": _CHIP_PAD, "line": 28.0, "dashes": 28.0, "support": 2.0}.get(self.kind, 18.0)


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips flowing over rows: each with its row and x."""

    chips: tuple[tuple[Chip, float, int], ...]
    rows: int
    above: float = 6.0

    @property
    def height(self) -> float:
        """Pixels, without the space above."""
        return self.rows * (_CHIP + 4.0) - 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar."""

    share: float
    color: str
    above: float = 4.0
    height: float = 4.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, scaled to its box."""

    pixels: Pixels
    width: float
    height: float
    alt: str
    above: float = 6.0


Content = Words | Chips | Bar | Drawn


def words(
    text: str, room: float, style: Style = PLAIN, *, link: str | None = None, above: float = 4.0, role: str = ""
) -> Words:
    """A text wrapped for a box `room` pixels wide; more than a page of it ends in an ellipsis."""
    lines = wrap(text, style.size, room, style.weight, style.italic, lines=MOST_LINES)
    return Words(text, lines, style, link, above, role)


def chips(there: Sequence[Chip], room: float, above: float = 6.0) -> list[Content]:
    """Chips in as many rows as they need; words too long for a chip become a block of their own."""
    short = [chip if chip.width <= room else _begun(chip, room) for chip in there if _fits(chip, room)]
    long = [_rest(chip, room) for chip in there if chip.width > room]
    placed, x, row = [], 0.0, 0
    for chip in short:
        wide = chip.width
        if x and x + wide > room:
            x, row = 0.0, row + 1
        placed.append((chip, x, row))
        x += wide + _CHIP_GAP
    return [Chips(tuple(placed), row + 1, above), *long] if placed else [*long]


def _fits(chip: Chip, room: float) -> bool:
    """Whether something of the chip stands in a row: all of it, or its sign and first words where it is too long."""
    return chip.width <= room or chip.kind in ("star", "clock", "dot", "line", "dashes")


def _begun(chip: Chip, room: float) -> Chip:
    return replace(chip, words=next(iter(wrap(chip.words, SMALL, room - chip.before)), ""))


def _rest(chip: Chip, room: float) -> Words:
    """What of a chip stands below its row."""
    if not _fits(chip, room):
        return words(chip.words, room, QUIET)
    lines = wrap(chip.words, SMALL, room - chip.before, lines=MOST_LINES)
    return words(" ".join(lines[1:]), room, Style(SMALL, color=TEXT), above=0)


def trailing(rings: Sequence[Chip], before: Sequence[Content], room: float) -> list[Content]:
    """Rings at the end of the last line before them, where it leaves room; else a row of their own."""
    wide = sum(chip.width + _CHIP_GAP for chip in rings) - _CHIP_GAP
    line = _last_line(before)
    if not rings or line is None or line[0] + wide + 10 > room:
        return chips(rings, room)
    placed, x = [], room - wide
    for chip in rings:
        placed.append((chip, x, 0))
        x += chip.width + _CHIP_GAP
    return [Chips(tuple(placed), 1, -(_CHIP + line[1]) / 2)]


def _last_line(before: Sequence[Content]) -> tuple[float, float] | None:
    """Where the last line ends and how high it is; None where nothing may stand beside it."""
    last = before[-1] if before else None
    if isinstance(last, Chips) and last.chips:
        return max(x + chip.width for chip, x, row in last.chips if row == last.rows - 1), _CHIP
    if not isinstance(last, Words) or not last.lines or right_to_left(clean(last.words[:200])):
        return None
    size, weight, italic, _ = last.style
    return width(last.lines[-1], size, weight, italic), size * LINE_HEIGHT


def drawn(held: Held, room: float, high: float = _WRITTEN_HIGH) -> Drawn | None:
    """The picture within a box; None where its bytes are no picture (its words are shown all the same)."""
    try:
        pixels = from_data_uri(held.data, side=900)
    except MapError:
        return None
    scale = min(room / pixels.width, high / pixels.height, 1.0)
    return Drawn(pixels, pixels.width * scale, pixels.height * scale, held.alt or held.caption)


def height_of(contents: Iterable[Content]) -> float:
    """Pixels from the top of the first to the bottom of the last."""
    total = 0.0
    for number, content in enumerate(contents):
        total += content.height + (content.above if number else 0.0)
    return total


def content_items(contents: Iterable[Content], x: float, y: float, room: float, anchor: Anchor = "start") -> list[Item]:
    """The shapes of the contents with their top left corner at x, y."""
    items: list[Item] = []
    for number, content in enumerate(contents):
        y += content.above if number else 0.0
        match content:
            case Words():
                items.append(paragraph(content, x, y, room, anchor))
            case Chips():
                free = room - max(left + chip.width for chip, left, _ in content.chips)
                start = x + free * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
                for chip, left, row in content.chips:
                    items.extend(_chip(chip, start + left, y + row * (_CHIP + 4.0)))
            case Bar():
                items.append(Rect(x, y, room, content.height, fill=LINE, radius=2))
                items.append(Rect(x, y, max(room * content.share, 2), content.height, fill=content.color, radius=2))
            case Drawn():
                pixels = content.pixels
                items.append(
                    Picture(x, y, content.width, content.height, pixels.data, pixels.media_type, content.alt, "picture")
                )
        y += content.height
    return items


def paragraph(text: Words, x: float, y: float, room: float, anchor: Anchor = "start") -> Paragraph:
    """The words as a block; what is written from right to left stands at the right edge."""
    size, weight, italic, color = text.style
    if anchor == "start" and right_to_left(clean(text.words[:200])):
        anchor = "end"
    return Paragraph(x, y, room, text.lines, text.words, size, weight, italic, color, anchor, text.link, text.role)


def _chip(chip: Chip, x: float, y: float) -> list[Item]:
    middle, base = y + _CHIP / 2, y + (_CHIP - SMALL * LINE_HEIGHT) / 2 + SMALL * ASCENT
    if chip.kind == "ring":
        meaning = Text(x + 2 * _RING + 6, base, chip.words[2:], SMALL, color=MUTED, role="grade")
        ring = Mark(x + _RING, middle, _RING - 0.5, fill=PAPER, stroke=chip.color, stroke_width=1.5, role="grade")
        letter = Text(x + _RING, base, chip.words[:1], SMALL, 600, color=chip.color, anchor="middle", role="grade")
        return [ring, letter, meaning] if chip.words[2:] else [ring, letter]
    if chip.kind == "pill":
        pill = Rect(x, y, chip.width, _CHIP, fill=PAPER, stroke=LINE, radius=_CHIP / 2, role="sign")
        return [pill, Text(x + _CHIP_PAD, base, chip.words, SMALL, color=chip.color, role="pill")]
    if chip.kind == "value":
        return [Text(x, base, chip.words, BODY, 600, color=chip.color, role="value")]
    if chip.kind == "support":
        return [Text(x + chip.before, base, chip.words, SMALL, color=chip.color, role="support")]
    sign: list[Item] = [Mark(x + 6, middle, 7, "star", fill=STAR, role="sign")] if chip.kind == "star" else []
    if chip.kind == "dot":
        sign = [Mark(x + 6, middle, 5, fill=chip.color, role="sign")]
    if chip.kind in ("line", "dashes"):
        dash = (5.0, 4.0) if chip.kind == "dashes" else ()
        sign = [Line(x, middle, x + 22, middle, chip.color, 2.5, dash=dash, role="sign")]
    if chip.kind == "clock":
        sign = clock(x + 6, middle, chip.color)
    color = chip.color if chip.kind in ("star", "clock") else TEXT
    return [*sign, Text(x + chip.before, base, chip.words, SMALL, color=color, role=chip.kind)]


def clock(x: float, y: float, color: str) -> list[Item]:
    """The mark of what is due for review."""
    return [
        Mark(x, y, 5.5, fill=None, stroke=color, stroke_width=1.2, role="sign"),
        Line(x, y - 3.2, x, y, color, 1.2, role="sign"),
        Line(x, y, x + 2.6, y + 1.2, color, 1.2, role="sign"),
    ]
