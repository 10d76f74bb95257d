"""The JSON object of an OpenJourney map → map. What is not as it should be costs itself and is told with its path."""

import math
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from tropa.formats.decoding import short
from tropa.formats.flat.language import language_of
from tropa.formats.fresh import Ids, fresh_map, lane_of, ranked, ranked_in_cells
from tropa.formats.ojf.lane_title import kind_by_title
from tropa.formats.ojf.nodes import SCALE, SEVERITIES, TAGGED
from tropa.formats.plain_data import PlainData, score
from tropa.formats.reading import Notice
from tropa.model.card import Card, Scores
from tropa.model.curve import CurvePoint
from tropa.model.emotion import Scale, bounds
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

_ROOT = {"version", "metadata", "title", "persona", "pointOfView", "pov", "stages", "swimlanes", "nodes"}
_POINT = {"stageId", "stage", "swimlaneId", "swimlane", "title", "score", "isMomentOfTruth"}
_NODE = _POINT | {"id", "description", "severity", *TAGGED, "icon", "iconColor", "tags", "blueprint"}
_BLUEPRINT: dict[str, LaneKind] = {
    "evidence": "physical_evidence", "onstage": "frontstage", "backstage": "backstage", "support": "support",
}  # fmt: skip
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


class Builder(PlainData):
    """Makes the map of an object, once."""

    def __init__(self, found: dict[str, Any], notices: list[Notice]) -> None:
        super().__init__(notices)
        self.found, self.ids = found, Ids()
        self.stages: dict[str, Stage] = {}
        self.lanes: dict[str, Lane] = {}
        self.cards: list[Card] = []
        self.curve: dict[str, CurvePoint] = {}

    def map(self) -> Map:
        """The map."""
        self._leave_out("", self.found, _ROOT)
        told = self.found.get("metadata")
        head = (told if isinstance(told, dict) else {}) | self.found
        self.language = language_of(" ".join(_words(self.found)))
        name = self._named(head.get("persona"), "persona")
        self.persona = Persona.new(name) if name else None
        for place, one in enumerate(self._list(self.found, "stages", "")):
            self._stage(one, f"stages[{place}]")
        for place, one in enumerate(self._list(self.found, "swimlanes", "")):
            self._lane(one, f"swimlanes[{place}]")
        nodes = [(f"nodes[{n}]", one) for n, one in enumerate(self._list(self.found, "nodes", ""))]
        scale = self._scale([one for _, one in nodes], "version" in head)
        for path, one in nodes:
            if isinstance(one, dict):
                self._node(one, path, scale)
            else:
                self._tell("unexpected", path, allowed="{…}", value=short(one))
        return self._put_together(head)

    def _put_together(self, head: dict[str, Any]) -> Map:
        title, view = self._text(head.get("title"), "title"), self._text(head.get("pointOfView", head.get("pov")), "")
        return fresh_map(
            title or view,
            (),
            language=self.language,
            goal=view if title else "",
            personas=() if self.persona is None else (self.persona,),
            stages=ranked(list(self.stages.values())),
            lanes=ranked(list(self.lanes.values())),
            cards=ranked_in_cells(self.cards),
            curve=tuple(self.curve.values()),
        )

    def _stage(self, one: Any, path: str) -> Stage:
        key, title = self._entry("stage", one, path)
        stage = Stage(id=key, title=title, rank="V")
        self._enter(self.stages, one, stage)
        return stage

    def _lane(self, one: Any, path: str) -> Lane:
        key, title = self._entry("lane", one, path)
        lane = Lane(id=key, kind=kind_by_title(title), title=title, rank="V")
        self._enter(self.lanes, one, lane)
        return lane

    def _entry(self, kind: str, one: Any, path: str) -> tuple[str, str]:
        """Id and title of a stage or a lane; a text alone is its title."""
        if isinstance(one, dict):
            self._leave_out(path, one, {"id", "name", "title"})
        title = self._named(one, path)
        written = self._text(one.get("id"), path) if isinstance(one, dict) else ""
        key = self.ids.taken(kind, written, title)
        if key != written and path:
            self._tell("made_id" if not written else "bad_id", path, value=short(written or title))
        return key, title

    def _enter(self, there: dict[str, Any], one: Any, value: Stage | Lane) -> None:
        """Nodes find a stage or a lane by the id as the file writes it; the first of an id that occurs twice."""
        written = self._text(one.get("id"), "") if isinstance(one, dict) else ""
        key = written if written and written not in there else value.id
        there[key] = value

    def _node(self, node: dict[str, Any], path: str, scale: Scale) -> None:
        self._leave_out(path, node, _NODE)
        title = self._text(node.get("title"), f"{path}.title")
        stage = self._stage_of(node, path, title)
        lane = self._lane_of(node, path, title)
        told = node.get("score")
        emotion = None if told is None else score(told, scale, partial(self._tell, path=f"{path}.score"))
        if self._is_point(node, stage, lane, emotion):
            assert self.persona is not None  # said by _is_point
            self.curve[stage.id] = CurvePoint(
                persona=self.persona.id, stage=stage.id, value=emotion, scale=scale, label=title,
                moment_of_truth=node.get("isMomentOfTruth") is True,
            )  # fmt: skip
            return
        written = self._text(node.get("id"), f"{path}.id")
        key = self.ids.taken("card", written, stage.id, lane.id, title)
        if written and key != written:
            self._tell("bad_id", path, value=short(written))
        card = Card(
            id=key, stage=stage.id, lane=lane.id, rank="V", body=title, emotion=emotion, scale=scale,
            detail=self._text(node.get("description"), f"{path}.description"),
            tags=self._tags(node, path), icon=self._text(node.get("icon"), f"{path}.icon"),
            colour=self._colour(node, path), moment_of_truth=node.get("isMomentOfTruth") is True,
            scores=self._severity(node, path),
        )  # fmt: skip
        self.cards.append(card)
        self._blueprint(node.get("blueprint"), f"{path}.blueprint", card)

    def _is_point(self, node: dict[str, Any], stage: Stage, lane: Lane, emotion: float | None) -> bool:
        """A node without an id that says nothing but how a stage feels is a point of the curve."""
        bare = lane.kind == "emotion" and emotion is not None and set(node) <= _POINT
        return bare and self.persona is not None and stage.id not in self.curve

    def _stage_of(self, node: dict[str, Any], path: str, title: str) -> Stage:
        name = self._text(node.get("stageId", node.get("stage")), f"{path}.stageId")
        found = self.stages.get(name) or next((one for one in self.stages.values() if one.title == name), None)
        if found is None:
            found = next(iter(self.stages.values()), None) or self._stage({"id": "stage", "name": "—"}, "")
            self._tell("no_stage", path, value=short(name or title), stage=short(found.title))
        return found

    def _lane_of(self, node: dict[str, Any], path: str, title: str) -> Lane:
        name = self._text(node.get("swimlaneId", node.get("swimlane")), f"{path}.swimlaneId")
        found = self.lanes.get(name) or next((one for one in self.lanes.values() if one.title == name), None)
        if found is None:
            found = self._lane_of_kind("actions")
            self._tell("no_lane", path, value=short(name or title), lane=short(found.title))
        return found

    def _lane_of_kind(self, kind: LaneKind) -> Lane:
        found = next((one for one in self.lanes.values() if one.kind == kind), None)
        if found is None:
            found = lane_of(kind, self.language, self.ids.taken("lane", kind))
            self.lanes[found.id] = found
        return found

    def _scale(self, nodes: list[Any], told: bool) -> Scale:
        """−5…5 as specified, unless no score is negative and some are above 5; told where it is a guess."""
        scores = [one["score"] for one in nodes if isinstance(one, dict) and _is_number(one.get("score"))]
        low, high = min(scores, default=0), max(scores, default=0)
        scale: Scale = "0..10" if low >= 0 and high > bounds(SCALE)[1] else SCALE
        if scores and (scale != SCALE or (low >= 0 and not told)):
            self._tell("score_scale", "nodes[].score", low=f"{low:g}", high=f"{high:g}", scale=scale)
        return scale

    def _tags(self, node: dict[str, Any], path: str) -> tuple[str, ...]:
        told = [(name, self._text(node.get(name), f"{path}.{name}")) for name in TAGGED]
        tags = [self._text(tag, f"{path}.tags") for tag in self._list(node, "tags", path)]
        return (*(f"{name}:{value}" for name, value in told if value), *tags)

    def _colour(self, node: dict[str, Any], path: str) -> str | None:
        written = self._text(node.get("iconColor"), f"{path}.iconColor")
        if not written:
            return None
        if not _COLOUR.fullmatch(written):
            self._tell("unexpected", f"{path}.iconColor", allowed="#RRGGBB", value=short(written))
            return None
        return written if len(written) == 7 else "#" + "".join(2 * digit for digit in written[1:])

    def _severity(self, node: dict[str, Any], path: str) -> Scores | None:
        written = self._text(node.get("severity"), f"{path}.severity").strip().lower()
        if written and written not in SEVERITIES:
            self._tell("unexpected", f"{path}.severity", allowed=", ".join(SEVERITIES), value=short(written))
        return Scores(severity=SEVERITIES[written]) if written in SEVERITIES else None

    def _blueprint(self, found: Any, path: str, card: Card) -> None:
        """What stands behind a node, as cards about it in the lanes of a blueprint."""
        if found is None:
            return
        if not isinstance(found, dict):
            self._tell("unexpected", path, allowed="{…}", value=short(found))
            return
        self._leave_out(path, found, set(_BLUEPRINT))
        for name, kind in _BLUEPRINT.items():
            for place, item in enumerate(self._list(found, name, path)):
                self._behind(item, f"{path}.{name}[{place}]", card, kind)

    def _behind(self, item: Any, path: str, card: Card, kind: LaneKind) -> None:
        fields = item if isinstance(item, dict) else {"item": item}
        self._leave_out(path, fields, {"item", "type", "actor", "action", "system", "description"})
        told = {name: self._text(fields[name], f"{path}.{name}") for name in fields if isinstance(name, str)}
        body = ": ".join(told[name] for name in ("item", "system", "actor", "action") if told.get(name))
        detail = told.get("description", "")
        lane = self._lane_of_kind(kind)
        self.cards.append(
            Card(
                id=self.ids.taken("card", "", card.id, kind, body), stage=card.stage, lane=lane.id, rank="V",
                body=body or detail, detail=detail if body else "", about=(card.id,),
                tags=(told["type"],) if told.get("type") else (),
            )
        )  # fmt: skip

    def _named(self, value: Any, path: str) -> str:
        """A text, or the name in an object that has one."""
        if isinstance(value, dict):
            value = value.get("name", value.get("title"))
        return self._text(value, path)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 10**15


def _words(value: Any) -> Iterator[str]:
    """All the texts of the file that people read."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "stageId", "swimlaneId", "version", "icon", "iconColor", "severity"):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value
