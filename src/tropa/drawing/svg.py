"""A scene as SVG: plain shapes and editable text, safe to open anywhere.

Each run of a font is a `<text>` of its own with its own x: a reader is never left to look for a font, and the
`<tspan>` on which usvg panics (linebender/resvg#732) does not occur. What people wrote is escaped; links are http(s).
"""

import base64
import math
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from tropa.drawing.embedding import font_faces
from tropa.drawing.fonts import EMOJI, FALLBACKS, inter
from tropa.drawing.scene import Group, Item, Line, Mark, Paragraph, Path, Picture, Rect, Scene, Text
from tropa.drawing.text import clean, right_to_left, runs

_FAMILIES = {
    "Inter": "Inter,sans-serif",
    EMOJI.family: f"'{EMOJI.family}','Apple Color Emoji','Segoe UI Emoji'",
    **{font.family: f"'{font.family}',sans-serif" for font in FALLBACKS},
}
_MARK = "\u200f"  # keeps signs at the edge of a right-to-left run on their side
_CORNERS = {"square": (4, 45.0, 1.0), "diamond": (4, 0.0, 1.0), "triangle": (3, -90.0, 1.0)}
_CORNERS |= {"triangle_down": (3, 90.0, 1.0), "star": (10, -90.0, 0.42)}


def write_svg(scene: Scene, *, embed_fonts: bool = False) -> str:
    """The scene as one SVG document; with `embed_fonts` it looks the same where Inter is not installed.

    >>> write_svg(Scene(10, 10, (Text(0, 9, "<b>&", 9),), title="Map")).count("&lt;b&gt;&amp;")
    1
    """
    wide, high = number(scene.width), number(scene.height)
    style = f"<style>{font_faces(scene)}</style>" if embed_fonts else ""
    described = f"<desc>{escaped(scene.description)}</desc>" if scene.description else ""
    paper = f'<rect width="{wide}" height="{high}" fill="{escaped(scene.background)}"/>' if scene.background else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'xml:lang="{escaped(scene.language)}" xml:space="preserve" font-family="Inter,sans-serif" '
        f'role="graphics-document document"><title>{escaped(scene.title)}</title>{described}{style}{paper}'
    )
    parts = [head]
    for item in scene.items:
        parts.extend(_item(item))
    parts.append("</svg>")
    return "".join(parts)


def escaped(words: str) -> str:
    """Text, cleaned, for an element or a double-quoted attribute."""
    words = clean(words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def number(value: float) -> str:
    """A length with at most two decimals.

    >>> number(12.0), number(3.14159), number(-0.001)
    ('12', '3.14', '0')
    """
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.2f}".rstrip("0")


def safe_link(address: str | None) -> str | None:
    """The address if it is a whole http or https one, else None.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not address:
        return None
    address = clean(address).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else None


def run_places(line: Text) -> Iterator[tuple[float, str, str]]:
    """Where each run of a line starts, from the left: x, letters, font family."""
    words = clean(line.words).replace("\n", " ")
    pieces = runs(words, line.weight, line.italic)
    total = sum(piece.width for piece in pieces) * line.size
    x = line.x - total * {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor]
    backwards = right_to_left(words)
    if backwards:
        pieces = tuple(reversed(pieces))
    for piece in pieces:
        bare = piece.words
        x_run, x = x, x + piece.width * line.size
        if not bare.isspace():
            yield x_run, _held(bare) if backwards and piece.font in FALLBACKS else bare, piece.font.family


def _held(words: str) -> str:
    """A run of a right-to-left line whose outer signs and spaces stay at their end of it."""
    before, after = ("" if edge.isalpha() else _MARK for edge in (words[0], words[-1]))
    return f"{before}{words}{after}"


def _item(item: Item) -> Iterator[str]:
    match item:
        case Text():
            yield _text(item)
        case Paragraph():
            yield from map(_text, item.texts())
        case Rect():
            yield _rect(item)
        case Group():
            yield from _group(item)
        case Line():
            ends = f'x1="{number(item.x1)}" y1="{number(item.y1)}" x2="{number(item.x2)}" y2="{number(item.y2)}"'
            yield f"<line {ends}{_paint(None, item.stroke, item.stroke_width, item.dash, item.opacity)}/>"
        case Path():
            paint = _paint(item.fill, item.stroke, item.stroke_width, item.dash, item.opacity)
            yield f'<path d="{_steps(item)}" stroke-linejoin="round" stroke-linecap="round"{paint}/>'
        case Mark():
            yield _mark(item)
        case Picture():
            yield _picture(item)


def _group(group: Group) -> Iterator[str]:
    named = f"<title>{escaped(group.title)}</title>" if group.title else ""
    label = f' aria-label="{escaped(group.title)}"' if group.title else ""
    kind = f' class="{escaped(group.kind)}"' if group.kind else ""
    yield f'<g role="{escaped(group.role)}"{label}{kind}>{named}'
    for item in group.items:
        yield from _item(item)
    yield "</g>"


def _text(line: Text) -> str:
    slope = ' font-style="italic"' if line.italic else ""
    parts = []
    for x, words, family in run_places(line):
        named = "" if family == "Inter" else f' font-family="{_FAMILIES[family]}"'
        bold = f' font-weight="{_weight(line)}"' if family == "Inter" and _weight(line) != 400 else ""
        parts.append(
            f'<text x="{number(x)}" y="{number(line.y)}" font-size="{number(line.size)}" fill="{escaped(line.color)}"'
            f"{bold}{slope if not named else ''}{named}>{escaped(words)}</text>"
        )
    drawn = "".join(parts)
    address = safe_link(line.link)
    return f'<a href="{escaped(address)}">{drawn}</a>' if address and drawn else drawn


def _weight(line: Text) -> int:
    return inter(line.weight, line.italic).weight


def _rect(rect: Rect) -> str:
    box = _box(rect.x, rect.y, rect.width, rect.height)
    corner = f' rx="{number(rect.radius)}"' if rect.radius else ""
    return f"<rect {box}{corner}{_paint(rect.fill, rect.stroke, rect.stroke_width, rect.dash, rect.opacity)}/>"


def _mark(mark: Mark) -> str:
    paint = _paint(mark.fill, mark.stroke, mark.stroke_width)
    if mark.shape == "circle":
        return f'<circle cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(mark.radius)}"{paint}/>'
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in mark_corners(mark))
    return f'<polygon points="{corners}" stroke-linejoin="round"{paint}/>'


def mark_corners(mark: Mark) -> tuple[tuple[float, float], ...]:
    """The corners of a mark that is not a circle; a star's dents lie between its points."""
    count, turn, dent = _CORNERS[mark.shape]
    angles = (math.radians(turn + 360 * k / count) for k in range(count))
    reach = (mark.radius * (dent if k % 2 else 1.0) for k in range(count))
    return tuple((mark.x + r * math.cos(a), mark.y + r * math.sin(a)) for a, r in zip(angles, reach, strict=True))


def _picture(picture: Picture) -> str:
    data = base64.b64encode(picture.data).decode()
    alt = escaped(picture.alt)
    return (
        f'<image {_box(picture.x, picture.y, picture.width, picture.height)} role="img" aria-label="{alt}" '
        f'href="data:{escaped(picture.media_type)};base64,{data}"><title>{alt}</title></image>'
    )


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" height="{number(max(height, 0))}"'


def _steps(path: Path) -> str:
    letters: list[str] = []
    for step in path.steps:
        letter = "M" if not letters else "L" if len(step) == 2 else "C"
        letters.append(letter + " ".join(map(number, step[-2:] if letter == "M" else step)))
    return "".join(letters) + ("Z" if path.closed else "")


def _paint(
    fill: str | None, stroke: str | None, thick: float = 1.0, dash: Sequence[float] = (), opacity: float = 1.0
) -> str:
    parts = [f' fill="{escaped(fill) if fill else "none"}"']
    if stroke:
        parts.append(f' stroke="{escaped(stroke)}"' + (f' stroke-width="{number(thick)}"' if thick != 1 else ""))
    if dash and stroke:
        parts.append(f' stroke-dasharray="{" ".join(map(number, dash))}"')
    if opacity != 1:
        parts.append(f' opacity="{number(opacity)}"')
    return "".join(parts)
