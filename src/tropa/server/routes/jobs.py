"""Long work: what is under way, how far it has come, and stopping it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from tropa.kit.locale import Language, has_text, text
from tropa.server.asked import Here, Reader, Who
from tropa.studio.caller import Caller
from tropa.studio.jobs import Job, Jobs

router = APIRouter(prefix="/api/jobs", tags=["jobs"])
_BEAT = 5.0  # seconds after which a job is looked at again, news or not


class JobStatus(BaseModel):
    """A job as it stands; `share` is 0…1, `message` says in words why it failed."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    share: float
    facts: dict[str, Any]
    result: dict[str, Any] | None
    code: str | None
    message: str | None
    created: datetime
    started: datetime | None
    ended: datetime | None


@router.get("", response_model=list[JobStatus])
def list_jobs(here: Here, who: Who, language: Reader) -> list[JobStatus]:
    """The newest jobs: an owner's list has everybody's, anybody else's their own."""
    who.need("viewer", None, "data:read")
    person = None if who.may("owner") else who.person or ""
    return [job_status(job, language) for job in here.jobs.list(person=person)]


@router.get("/{job_id}", response_model=JobStatus)
def read_job(here: Here, who: Who, language: Reader, job_id: str) -> JobStatus:
    """One job."""
    return job_status(_theirs(here.jobs, who, job_id), language)


@router.delete("/{job_id}", response_model=JobStatus)
def cancel_job(here: Here, who: Who, language: Reader, job_id: str) -> JobStatus:
    """Stop a job: at once where it waits, at its next step where it runs."""
    _theirs(here.jobs, who, job_id)
    who.need("viewer", None, "data:write")
    return job_status(here.jobs.cancel(job_id), language)


@router.get("/{job_id}/events", response_class=StreamingResponse)
async def job_events(here: Here, who: Who, language: Reader, job_id: str) -> StreamingResponse:
    """The job as it stands now and whenever it moves, until it has ended."""
    await asyncio.to_thread(_theirs, here.jobs, who, job_id)

    async def events() -> AsyncIterator[str]:
        news = here.live.listen("jobs")
        coming = asyncio.ensure_future(anext(news))
        try:
            while True:
                job = await asyncio.to_thread(here.jobs.get, job_id)
                told = job_status(job, language).model_dump_json()
                yield f"event: job\ndata: {told}\n\n"
                if job.over:
                    return
                for _ in range(100):
                    await asyncio.wait({coming}, timeout=_BEAT)
                    if not coming.done():
                        break
                    mine = coming.result().facts.get("job") in (job_id, None)
                    coming = asyncio.ensure_future(anext(news))
                    if mine:
                        break
        finally:
            coming.cancel()

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events(), media_type="text/event-stream", headers=headers)


def job_status(job: Job, language: Language) -> JobStatus:
    """A job for a reader."""
    code = str(job.error["code"]) if job.error else None
    return JobStatus(
        message=_said(job.error, language) if job.error else None,
        code=code,
        **{name: getattr(job, name) for name in JobStatus.model_fields if name not in ("code", "message")},
    )


def _said(error: dict[str, Any], language: Language) -> str:
    room, _, slug = str(error["code"]).partition(".")
    try:
        known = has_text(room, f"error.{slug}", language)
        return text(room, f"error.{slug}", language, **error["facts"]) if known else str(error["message"])
    except (KeyError, FileNotFoundError, AssertionError):
        return str(error["message"])


def _theirs(jobs: Jobs, who: Caller, job_id: str) -> Job:
    """A job of the caller's own, or any for an owner."""
    who.need("viewer", None, "data:read")
    job = jobs.get(job_id)
    if job.person != who.person:
        who.need("owner")
    return job
