"""A scene as the shapes of one slide: cards, stages and lanes as one shape each with its text, the rest by pieces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeGuard

from tropa.drawing.scene import (
    ASCENT,
    LINE_HEIGHT,
    Group,
    Item,
    Line,
    Mark,
    Paragraph,
    Path,
    Picture,
    Rect,
    Scene,
    Text,
)
from tropa.drawing.svg import safe_link
from tropa.drawing.text import clean, width
from tropa.formats.slides.markup import (
    Frame,
    Told,
    body,
    bounds,
    fill,
    freeform,
    named,
    outline,
    preset,
    transform,
)

PIXEL = 9525  # English metric units
_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
_BOXES = ("card", "stage", "lane", "group")  # one shape with its text inside
_SIGNS = {"star": "★", "clock": "◷", "dot": "●"}
_SLACK = 1.12  # Arial may be replaced by a wider face


@dataclass
class Slide:
    """Writes the shapes of a scene; `image` and `link` give the relations of a picture and of an address."""

    scale: float
    image: Callable[[Picture], str]
    link: Callable[[str], str]
    title: str = ""
    top: float = 0.0
    left: float = 0.0
    _count: int = field(default=1, init=False)
    _titled: bool = field(default=False, init=False)

    def shapes(self, scene: Scene) -> str:
        """All shapes of a scene from back to front."""
        return "".join(part for item in scene.items for part in self._item(item))

    def _item(self, item: Item, name: str = "") -> Iterator[str]:
        match item:
            case Group(kind=kind) if kind in _BOXES and item.items:
                yield self._box(item)
            case Group(kind="arrow" | "link"):
                yield from self._arrow(item)
            case Group():
                if item.kind in ("curve", "avatar"):
                    yield self._together(item)
                else:
                    for one in item.items:
                        yield from self._item(one, item.title)
            case Line():
                yield self._line(item)
            case Path():
                yield self._path(item, name=name or item.role)
            case Picture():
                yield self._picture(item)
            case Rect() | Mark():
                yield self._preset(item, name or item.role)
            case Paragraph() | Text():
                yield self._words(item)

    def _frame(self, x: float, y: float, wide: float, high: float) -> Frame:
        k = self.scale
        return Frame(round((x + self.left) * k), round((y + self.top) * k), round(wide * k), round(high * k))

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _points(self, pixels: float) -> float:
        return pixels * self.scale / 12700

    def _together(self, group: Group) -> str:
        """A group of shapes that move together."""
        inside = "".join(part for one in group.items for part in self._item(one))
        return (
            f"<p:grpSp><p:nvGrpSpPr>{named(self._number(), f'{group.kind}: {group.title}', group.title)}"
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{inside}</p:grpSp>"
        )

    def _box(self, group: Group) -> str:
        """A frame with its text inside; signs that are no text lie on it, grouped with it."""
        frame, *rest = group.items
        assert isinstance(frame, Rect | Path)
        texts = [one for one in rest if _is_text(one, group.kind)]
        signs = [one for one in rest if not _is_text(one, group.kind) and (group.kind == "lane" or not _is_sign(one))]
        left, top, right, bottom = _box_of(frame)
        signs = _badges(signs, right - 10, bottom) if group.kind == "card" else signs
        told, start = self._paragraphs(texts, top, _dots(rest))
        x = min((one.x for one in texts if isinstance(one, Paragraph)), default=left + 8)
        k = self.scale
        insets = (round((x - left) * k), round(start * k), round(8 * k), 0)
        place = self._frame(left, top, right - left, bottom - top)
        shape = freeform(frame, k) if isinstance(frame, Path) else preset(frame, place, frame.radius * k)
        name = f"{group.kind}: {group.title}"
        sp = (
            f"<p:sp><p:nvSpPr>{named(self._number(), name, group.title)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{transform(place)}{shape}{fill(frame.fill)}"
            f"{outline(frame.stroke, round(frame.stroke_width * k), frame.dash)}</p:spPr>"
            f"{body(told, insets)}</p:sp>"
        )
        if not signs:
            return sp
        inside = sp + "".join(part for one in signs for part in self._item(one))
        return (
            f"<p:grpSp><p:nvGrpSpPr>{named(self._number(), name, group.title)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr/>{inside}</p:grpSp>"
        )

    def _paragraphs(
        self, texts: Sequence[Paragraph | Text], top: float, dots: Mapping[Item, str]
    ) -> tuple[list[Told], float]:
        """Texts as paragraphs, chips of one row joined; and pixels from the top to the first."""
        found: list[Told] = []
        bottom, start = top, 0.0
        row: list[Text] = []
        for one in [*texts, None]:
            if isinstance(one, Text) and (not row or abs(row[-1].y - one.y) < 1):
                row.append(one)
                continue
            if row:
                head = row[0].y - row[0].size * ASCENT
                start = start if found else head - top
                (words, weight, color), *more = _spans(row, dots)
                told = Told(words, self._points(row[0].size), weight, color=color, more=tuple(more))
                found.append(_after(told, self._points(head - bottom) if found else 0.0))
                bottom, row = head + row[0].size * LINE_HEIGHT, []
            if isinstance(one, Text):
                row.append(one)
            elif one is not None:
                start = start if found else one.y - top
                found.append(_after(self._told(one), self._points(one.y - bottom) if found else 0.0))
                bottom = one.y + one.height
        return found, start

    def _told(self, one: Paragraph | Text) -> Told:
        address = safe_link(one.link)
        words = clean(one.words)
        size, align = self._points(one.size), _ALIGN[one.anchor]
        link = self.link(address) if address else ""
        return Told(words, size, one.weight, one.italic, one.color, 0.0, align, link)

    def _words(self, one: Paragraph | Text) -> str:
        """A text box; the words of the title are the slide's title."""
        if isinstance(one, Paragraph):
            place = self._frame(one.x, one.y, one.width + 6, one.height)
        else:
            wide = width(clean(one.words), one.size, one.weight, one.italic) * _SLACK + 2
            x = one.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[one.anchor]
            place = self._frame(x, one.y - one.size * ASCENT, wide, one.size * LINE_HEIGHT)
        letter = one.role == "grade" and len(one.words) == 1
        if letter:
            place = self._frame(one.x - one.size, one.y - one.size * 1.36, 2 * one.size, 2 * one.size)
        title = not self._titled and bool(self.title) and one.words == self.title
        self._titled = self._titled or title
        holder = '<p:nvPr><p:ph type="title"/></p:nvPr>' if title else "<p:nvPr/>"
        kind = "<p:cNvSpPr/>" if title else '<p:cNvSpPr txBox="1"/>'
        told = replace(self._told(one), exact=not letter)
        name = named(self._number(), one.words if not title else f"title: {one.words}")
        return (
            f"<p:sp><p:nvSpPr>{name}{kind}{holder}</p:nvSpPr><p:spPr>{transform(place)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"{body([told], wrap=isinstance(one, Paragraph), anchor='ctr' if letter else 't')}</p:sp>"
        )

    def _preset(self, one: Rect | Mark, name: str) -> str:
        if isinstance(one, Mark):
            place = self._frame(one.x - one.radius, one.y - one.radius, 2 * one.radius, 2 * one.radius)
            radius, opacity = 0.0, 1.0
        else:
            place = self._frame(one.x, one.y, one.width, one.height)
            radius, opacity = one.radius * self.scale, one.opacity
        dash = one.dash if isinstance(one, Rect) else ()
        line = outline(one.stroke, round(one.stroke_width * self.scale), dash)
        return (
            f"<p:sp><p:nvSpPr>{named(self._number(), name or 'shape')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{transform(place)}{preset(one, place, radius)}{fill(one.fill, opacity)}{line}</p:spPr></p:sp>"
        )

    def _path(self, path: Path, *, name: str, head: bool = False, tail: bool = False) -> str:
        left, top, right, bottom = bounds(path)
        place = self._frame(left, top, right - left, bottom - top)
        line = outline(path.stroke, round(path.stroke_width * self.scale), path.dash, head=head, tail=tail)
        return (
            f"<p:sp><p:nvSpPr>{named(self._number(), name or 'path')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{transform(place)}{freeform(path, self.scale)}{fill(path.fill, path.opacity)}{line}</p:spPr>"
            "</p:sp>"
        )

    def _line(self, line: Line, *, head: bool = False, tail: bool = False, name: str = "") -> str:
        """A straight connector."""
        place = self._frame(
            min(line.x1, line.x2), min(line.y1, line.y2), abs(line.x2 - line.x1), abs(line.y2 - line.y1)
        )
        flips = (' flipH="1"' if line.x2 < line.x1 else "") + (' flipV="1"' if line.y2 < line.y1 else "")
        drawn = outline(line.stroke, round(line.stroke_width * self.scale), line.dash, head=head, tail=tail)
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{named(self._number(), name or line.role or 'line')}<p:cNvCxnSpPr/><p:nvPr/>"
            f"</p:nvCxnSpPr><p:spPr>{transform(place).replace('<a:xfrm>', f'<a:xfrm{flips}>')}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{drawn}</p:spPr></p:cxnSp>'
        )

    def _arrow(self, group: Group) -> Iterator[str]:
        """An arrow as one connector or line with real ends, and its words."""
        heads = [one for one in group.items if isinstance(one, Path) and one.role == "head"]
        for one in group.items:
            if isinstance(one, Path) and one.role == "head":
                continue
            if isinstance(one, Line):
                yield self._line(_reaching(one, heads), head=len(heads) > 1, tail=bool(heads), name=group.title)
            elif isinstance(one, Path):
                yield self._path(one, name=f"{group.kind}: {group.title}", tail=bool(heads))
            else:
                yield from self._item(one, group.title)

    def _picture(self, picture: Picture) -> str:
        place = self._frame(picture.x, picture.y, picture.width, picture.height)
        return (
            f"<p:pic><p:nvPicPr>{named(self._number(), picture.alt or 'picture', picture.alt)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{self.image(picture)}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{transform(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )


def _after(told: Told, before: float) -> Told:
    return replace(told, before=max(before, 0.0))


def _reaching(line: Line, heads: Sequence[Path]) -> Line:
    """The line up to the points of its heads: their own bodies are drawn by PowerPoint."""
    if not heads:
        return line
    end = heads[0].steps[0]
    start = heads[1].steps[0] if len(heads) > 1 else (line.x1, line.y1)
    return Line(start[0], start[1], end[0], end[1], line.stroke, line.stroke_width, line.dash, 1.0, line.role)


def _box_of(frame: Rect | Path) -> tuple[float, float, float, float]:
    if isinstance(frame, Path):
        return bounds(frame)
    return frame.x, frame.y, frame.x + frame.width, frame.y + frame.height


def _badges(signs: Sequence[Item], right: float, bottom: float) -> list[Item]:
    """The same signs, rings of grades moved to the card's lower edge: text in another face stays clear of them."""
    rings = [one for one in signs if isinstance(one, Mark) and one.role == "grade"]
    shift = right - max((ring.x + ring.radius for ring in rings), default=right)
    rows, middle = {ring.y for ring in rings}, bottom - 3

    def moved(one: Item) -> Item:
        if isinstance(one, Mark) and one.role == "grade":
            return replace(one, x=one.x + shift, y=middle)
        if isinstance(one, Text) and one.role == "grade":
            return replace(one, x=one.x + shift, y=middle + one.size * (ASCENT - LINE_HEIGHT / 2))
        return one

    return [moved(one) for one in signs] if len(rows) == 1 else list(signs)


def _is_text(item: Item, kind: str) -> TypeGuard[Paragraph | Text]:
    """What goes into a box's own text: blocks of words, and the words of chips, but not a letter in its ring."""
    return isinstance(item, Paragraph) or (isinstance(item, Text) and item.role != "grade" and kind != "lane")


def _is_sign(item: Item) -> bool:
    """What only frames or precedes the words of a chip, which stand in the box's text."""
    return getattr(item, "role", "") == "sign"


def _dots(items: Sequence[Item]) -> dict[Item, str]:
    """The colour of the dot before each text that has one."""
    return {
        text: dot.fill or text.color
        for dot, text in pairwise(items)
        if isinstance(dot, Mark) and isinstance(text, Text) and text.role == "dot"
    }


def _spans(row: Sequence[Text], dots: Mapping[Item, str]) -> Iterator[tuple[str, int, str]]:
    """The texts of chips in one row, each with its sign; words, weight and colour."""
    for number, text in enumerate(row):
        gap = "" if number == 0 else "  " if text.role == "support" else " · "
        if text.role in _SIGNS:
            yield f"{gap}{_SIGNS[text.role]} ", text.weight, dots.get(text, text.color)
            gap = ""
        yield gap + text.words, text.weight, text.color
