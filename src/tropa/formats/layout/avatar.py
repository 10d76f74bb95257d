"""A persona's picture in a drawing: the one given, else the bust of the seed, as in HTML."""

from collections.abc import Iterator
from re import compile as pattern

from tropa.drawing.scene import Group, Item, Mark, Path, Picture, Step
from tropa.formats.html.avatar import avatar_parts
from tropa.formats.layout.content import drawn
from tropa.formats.layout.tokens import PAPER, washed
from tropa.model.persona import Persona

_TOKEN = pattern(r"[a-zA-Z]|-?\d*\.?\d+")
_BODY = "M15.5 86C19 74 35 71 50 71S81 74 84.5 86C75 95.5 63 100 50 100S25 95.5 15.5 86z"
_NECK = "M42 58h16v13c0 6-16 6-16 0z"
_HEAD = "M33.5 45c0-10.5 7.4-19 16.5-19s16.5 8.5 16.5 19-7.4 19-16.5 19-16.5-8.5-16.5-19z"


def avatar_items(persona: Persona, x: float, y: float, side: float) -> Item:
    """The picture in a square with its top left corner at x, y."""
    if persona.picture is not None:
        held = drawn(persona.picture, side, side)
        if held is not None:
            left, top = x + (side - held.width) / 2, y + (side - held.height) / 2
            return Picture(left, top, held.width, held.height, held.pixels.data, held.pixels.media_type, persona.name)
    hue, hair, collar = avatar_parts(persona.seed or persona.id)
    scale = side / 100

    def path(data: str, fill: str | None, stroke: str | None = None) -> Path:
        return Path(
            tuple(path_steps(data, x, y, scale)), fill, stroke, 2.5 * scale, closed=fill is not None, role="avatar"
        )

    skin = washed(hue, 0.3)
    return Group(
        (
            Mark(x + side / 2, y + side / 2, side / 2, fill=washed(hue, 0.16), role="avatar"),
            path(_BODY, hue),
            path(_NECK, washed(hue, 0.6)),
            path(collar, None, PAPER),
            path(_HEAD, skin),
            *(path(f"M{part}", hue) for part in hair.split("M") if part),
        ),
        title=persona.name,
        role="img",
        kind="avatar",
    )


def path_steps(data: str, x: float, y: float, scale: float) -> Iterator[Step]:
    """The steps of a single SVG path of lines and cubic curves, scaled and moved to x, y.

    >>> list(path_steps("M1 1l2 0v3", 10, 0, 2))
    [(12.0, 2.0), (16.0, 2.0), (16.0, 8.0)]
    """
    at, control = (0.0, 0.0), (0.0, 0.0)
    for letter, numbers in _commands(data):
        points = _points(letter, numbers, at, control)
        for step in points:
            control = step[2:4] if len(step) == 6 else step  # type: ignore[assignment]
            at = step[-2:]  # type: ignore[assignment]
            yield tuple(value * scale + (y if place % 2 else x) for place, value in enumerate(step))  # type: ignore[misc]


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command once for each of its points."""
    need = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4}
    letter, numbers = "", list[float]()
    for token in _TOKEN.findall(data):
        if token.isalpha():
            letter, numbers = token, []
            continue
        numbers.append(float(token))
        if len(numbers) == need[letter.lower()]:
            yield letter, numbers
            numbers = []


def _points(
    letter: str, numbers: list[float], at: tuple[float, float], control: tuple[float, float]
) -> list[tuple[float, ...]]:
    base = at if letter.islower() else (0.0, 0.0)
    kind = letter.lower()
    if kind == "h":
        return [(base[0] + numbers[0], at[1])]
    if kind == "v":
        return [(at[0], base[1] + numbers[0])]
    moved = [value + base[place % 2] for place, value in enumerate(numbers)]
    if kind == "s":
        moved = [2 * at[0] - control[0], 2 * at[1] - control[1], *moved]
    return [tuple(moved)]
