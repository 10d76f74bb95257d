"""What the workspace holds: tables and sources, identities, coverage; a person exported or erased, a source removed."""

from datetime import datetime
from typing import Annotated, Any, Literal

import pyarrow.compute as pc
from fastapi import APIRouter, Path, status
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, ConfigDict, Field

from tropa.errors import NotFoundError
from tropa.events.schema import TABLES
from tropa.library.coverage import coverage
from tropa.library.exporting import export_customer
from tropa.library.identity_report import identity_report
from tropa.library.person import find_person
from tropa.library.workspace import home_of
from tropa.server.asked import Here, Reader, Who
from tropa.server.kept_journeys import kept_in
from tropa.server.routes.jobs import JobStatus, job_status
from tropa.studio.maps import listed

router = APIRouter(prefix="/api/data", tags=["data"])
WhoId = Annotated[str, Field(min_length=1, max_length=300)]


class DataTable(BaseModel):
    """A table of the lake."""

    name: str
    rows: int


class DataSource(BaseModel):
    """A source: declared in the definition, with rows in the lake, or both."""

    name: str
    reader: str | None
    files: list[str]
    declared: bool
    rows: dict[str, int]


class DataOverview(BaseModel):
    """Tables, sources and the period the events cover."""

    tables: list[DataTable]
    sources: list[DataSource]
    first: datetime | None
    last: datetime | None


class CoveredName(BaseModel):
    """A touchpoint or channel and whether there is data of it."""

    name: str
    events: int
    customers: int
    maps: list[str]
    standard: bool
    state: Literal["measured", "unmeasured"]


class CoverageMonth(BaseModel):
    """Events and customers of a stage in a month."""

    stage: str | None
    month: str
    events: int
    customers: int


class DataCoverage(BaseModel):
    """What of the journeys is measured."""

    touchpoints: list[CoveredName]
    channels: list[CoveredName]
    months: list[CoverageMonth]
    customers: int
    spoken: int
    spoken_share: float | None


class IdentityOverview(BaseModel):
    """How ids were joined into customers."""

    counts: dict[str, float | int | None]
    kinds: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    shared: list[dict[str, Any]]
    merges: list[dict[str, Any]]


class EraseRequest(BaseModel):
    """Whose data is erased, and why."""

    model_config = ConfigDict(extra="forbid")

    who: WhoId
    ground: Annotated[str, Field(max_length=1000)] = ""


@router.get("", response_model=DataOverview)
def overview(here: Here, who: Who) -> DataOverview:
    """What the workspace holds."""
    who.need("viewer", None, "data:read")
    workspace = home_of((), here.folder, None)
    lake, rows = workspace.lake, dict[str, dict[str, int]]()
    tables = []
    for table in TABLES:
        held = lake.read(table, columns=["source"])
        tables.append(DataTable(name=table, rows=held.num_rows))
        for one in pc.value_counts(held["source"]).to_pylist():
            rows.setdefault(one["values"], {})[table] = one["counts"]
    span = pc.min_max(lake.read("events", columns=["time"])["time"]).as_py()
    declared = {one.name: one for one in workspace.definition.sources}
    sources = [
        DataSource(
            name=name,
            reader=declared[name].reader if name in declared else None,
            files=list(declared[name].files) if name in declared else [],
            declared=name in declared,
            rows=rows.get(name, {}),
        )
        for name in dict.fromkeys([*declared, *sorted(rows)])
    ]
    return DataOverview(tables=tables, sources=sources, first=span["min"], last=span["max"])


@router.get("/identity", response_model=IdentityOverview)
def identity(here: Here, who: Who) -> IdentityOverview:
    """How ids were joined."""
    who.need("editor", None, "data:read")
    found = identity_report(home_of((), here.folder, None))
    parts = {name: [vars(one) for one in getattr(found, name)] for name in ("kinds", "sources", "shared", "merges")}
    return IdentityOverview(counts=found.counts, **jsonable_encoder(parts))


@router.get("/coverage", response_model=DataCoverage)
def covered(here: Here, who: Who) -> DataCoverage:
    """Which touchpoints and channels are measured, and which only stand in maps."""
    who.need("viewer", None, "data:read")
    with here.database.session() as session:
        ids = [row.id for row in listed(session, who)]
    try:
        material = kept_in(here.folder).journeys().material
    except NotFoundError:
        material = None
    found = coverage(material, {name: here.rooms.read(name) for name in ids})

    def names(part: str) -> list[CoveredName]:
        return [CoveredName(**vars(one) | {"maps": list(one.maps), "state": one.state}) for one in getattr(found, part)]

    return DataCoverage(
        touchpoints=names("touchpoints"),
        channels=names("channels"),
        months=[CoverageMonth(**vars(one)) for one in found.months],
        customers=found.customers,
        spoken=found.spoken,
        spoken_share=found.spoken_share,
    )


@router.get("/person/{whose:path}", response_model=dict[str, Any])
def person(here: Here, who: Who, whose: Annotated[str, Path(max_length=300)]) -> dict[str, Any]:
    """All that is kept of a customer."""
    who.need("owner", None, "data:read")
    found: dict[str, Any] = jsonable_encoder(export_customer(home_of((), here.folder, None), whose))
    return found


@router.post("/erase", response_model=JobStatus, status_code=status.HTTP_202_ACCEPTED)
def start_erase(here: Here, who: Who, language: Reader, asked: EraseRequest) -> JobStatus:
    """Erase a customer everywhere, as a job whose file is the act; NotFoundError at once where nobody has the id."""
    who.need("owner", None, "data:write")
    find_person(home_of((), here.folder, None), asked.who)
    facts = {"who": asked.who, "ground": asked.ground, "by": who.name, "language": language}
    return job_status(here.jobs.get(here.jobs.start("erase", facts, who.person)), language)


@router.delete("/sources/{name}", response_model=JobStatus, status_code=status.HTTP_202_ACCEPTED)
def start_removal(here: Here, who: Who, language: Reader, name: Annotated[str, Path(max_length=80)]) -> JobStatus:
    """Remove a source with all its rows, as a job."""
    who.need("owner", None, "data:write")
    return job_status(here.jobs.get(here.jobs.start("remove_source", {"source": name}, who.person)), language)
