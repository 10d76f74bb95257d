"""A colour too pale to be seen.

## What it does

Finds colours of lanes, stages and personas whose contrast with white paper is below 3:1 (WCAG 2.2, 1.4.11).

## Why it is bad

A pale yellow line is there on the maker's screen and gone on the projector.

## Example

#FFE066 becomes a darker shade of the same colour. `tropa check --fix` darkens it just as far as needed.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map

LEAST = 3.0


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Colours below 3:1 on white."""
    for map_ in maps:
        coloured = [(one.id, one.title, one.colour) for one in map_.lanes]
        coloured += [(one.id, one.title, one.colour) for one in map_.stages]
        coloured += [(one.id, one.name, one.colour) for one in map_.personas]
        for name, title, colour in coloured:
            if colour and contrast(colour) < LEAST:
                yield "info", "pale", {"name": title, "colour": colour}, place(map_, name)


def fix(map_: Map) -> Map:
    """The map with pale colours as dark as they must be, their hue kept."""
    return map_.model_copy(
        update={
            name: tuple(
                one.model_copy(update={"colour": darkened(one.colour)}) if one.colour else one
                for one in getattr(map_, name)
            )
            for name in ("lanes", "stages", "personas")
        }
    )


def contrast(colour: str) -> float:
    """The contrast of #RRGGBB with white, 1…21 (WCAG 2.2).

    >>> contrast("#000000"), contrast("#FFFFFF")
    (21.0, 1.0)
    """
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def darkened(colour: str) -> str:
    """The colour, scaled towards black until it stands out on white.

    >>> darkened("#2458D3"), contrast(darkened("#FFE066")) >= LEAST
    ('#2458D3', True)
    """
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    share = 1.0
    while contrast(colour) < LEAST:
        share -= 0.02
        colour = "#" + "".join(f"{round(part * share):02X}" for part in parts)
    return colour


RULE = Rule("TR024", "low-contrast", look, severity="info", fix=fix)
