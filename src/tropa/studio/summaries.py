"""What a glance at a map tells and search finds in it, kept as the document is (the projection calls `on_flush`)."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tropa.lint.check import check
from tropa.model.map import Map
from tropa.model.view import live_cards, stages_in_order, stale_since
from tropa.studio.body import blocks_of
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow, SearchRow

_STALE = "TR017"  # freshness is told by itself, as of the day it is asked
_FLAT = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})


def on_flush(session: Session, document: Map) -> None:
    """Bring the map's row and its search rows to what the document says now. A map without a row is left alone."""
    row = session.get(MapRow, document.id)
    if row is None:
        return
    for name, value in summary(document).items():
        setattr(row, name, value)
    row.updated = now()
    session.execute(delete(SearchRow).where(SearchRow.map_id == document.id))
    session.add_all(_search_rows(document))


def summary(document: Map) -> dict[str, Any]:
    """The fields of a map's row that follow from its document."""
    found = [one for one in check([document]) if one.code != _STALE]
    return {
        "title": _kept(document.title),
        "kind": document.kind,
        "state": document.state,
        "language": document.language,
        "goal": _kept(document.goal),
        "stages": len(stages_in_order(document.stages)),
        "cards": len(live_cards(document)),
        "customers": document.customers,
        "personas": [
            one.model_dump(mode="json", include={"id", "name", "role", "quote", "colour", "seed"})
            for one in document.personas
        ],
        "warnings": sum(one.severity == "warning" for one in found),
        "hints": sum(one.severity == "info" for one in found),
        "evidence": len(document.evidence),
        "due": sorted(day.isoformat() for one in document.evidence if (day := stale_since(one, date.max)) is not None),
        "refreshed": document.refreshed,
    }


def stale(due: list[str], today: date) -> tuple[int, str | None]:
    """How many records are past their day, and the day of the one that is longest.

    >>> stale(["2026-05-01", "2026-12-01"], date(2026, 11, 24))
    (1, '2026-05-01')
    """
    past = [day for day in due if day < today.isoformat()]
    return len(past), min(past, default=None)


def folded(words: str) -> str:
    """Words as they are sought: without case, accents, and the difference of ё and е, ł and l.

    >>> folded("Żółw ЁЛКА"), folded("zolw елка")
    ('zolw елка', 'zolw елка')
    """
    apart = unicodedata.normalize("NFKD", words.casefold().translate(_FLAT))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def plain(body: str) -> str:
    """A card's body without its markup.

    >>> plain("- **Too** many [films](https://a.b), says @[Anna](person:p1)")
    'Too many films, says Anna'
    """
    return " ".join("".join(run.text for run in block.runs) for block in blocks_of(body))


def _kept(words: str) -> str:
    """Words in one line, without the one character that PostgreSQL does not keep."""
    return " ".join(words.replace("\x00", "").split())


def _search_rows(document: Map) -> Iterator[SearchRow]:
    yield _row(document, "map", document.id, "", "", " ".join([document.title, document.goal, *document.tags]))
    titles = {stage.id: stage.title for stage in document.stages}
    for stage in stages_in_order(document.stages):
        yield _row(document, "stage", stage.id, "", "", f"{stage.title} {stage.goal}")
    for persona in document.personas:
        said = " ".join([persona.name, persona.role, persona.about, persona.quote, *persona.quotes, *persona.goals])
        yield _row(document, "persona", persona.id, persona.segment, "", said)
    kinds = {lane.id: lane.kind for lane in document.lanes}
    for card in live_cards(document):
        kind = "quote" if card.quote is not None or kinds[card.lane] == "quotes" else "card"
        words = " ".join([plain(card.body), card.detail, *card.tags])
        yield _row(document, kind, card.id, titles[card.stage], kinds[card.lane], words)


def _row(document: Map, kind: str, name: str, place: str, lane: str, words: str) -> SearchRow:
    said = _kept(words)
    return SearchRow(
        map_id=document.id, kind=kind, object_id=name, place=_kept(place), lane=lane, words=said, folded=folded(said)
    )
