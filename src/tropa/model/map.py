"""The map: stages × lanes of cards for personas, with the evidence each claim rests on, built step by step."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Unpack

from tropa.errors import MapError
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.model.card import Card, CardFields
from tropa.model.curve import CurveFields, CurvePoint
from tropa.model.document import Horizon, MapDocument
from tropa.model.lane import LANE_KINDS, Lane, LaneKind
from tropa.model.painting import painted
from tropa.model.persona import Persona
from tropa.model.rank import between, spread
from tropa.model.stage import Stage, StageFields

__all__ = ["Horizon", "Map"]

_USUAL: tuple[LaneKind, ...] = (
    "actions", "thoughts", "emotion", "barriers", "opportunities", "solutions", "touchpoints", "channels", "metrics",
)  # fmt: skip


class Map(MapDocument):
    """A journey map: a value. Every `with_…` gives a new map and leaves this one as it was.

    Stages, lanes and personas are named by id or title; a lane also by its kind, and a kind that has no lane gets one.

    >>> map_ = Map.new("I choose a film", language="en", stages=["Need", "Choice"])
    >>> map_ = map_.with_persona(Persona.new("Anna", quote="Twenty minutes and still nothing"))
    >>> map_ = map_.with_card("Choice", "barriers", "Too many films", icon="🎬").with_emotion("Choice", -1.2)
    >>> [card.body for card in map_.cards], map_.curve[0].value
    (['Too many films'], -1.2)
    """

    @classmethod
    def new(
        cls,
        title: str,
        *,
        language: Language,
        stages: Sequence[str] = (),
        lanes: Sequence[LaneKind] = _USUAL,
        **fields: Any,
    ) -> "Map":
        """A map of these stages and lanes, empty yet; `fields` are any others of the map."""
        named = [_id("stage", title, place) for place, title in enumerate(stages)]
        given: dict[str, Any] = {
            "id": _id("map", title, 0),
            "title": title,
            "language": language,
            "created": datetime.now(UTC).date(),
            "stages": tuple(
                Stage(id=name, title=title, rank=rank)
                for name, title, rank in zip(named, stages, spread(len(stages)), strict=True)
            ),
            "lanes": tuple(
                Lane(id=kind, kind=kind, title=text("model", f"lane.{kind}", language), rank=rank)
                for kind, rank in zip(lanes, spread(len(lanes)), strict=True)
            ),
        }
        return cls(**(given | fields))

    def with_fields(self, **fields: Any) -> "Map":
        """The map with other fields, checked anew; MapError or a validation error where they contradict the rest."""
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | fields)

    def with_stage(self, title: str, *, after: str | None = None, **fields: Unpack[StageFields]) -> "Map":
        """The map with one more stage: behind `after`, else the last; with `parent`, a step of that stage."""
        if "parent" in fields and fields["parent"] is not None:
            fields["parent"] = self.stage(fields["parent"]).id
        left = max((one.rank for one in self.stages), default=None)
        right = None
        if after is not None:
            left = self.stage(after).rank
            right = min((one.rank for one in self.stages if one.rank > left), default=None)
        new = Stage(id=self._free("stage", title), title=title, rank=between(left, right), **fields)
        return self.with_fields(stages=(*self.stages, new))

    def with_lane(self, kind: LaneKind, title: str = "") -> "Map":
        """The map with one more lane, the last, titled by its kind unless told."""
        left = max((one.rank for one in self.lanes), default=None)
        named = title or text("model", f"lane.{kind}", self.language)
        name = kind if all(one.id != kind for one in self.lanes) else self._free("lane", named)
        return self.with_fields(lanes=(*self.lanes, Lane(id=name, kind=kind, title=named, rank=between(left, None))))

    def with_persona(self, persona: Persona) -> "Map":
        """The map with this persona added, or put in the place of the one with its id."""
        others = {one.id: one for one in self.personas}
        return self.with_fields(personas=tuple((others | {persona.id: persona}).values()))

    def with_card(self, stage: str, lane: str, body: str, **fields: Unpack[CardFields]) -> "Map":
        """The map with one more card, the last of its cell."""
        grown = self
        if lane in LANE_KINDS and all(one.kind != lane and one.id != lane for one in self.lanes):
            grown = self.with_lane(lane)
        column, row = grown.stage(stage), grown.lane(lane)
        left = max((one.rank for one in self.cards if (one.stage, one.lane) == (column.id, row.id)), default=None)
        name = self._free("card", f"{column.id}/{row.id}/{body}")
        card = Card(id=name, stage=column.id, lane=row.id, rank=between(left, None), body=body, **fields)
        return grown.with_fields(cards=(*self.cards, card))

    def with_emotion(
        self, stage: str, value: float | None, *, persona: str | None = None, **fields: Unpack[CurveFields]
    ) -> "Map":
        """The map with what the persona (the first unless told) feels in a stage; one told before is replaced."""
        whose = self.persona(persona)
        new = CurvePoint(persona=whose.id, stage=self.stage(stage).id, value=value, **fields)
        key = (new.persona, new.stage, new.kind, new.future)
        others = (one for one in self.curve if (one.persona, one.stage, one.kind, one.future) != key)
        return self.with_fields(curve=(*others, new))

    def stage(self, name: str) -> Stage:
        """The stage with this id or title; MapError names those there are."""
        return _named("stage", name, [one for one in self.stages if not one.deleted])

    def lane(self, name: str) -> Lane:
        """The lane with this id, title or kind; MapError names those there are."""
        alive = [one for one in self.lanes if not one.deleted]
        of_kind = [one for one in alive if one.kind == name]
        return of_kind[0] if of_kind and all(one.id != name for one in alive) else _named("lane", name, alive)

    def persona(self, name: str | None = None) -> Persona:
        """The persona with this id or name, the first unless told; MapError names those there are."""
        if name is None and self.personas:
            return self.personas[0]
        for one in self.personas:
            if name in (one.id, one.name):
                return one
        raise _missing("persona", name or "", [one.name for one in self.personas])

    def _free(self, kind: str, words: str) -> str:
        """An id of this kind that the map does not have; the same words give the same id."""
        used = {one.id for one in self.stages} | {one.id for one in self.lanes} | {one.id for one in self.cards}
        place = 0
        while (name := _id(kind, words, place)) in used:
            place += 1
        return name

    def _repr_html_(self) -> str | None:
        return painted(self)


def _id(kind: str, words: str, place: int) -> str:
    return f"{kind}_{stable_id([words, place])[:10]}"


def _named(kind: str, name: str, there: Sequence[Any]) -> Any:
    for field in ("id", "title"):
        for one in there:
            if getattr(one, field) == name:
                return one
    raise _missing(kind, name, [one.title for one in there])


def _missing(kind: str, name: str, there: Sequence[str]) -> MapError:
    return MapError("model.no_such", place="map", kind=kind, id=name, allowed=", ".join(there[:12]) or "—")
