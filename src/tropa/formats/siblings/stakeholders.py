"""A stakeholder map as a drawing: three circles, who stands in them, and what passes between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from tropa.drawing.scene import Group, Item, Line, Mark, Paragraph, Path, Rect, Scene, Text
from tropa.drawing.text import width, wrap
from tropa.formats.siblings.note import MARGIN, MUTED, heading
from tropa.kit.locale import text
from tropa.model.stakeholders import Circle, Relation, Stakeholder, StakeholderMap

_CIRCLES: tuple[Circle, ...] = ("essential", "important", "interesting")
_FILL: dict[Circle, str] = {"essential": "#DCE6FA", "important": "#EDF2FC", "interesting": "#F5F7F9"}
_KIND = {
    "customer": "#7F50C8", "employee": "#2070A6", "organisation": "#3A7775", "system": "#5F6C7B", "other": "#7A6A58",
}  # fmt: skip
_SIZE, _SMALL, _ROOM = 13.0, 12.0, 128.0
_LINE = 1.4
_INNER, _BAND = 230.0, 150.0  # the radius of the first circle, and what each further one adds
_ARC = 170.0  # along a ring, for one stakeholder


@dataclass(frozen=True)
class _Box:
    """Where a stakeholder stands: the middle and half of its size."""

    x: float
    y: float
    half_width: float
    half_height: float

    def edge(self, x: float, y: float) -> tuple[float, float]:
        """The point of the edge, a little outside, on the way to x, y."""
        dx, dy = x - self.x, y - self.y
        wide = (self.half_width + 5) / abs(dx) if dx else float("inf")
        high = (self.half_height + 5) / abs(dy) if dy else float("inf")
        step = min(wide, high, 1.0)
        return self.x + dx * step, self.y + dy * step


def stakeholder_scene(document: StakeholderMap) -> Scene:
    """The drawing of a stakeholder map; circles grow with the number of those who stand in them."""
    radius = _radii(document)
    reach = radius["interesting"]
    drawing_width = 2 * (reach + MARGIN)
    items, top = heading(document.title, (), drawing_width)
    centre = (drawing_width / 2, top + reach)
    for circle in reversed(_CIRCLES):
        items.append(Mark(*centre, radius[circle], fill=_FILL[circle], stroke="#DDE3EA", role="circle"))
    for circle in _CIRCLES:
        named = text("model", f"circle.{circle}", document.language)
        items.append(Text(centre[0], centre[1] - radius[circle] + 20, named, _SMALL, 700, color=MUTED, anchor="middle"))
    boxes = _boxes(document, centre, radius)
    arrows = [_arrow(pair, boxes) for pair in _pairs(document)]
    people = [_person(one, boxes[one.id]) for one in document.stakeholders]
    height = centre[1] + reach + MARGIN
    return Scene(drawing_width, height, (*items, *arrows, *people), document.title, language=document.language)


def _radii(document: StakeholderMap) -> dict[Circle, float]:
    found: dict[Circle, float] = {}
    inner = 0.0
    for circle in _CIRCLES:
        n = sum(one.circle == circle for one in document.stakeholders)
        ring = max(n * _ARC / (2 * pi), inner + _BAND / 2)
        found[circle] = inner = max(_INNER if circle == "essential" else 0.0, ring + _BAND / 2 if n else inner + 60)
    return found


def _boxes(document: StakeholderMap, centre: tuple[float, float], radius: Mapping[Circle, float]) -> dict[str, _Box]:
    """Everybody evenly along the ring of their circle, a lone one of the inner circle in the middle."""
    boxes: dict[str, _Box] = {}
    for number, circle in enumerate(_CIRCLES):
        ring = [one for one in document.stakeholders if one.circle == circle]
        alone = circle == "essential" and len(ring) == 1
        far = 0.0 if alone else radius[circle] - (_BAND / 2 if number else 85)
        for place, one in enumerate(ring):
            angle = 2 * pi * place / len(ring) + pi / 2 + number * pi / max(3, len(ring))
            lines = _name_lines(one)
            half = max(width(line, _SIZE, 600) for line in lines) / 2 + 12, len(lines) * _SIZE * _LINE / 2 + 7
            boxes[one.id] = _Box(centre[0] + far * cos(angle), centre[1] + far * sin(angle), *half)
    return boxes


def _name_lines(one: Stakeholder) -> tuple[str, ...]:
    return wrap(f"{one.icon} {one.title}".strip(), _SIZE, _ROOM, 600, lines=3) or ("",)


def _person(one: Stakeholder, box: _Box) -> Group:
    lines = _name_lines(one)
    x, y = box.x - box.half_width, box.y - box.half_height
    wide, high = 2 * box.half_width, 2 * box.half_height
    frame = Rect(x, y, wide, high, "#FFFFFF", _KIND[one.kind], 1.5, radius=10, role="stakeholder")
    said = Paragraph(x + 12, y + 7, wide - 24, lines, one.title, _SIZE, 600, anchor="middle")
    return Group((frame, said), title=one.title, kind="stakeholder")


def _pairs(document: StakeholderMap) -> list[list[Relation]]:
    """The relations of each pair together: one line is drawn for all of them."""
    found: dict[frozenset[str], list[Relation]] = {}
    for relation in document.relations:
        if relation.source != relation.target:
            found.setdefault(frozenset((relation.source, relation.target)), []).append(relation)
    return list(found.values())


def _arrow(pair: list[Relation], boxes: Mapping[str, _Box]) -> Group:
    one, other = boxes[pair[0].source], boxes[pair[0].target]
    start, end = one.edge(other.x, other.y), other.edge(one.x, one.y)
    items: list[Item] = [Line(*start, *end, stroke=MUTED, stroke_width=1.5), _head(start, end)]
    if any(relation.both_ways or relation.source != pair[0].source for relation in pair):
        items.append(_head(end, start))
    words = "; ".join(relation.label for relation in pair if relation.label)
    if words:
        items += _label(words, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    return Group(tuple(items), title=words, kind="relation")


def _label(words: str, middle: tuple[float, float]) -> list[Item]:
    lines = wrap(words, _SMALL, 150, lines=4)
    wide, high = max(width(line, _SMALL) for line in lines) + 10, len(lines) * _SMALL * _LINE + 4
    x, y = middle[0] - wide / 2, middle[1] - high / 2
    said = Paragraph(x, y + 2, wide, lines, words, _SMALL, color=MUTED, anchor="middle")
    return [Rect(x, y, wide, high, fill="#FFFFFFE6", radius=4), said]


def _head(start: tuple[float, float], end: tuple[float, float]) -> Path:
    angle = atan2(end[1] - start[1], end[0] - start[0])
    left = (end[0] - 9 * cos(angle - 0.4), end[1] - 9 * sin(angle - 0.4))
    right = (end[0] - 9 * cos(angle + 0.4), end[1] - 9 * sin(angle + 0.4))
    return Path((end, left, right), fill=MUTED, closed=True)
