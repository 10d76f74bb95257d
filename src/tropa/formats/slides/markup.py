"""DrawingML of single shapes: what PowerPoint needs to draw one, every colour and font said, no theme asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tropa.drawing.scene import LINE_HEIGHT, Mark, Path, Rect
from tropa.drawing.svg import escaped

FACE = "Arial"
_FACE = f'<a:latin typeface="{FACE}"/><a:cs typeface="{FACE}"/>'
MOST_LETTERS = 8000  # of one text: a slide is no book
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_GEOMETRY = {
    "circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle",
    "triangle_down": "flowChartMerge",
    "star": "star5",
}  # fmt: skip


class Frame(NamedTuple):
    """A box on a slide in English metric units."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph of a shape: its words and how they are set; sizes and `before`, the space above, in points.

    Lines are 1.4 sizes apart if `exact`, else as the face wishes. `more` are words that follow on the same
    line, each with its weight and colour.
    """

    words: str
    size: float
    weight: int = 400
    italic: bool = False
    color: str = "#17202A"
    before: float = 0.0
    align: str = "l"
    link: str = ""
    exact: bool = True
    more: tuple[tuple[str, int, str], ...] = ()


def transform(frame: Frame, tag: str = "a") -> str:
    """Where a shape stands."""
    return (
        f'<{tag}:xfrm><a:off x="{frame.x}" y="{frame.y}"/>'
        f'<a:ext cx="{max(frame.width, 0)}" cy="{max(frame.height, 0)}"/></{tag}:xfrm>'
    )


def fill(color: str | None, opacity: float = 1.0) -> str:
    """A solid fill, or none."""
    if not color:
        return "<a:noFill/>"
    clear = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100_000)}"/>'
    return f'<a:solidFill><a:srgbClr val="{color.lstrip("#").upper()}">{clear}</a:srgbClr></a:solidFill>'


def outline(
    color: str | None, thick: int, dash: Sequence[float] = (), *, head: bool = False, tail: bool = False
) -> str:
    """A line of so many units; `tail` puts an arrow at its end, `head` one at its start."""
    if not color:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = f'<a:prstDash val="{"sysDot" if dash[0] < 3 else "dash"}"/>' if dash else ""
    ends = ('<a:headEnd type="triangle"/>' if head else "") + ('<a:tailEnd type="triangle"/>' if tail else "")
    return f'<a:ln w="{thick}" cap="rnd">{fill(color)}{dashed}<a:round/>{ends}</a:ln>'


def named(number: int, name: str, alt: str = "") -> str:
    """Its number on the slide, its name in the list of shapes, its words for those who listen."""
    described = f' descr="{_attribute(alt)}"' if alt else ""
    return f'<p:cNvPr id="{number}" name="{_attribute(name, 80)}"{described}/>'


def body(
    paragraphs: Sequence[Told], insets: Sequence[int] = (0, 0, 0, 0), *, wrap: bool = True, anchor: str = "t"
) -> str:
    """The text of a shape."""
    left, top, right, bottom = insets
    told = "".join(map(_paragraph, paragraphs)) or "<a:p/>"
    return (
        f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="{left}" tIns="{top}" rIns="{right}" '
        f'bIns="{bottom}" anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>{told}</p:txBody>'
    )


def _paragraph(told: Told) -> str:
    size = round(told.size * 100)
    apart = f'<a:lnSpc><a:spcPts val="{round(told.size * LINE_HEIGHT * 100)}"/></a:lnSpc>' if told.exact else ""
    before = f'<a:spcBef><a:spcPts val="{max(0, min(158_400, round(told.before * 100)))}"/></a:spcBef>'
    link = f'<a:hlinkClick r:id="{told.link}"/>' if told.link else ""
    spans = [(told.words, told.weight, told.color), *told.more]
    runs = "".join(
        _runs(words, size, (weight, told.italic), fill(color) + _FACE + link) for words, weight, color in spans
    )
    return (
        f'<a:p><a:pPr algn="{told.align}" marL="0" indent="0">{apart}{before}'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>{runs}</a:p>'
    )


def _runs(words: str, size: int, look: tuple[int, bool], face: str) -> str:
    """Words of one look; what breaks a line breaks it."""
    set_so = f'lang="en-US" sz="{size}" b="{int(look[0] >= 600)}" i="{int(look[1])}" dirty="0"'
    lines = escaped(words[:MOST_LETTERS]).split("\n")
    return f"<a:br><a:rPr {set_so}>{face}</a:rPr></a:br>".join(
        f"<a:r><a:rPr {set_so}>{face}</a:rPr><a:t>{line}</a:t></a:r>" for line in lines
    )


def preset(shape: Rect | Mark, frame: Frame, radius: float = 0.0) -> str:
    """The geometry of a rectangle or a mark."""
    if isinstance(shape, Mark):
        return f'<a:prstGeom prst="{_GEOMETRY[shape.shape]}"><a:avLst/></a:prstGeom>'
    side = min(frame.width, frame.height)
    if not radius or side <= 0:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    bend = round(min(0.5, radius / side) * 100_000)
    return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {bend}"/></a:avLst></a:prstGeom>'


def bounds(path: Path) -> tuple[float, float, float, float]:
    """The box of a path's points, those that steer its curves included."""
    xs = [value for step in path.steps for value in step[::2]]
    ys = [value for step in path.steps for value in step[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def freeform(path: Path, scale: float) -> str:
    """A path as a geometry of its own, its points editable; units from the corner of its box."""
    left, top, right, bottom = bounds(path)
    wide, high = max(round((right - left) * scale), 1), max(round((bottom - top) * scale), 1)
    steps = "".join(_steps(path, left, top, scale))
    filled = "" if path.fill else ' fill="none"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}"{filled}>{steps}{"<a:close/>" if path.closed else ""}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


def _steps(path: Path, left: float, top: float, scale: float) -> Iterator[str]:
    for number, step in enumerate(path.steps):
        points = "".join(
            f'<a:pt x="{round((x - left) * scale)}" y="{round((y - top) * scale)}"/>'
            for x, y in zip(step[::2], step[1::2], strict=True)
        )
        kind = "moveTo" if number == 0 else "lnTo" if len(step) == 2 else "cubicBezTo"
        yield f"<a:{kind}>{points}</a:{kind}>"


def _attribute(words: str, most: int = 600) -> str:
    return escaped(" ".join(words[: most * 4].split())[:most])
