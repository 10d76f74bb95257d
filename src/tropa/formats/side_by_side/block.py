"""The pieces that side-by-side drawings are stacked from: each gives its items and how high they are."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tropa.drawing.scene import Anchor, Group, Item, Line, Paragraph, Rect
from tropa.drawing.text import right_to_left, width, wrap
from tropa.formats.layout.tokens import BODY, INK, LINE, MUTED, PAPER, RADIUS, SMALL

MOST_LINES = 14  # of one text; the rest is in the words below a page
_PAD = 8.0
_MOST_WORDS = 400  # of texts that are compared word by word


class Style(NamedTuple):
    """How a text is set."""

    size: float = BODY
    weight: int = 400
    colour: str = INK
    italic: bool = False


PLAIN = Style()
QUIET = Style(SMALL, colour=MUTED)


class Stack:
    """Items put below each other from y downwards, at x and of a width."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x, self.y, self.width = x, y, width
        self.items: list[Item] = []

    def say(self, words: str, style: Style = PLAIN, above: float = 0.0, most: int = MOST_LINES) -> None:
        """Words, wrapped; nothing where there are none."""
        if words.strip():
            self.y += above
            said = paragraph(words, (self.x, self.y, self.width), style, most)
            self.items.append(said)
            self.y += said.height

    def put(self, drawn: tuple[Sequence[Item], float], above: float = 0.0) -> None:
        """A drawn piece that begins where the stack ends."""
        items, height = drawn
        self.items += items
        self.y += height + above


def paragraph(words: str, box: tuple[float, float, float], style: Style, most: int = MOST_LINES) -> Paragraph:
    """Words wrapped into a box that begins at x, y and has a width."""
    x, y, width = box
    size, weight, colour, italic = style
    lines = wrap(words, size, width, weight, italic, lines=most) or ("",)
    anchor: Anchor = "end" if right_to_left(words) else "start"
    return Paragraph(x, y, width, lines, words, size, weight, italic, colour, anchor)


def note(
    told: Sequence[tuple[str, Style]],
    box: tuple[float, float, float],
    edge: str,
    ground: str = PAPER,
    dash: bool = False,
) -> tuple[list[Item], float]:
    """Texts below each other in a box with a coloured edge; its name for listeners is all it says."""
    x, y, width = box
    stack = Stack(x + _PAD + 6, y + _PAD, width - 2 * _PAD - 6)
    for words, style in told:
        stack.say(words, style)
    height = max(stack.y - y, _PAD + BODY) + _PAD
    frame: list[Item] = [
        Rect(x, y, width, height, ground, LINE, radius=RADIUS, dash=(4.0, 3.0) if dash else (), role="card"),
        Rect(x, y + 4, 4, height - 8, fill=edge, radius=2),
    ]
    title = ". ".join(words for words, _ in told if words.strip())
    return [Group((*frame, *stack.items), title=title, kind="card")], height


def quiet_note(words: str, box: tuple[float, float, float], edge: str) -> tuple[list[Item], float]:
    """A card that stayed as it was: no box, grey words, a thin edge."""
    x, y, width = box
    said = paragraph(words, (x + _PAD + 6, y + 4, width - 2 * _PAD - 6), Style(colour=MUTED))
    return [Group((Rect(x, y + 4, 2, said.height, fill=edge), said), title=words, kind="card")], said.height + 8


def underlined(said: Paragraph, other: str, colour: str) -> list[Item]:
    """Lines under the words of a paragraph that another text does not have in their place; none from right to left."""
    words = [word for line in said.lines for word in line.split(" ")]
    if said.anchor != "start" or len(words) > _MOST_WORDS:
        return []
    matcher = SequenceMatcher(a=other.split(), b=words, autojunk=False)
    kept = {place for block in matcher.get_matching_blocks() for place in range(block.b, block.b + block.size)}
    items: list[Item] = []
    number = 0
    for text in said.texts():
        x, space = text.x, width(" ", said.size, said.weight, said.italic)
        for word in text.words.split(" "):
            wide = width(word, said.size, said.weight, said.italic)
            if number not in kept and word:
                items.append(Line(x, text.y + 3, x + wide, text.y + 3, colour, 1.5, role="changed"))
            x, number = x + wide + space, number + 1
    return items


def said_in(items: Sequence[Item], words: str) -> Paragraph:
    """The paragraph of a note that says these words."""
    inner = [one for item in items if isinstance(item, Group) for one in item.items]
    return next(one for one in inner if isinstance(one, Paragraph) and one.words == words)
