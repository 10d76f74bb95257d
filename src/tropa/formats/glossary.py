"""What cards refer to, told once: touchpoints, channels, metrics and actors of a map with all that is known of them."""

from collections.abc import Iterable
from typing import NamedTuple

from tropa.formats.told import Names, amount_text
from tropa.formats.wording import Said
from tropa.model.map import Map


class Term(NamedTuple):
    """One of them: its name and what is told of it."""

    name: str
    told: str


def glossary(map_: Map) -> list[tuple[str, list[Term]]]:
    """Titled lists of terms; only those that say more than a name, and only lists that have any.

    >>> from tropa.model.catalogue import Metric
    >>> map_ = Map.new("I choose", language="en", metrics=(Metric(id="m", title="Orders", source="crm", owner="Ann"),))
    >>> glossary(map_)
    [('Metrics', [Term(name='Orders', told='Source: crm · Owner: Ann')])]
    """
    said, names = Said(map_.language), Names(map_)
    found = [
        (said("flat.sheet.touchpoint"), list(_touchpoints(map_, names, said))),
        (said("flat.sheet.channel"), list(_channels(map_, names, said))),
        (said("flat.sheet.metric"), list(_metrics(map_, said))),
        (said("flat.sheet.actor"), list(_actors(map_, names, said))),
    ]
    told = [(title, [term for term in terms if term.told]) for title, terms in found]
    return [(title, terms) for title, terms in told if terms]


def _touchpoints(map_: Map, names: Names, said: Said) -> Iterable[Term]:
    for one in map_.touchpoints:
        channel = names.channel(one.channel) if one.channel else ""
        yield Term(names.touchpoints[one.id], _joined(one.description, channel, _owner(one.owner, said)))


def _channels(map_: Map, names: Names, said: Said) -> Iterable[Term]:
    for one in map_.channels:
        offline = said("page.offline") if one.offline else ""
        yield Term(names.channels[one.id], _joined(offline, _owner(one.owner, said)))


def _metrics(map_: Map, said: Said) -> Iterable[Term]:
    for one in map_.metrics:
        target = ""
        if one.target is not None:
            sign = "↑" if one.better == "up" else "↓"
            target = said("drawing.target", value=f"{sign}\xa0{amount_text(one.target, one, said.language)}")
        source = said("drawing.known_from", source=one.source) if one.source.strip() else ""
        yield Term(one.title, _joined(one.definition, target, source, _owner(one.owner, said)))


def _actors(map_: Map, names: Names, said: Said) -> Iterable[Term]:
    for one in map_.actors:
        kind = said(f"flat.code.{'other_kind' if one.kind == 'other' else one.kind}")
        yield Term(names.actors[one.id], _joined(kind, names.personas.get(one.persona or "", "")))


def _owner(name: str, said: Said) -> str:
    return said("drawing.owner", name=name) if name.strip() else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part.strip())
