"""Edits that come from outside the live document (API, proposals, assistants), and who is named as their author."""

from collections.abc import Mapping, Sequence
from typing import Any

from tropa.errors import MapError
from tropa.kit.ids import random_id
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.map import Map
from tropa.studio.caller import Caller
from tropa.studio.tables.base import now
from tropa.studio.workshop import Locks

MOST = 5_000


def author_of(who: Caller | str) -> str:
    """The name that stands at an edit and in a version."""
    return who if isinstance(who, str) else who.name


def person_of(who: Caller | str) -> str:
    """The id under which a person's edits are theirs; of a guest the name."""
    return who if isinstance(who, str) else who.person or who.name


def parsed(given: Sequence[Mapping[str, Any]], who: Caller) -> tuple[AnyEdit, ...]:
    """The edits in JSON values, made by this caller now, whatever they say; one without an id gets one.

    MapError names the edit and the field at fault.
    """
    if len(given) > MOST:
        raise MapError("rooms.too_many_edits", n=len(given), most=MOST)
    stamp = {"who": person_of(who), "when": now().isoformat()}
    event = random_id("event")
    return tuple(parse_edit({"id": random_id("edit"), "event": event, **fields, **stamp}) for fields in given)


def refuse_locked(locks: Locks, document: Map, edits: Sequence[AnyEdit], who: Caller) -> None:
    """RefusedError where an edit touches what a workshop has locked and the caller does not lead it."""
    if not locks.free(who, document.id):
        for edit in edits:
            locks.refuse(document, edit)
