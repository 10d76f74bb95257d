"""A drawing as a flat list of shapes and lines of text, in pixels of 1/96 inch, y downwards; values only.

The layout of a map fills a `Scene`; SVG, PDF, PNG and PowerPoint walk it. Later items lie above earlier ones. A
`Group` gives its items a name for people who listen to a drawing, and for PowerPoint's list of shapes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
MarkShape = Literal["circle", "square", "diamond", "triangle", "triangle_down", "star"]
Step = tuple[float, float] | tuple[float, float, float, float, float, float]
"""One step of a path: a point a straight line goes to, or two control points and the point a cubic curve goes to."""

INK = "#17202A"
LINE_HEIGHT = 1.4
ASCENT = 1.06  # from the top of a line to its baseline in sizes: centres Inter's capitals and descenders in 1.4


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `radius` rounds its corners, `role` says what it is (stage, card …)."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = INK
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, straight or curved; filled it is a band. The first step is where it starts."""

    steps: tuple[Step, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False
    opacity: float = 1.0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A small sign with its centre at x, y; meaning lies in its shape as well as its colour."""

    x: float
    y: float
    radius: float
    shape: MarkShape = "circle"
    fill: str | None = INK
    stroke: str | None = None
    stroke_width: float = 1.0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG or JPEG bytes made by `picture.from_data_uri`, fitted into its box; `alt` tells it in words."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    media_type: str
    alt: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; y is its baseline, x its start, middle or end by `anchor` (the right edge for right-to-left).

    Letters may come from several fonts: the writers of a format cut the line into runs themselves.
    """

    x: float
    y: float
    words: str
    size: float
    weight: int = 400
    italic: bool = False
    color: str = INK
    anchor: Anchor = "start"
    link: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of lines with its top left corner at x, y: `lines` as wrapped for `width`, `words` as they were.

    Formats that wrap by themselves (PowerPoint) take `words`, the others `lines`.
    """

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    words: str
    size: float
    weight: int = 400
    italic: bool = False
    color: str = INK
    anchor: Anchor = "start"
    link: str | None = None
    role: str = ""

    @property
    def height(self) -> float:
        """Pixels from the top of the first line to the bottom of the last.

        >>> Paragraph(0, 0, 90, ("one", "two"), "one two", 10).height
        28.0
        """
        return len(self.lines) * self.size * LINE_HEIGHT

    def texts(self) -> Iterator[Text]:
        """Its lines, each where it stands."""
        x = self.x + {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        for number, line in enumerate(self.lines):
            y = self.y + self.size * (ASCENT + number * LINE_HEIGHT)
            yield Text(x, y, line, self.size, self.weight, self.italic, self.color, self.anchor, self.link, self.role)


Shape = Rect | Line | Path | Mark | Picture | Text | Paragraph


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are one thing to a reader: `title` is its name, `role` its ARIA role, `kind` what it is in a map."""

    items: tuple["Item", ...]
    title: str = ""
    role: str = "group"
    kind: str = ""


Item = Shape | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole drawing: its size in pixels, its items from back to front, and what it is in words.

    >>> scene = Scene(200, 100, (Group((Rect(0, 0, 9, 9),), title="Stage"), Text(0, 20, "Hi", 13)), title="Map")
    >>> [type(shape).__name__ for shape in scene.shapes()]
    ['Rect', 'Text']
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    description: str = ""
    language: str = "en"
    background: str | None = "#FFFFFF"

    def shapes(self) -> Iterator[Shape]:
        """Every shape from back to front, groups opened."""
        return _opened(self.items)

    def lines(self) -> Iterator[Text]:
        """Every line of text, paragraphs opened."""
        for shape in self.shapes():
            if isinstance(shape, Text):
                yield shape
            elif isinstance(shape, Paragraph):
                yield from shape.texts()


def _opened(items: Sequence[Item]) -> Iterator[Shape]:
    for item in items:
        if isinstance(item, Group):
            yield from _opened(item.items)
        else:
            yield item
