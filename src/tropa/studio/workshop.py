"""A workshop at a map: structure and lanes locked, cards written in private, a timer (votes: `votes.py`)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tropa.errors import RefusedError
from tropa.model.edit import Add, AnyEdit, Move
from tropa.model.map import Map
from tropa.studio.caller import Caller
from tropa.studio.tables.workshop import WorkshopRow

_STRUCTURE = ("stage", "lane", "link")
_MOST = 200  # private cards of one writer


@dataclass(frozen=True)
class Locks:
    """What only the facilitator (and the owner) may change now: the structure, cards of these lanes."""

    structure: bool = False
    lanes: frozenset[str] = frozenset()
    facilitator: str | None = None
    private_writing: bool = False

    def free(self, caller: Caller, map_id: str) -> bool:
        """Whether the locks do not bind this caller: they lead the workshop, or own the map."""
        leads = caller.person is not None and caller.person == self.facilitator
        return leads or caller.may("owner", map_id)

    def refuse(self, document: Map, edit: AnyEdit) -> None:
        """RefusedError `talk.structure_locked` or `talk.lane_locked` where the edit touches what is locked."""
        part = "point" if edit.kind == "point" else edit.target.object
        if part in _STRUCTURE and self.structure:
            raise RefusedError("talk.structure_locked")
        touched = _lanes(document, edit) & self.lanes
        if touched:
            titles = [lane.title for lane in document.lanes if lane.id in touched]
            raise RefusedError("talk.lane_locked", lane=", ".join(titles))


def _lanes(document: Map, edit: AnyEdit) -> set[str]:
    """The lanes an edit touches: that of the card and the one it goes to, the lane itself, the curve's."""
    if edit.kind == "point":
        kind = "emotion" if edit.curve == "emotion" else "arc"
        return {lane.id for lane in document.lanes if lane.kind == kind}
    if edit.target.object == "lane":
        return {edit.target.id}
    if edit.target.object != "card":
        return set()
    lanes = {card.lane for card in document.cards if card.id == edit.target.id}
    if isinstance(edit, Add | Move):
        lanes |= {str(edit.fields["lane"])} if "lane" in edit.fields else set()
    return lanes


def locks(session: Session, map_id: str) -> Locks:
    """What is locked at a map now."""
    row = session.get(WorkshopRow, map_id)
    if row is None:
        return Locks()
    return Locks(row.structure_locked, frozenset(row.locked_lanes), row.facilitator, row.private_writing)
