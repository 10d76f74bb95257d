"""A note and a heading, as all sibling documents draw them."""

from collections.abc import Sequence

from tropa.drawing.scene import INK, LINE_HEIGHT, Group, Item, Paragraph, Rect, Text
from tropa.drawing.text import wrap

GAP = 12.0
MARGIN = 40.0
MUTED = "#5F6C7B"
WASH = "#F5F7F9"
_SIZE, _SMALL, _PAD = 13.0, 12.0, 10.0


def note(
    words: str,
    box: tuple[float, float, float],
    colour: str,
    *,
    below: str = "",
    italic: bool = False,
    kind: str = "note",
) -> tuple[Group, float]:
    """A note at x, y of a width, with a smaller line below its words; the note and its height."""
    x, y, width = box
    room = width - 2 * _PAD - 4
    lines = wrap(words, _SIZE, room, italic=italic) or ("",)
    small = wrap(below, _SMALL, room) if below else ()
    height = 2 * _PAD - 4 + len(lines) * _SIZE * LINE_HEIGHT + len(small) * _SMALL * LINE_HEIGHT
    said = Paragraph(x + _PAD + 4, y + _PAD - 2, room, lines, words, _SIZE, italic=italic)
    items: list[Item] = [
        Rect(x, y, width, height, fill="#FFFFFF", stroke="#DDE3EA", radius=6, role=kind),
        Rect(x, y + 6, 4, height - 12, fill=colour, radius=2),
        said,
    ]
    if small:
        items.append(Paragraph(said.x, said.y + said.height, room, small, below, _SMALL, color=MUTED))
    return Group(tuple(items), title=words, kind=kind), height


def heading(title: str, below: Sequence[str], width: float) -> tuple[list[Item], float]:
    """The title of a document and the lines below it; the items and where they end."""
    room = width - 2 * MARGIN
    head = Paragraph(MARGIN, 28, room, wrap(title, 24, room, 700), title, 24, 700, color=INK)
    items: list[Item] = [head]
    y = head.y + head.height + 4
    for line in below:
        lines = Paragraph(MARGIN, y, room, wrap(line, 15, room), line, 15, color=MUTED)
        items.append(lines)
        y += lines.height
    return items, y + 16


def label(x: float, y: float, words: str, colour: str) -> Text:
    """The name of a field or column."""
    return Text(x, y, words, 15, 700, color=colour)
