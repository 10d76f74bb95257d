"""Colours that a map brings along, as rules of the style: the page's policy lets no colour stand at a tag."""

from collections.abc import Iterable

from tropa.model.map import Map

_LOOKS = 6


def tint(colour: str | None) -> str:
    """The classes of something that has a colour of its own; "" without one.

    >>> tint("#2458D3")
    'own t-2458d3'
    """
    return "" if colour is None else f"own t-{colour[1:].lower()}"


def tint_rules(map_: Map) -> str:
    """The rules behind `tint`, and the colour of each persona as `who0`, `who1`…; colours only."""
    given = [one.colour for holders in (map_.stages, map_.lanes, map_.cards, map_.arrows) for one in holders]
    colours = sorted({colour.lower() for colour in given if colour is not None})
    return "".join([*(f".t-{one[1:]}{{--own:{one}}}" for one in colours), *_persona_rules(map_)])


def _persona_rules(map_: Map) -> Iterable[str]:
    for number, persona in enumerate(map_.personas):
        yield f".who{number}{{--pc:var(--c{number % _LOOKS})}}"
        if persona.colour is not None:
            yield f".who{number}{{--pc:color-mix(in oklab,{persona.colour} var(--keep),var(--ink))}}"
