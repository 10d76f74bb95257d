"""The map as it is beside the map as it is to be: the gap in every stage, in feelings, open barriers and metrics."""

from collections.abc import Iterable
from typing import Literal

from tropa.model.alignment import aligned
from tropa.model.card import Card, Status
from tropa.model.catalogue import Metric
from tropa.model.curve import CurvePoint
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage
from tropa.model.value import Value
from tropa.model.view import cards_of_kind, columns


class Feeling(Value):
    """A persona's emotion in a stage on −2…2: now, to be, and how far there is to go; None where one is not known."""

    persona: str
    name: str
    now: float | None
    to_be: float | None

    @property
    def gap(self) -> float | None:
        """To be less now.

        >>> Feeling(persona="a", name="Anna", now=-1, to_be=1.5).gap
        2.5
        """
        return None if self.now is None or self.to_be is None else round(self.to_be - self.now, 10)


class Response(Value):
    """An opportunity or a solution that answers a barrier, straight or through another card; `to_be`: of that map."""

    card: str
    body: str
    kind: Literal["opportunity", "solution"]
    owner: str = ""
    status: Status | None = None
    to_be: bool = False


class OpenBarrier(Value):
    """A barrier that is not solved, with what answers it."""

    card: str
    body: str
    status: Status | None = None
    responses: tuple[Response, ...] = ()


class MetricGap(Value):
    """A metric of the stage: what it is now, where it should come, and whether it is there."""

    metric: str
    title: str
    unit: str
    better: Literal["up", "down"]
    now: float | None
    target: float | None

    @property
    def gap(self) -> float | None:
        """The target less what is now, in the metric's unit."""
        return None if self.now is None or self.target is None else round(self.target - self.now, 10)

    @property
    def reached(self) -> bool | None:
        """Whether the metric is where it should be; None where it cannot be said.

        >>> MetricGap(metric="m", title="Time", unit="seconds", better="down", now=40, target=60).reached
        True
        """
        gap = self.gap
        return None if gap is None else (gap <= 0 if self.better == "up" else gap >= 0)


class StageGap(Value):
    """One stage; `stage` is None for a stage that only the map to be has."""

    title: str
    stage: str | None
    stage_to_be: str | None
    feelings: tuple[Feeling, ...]
    barriers: tuple[OpenBarrier, ...]
    metrics: tuple[MetricGap, ...]


def gap(now: Map, to_be: Map | None = None) -> tuple[StageGap, ...]:
    """The gap per stage between a map as it is and one as it is to be, in the order of stages.

    Without `to_be`, what is to be is what the map itself says: its `future` curve points and its metrics' targets.
    With it, stages, personas and metrics are found in it by id, then by title; its curve counts as to be (its future
    points before its others), its metrics' targets and, where they have none, its cards' numbers are the targets, and
    a barrier may be answered by its cards too. A stage that only one of the maps has stands alone.

    >>> map_ = Map.new("Films", language="en", stages=["Payment"]).with_card("Payment", "barriers", "no instalments")
    >>> [(one.title, [barrier.body for barrier in one.barriers]) for one in gap(map_)]
    [('Payment', ['no instalments'])]
    """
    other = to_be or now
    pairs = aligned([columns(now), columns(other)]) if to_be else [(one, one) for one in columns(now)]
    found = []
    for old, new in pairs:
        either = old or new
        assert either is not None
        found.append(
            StageGap(
                title=either.title,
                stage=old.id if old else None,
                stage_to_be=new.id if new and to_be else None,
                feelings=tuple(_feelings(now, to_be, old, new)),
                barriers=tuple(_barriers(now, to_be, old)) if old else (),
                metrics=tuple(_metrics(now, to_be, old, new)),
            )
        )
    return tuple(found)


def _feelings(now: Map, to_be: Map | None, old: Stage | None, new: Stage | None) -> Iterable[Feeling]:
    pairs = aligned([now.personas, to_be.personas]) if to_be else [(one, one) for one in now.personas]
    for one, other in pairs:
        there = _feeling(to_be, _id(other), new, (True, False)) if to_be else None
        wanted = there if there is not None else _feeling(now, _id(one), old, (True,))
        felt = _feeling(now, _id(one), old, (False,))
        whose = one or other
        assert whose is not None
        if felt is not None or wanted is not None:
            yield Feeling(persona=whose.id, name=whose.name, now=felt, to_be=wanted)


def _id(persona: Persona | None) -> str | None:
    return None if persona is None else persona.id


def _feeling(map_: Map, persona: str | None, stage: Stage | None, futures: tuple[bool, ...]) -> float | None:
    """What a persona feels in a stage, from the first kind of point that has a value."""
    for future in futures:
        for point in map_.curve:
            if stage and _key(point) == (persona, stage.id, future) and point.value is not None:
                return point.on("-2..2").value
    return None


def _key(point: CurvePoint) -> tuple[str | None, str, bool | None]:
    return point.persona, point.stage, point.future if point.kind == "emotion" else None


def _barriers(now: Map, to_be: Map | None, stage: Stage) -> Iterable[OpenBarrier]:
    for barrier in cards_of_kind(now, "barriers"):
        if barrier.stage == stage.id and barrier.status not in ("done", "rejected"):
            answers = {card.id: (card, kind, False) for card, kind in _responses(now, barrier.id)}
            for card, kind in _responses(to_be, barrier.id) if to_be else ():
                answers.setdefault(card.id, (card, kind, True))
            yield OpenBarrier(
                card=barrier.id,
                body=barrier.body,
                status=barrier.status,
                responses=tuple(
                    Response(card=card.id, body=card.body, kind=kind, owner=card.owner, status=card.status, to_be=later)
                    for card, kind, later in answers.values()
                ),
            )


def _responses(map_: Map, barrier: str) -> Iterable[tuple[Card, Literal["opportunity", "solution"]]]:
    """Opportunities and solutions that are about the barrier, or about what is."""
    opportunities, solutions = (cards_of_kind(map_, kind) for kind in ("opportunities", "solutions"))
    reached, grown = {barrier}, True
    while grown:
        new = {card.id for card in (*opportunities, *solutions) if reached & set(card.about)} - reached
        reached, grown = reached | new, bool(new)
    for card in opportunities:
        if card.id in reached:
            yield card, "opportunity"
    for card in solutions:
        if card.id in reached:
            yield card, "solution"


def _metrics(now: Map, to_be: Map | None, old: Stage | None, new: Stage | None) -> Iterable[MetricGap]:
    pairs = aligned([now.metrics, to_be.metrics]) if to_be else [(one, one) for one in now.metrics]
    for one, other in pairs:
        told = _number(now, one, old)
        later = _number(to_be, other, new) if to_be else None
        if told is None and later is None and not (old and _used(now, one, old)):
            continue
        metric = other or one
        assert metric is not None
        target = metric.target if metric.target is not None else (one.target if one else None)
        yield MetricGap(
            metric=(one or metric).id,
            title=(one or metric).title,
            unit=metric.unit,
            better=metric.better,
            now=told,
            target=target if target is not None else later,
        )


def _used(map_: Map, metric: Metric | None, stage: Stage) -> bool:
    return metric is not None and any(card.metric == metric.id for card in map_.cards if _here(card, stage))


def _number(map_: Map, metric: Metric | None, stage: Stage | None) -> float | None:
    """The number of a metric in a stage: that of the last of its cards that has one."""
    if metric is None or stage is None:
        return None
    cards = sorted((card for card in map_.cards if _here(card, stage)), key=lambda card: (card.rank, card.id))
    values = [card.measure.value for card in cards if card.metric == metric.id and card.measure]
    return next((value for value in reversed(values) if value is not None), None)


def _here(card: Card, stage: Stage) -> bool:
    return card.stage == stage.id and not card.deleted
