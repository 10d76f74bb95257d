"""Uploads into the lake, and the reports of all imports."""

import json
from datetime import datetime
from typing import Annotated, Any

import pyarrow.compute as pc
from fastapi import APIRouter, Path, status
from pydantic import BaseModel, ConfigDict, Field

from tropa.definition.model import Slug, Source
from tropa.errors import NotFoundError
from tropa.ingest.mapping import Mapping
from tropa.ingest.registry import reader_named
from tropa.ingest.report import Rejection
from tropa.ingest.report_text import assumption_text, rejection_text
from tropa.library.files import source_named
from tropa.library.upload_import import place_for
from tropa.library.workspace import home_of
from tropa.server.asked import Here, Reader, Who
from tropa.server.routes.jobs import JobStatus, job_status
from tropa.server.routes.uploads import Refusal
from tropa.studio.uploads import Uploads

router = APIRouter(prefix="/api/imports", tags=["jobs"])


class ImportRequest(BaseModel):
    """An upload to import: the reader where it is not to be recognised, what columns mean, the source's name."""

    model_config = ConfigDict(extra="forbid")

    upload: Annotated[str, Field(max_length=80)]
    reader: Annotated[str, Field(max_length=80)] | None = None
    mapping: Mapping | None = None
    source: Slug | None = None


class ImportSummary(BaseModel):
    """One import that was done."""

    id: str
    file: str
    source: str
    time: datetime
    rows: int
    accepted: int
    duplicates: int
    rejected: int


class ImportDetails(BaseModel):
    """One import with its refused rows, by line, value and reason, and what was assumed."""

    summary: ImportSummary
    assumptions: list[str]
    refusals: list[Refusal]


@router.post("", response_model=JobStatus, status_code=status.HTTP_202_ACCEPTED)
def start_import(here: Here, who: Who, language: Reader, asked: ImportRequest) -> JobStatus:
    """Import an upload, as a job."""
    who.need("editor", None, "data:write")
    upload = Uploads(here.database, here.folder).whole(asked.upload)
    if upload.person != who.person:
        who.need("owner")
    said: dict[str, Any] = {"name": asked.source or source_named(upload.path)}
    if asked.reader:
        said["reader"] = reader_named(asked.reader).source
    if asked.mapping is not None:
        said["mapping"] = asked.mapping.model_dump(mode="json", exclude_defaults=True)
    source = Source.model_validate(said | {"files": (place_for(here.folder, upload.name),)})
    facts: dict[str, Any] = {"upload": upload.id, "name": upload.name, "language": language}
    facts["source"] = source.model_dump(mode="json", exclude_unset=True)
    return job_status(here.jobs.get(here.jobs.start("import", facts, who.person)), language)


@router.get("", response_model=list[ImportSummary])
def list_imports(here: Here, who: Who) -> list[ImportSummary]:
    """All imports of the workspace, the newest first."""
    who.need("viewer", None, "data:read")
    rows = home_of((), here.folder, None).lake.read("imports").drop_columns(["report"])
    return [_summary(row) for row in rows.sort_by([("time", "descending")]).slice(0, 1000).to_pylist()]


@router.get("/{import_id}", response_model=ImportDetails)
def read_import(
    here: Here, who: Who, language: Reader, import_id: Annotated[str, Path(max_length=80)]
) -> ImportDetails:
    """The report of an import."""
    who.need("editor", None, "data:read")
    stored = home_of((), here.folder, None).lake.read("imports")
    found = stored.filter(pc.equal(stored["import_id"], import_id)).to_pylist()
    if not found:
        raise NotFoundError("data.no_import", value=import_id)
    report = json.loads(found[0]["report"] or "{}")
    refused = [
        Rejection(**{k: v for k, v in one.items() if k in Rejection.__dataclass_fields__})
        for one in report.get("rejections", [])
        if one
    ]
    assumed = [(one["key"], {k: v for k, v in one.items() if k != "key"}) for one in report.get("assumptions", [])]
    return ImportDetails(
        summary=_summary(found[0]),
        assumptions=[assumption_text(key, facts, language) for key, facts in assumed],
        refusals=[
            Refusal(line=one.line, column=one.column, value=one.value, reason=rejection_text(one, language))
            for one in refused
        ],
    )


def _summary(row: dict[str, Any]) -> ImportSummary:
    counts = {name: row[name] or 0 for name in ("rows", "accepted", "duplicates", "rejected")}
    return ImportSummary(id=row["import_id"], file=row["file"], source=row["source"], time=row["time"], **counts)
