"""Proposals of a map: kept as a refresh found them, accepted as ordinary edits, or rejected and not made again."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError, TropaError
from tropa.kit.ids import random_id, stable_id
from tropa.model.apply import apply_all
from tropa.model.edit import Add, AnyEdit, Point, Set, parse_edit
from tropa.model.map import Map
from tropa.model.part import named, title_of
from tropa.studio import activity
from tropa.studio.caller import Caller
from tropa.studio.studio import Studio
from tropa.studio.tables.base import now
from tropa.studio.tables.proposals import ProposalRow

Kind = Literal["number", "unchanged", "card"]
_DECIDED = ("accepted", "rejected", "outdated")


@dataclass(frozen=True)
class Decided:
    """What became of a decision: the ids accepted and rejected, and those whose map has changed since."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    outdated: tuple[str, ...]


def keep(session: Session, map_: Map, edits: Iterable[AnyEdit]) -> int:
    """Keep the edits of a refresh as the map's open proposals, in the place of those before; how many there are.

    One proposal a gesture. What was rejected before and says the same is left out.
    """
    session.execute(delete(ProposalRow).where(ProposalRow.map_id == map_.id, ProposalRow.state == "open"))
    rejected = select(ProposalRow.digest).where(ProposalRow.map_id == map_.id, ProposalRow.state == "rejected")
    known = set(session.scalars(rejected))
    gestures: dict[str, list[AnyEdit]] = {}
    for edit in edits:
        gestures.setdefault(edit.event, []).append(edit)
    kept = [_row(map_, key, group) for key, group in gestures.items()]
    fresh = [row for row in kept if row.digest not in known]
    session.add_all(fresh)
    return len(fresh)


def listed(session: Session, map_id: str) -> Sequence[ProposalRow]:
    """The open proposals of a map: new numbers, then new cards, then what only has another day."""
    rows = session.scalars(
        select(ProposalRow).where(ProposalRow.map_id == map_id, ProposalRow.state == "open").order_by(ProposalRow.id)
    ).all()
    order = {"number": 0, "card": 1, "unchanged": 2}
    return sorted(rows, key=lambda row: (order[row.kind], row.title, row.id))


def decide(
    studio: Studio, map_id: str, caller: Caller, *, accept: Sequence[str] = (), reject: Sequence[str] = ()
) -> Decided:
    """Accept and reject proposals of a map. Each accepted one is one gesture of the caller's, undone by itself.

    A proposal that shows a value which somebody has changed since is neither: it is outdated and closed, so that
    nothing people wrote is lost. NotFoundError `evidence.no_proposal` for one that is not open.
    """
    with studio.database.session() as session:
        rows = {name: _open(session, map_id, name) for name in dict.fromkeys((*accept, *reject))}
    wanted = [rows[name] for name in dict.fromkeys(accept)]
    applied = _applied(studio, map_id, wanted, caller) if wanted else frozenset()
    states = {
        name: "rejected" if name not in accept else "accepted" if name in applied else "outdated" for name in rows
    }
    results = {one: tuple(name for name, state in states.items() if state == one) for one in _DECIDED}
    with studio.database.session() as session:
        for name, state in states.items():
            held = _open(session, map_id, name)
            held.state, held.decided, held.decided_by = state, now(), caller.name
        counts: dict[str, Any] = {state: len(names) for state, names in results.items()}
        activity.note(session, "proposals_decided", caller, map_id=map_id, **counts)
    studio.live.publish(f"map:{map_id}", "proposals")
    return Decided(**results)


def _open(session: Session, map_id: str, name: str) -> ProposalRow:
    row = session.get(ProposalRow, name)
    if row is None or row.map_id != map_id or row.state != "open":
        raise NotFoundError("evidence.no_proposal", id=name[:80])
    return row


def _applied(studio: Studio, map_id: str, rows: Sequence[ProposalRow], caller: Caller) -> frozenset[str]:
    """Apply those whose map is still as they show it, each as a gesture; their ids."""
    document = studio.rooms.read(map_id)
    fitting: dict[str, list[AnyEdit]] = {}
    for row in rows:
        edits = _stamped(row, caller)
        if all(_now(document, change) == change["before"] for change in row.changes if change["action"] != "add"):
            with suppress(TropaError):
                document = apply_all(document, edits)
                fitting[row.id] = edits
    try:
        studio.rooms.edit_from_thread(map_id, [edit for edits in fitting.values() for edit in edits], caller)
    except TropaError:  # somebody was quicker: what still goes, one by one
        return frozenset(name for name, edits in fitting.items() if _goes(studio, map_id, edits, caller))
    return frozenset(fitting)


def _goes(studio: Studio, map_id: str, edits: Sequence[AnyEdit], caller: Caller) -> bool:
    try:
        studio.rooms.edit_from_thread(map_id, edits, caller)
    except TropaError:
        return False
    return True


def _stamped(row: ProposalRow, caller: Caller) -> list[AnyEdit]:
    stamp = {"event": random_id("event"), "who": caller.person or caller.name, "when": now().isoformat()}
    return [parse_edit({**edit, **stamp, "id": random_id("edit")}) for edit in row.edits]


def _row(map_: Map, key: str, edits: Sequence[AnyEdit]) -> ProposalRow:
    changes = [change for edit in edits for change in _changes(map_, edit)]
    said = json.dumps([[one["object"], one["id"], one["field"], one["after"]] for one in changes], sort_keys=True)
    kind: Kind = "card" if key.startswith("new.") else "number" if key.startswith("refresh.") else "unchanged"
    return ProposalRow(
        id=random_id("proposal"),
        map_id=map_.id,
        key=key,
        kind=kind,
        title=_title(map_, edits, kind),
        digest=stable_id([map_.id, key, said]),
        edits=[edit.to_dict() for edit in edits],
        changes=changes,
        state="open",
    )


def _title(map_: Map, edits: Sequence[AnyEdit], kind: Kind) -> str:
    for edit in edits:
        if isinstance(edit, Add) and edit.target.object == "card":
            return str(edit.fields["body"])[:300]
        if isinstance(edit, Set) and edit.target.object == "card":
            return title_of(named(map_, "card")[edit.target.id])[:300]
    for edit in edits:
        if isinstance(edit, Point):
            return title_of(named(map_, "stage")[edit.stage])[:300]
    if kind == "number":
        for edit in edits:
            if isinstance(edit, Set):
                return str(named(map_, "evidence")[edit.target.id].definition)[:300]
    return ""


def _changes(map_: Map, edit: AnyEdit) -> list[dict[str, Any]]:
    """What an edit changes, to be shown: object, id, field, before and after."""
    if isinstance(edit, Add):
        return [_change("add", edit.target.object, edit.target.id, "", None, edit.fields)]
    if isinstance(edit, Point):
        key = _point_key(edit)
        return [_change("point", "point", key, "", _point_now(map_, key), edit.value)]
    if isinstance(edit, Set):
        part, name = edit.target.object, edit.target.id
        held = named(map_, part)[name].model_dump(mode="json")
        return [_change("set", part, name, field, held[field], after) for field, after in edit.fields.items()]
    return []


def _change(action: str, part: str, name: str, field: str, before: Any, after: Any) -> dict[str, Any]:
    return {"action": action, "object": part, "id": name, "field": field, "before": before, "after": after}


def _now(map_: Map, change: dict[str, Any]) -> Any:
    """What stands there now; a value nobody can have if the object has gone."""
    if change["object"] == "point":
        return _point_now(map_, change["id"])
    there = named(map_, change["object"])
    if change["id"] not in there or getattr(there[change["id"]], "deleted", False):
        return "\0"
    return there[change["id"]].model_dump(mode="json")[change["field"]]


def _point_key(edit: Point) -> str:
    return "/".join([edit.curve, edit.persona, edit.stage, *(["future"] if edit.future else [])])


def _point_now(map_: Map, key: str) -> Any:
    point = named(map_, "point").get(key)
    return None if point is None else point.model_dump(mode="json", exclude={"persona", "stage", "kind", "future"})
