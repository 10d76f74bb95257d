"""What a drawing says and where its boxes stand, for tests."""

from collections.abc import Iterable, Iterator

from tropa.drawing.scene import Group, Item, Mark, Paragraph, Picture, Rect, Scene, Text
from tropa.drawing.text import clean, width

Box = tuple[float, float, float, float]


def said(scene: Scene) -> str:
    """All words of a drawing without their spaces: lines may break anywhere in a long word."""
    return bare(" ".join(line.words for line in scene.lines()))


def bare(words: str) -> str:
    """Words without spaces."""
    return "".join(words.split())


def groups(items: Iterable[Item], kind: str) -> Iterator[Group]:
    """Every group of a kind."""
    for item in items:
        if isinstance(item, Group):
            if item.kind == kind:
                yield item
            yield from groups(item.items, kind)


def card_boxes(scene: Scene) -> list[Box]:
    """The frame of every card."""
    found = []
    for group in groups(scene.items, "card"):
        frame = group.items[0]
        assert isinstance(frame, Rect)
        found.append((frame.x, frame.y, frame.x + frame.width, frame.y + frame.height))
    return found


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Pairs of boxes that cover each other."""
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def extent(scene: Scene) -> Box:
    """The box around everything drawn."""
    boxes = [box for shape in scene.shapes() for box in _boxes(shape)]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _boxes(shape: Item) -> Iterator[Box]:
    match shape:
        case Rect() | Picture():
            yield shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Paragraph():
            for line in shape.texts():
                yield from _boxes(line)
        case Mark():
            yield shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
        case Text():
            wide = width(clean(shape.words), shape.size, shape.weight, shape.italic)
            left = shape.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
            yield left, shape.y - shape.size, left + wide, shape.y + shape.size * 0.3
