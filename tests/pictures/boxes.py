"""Where the shapes of a scene are, to see that they lie on the page and not over each other."""

from collections.abc import Iterator
from itertools import combinations

from tropa.drawing.scene import Line, Mark, Paragraph, Path, Rect, Scene, Shape, Text
from tropa.drawing.text import width

Box = tuple[float, float, float, float]  # left, top, right, bottom


def box(shape: Shape) -> Box:
    """The outline of a shape; of a line of text the height of its capitals and descenders."""
    match shape:
        case Rect():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Line():
            return min(shape.x1, shape.x2), min(shape.y1, shape.y2), max(shape.x1, shape.x2), max(shape.y1, shape.y2)
        case Mark():
            return shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
        case Path():
            points = [step[k : k + 2] for step in shape.steps for k in range(0, len(step), 2)]
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            return min(xs), min(ys), max(xs), max(ys)
        case Text():
            wide = width(shape.words, shape.size, shape.weight, shape.italic)
            left = shape.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
            return left, shape.y - 0.73 * shape.size, left + wide, shape.y + 0.2 * shape.size
        case Paragraph():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case _:
            raise TypeError(shape)


def off_the_page(scene: Scene) -> list[Shape]:
    """Shapes that reach over the page's edge."""
    return [
        shape
        for shape in scene.shapes()
        if (b := box(shape))[0] < 0 or b[1] < 0 or b[2] > scene.width + 0.01 or b[3] > scene.height + 0.01
    ]


def overlap(one: Box, other: Box, slack: float = 0.5) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def words_over_words(scene: Scene) -> Iterator[tuple[str, str]]:
    """Lines of text that are written over each other."""
    lines = [(line, box(line)) for line in scene.lines() if line.words]
    for (one, a), (other, b) in combinations(lines, 2):
        if overlap(a, b):
            yield one.words, other.words
