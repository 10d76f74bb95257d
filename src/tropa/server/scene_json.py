"""A drawing as JSON: the same shapes that SVG, PDF and PowerPoint are made of, for the browser to draw."""

import base64
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel

from tropa.drawing.scene import Group, Item, Paragraph, Picture, Scene

ShapeKind = Literal["rect", "line", "path", "mark", "picture", "text", "paragraph", "group"]


class SceneItem(BaseModel):
    """One shape, or a group of them that stands for one datum: `title` tells it in words, `what` is its kind.

    Geometry and colours are those of the shape's kind, in pixels: a rectangle's x, y, width, height; a path's `steps`
    (the first is where it starts, two numbers a straight line, six a cubic curve); a text's x, y (its baseline).
    """

    kind: ShapeKind
    role: str = ""
    title: str = ""
    what: str = ""
    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    x1: float | None = None
    y1: float | None = None
    x2: float | None = None
    y2: float | None = None
    radius: float | None = None
    shape: str | None = None
    steps: list[list[float]] | None = None
    closed: bool | None = None
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float | None = None
    dash: list[float] | None = None
    opacity: float | None = None
    words: str | None = None
    lines: list[str] | None = None
    size: float | None = None
    weight: int | None = None
    italic: bool | None = None
    color: str | None = None
    anchor: Literal["start", "middle", "end"] | None = None
    link: str | None = None
    address: str | None = None
    alt: str | None = None
    items: "list[SceneItem] | None" = None


class SceneJson(BaseModel):
    """A whole drawing, its items from back to front; `title` and `description` say it in words."""

    width: float
    height: float
    title: str
    description: str
    language: str
    items: list[SceneItem]


def scene_json(scene: Scene) -> SceneJson:
    """The drawing as JSON values, numbers with two decimals.

    >>> from tropa.drawing.scene import Rect
    >>> scene_json(Scene(9, 9, (Group((Rect(0, 0, 1.005, 2),), title="A: 2"),), title="t")).items[0].title
    'A: 2'
    """
    return SceneJson(
        width=round(scene.width, 2),
        height=round(scene.height, 2),
        title=scene.title,
        description=scene.description,
        language=scene.language,
        items=[_item(one) for one in scene.items],
    )


def _item(item: Item) -> SceneItem:
    if isinstance(item, Group):
        return SceneItem(
            kind="group", role=item.role, title=item.title, what=item.kind, items=[_item(one) for one in item.items]
        )
    fields: dict[str, Any] = {name: _rounded(value) for name, value in asdict(item).items()}
    if isinstance(item, Picture):
        fields.pop("data")
        fields["address"] = f"data:{fields.pop('media_type')};base64,{base64.b64encode(item.data).decode()}"
    if isinstance(item, Paragraph):
        fields["height"] = round(item.height, 2)
    return SceneItem(kind=type(item).__name__.lower(), **fields)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    return [_rounded(one) for one in value] if isinstance(value, tuple | list) else value
