"""The map's rows in SQL, brought to what the shared document says: for lists, search, checks, exports, the API."""

from collections.abc import Iterable, Iterator

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tropa.kit.ids import stable_id
from tropa.model.map import Map
from tropa.model.view import live_cards
from tropa.studio import versions
from tropa.studio.summaries import on_flush
from tropa.studio.tables.base import Base, now
from tropa.studio.tables.projection import MapCardRow, MapDocumentRow, MapLaneRow, MapPersonaRow, MapStageRow

_ROWS: tuple[type[Base], ...] = (MapCardRow, MapStageRow, MapLaneRow, MapPersonaRow)


def write(session: Session, document: Map, upto: int, authors: Iterable[str] = ()) -> bool:
    """Write the rows of a map; whether it says anything else than before. The first change of a day keeps a version."""
    json = document.model_dump_json()
    digest = stable_id([json])
    row = session.get(MapDocumentRow, document.id)
    if row is not None and row.digest == digest:
        row.upto = max(row.upto, upto)
        return False
    if row is None:
        row = MapDocumentRow(map=document.id, authors=[])
        session.add(row)
    elif row.updated.date() < now().date():
        versions.keep_day(session, row)
        row.authors = []
    row.json, row.digest, row.upto, row.updated = json, digest, upto, now()
    row.authors = sorted({*row.authors, *authors} - {""})
    session.flush()
    for table in _ROWS:
        session.execute(delete(table).where(table.__table__.c.map == document.id))
    session.add_all(_rows(document))
    on_flush(session, document)
    return True


def read(session: Session, map_id: str) -> tuple[Map, int] | None:
    """The map as it was last written here, and the number of the last update in it."""
    row = session.get(MapDocumentRow, map_id)
    return (Map.model_validate_json(row.json), row.upto) if row is not None else None


def _rows(document: Map) -> Iterator[Base]:
    name = document.id
    kinds = {lane.id: lane.kind for lane in document.lanes}
    for card in live_cards(document):
        yield MapCardRow(
            map=name, id=card.id, stage=card.stage, lane=card.lane, lane_kind=kinds[card.lane], rank=card.rank,
            body=_kept(card.body), detail=_kept(card.detail), tags=[_kept(tag) for tag in card.tags],
            persona=card.persona, owner=_kept(card.owner), status=card.status, quote=card.quote is not None,
            evidence=list(card.evidence),
        )  # fmt: skip
    for stage in document.stages:
        if not stage.deleted:
            yield MapStageRow(
                map=name, id=stage.id, parent=stage.parent, rank=stage.rank, title=_kept(stage.title),
                description=_kept(stage.description), goal=_kept(stage.goal),
            )  # fmt: skip
    for lane in document.lanes:
        if not lane.deleted:
            title = _kept(lane.title)
            yield MapLaneRow(map=name, id=lane.id, kind=lane.kind, rank=lane.rank, title=title, hidden=lane.hidden)
    for one in document.personas:
        yield MapPersonaRow(
            map=name, id=one.id, name=_kept(one.name), segment=_kept(one.segment), role=_kept(one.role),
            quote=_kept(one.quote), about=_kept(one.about), json=one.model_dump_json(),
        )  # fmt: skip


def _kept(words: str) -> str:
    """Words without the one character that PostgreSQL does not keep."""
    return words.replace("\x00", "")
