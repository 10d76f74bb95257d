"""Finding words in all maps: titles, stages, cards, personas, quotes; any case, with or without accents."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.studio.caller import Caller
from tropa.studio.summaries import folded
from tropa.studio.tables.maps import MapRow, SearchRow

_ORDER = {"map": 0, "persona": 1, "stage": 2, "card": 3, "quote": 4}


@dataclass(frozen=True)
class Hit:
    """One thing found: of which map, what it is, where it stands, its words around what was sought."""

    map_id: str
    map_title: str
    kind: str
    object_id: str
    place: str
    lane: str
    words: str


def search(
    session: Session, caller: Caller, words: str, *, kinds: Sequence[str] = (), most: int = 50
) -> tuple[Hit, ...]:
    """What holds all the words, among maps the caller may see: maps first, then personas, stages, cards, quotes."""
    wanted = folded(words).split()
    if not wanted:
        return ()
    asked = (
        select(SearchRow, MapRow.title)
        .join(MapRow, MapRow.id == SearchRow.map_id)
        .where(MapRow.deleted_at.is_(None), *(SearchRow.folded.contains(word, autoescape=True) for word in wanted))
        .order_by(MapRow.updated.desc(), SearchRow.id)
    )
    if kinds:
        asked = asked.where(SearchRow.kind.in_(kinds))
    if caller.role is None:
        asked = asked.where(SearchRow.map_id.in_(sorted(caller.maps)))
    if caller.hidden:
        asked = asked.where(SearchRow.lane.not_in(sorted(caller.hidden)))
    found = [
        Hit(row.map_id, title, row.kind, row.object_id, row.place, row.lane, around(row.words, wanted))
        for row, title in session.execute(asked.limit(10 * most))
        if caller.may("viewer", row.map_id)
    ]
    return tuple(sorted(found, key=lambda hit: _ORDER.get(hit.kind, 9))[:most])


def around(words: str, wanted: Sequence[str], width: int = 160) -> str:
    """The words around the first that was sought, cut at spaces.

    >>> around("one two three four", ["four"], 10)
    '…three four'
    """
    if len(words) <= width:
        return words
    said = words.split(" ")
    hit = next((place for place, word in enumerate(said) if any(one in folded(word) for one in wanted)), 0)
    first, last = hit, hit + 1
    while sum(len(word) + 1 for word in said[first:last]) < width and (first > 0 or last < len(said)):
        first, last = max(0, first - 1), min(len(said), last + 1)
    return ("…" if first else "") + " ".join(said[first:last]) + ("…" if last < len(said) else "")
