"""Whether a template holds together: what it names is there, and every id once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tropa.errors import MapError
from tropa.model.reference import Known, check_reference
from tropa.templates.written import CardEntry, Template


def check(template: Template, path: str) -> None:
    """Raise MapError naming file and place for an id used twice or a reference to what the template lacks."""
    known = _known(template, path)
    for place, card in _cards(template, path, known):
        for kind, name in (
            ("stage", card.span_to), ("persona", card.persona), ("channel", card.channel), ("metric", card.metric),
        ):  # fmt: skip
            check_reference(place, kind, name, known)
        for name in card.about:
            check_reference(place, "card", name, known)
    for field, curves in (("curve", template.curve), ("future", template.future)):
        for persona, points in curves.items():
            check_reference(f"{path}, {field}", "persona", persona, known)
            for stage in points:
                check_reference(f"{path}, {field}.{persona}", "stage", stage, known)
    _check_ways(template, path, known)


def _check_ways(template: Template, path: str, known: Known) -> None:
    for place, lane in enumerate(template.lanes):
        for name in lane.personas:
            check_reference(f"{path}, lanes[{place}]", "persona", name, known)
    for place, link in enumerate(template.links):
        for name in (link.source, link.target):
            check_reference(f"{path}, links[{place}]", "stage", name, known)
    for place, actor in enumerate(template.actors):
        check_reference(f"{path}, actors[{place}]", "persona", actor.persona, known)
    for place, arrow in enumerate(template.arrows):
        check_reference(f"{path}, arrows[{place}]", "stage", arrow.stage, known)
        check_reference(f"{path}, arrows[{place}]", "channel", arrow.channel, known)
        for name in (arrow.source, arrow.target):
            check_reference(f"{path}, arrows[{place}]", "actor", name, known)


def _known(template: Template, path: str) -> Known:
    stages = [one.id for stage in template.stages for one in (stage, *stage.steps)]
    cards = [card.id for lanes in template.cards.values() for row in lanes.values() for card in row]
    kinds: dict[str, Iterable[str | None]] = {
        "stage": stages,
        "lane": (lane.id for lane in template.lanes),
        "persona": (persona.id for persona in template.personas),
        "channel": (channel.id for channel in template.channels),
        "metric": (metric.id for metric in template.metrics),
        "actor": (actor.id for actor in template.actors),
        "card": cards,
    }
    known: Known = {}
    for kind, ids in kinds.items():
        times = Counter(name for name in ids if name is not None)
        for name, count in times.items():
            if count > 1:
                raise MapError("templates.id_twice", path=path, kind=kind, id=name)
        known[kind] = frozenset(times)
    return known


def _cards(template: Template, path: str, known: Known) -> Iterator[tuple[str, CardEntry]]:
    for stage, lanes in template.cards.items():
        check_reference(f"{path}, cards", "stage", stage, known)
        for lane, cards in lanes.items():
            check_reference(f"{path}, cards.{stage}", "lane", lane, known)
            for place, card in enumerate(cards):
                yield f"{path}, cards.{stage}.{lane}[{place}]", card
