"""Versions of a map: kept under a name, looked at, compared in sentences, brought back."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from tropa.kit.locale import Language
from tropa.model.diff import diff
from tropa.model.diff_text import diff_text
from tropa.model.map import Map
from tropa.server.asked import Here, Reader, Who
from tropa.server.opened import opened
from tropa.server.routes.maps import PLAIN
from tropa.studio import edits, versions, workshop
from tropa.studio.caller import Caller
from tropa.studio.maps import shown
from tropa.studio.studio import Studio
from tropa.studio.tables.versions import MapVersion

router = APIRouter(prefix="/api/maps/{map_id}/versions", tags=["maps"])

Number = Annotated[int, Path(ge=1, le=2_000_000_000)]


class VersionBrief(BaseModel):
    """A version in the list: why it was kept, who worked towards it, and what changed since the one before."""

    number: int
    kind: Literal["named", "day", "restore"] = Field(
        description="kept by a person, at the end of a day of work, before an old version was brought back"
    )
    name: str
    authors: list[str]
    made: datetime
    told: list[str]


class NewVersion(BaseModel):
    """The name under which the map is kept as it is now."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)]


class VersionChange(BaseModel):
    """One change between two versions: the sentence, and which object it is about."""

    text: str
    kind: str
    object: str
    id: str


class VersionDiff(BaseModel):
    """What changed from a version to another or to the map as it is now (`later` is None)."""

    earlier: int
    later: int | None
    changes: list[VersionChange]


class VersionRestored(BaseModel):
    """How many edits brought the version back, and the version that keeps what the map said before."""

    edits: int
    event: str | None
    before: VersionBrief | None


@router.get("")
def list_versions(
    here: Here,
    who: Who,
    language: Reader,
    map_id: str,
    before: Annotated[int | None, Query(ge=1, le=2_000_000_000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> list[VersionBrief]:
    """The versions of a map, the newest first; `before` pages on."""
    opened(here, who, map_id)
    with here.database.session() as session:
        return [_brief(row, language, who) for row in versions.listed(session, map_id, before=before, most=limit)]


@router.post("", status_code=201)
def keep_version(here: Here, who: Who, language: Reader, map_id: str, wanted: NewVersion) -> VersionBrief:
    """Keep the map as it is now under a name."""
    document = opened(here, who, map_id, "editor", "maps:write")
    with here.database.session() as session:
        return _brief(versions.keep(session, document, "named", [who.name], wanted.name), language, who)


@router.get("/{number}")
def read_version(here: Here, who: Who, map_id: str, number: Number) -> Map:
    """The document of a version."""
    opened(here, who, map_id)
    return _document(here, who, map_id, number)


@router.get("/{number}/diff")
def compare_version(
    here: Here,
    who: Who,
    language: Reader,
    map_id: str,
    number: Number,
    to: Annotated[str, Query(pattern="^(now|[1-9][0-9]{0,8})$")] = "now",
) -> VersionDiff:
    """What changed from this version to another or to now, in sentences of the reader's language."""
    after = opened(here, who, map_id)
    later = None if to == "now" else int(to)
    if later is not None:
        after = _document(here, who, map_id, later)
    changes = diff(_document(here, who, map_id, number), after)
    told = zip(changes, diff_text(changes, language), strict=True)
    return VersionDiff(
        earlier=number,
        later=later,
        changes=[VersionChange(text=said, kind=one.kind, object=one.object, id=one.id) for one, said in told],
    )


@router.post("/{number}/restore")
def restore_version(here: Here, who: Who, language: Reader, map_id: str, number: Number) -> VersionRestored:
    """Bring a version back by ordinary edits, which can be undone; what the map says before is kept as a version."""
    document = opened(here, who, map_id, "editor", "maps:write")
    made = versions.restoring(document, _document(here, who, map_id, number), edits.person_of(who))
    if not made:
        return VersionRestored(edits=0, event=None, before=None)
    with here.database.session() as session:
        locks = workshop.locks(session, map_id)
        edits.refuse_locked(locks, document, made, who)
        before = _brief(versions.keep(session, document, "restore", [who.name]), language, who)
    here.rooms.edit_from_thread(map_id, made, who)
    return VersionRestored(edits=len(made), event=made[0].event, before=before)


def _document(here: Studio, who: Caller, map_id: str, number: int) -> Map:
    with here.database.session() as session:
        return shown(versions.document_of(versions.find(session, map_id, number)), who)


def _brief(row: MapVersion, language: Language, who: Caller) -> VersionBrief:
    """A version in the list; who is not shown all of a map is told no sentences about it."""
    return VersionBrief.model_validate(
        {
            "number": row.number,
            "kind": row.kind,
            "name": row.name,
            "authors": row.authors,
            "made": row.made,
            "told": [] if who.hidden else row.told[language],
        }
    )
