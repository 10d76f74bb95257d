"""Maps as files, written as jobs, and what other jobs have made: the act of an erasure."""

from typing import Annotated

from fastapi import APIRouter, status
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from tropa.formats.registry import format_named
from tropa.server.asked import Here, Reader, Who
from tropa.server.opened import opened
from tropa.server.routes.exports_now import ExportOptions
from tropa.server.routes.jobs import JobStatus, job_status

router = APIRouter(prefix="/api/exports", tags=["jobs"])


class ExportRequest(BaseModel):
    """Which map is written in which format, and how."""

    model_config = ConfigDict(extra="forbid")

    map: Annotated[str, Field(max_length=80)]
    format: Annotated[str, Field(max_length=40)]
    options: ExportOptions = ExportOptions()


@router.post("", response_model=JobStatus, status_code=status.HTTP_202_ACCEPTED)
def start_export(here: Here, who: Who, language: Reader, asked: ExportRequest) -> JobStatus:
    """Write a map as a file, as a job."""
    opened(here, who, asked.map)
    form = format_named(asked.format)
    chosen = asked.options.model_dump(exclude_none=True)
    facts = {
        "map": asked.map,
        "format": form.name,
        "view": chosen.pop("view"),
        "persona": chosen.pop("persona", None),
        "options": chosen,
        "hidden": sorted(who.hidden),
    }
    return job_status(here.jobs.get(here.jobs.start("export", facts, who.person)), language)


@router.get("/{job_id}", response_class=FileResponse)
def download(here: Here, who: Who, job_id: str) -> FileResponse:
    """The file a job has made; NotFoundError until it has."""
    job = here.jobs.get(job_id)
    if job.kind == "export":
        opened(here, who, job.facts["map"])
    if job.person != who.person or job.kind != "export":
        who.need("owner", None, "data:read")
    path = here.jobs.file_of(job_id)
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox", "Cache-Control": "no-store"}
    return FileResponse(path, filename=path.name, headers=headers)
