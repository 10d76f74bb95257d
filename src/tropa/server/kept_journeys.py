"""The workspace's journeys, gathered once and kept in memory until its data or its definition changes."""

import json
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_bytes
from threading import Lock

from tropa.binding.staleness import Present
from tropa.definition.model import Definition, Goal
from tropa.errors import NotFoundError
from tropa.journeys.select import code_of
from tropa.library.files import DEFINITION, flat
from tropa.library.gathering import gather
from tropa.library.journey_set import JourneySet
from tropa.library.workspace import Workspace, open_workspace

KEPT = 4  # how many different journeys of a workspace stay in memory, those used last
FOLDERS = 4
_SAMPLE = 5_000  # events whose properties are looked at
_READ = ("events", "traits", "verbatims", "costs", "series")

Key = tuple[object, ...]


@dataclass(eq=False)
class KeptJourneys:
    """The journeys of one workspace folder. Whoever asks first gathers them, others wait and get the same."""

    folder: Path
    _held: OrderedDict[Key, JourneySet] = field(default_factory=OrderedDict)
    _gathering: Lock = field(default_factory=Lock)
    _opened: tuple[Key, Workspace] | None = None
    _present: tuple[int, Present] | None = None
    _properties: tuple[int | None, list[str]] | None = None
    mask: bytes = field(default_factory=lambda: token_bytes(16))  # customers' masks hold as long as this does

    def workspace(self) -> Workspace:
        """The workspace, its definition read again only where the file has changed; one that is only proposed, where
        the folder's files have."""
        file = self.folder / DEFINITION
        read_from = [file] if file.is_file() else flat([self.folder])
        states = [(path, path.stat()) for path in read_from]
        seen: Key = tuple((path, state.st_mtime_ns, state.st_size) for path, state in states)
        if self._opened is None or self._opened[0] != seen:
            self._opened = (seen, open_workspace(self.folder))
        return self._opened[1]

    def journeys(self, keep: tuple[str, ...] = (), goal: tuple[str, ...] = ()) -> JourneySet:
        """The journeys as the data and the definition are now; `goal` names touchpoints that convert instead.

        NotFoundError `evidence.no_data` where nothing has been imported yet, `journeys.no_touchpoint` for a goal that
        nobody meets.
        """
        workspace = self.workspace()
        for name in goal:
            code_of(name, self.journeys().journeys.vocabulary.touchpoints, "journeys.no_touchpoint")
        key = self._key(workspace, keep, goal)
        with self._gathering:
            if key not in self._held:
                towards = replace(workspace, definition=_towards(workspace.definition, goal))
                if workspace.lake.version("events") is None:
                    raise NotFoundError("evidence.no_data")
                self._held[key] = JourneySet(gather(towards, keep=keep))
                while len(self._held) > KEPT:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]

    def present(self) -> Present | None:
        """What evidence may speak of; None without data."""
        if self.workspace().lake.version("events") is None:
            return None
        material = self.journeys().material
        key = id(material)
        if self._present is None or self._present[0] != key:
            said = frozenset(material.verbatims["verbatim_id"].to_pylist())
            words = material.journeys.vocabulary
            self._present = (key, Present(words, said, material.journeys.lake_version))
        return self._present[1]

    def properties(self) -> list[str]:
        """The names of events' properties, of a sample of events."""
        lake = self.workspace().lake
        version = lake.version("events")
        if self._properties is None or self._properties[0] != version:
            rows = lake.read("events", columns=["properties"]).slice(0, _SAMPLE)["properties"].drop_null().to_pylist()
            found = {name for written in rows for name in json.loads(written)}
            self._properties = (version, sorted(found))
        return self._properties[1]

    def _key(self, workspace: Workspace, keep: tuple[str, ...], goal: tuple[str, ...]) -> Key:
        versions = tuple(workspace.lake.version(table) for table in _READ)
        return (*versions, workspace.definition.digest, *keep, "", *goal)


_FOLDERS: OrderedDict[Path, KeptJourneys] = OrderedDict()
_KNOWING = Lock()


def kept_in(folder: Path) -> KeptJourneys:
    """The kept journeys of a workspace folder."""
    with _KNOWING:
        if folder not in _FOLDERS:
            _FOLDERS[folder] = KeptJourneys(folder)
            while len(_FOLDERS) > FOLDERS:
                _FOLDERS.popitem(last=False)
        _FOLDERS.move_to_end(folder)
        return _FOLDERS[folder]


def _towards(rules: Definition, goal: tuple[str, ...]) -> Definition:
    if not goal:
        return rules
    stage = rules.goal.stage if rules.goal else None
    return rules.model_copy(update={"goal": Goal(title=", ".join(goal), touchpoints=goal, stage=stage)})
