"""A scene as what the typst program of `typeset` draws: one short list a shape, in pixels.

typst would draw an SVG too, but a PDF takes it twice the time (for a PNG it paints the SVG aside and copies it), and
its SVG reader panics on some emoji. Pictures alone go through SVG, since `sys.inputs` holds text only.
"""

import json
from collections.abc import Iterator

from tropa.drawing.fonts import inter
from tropa.drawing.scene import Line, Mark, Paragraph, Path, Picture, Rect, Scene, Shape, Text
from tropa.drawing.svg import mark_corners, run_places, write_svg
from tropa.drawing.text import clean, width

PROGRAM = """
#let pen(color, thick, dash, opacity, u) = if color == none { none } else { (
  paint: rgb(color).transparentize((1 - opacity) * 100%),
  thickness: thick * u,
  dash: if dash.len() == 0 { none } else { (array: dash.map(one => one * u)) },
  join: "round",
) }
#let ink(color, opacity) = if color == none { none } else { rgb(color).transparentize((1 - opacity) * 100%) }
#let step(points, u, first) = {
  let at(k) = (points.at(k) * u, points.at(k + 1) * u)
  if first { curve.move(at(points.len() - 2)) }
  else if points.len() == 2 { curve.line(at(0)) }
  else { curve.cubic(at(0), at(2), at(4)) }
}
#let draw(u, items) = {
  set text(top-edge: "baseline", bottom-edge: "baseline", fallback: false, dir: ltr, hyphenate: false)
  for item in items {
    let (kind, x, y, ..rest) = item
    let put = place.with(top + left, dx: x * u, dy: y * u)
    if kind == "text" {
      let (words, family, size, weight, style, color) = rest
      put(box(width: 9999pt, text(
        font: family, size: size * u, weight: weight, style: style, fill: rgb(color), words)))
    } else if kind == "rect" {
      let (w, h, radius, fill, stroke, thick, dash, opacity) = rest
      put(rect(width: w * u, height: h * u, radius: radius * u, fill: ink(fill, opacity),
        stroke: pen(stroke, thick, dash, opacity, u)))
    } else if kind == "circle" {
      let (radius, fill, stroke, thick) = rest
      put(circle(radius: radius * u, fill: ink(fill, 1), stroke: pen(stroke, thick, (), 1, u)))
    } else if kind == "path" {
      let (steps, closed, fill, stroke, thick, dash, opacity) = rest
      let parts = steps.enumerate().map(((k, points)) => step(points, u, k == 0))
      if closed { parts.push(curve.close(mode: "straight")) }
      put(curve(..parts, fill: ink(fill, opacity), stroke: pen(stroke, thick, dash, opacity, u)))
    } else if kind == "picture" {
      let (w, h, svg, alt) = rest
      put(image(bytes(svg), format: "svg", width: w * u, height: h * u, alt: alt))
    }
  }
}
"""


def typst_items(scene: Scene) -> str:
    """The scene's shapes from back to front as JSON for `draw` of `PROGRAM`; the background is the page's."""
    return json.dumps([item for shape in scene.shapes() for item in _shape(shape)])


def _shape(shape: Shape) -> Iterator[list[object]]:
    match shape:
        case Text():
            yield from _text(shape)
        case Paragraph():
            for line in shape.texts():
                yield from _text(line)
        case Rect(x=x, y=y):
            size = (max(shape.width, 0), max(shape.height, 0), shape.radius)
            yield ["rect", x, y, *size, shape.fill, *_pen(shape)]
        case Line():
            yield ["path", 0, 0, [(shape.x1, shape.y1), (shape.x2, shape.y2)], False, None, *_pen(shape)]
        case Path():
            yield ["path", 0, 0, shape.steps, shape.closed, shape.fill, *_pen(shape)]
        case Mark(shape="circle", radius=radius):
            yield ["circle", shape.x - radius, shape.y - radius, radius, shape.fill, shape.stroke, shape.stroke_width]
        case Mark():
            yield ["path", 0, 0, mark_corners(shape), True, shape.fill, shape.stroke, shape.stroke_width, [], 1]
        case Picture():
            yield _picture(shape)


def _pen(shape: Rect | Line | Path) -> tuple[object, ...]:
    return shape.stroke, shape.stroke_width, shape.dash, shape.opacity


def _text(line: Text) -> Iterator[list[object]]:
    font = inter(line.weight, line.italic)
    for x, words, family in run_places(line):
        bare = words.lstrip(" ")
        start = x + width(" ", line.size, line.weight, line.italic) * (len(words) - len(bare))
        plain = family != font.family
        face = (400, "normal") if plain else (font.weight, "italic" if line.italic else "normal")
        yield ["text", start, line.y, bare, family, line.size, *face, line.color]


def _picture(picture: Picture) -> list[object]:
    alone = Picture(0, 0, picture.width, picture.height, picture.data, picture.media_type, "")
    svg = write_svg(Scene(picture.width, picture.height, (alone,), title="", background=None))
    return ["picture", picture.x, picture.y, picture.width, picture.height, svg, clean(picture.alt)]
