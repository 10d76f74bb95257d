"""Pairs of maps for the tests of what is drawn side by side, and where texts stand in a drawing."""

from itertools import combinations

from tests.model.map_builder import card, point, small_map
from tropa.drawing.scene import Group, Item, Paragraph, Scene, Text
from tropa.drawing.text import width
from tropa.model.curve import CurvePoint
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

HOSTILE = '<script>alert("x")</script> ]]> \N{FAMILY} יין =cmd()'
OLD = small_map(
    card("ask", body="Asks a friend"),
    card("read", body="Reads reviews", stage="payment"),
    card("dear", lane="barriers", body="Too dear", stage="payment"),
    card("gone", lane="thoughts", body="Why pay"),
    card("same", lane="thoughts", body="I wait", stage="return"),
    curve=(point("search", 0.8), point("payment", -1.2), point("return", 1)),
    goal="Sell more",
)
NEW = OLD.with_fields(
    goal="Lose fewer",
    cards=(
        card("ask", body="Asks two friends"),
        card("read", body="Reads reviews", stage="search"),
        card("dear", lane="barriers", body="Too dear", stage="payment", status="done", owner="Product"),
        card("same", lane="thoughts", body="I wait", stage="return"),
        card("new", lane="touchpoints", body=HOSTILE),
    ),
    curve=(point("search", -0.4), point("payment", 0.4), point("return", 1)),
    stages=(*OLD.stages, Stage(id="refund", title="Refund", rank="95")),
)


def segment(name: str, *, feels: float, **fields: object) -> Map:
    """The old map as one of another persona, who feels this while she searches."""
    one = Persona(id=name.lower(), name=name)
    curve = (CurvePoint(persona=one.id, stage="search", value=feels),)
    return OLD.with_fields(**({"title": name, "personas": (one,), "segments": (name,), "curve": curve} | fields))


def words_of(scene: Scene) -> str:
    """All that is written in a drawing."""
    return "\n".join(shape.words for shape in scene.shapes() if isinstance(shape, Paragraph | Text))


def titles_of(items: tuple[Item, ...]) -> set[str]:
    """The names of all groups of a drawing."""
    groups = [item for item in items if isinstance(item, Group)]
    return {one.title for one in groups}.union(*(titles_of(one.items) for one in groups))


def misplaced(scene: Scene) -> list[tuple[str, ...]]:
    """Lines of text that leave the page, and pairs of lines that overlap by more than a pixel."""
    boxes = [(line.words, *_box(line)) for line in scene.lines() if line.words.strip()]
    found: list[tuple[str, ...]] = [
        (words,)
        for words, x, y, right, bottom in boxes
        if x < 0 or y < 0 or right > scene.width or bottom > scene.height
    ]
    for one, other in combinations(boxes, 2):
        wide = min(one[3], other[3]) - max(one[1], other[1])
        high = min(one[4], other[4]) - max(one[2], other[2])
        if wide > 1 and high > 1:
            found.append((one[0], other[0]))
    return found


def _box(line: Text) -> tuple[float, float, float, float]:
    wide = width(line.words, line.size, line.weight, line.italic)
    left = line.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor]
    return left, line.y - line.size * 0.8, left + wide, line.y + line.size * 0.2
