"""A service blueprint: a map read by who sees what, with its three lines.

Sources: Shostack, "Designing Services That Deliver" (1984); Bitner, Ostrom, Morgan, "Service Blueprinting" (2008).
"""

from typing import Literal

from tropa.kit.locale import text
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.rank import spread
from tropa.model.view import cards_of_kind, lanes_in_order

Line = Literal["interaction", "visibility", "internal"]
ORDER: tuple[LaneKind, ...] = (
    "physical_evidence",
    "touchpoints",
    "actions",
    "frontstage",
    "backstage",
    "support",
    "metrics",
)
_BELOW: dict[Line, frozenset[LaneKind]] = {
    "interaction": frozenset({"frontstage", "backstage", "support"}),
    "visibility": frozenset({"backstage", "support"}),
    "internal": frozenset({"support"}),
}


def blueprint(map_: Map) -> Map:
    """The map as a service blueprint: its lanes of these kinds, from what customers hold to what supports the work.

    Frontstage, backstage and support are there even while empty: they are what a blueprint is made for. The cards
    are those of the map, with their ids, so that a change made in one is a change of the other.
    """
    there = {kind: [lane for lane in lanes_in_order(map_) if lane.kind == kind] for kind in ORDER}
    for kind in ("frontstage", "backstage", "support"):
        there[kind] = there[kind] or [
            Lane(id=kind, kind=kind, title=text("model", f"lane.{kind}", map_.language), rank="V")
        ]
    if cards_of_kind(map_, "physical_evidence"):
        there["touchpoints"] = []
    lanes = [lane for kind in ORDER for lane in there[kind]]
    kept = {lane.id for lane in lanes}
    cards = tuple(card for card in map_.cards if card.lane in kept)
    names = {card.id for card in cards}
    return map_.with_fields(
        kind="blueprint",
        lanes=tuple(
            lane.model_copy(update={"rank": rank}) for lane, rank in zip(lanes, spread(len(lanes)), strict=True)
        ),
        cards=tuple(
            card.model_copy(update={"about": tuple(one for one in card.about if one in names)}) for card in cards
        ),
        curve=(),
    )


def line_above(lanes: list[Lane], place: int) -> Line | None:
    """The line that runs above the lane at this place of the list, if one does; lines stand in every map that has them.

    >>> lanes = [Lane(id=kind, kind=kind, title="", rank="V") for kind in ("actions", "backstage")]
    >>> line_above(lanes, 1)
    'visibility'
    """
    if place == 0:
        return None
    for line in ("internal", "visibility", "interaction"):
        if lanes[place].kind in _BELOW[line] and lanes[place - 1].kind not in _BELOW[line]:
            return line
    return None
