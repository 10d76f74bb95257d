"""Maps drafted from the workspace's data."""

from typing import Annotated

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from tropa.kit.locale import Language
from tropa.server.asked import Here, Reader, Who
from tropa.server.routes.jobs import JobStatus, job_status

router = APIRouter(prefix="/api/drafts", tags=["jobs"])


class DraftRequest(BaseModel):
    """In which language (the definition's where it is left out) and in which project the maps are drafted."""

    model_config = ConfigDict(extra="forbid")

    language: Language | None = None
    project: Annotated[str, Field(max_length=80)] | None = None


@router.post("", response_model=JobStatus, status_code=status.HTTP_202_ACCEPTED)
def start_draft(here: Here, who: Who, language: Reader, asked: DraftRequest) -> JobStatus:
    """Draft a map for each segment, as a job; a segment that has one gets proposals."""
    who.need("editor", None, "data:write")
    facts = {"name": who.name, **asked.model_dump(exclude_none=True)}
    return job_status(here.jobs.get(here.jobs.start("draft", facts, who.person)), language)
