"""Hand-drawn maps side by side: the same stage in one column, the same lane in one row, the cards of each map in it."""

from collections.abc import Sequence
from typing import Any

from tropa.model.alignment import aligned
from tropa.model.card import Card
from tropa.model.curve import CurvePoint
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.value import Value
from tropa.model.view import cards_in, columns, curve_of, lanes_in_order


class SharedStage(Value):
    """A stage of one or several maps: its title, and its id in each map (None: the map has no such stage)."""

    title: str
    ids: tuple[str | None, ...]


class SharedLane(Value):
    """A lane of one or several maps."""

    title: str
    kind: LaneKind
    ids: tuple[str | None, ...]


class SideBySide(Value):
    """Maps side by side. `cards[lane][stage][map]` are cards by rank, `curve[stage][map]` the emotion on −2…2.

    The curve is that of each map's first persona as it is; None where nothing is told.
    """

    titles: tuple[str, ...]
    personas: tuple[str, ...]
    stages: tuple[SharedStage, ...]
    lanes: tuple[SharedLane, ...]
    cards: tuple[tuple[tuple[tuple[Card, ...], ...], ...], ...]
    curve: tuple[tuple[CurvePoint | None, ...], ...]


def side_by_side(maps: Sequence[Map]) -> SideBySide:
    """The maps as one table, for several segments or for as-is and to-be.

    Stages are the same by id, then by title; lanes by id, then by kind, and by kind and title where some map has
    several lanes of the kind.

    >>> anna = Map.new("Anna", language="en", stages=["Need", "Choice"]).with_card("Need", "actions", "asks")
    >>> boris = Map.new("Boris", language="en", stages=["need", "Purchase"]).with_card("need", "actions", "reads")
    >>> table = side_by_side([anna, boris])
    >>> [stage.title for stage in table.stages], [[card.body for card in one] for one in table.cards[0][0]]
    (['Need', 'Purchase', 'Choice'], [['asks'], ['reads']])
    """
    stages = aligned([columns(map_) for map_ in maps])
    lanes = aligned([lanes_in_order(map_) for map_ in maps], _lane_key(maps))
    first = [map_.personas[0].id if map_.personas else "" for map_ in maps]
    curves = [curve_of(map_.curve, persona) for map_, persona in zip(maps, first, strict=True)]
    return SideBySide(
        titles=tuple(map_.title for map_ in maps),
        personas=tuple(map_.personas[0].name if map_.personas else "" for map_ in maps),
        stages=tuple(SharedStage(title=_first(row).title, ids=_ids(row)) for row in stages),
        lanes=tuple(SharedLane(title=_first(row).title, kind=_first(row).kind, ids=_ids(row)) for row in lanes),
        cards=tuple(tuple(_cells(maps, stage, lane) for stage in stages) for lane in lanes),
        curve=tuple(
            tuple(curve.get(stage.id) if stage else None for curve, stage in zip(curves, row, strict=True))
            for row in stages
        ),
    )


def _lane_key(maps: Sequence[Map]) -> Any:
    """The kind of a lane; with its title where some map has several of the kind."""
    several = set()
    for map_ in maps:
        kinds = [lane.kind for lane in lanes_in_order(map_)]
        several |= {kind for kind in kinds if kinds.count(kind) > 1}
    return lambda lane: (lane.kind, lane.title.casefold() if lane.kind in several else "")


def _cells(
    maps: Sequence[Map], stages: tuple[Stage | None, ...], lanes: tuple[Lane | None, ...]
) -> tuple[tuple[Card, ...], ...]:
    return tuple(
        tuple(cards_in(map_, stage.id, lane.id)) if stage and lane else ()
        for map_, stage, lane in zip(maps, stages, lanes, strict=True)
    )


def _first(row: tuple[Any, ...]) -> Any:
    return next(one for one in row if one is not None)


def _ids(row: tuple[Any, ...]) -> tuple[str | None, ...]:
    return tuple(None if one is None else one.id for one in row)
