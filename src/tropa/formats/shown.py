"""What of a map is shown to readers: without what is deleted, and without lanes that are hidden."""

from collections.abc import Iterable

from tropa.kit.locale import text
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.view import lanes_in_order, stages_in_order

BEHIND: frozenset[LaneKind] = frozenset({"frontstage", "backstage", "support"})  # below some line of a blueprint


def shown(map_: Map) -> Map:
    """The map without deleted things, hidden lanes, what lies in them, and the evidence that only they rest on.

    >>> map_ = Map.new("I choose", language="en", stages=["Need"], lanes=["actions", "metrics"])
    >>> hidden = map_.lanes[1].model_copy(update={"hidden": True})
    >>> [lane.kind for lane in shown(map_.with_fields(lanes=(map_.lanes[0], hidden))).lanes]
    ['actions']
    """
    stages = stages_in_order(map_.stages)
    lanes = tuple(lane for lane in lanes_in_order(map_) if not lane.hidden)
    columns, rows = {stage.id for stage in stages}, {lane.id for lane in lanes}
    cards = tuple(c for c in map_.cards if not c.deleted and c.stage in columns and c.lane in rows)
    curve = tuple(point for point in map_.curve if point.stage in columns and _drawn(map_, point.kind))
    links = tuple(one for one in map_.links if not one.deleted and {one.source, one.target} <= columns)
    arrows = tuple(one for one in map_.arrows if not one.deleted and one.stage in columns and _drawn(map_, "process"))
    mentioned = _evidence([*map_.cards, *map_.curve, *map_.links])
    used = _evidence([*cards, *curve, *links])
    return map_.model_copy(
        update={
            "stages": tuple(stages),
            "lanes": lanes,
            "cards": cards,
            "curve": curve,
            "links": links,
            "arrows": arrows,
            "evidence": tuple(one for one in map_.evidence if one.id in used or one.id not in mentioned),
        }
    )


def drawn_lanes(map_: Map) -> list[Lane]:
    """The lanes of a map as shown, with one more for each curve and process that has no lane.

    >>> from tropa.model.persona import Persona
    >>> map_ = Map.new("I choose", language="en", stages=["Need"], lanes=["actions"])
    >>> [lane.kind for lane in drawn_lanes(map_.with_persona(Persona.new("Ann")).with_emotion("Need", 1))]
    ['emotion', 'actions']
    """
    lanes = lanes_in_order(map_)
    kinds = {lane.kind for lane in lanes}
    curves = {point.kind for point in map_.curve} - kinds
    lanes = [_lane(kind, map_) for kind in ("emotion", "arc") if kind in curves] + lanes
    return [*lanes, _lane("process", map_)] if map_.arrows and "process" not in kinds else lanes


def _lane(kind: LaneKind, map_: Map) -> Lane:
    return Lane(id=f"drawn.{kind}", kind=kind, title=text("model", f"lane.{kind}", map_.language), rank="0")


def _drawn(map_: Map, kind: str) -> bool:
    """Whether what is drawn in lanes of a kind is shown: unless all such lanes are hidden or deleted."""
    of_kind = [lane for lane in map_.lanes if lane.kind == kind]
    return not of_kind or any(not lane.hidden and not lane.deleted for lane in of_kind)


def _evidence(holders: Iterable[object]) -> set[str]:
    return {name for one in holders for name in getattr(one, "evidence", ())}
