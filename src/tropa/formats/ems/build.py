"""The documents of Enablement Map Studio → map. What is not as it should be is told with its path."""

from functools import partial
from typing import Any

from tropa.errors import MapError
from tropa.formats.decoding import short
from tropa.formats.ems.documents import BEHIND
from tropa.formats.flat.language import language_of
from tropa.formats.fresh import Ids, fresh_map, lane_of, ranked, ranked_in_cells
from tropa.formats.plain_data import PlainData, score
from tropa.formats.reading import Notice
from tropa.model.card import Card
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

_CJM = {"kind", "version", "id", "title", "persona", "phases", "actions"}
_ACTION = {"id", "name", "phase", "touchpoints", "thoughts_feelings", "emotion_score"}
_SBP = {"kind", "version", "id", "lanes", "tasks", "connections"}
_LANE = {"id", "name", "kind", "position", "size"}
_TASK = {"id", "lane", "name", "description", "source_id", "readonly", "position"}
_KINDS: dict[str, LaneKind] = {who: kind for kind, who in BEHIND.items()}


class Builder(PlainData):
    """Makes the map of the documents, once."""

    def __init__(self, documents: list[Any], notices: list[Notice]) -> None:
        super().__init__(notices)
        self.ids = Ids()
        self.stages: dict[str, Stage] = {}
        self.lanes: dict[str, Lane] = {}
        self.cards: dict[str, Card] = {}
        self.hanging: list[Card] = []
        self.behind: list[Card] = []
        self.words: list[str] = []
        found = [one for one in documents if isinstance(one, dict)]
        self.cjm = self._only("cjm", found)
        self.sbp = self._only("sbp", found)
        for one in found:
            kind = self._text(one.get("kind"), "")
            if kind not in ("cjm", "sbp"):
                self._tell("left_out", kind, value=f"kind: {short(kind)}")
        if self.cjm is None:
            kinds = ", ".join(f"kind: {one.get('kind')}" for one in found) or "—"
            raise MapError("formats.ems_none", value=short(kinds))
        behind = self.sbp or {}
        self.parts = {name: self._each(behind, name, "sbp") for name in ("lanes", "tasks", "connections")}

    def _only(self, kind: str, found: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The first document of a kind; others of it are told."""
        there = [one for one in found if one.get("kind") == kind]
        for other in there[1:]:
            self._tell("more_journeys", kind, value=short(other.get("id")))
        return there[0] if there else None

    def map(self) -> Map:
        """The map."""
        cjm: dict[str, Any] = self.cjm or {}
        self._leave_out("cjm", cjm, _CJM)
        name = self._text(cjm.get("id"), "cjm.id").removeprefix("cjm:")
        title = self._text(cjm.get("title"), "cjm.title") or name
        persona = self._persona(cjm.get("persona"))
        self._stages(cjm)
        self._actions(cjm)
        if self.sbp is not None:
            self._blueprint(self.sbp)
        language = language_of(" ".join([title, *self.words]))
        lanes = {kind: self.ids.taken("lane", kind) for kind in ("actions", "thoughts", "touchpoints")}
        own: list[LaneKind] = ["actions", "thoughts", "touchpoints"]
        cards = [*self.cards.values(), *self.hanging, *self.behind]
        return fresh_map(
            title,
            (),
            id=Ids().taken("map", name, title),
            language=language,
            personas=persona,
            stages=ranked(list(self.stages.values())),
            lanes=ranked([*(lane_of(kind, language, lanes[kind]) for kind in own), *self.lanes.values()]),
            cards=ranked_in_cells(card.model_copy(update={"lane": lanes.get(card.lane, card.lane)}) for card in cards),
        )

    def _persona(self, found: Any) -> tuple[Persona, ...]:
        if not isinstance(found, dict):
            found = {} if found is None else {"name": found}
        self._leave_out("cjm.persona", found, {"name", "description"})
        name, about = (
            self._text(found.get("name"), "cjm.persona.name"),
            self._text(found.get("description"), "cjm.persona.description"),
        )
        self.words += [name, about]
        return (Persona.new(name, about=about),) if name else ()

    def _stages(self, cjm: dict[str, Any]) -> None:
        for path, one in self._each(cjm, "phases", "cjm"):
            self._leave_out(path, one, {"id", "name"})
            written, title = self._text(one.get("id"), f"{path}.id"), self._named(one, path)
            key = self._id("stage", written, "cjm:phase:", path, title)
            self.stages.setdefault(written, Stage(id=key, title=title, rank="V"))

    def _stage(self, written: str, path: str, words: str) -> Stage:
        """The stage of this id; the first one, told, where there is none."""
        found = self.stages.get(written)
        if found is None:
            if not self.stages:
                self.stages[""] = Stage(id=self.ids.taken("stage", "stage"), title="—", rank="V")
            found = next(iter(self.stages.values()))
            self._tell("no_stage", path, value=short(written or words), stage=short(found.title))
        return found

    def _actions(self, cjm: dict[str, Any]) -> None:
        hung: list[tuple[Card, LaneKind, str]] = []
        for path, one in self._each(cjm, "actions", "cjm"):
            self._leave_out(path, one, _ACTION)
            written, body = self._text(one.get("id"), f"{path}.id"), self._named(one, path)
            stage = self._stage(self._text(one.get("phase"), f"{path}.phase"), f"{path}.phase", body)
            key = self._id("card", written, "cjm:action:", path, body)
            card = Card(
                id=key, stage=stage.id, lane="actions", rank="V", body=body, emotion=self._score(one, path, body)
            )
            self.cards.setdefault(written if written not in self.cards else key, card)
            hung += [(card, "touchpoints", words) for words in self._texts(one, "touchpoints", path)]
            hung += [(card, "thoughts", words) for words in self._texts(one, "thoughts_feelings", path)]
        self._explicit()
        for card, kind, words in hung:
            self.words.append(words)
            key = self.ids.taken("card", "", card.id, kind, words)
            self.hanging.append(Card(id=key, stage=card.stage, lane=kind, rank="V", body=words, about=(card.id,)))

    def _explicit(self) -> None:
        """The ids of the blueprint's tasks, before ids are made for what has none."""
        self.tasks: list[tuple[str, dict[str, Any], str]] = []
        lanes = {self._text(one.get("id"), f"{path}.id") for path, one in self.parts["lanes"] if _is_journey(one)}
        for path, one in self.parts["tasks"]:
            readonly = str(one.get("readonly")).lower() == "true"
            if not readonly and self._text(one.get("lane"), f"{path}.lane") not in lanes:
                written = self._text(one.get("id"), f"{path}.id")
                self.tasks.append((path, one, self._id("card", written, "sbp:task:", path, one.get("name"))))

    def _blueprint(self, sbp: dict[str, Any]) -> None:
        self._leave_out("sbp", sbp, _SBP)
        known: dict[str, Lane] = {}
        for path, one in self.parts["lanes"]:
            if _is_journey(one):
                continue
            self._leave_out(path, one, _LANE)
            written, title = self._text(one.get("id"), f"{path}.id"), self._named(one, path)
            kind = _KINDS.get(self._text(one.get("kind"), f"{path}.kind"))
            if kind is None:
                self._tell("unexpected", f"{path}.kind", allowed=", ".join(_KINDS), value=short(one.get("kind")))
            key = self._id("lane", written, "sbp:lane:", path, title)
            self.lanes[key] = known[written] = Lane(id=key, kind=kind or "backstage", title=title, rank="V")
        near = self._near()
        for path, one, key in self.tasks:
            self._task(path, one, key, known, near)

    def _near(self) -> dict[str, str]:
        """The stage of every task that is joined, directly or through others, to an action; by the nearest one."""
        stages = {written: card.stage for written, card in self.cards.items()}
        joined: dict[str, list[str]] = {}
        sources = {
            (self._text(one.get("source_id"), f"{path}.source_id"), self._text(one.get("id"), f"{path}.id"))
            for path, one, _ in self.tasks
        }
        for path, one in self.parts["connections"]:
            source, target = (
                self._text(one.get("source"), f"{path}.source"),
                self._text(one.get("target"), f"{path}.target"),
            )
            joined.setdefault(source, []).append(target)
            joined.setdefault(target, []).append(source)
            if (source, target) not in sources:
                self._tell("left_out", path, value=short(f"{source} → {target}"))
        for source, target in sources:
            if source in stages:
                stages.setdefault(target, stages[source])
        waiting = list(stages)
        for reached in waiting:
            for other in joined.get(reached, ()):
                if other not in stages:
                    stages[other] = stages[reached]
                    waiting.append(other)
        return stages

    def _task(self, path: str, one: dict[str, Any], key: str, known: dict[str, Lane], near: dict[str, str]) -> None:
        self._leave_out(path, one, _TASK)
        written, body = self._text(one.get("id"), f"{path}.id"), self._named(one, path)
        source = self.cards.get(self._text(one.get("source_id"), f"{path}.source_id"))
        stage = source.stage if source else near.get(written) or self._stage("", path, body).id
        lane = known.get(self._text(one.get("lane"), f"{path}.lane"))
        if lane is None:
            made = Lane(id=self.ids.taken("lane", "", "—"), kind="backstage", title="—", rank="V")
            lane = known.setdefault("", made)
            self.lanes[lane.id] = lane
            self._tell("no_lane", f"{path}.lane", value=short(one.get("lane") or body), lane=lane.title)
        about = (source.id,) if source else ()
        detail = self._text(one.get("description"), f"{path}.description")
        card = Card(id=key, stage=stage, lane=lane.id, rank="V", body=body, about=about, detail=detail)
        self.behind.append(card)

    def _score(self, one: dict[str, Any], path: str, body: str) -> float | None:
        written = self._text(one.get("emotion_score"), f"{path}.emotion_score")
        if not written:
            self._tell("score_missing", path, value=short(body))
            return None
        return score(written, "-2..2", partial(self._tell, path=f"{path}.emotion_score"))

    def _id(self, kind: str, written: str, prefix: str, path: str, words: object) -> str:
        wanted = written.removeprefix(prefix)
        key = self.ids.taken(kind, wanted, words)
        if key != wanted:
            self._tell("bad_id" if written else "made_id", path, value=short(written or words))
        return key

    def _named(self, one: dict[str, Any], path: str) -> str:
        name = self._text(one.get("name"), f"{path}.name")
        self.words.append(name)
        return name

    def _texts(self, where: dict[str, Any], name: str, path: str) -> list[str]:
        found = where.get(name)
        if found is None:
            return []
        some = found if isinstance(found, list) else [found]
        return [self._text(one, f"{path}.{name}[{n}]") for n, one in enumerate(some)]

    def _each(self, where: dict[str, Any], name: str, path: str) -> list[tuple[str, dict[str, Any]]]:
        """The mappings of a list with their paths."""
        some = self._list(where, name, path)
        for place, one in enumerate(some):
            if not isinstance(one, dict):
                self._tell("unexpected", f"{path}.{name}[{place}]", allowed="{…}", value=short(one))
        return [(f"{path}.{name}[{place}]", one) for place, one in enumerate(some) if isinstance(one, dict)]


def _is_journey(lane: dict[str, Any]) -> bool:
    """Whether a lane of the blueprint only repeats the actions."""
    return lane.get("kind") == "cjm"
