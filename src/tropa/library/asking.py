"""Journeys to ask questions of, from a workspace or straight from a file."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from tropa.definition.load import load
from tropa.definition.model import Definition, Goal
from tropa.errors import InputError
from tropa.ingest.read import read_file
from tropa.kit.progress import Progress, silent
from tropa.library.events import Events, Verbatims
from tropa.library.gathering import gather, put_together
from tropa.library.importing import import_files
from tropa.library.journey_set import JourneySet
from tropa.library.workspace import open_workspace


def journeys_at(
    path: Path,
    definition: Path | None = None,
    *,
    keep: tuple[str, ...] = (),
    goal: tuple[str, ...] = (),
    progress: Progress = silent,
) -> JourneySet:
    """The journeys of a workspace folder (its new files are imported first), or of one file of events.

    Of a file, columns are guessed and every event's name is its touchpoint, unless a definition is given. `goal` names
    touchpoints that convert, instead of the definition's.
    """
    if path.is_dir():
        workspace = open_workspace(path, definition)
        if workspace.definition.sources:
            import_files(workspace, again=False, progress=progress)
        wanted = replace(workspace, definition=_towards(workspace.definition, goal))
        return JourneySet(gather(wanted, keep=keep, progress=progress))
    read = read_file(path, strict=True, progress=progress)
    if "events" not in read.tables:
        raise InputError("library.no_events_in_file", path=path)
    rules = _towards(load(definition) if definition else Definition(), goal)
    material, _ = put_together(
        rules,
        read.tables["events"],
        traits=read.tables.get("traits"),
        verbatims=read.tables.get("verbatims"),
        keep=keep,
    )
    return JourneySet(material)


def journeys(
    events: Events | pa.Table,
    definition: Definition | str | Path | None = None,
    *,
    verbatims: Verbatims | pa.Table | None = None,
    keep: tuple[str, ...] = (),
) -> JourneySet:
    """Journeys of events (from `read_events`, or a table in the lake's schema).

    Without a definition every event's name is its touchpoint and a customer's whole history is one journey. `keep`
    names properties a funnel may hold constant.
    """
    rules = load(Path(definition)) if isinstance(definition, str | Path) else definition or Definition()
    table, traits = (events.table, events.traits) if isinstance(events, Events) else (events, None)
    said = verbatims.table if isinstance(verbatims, Verbatims) else verbatims
    material, _ = put_together(rules, table, traits=traits, verbatims=said, keep=keep)
    return JourneySet(material)


def _towards(rules: Definition, goal: tuple[str, ...]) -> Definition:
    if not goal:
        return rules
    stage = rules.goal.stage if rules.goal else None
    return rules.model_copy(update={"goal": Goal(title=", ".join(goal), touchpoints=goal, stage=stage)})
