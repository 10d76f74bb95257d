"""An impact map as a drawing: a tree from the goal on the left to what will be done on the right."""

from tropa.drawing.scene import Item, Path, Scene
from tropa.formats.siblings.note import MARGIN, heading, label, note
from tropa.kit.locale import text
from tropa.model.impact import ImpactMap, ImpactNode

_COLUMN, _SPACE, _GAP = 260.0, 60.0, 14.0
_COLOURS = {"goal": "#2458D3", "actor": "#7F50C8", "impact": "#347A42", "deliverable": "#2E7D5B"}
_LEVELS = ("goal", "actor", "impact", "deliverable")
_WIDTH = 2 * MARGIN + 4 * _COLUMN + 3 * _SPACE


def impact_scene(document: ImpactMap) -> Scene:
    """The drawing of an impact map; every node stands level with the middle of what hangs on it."""
    items, top = heading(document.title, (), _WIDTH)
    for place, level in enumerate(_LEVELS):
        items.append(label(_x(place), top + 10, text("model", f"impact.{level}", document.language), _COLOURS[level]))
    tree, middle, bottom = _branch(document, None, top + 30)
    goal, height = note(document.goal, (_x(0), 0, _COLUMN), _COLOURS["goal"], kind="goal")
    y = max(top + 30, middle - height / 2)
    goal, height = note(document.goal, (_x(0), y, _COLUMN), _COLOURS["goal"], kind="goal")
    ways = [_way(0, y + height / 2, where) for where in _middles(document, None, top + 30)]
    return Scene(
        _WIDTH,
        max(bottom, y + height) + MARGIN,
        (*items, *ways, *tree, goal),
        document.title,
        description=document.goal,
        language=document.language,
    )


def _x(place: int) -> float:
    return MARGIN + place * (_COLUMN + _SPACE)


def _branch(document: ImpactMap, parent: ImpactNode | None, y: float) -> tuple[list[Item], float, float]:
    """All that hangs on a node from y downwards: its items, the middle of its children, and where it ends."""
    items: list[Item] = []
    middles: list[float] = []
    for child in document.under(parent.id if parent else None):
        drawn, middle, y = _with_children(document, child, y)
        items += drawn
        middles.append(middle)
    return items, (middles[0] + middles[-1]) / 2 if middles else y, y


def _with_children(document: ImpactMap, node: ImpactNode, y: float) -> tuple[list[Item], float, float]:
    place = _LEVELS.index(node.level)
    below, middle, bottom = _branch(document, node, y)
    box, height = note(node.body, (_x(place), y, _COLUMN), _COLOURS[node.level], below=node.owner, kind=node.level)
    if bottom == y:
        return [box], y + height / 2, y + height + _GAP
    top = max(y, middle - height / 2)
    box, height = note(node.body, (_x(place), top, _COLUMN), _COLOURS[node.level], below=node.owner, kind=node.level)
    ways = [_way(place, top + height / 2, where) for where in _middles(document, node, y)]
    return [*ways, *below, box], top + height / 2, max(bottom, top + height + _GAP)


def _middles(document: ImpactMap, parent: ImpactNode | None, y: float) -> list[float]:
    found = []
    for child in document.under(parent.id if parent else None):
        _, middle, y = _with_children(document, child, y)
        found.append(middle)
    return found


def _way(place: int, y: float, to: float) -> Path:
    left, right = _x(place) + _COLUMN, _x(place + 1)
    middle = (left + right) / 2
    return Path(((left, y), (middle, y, middle, to, right, to)), stroke="#93A1B0", stroke_width=1.5, role="way")
