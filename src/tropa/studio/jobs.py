"""Long work done beside requests: queued in the database, one heavy job at a time, told as it goes, stopped on wish.

A job that was running when the studio stopped is done again where its kind can be done twice; else it is left as
`interrupted`, with a reason. Heavy work (imports, drafts, erasures) and light work (a map as PDF) have a thread each,
so that a page can be exported while a year of events is read.
"""

import asyncio
import logging
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import delete, select, update

from tropa.errors import ConflictError, NotFoundError, TropaError
from tropa.kit.ids import random_id
from tropa.kit.progress import Progress
from tropa.studio.database import Database
from tropa.studio.live import Live
from tropa.studio.tables.base import now
from tropa.studio.tables.jobs import ENDED, JobRow, JobState

_LOG = logging.getLogger("tropa.studio.jobs")

Lane = Literal["heavy", "light"]
LANES: tuple[Lane, ...] = ("heavy", "light")
KEPT = timedelta(days=30)  # ended jobs and their files
TRIES = 3  # a job that stopped the studio so often is not begun again
_TOLD_EVERY = 0.25  # seconds between two pieces of news of one job
_PATIENCE = 10.0  # seconds a job is given to stop


class JobStopped(BaseException):
    """Raised out of a job's progress where it is to stop."""


@dataclass(frozen=True)
class JobWork:
    """What a job gets: its facts, a way to tell how far it has come (which raises where it is to stop), the
    workspace's folder, who asked, and a folder of its own for the files it makes."""

    id: str
    facts: dict[str, Any]
    progress: Progress
    folder: Path
    person: str | None
    output_folder: Path


Run = Callable[[JobWork], dict[str, Any] | None]


@dataclass(frozen=True)
class Job:
    """A job as it stands. `error` has code, message (English) and facts; `share` is 0…1."""

    id: str
    kind: str
    state: JobState
    facts: dict[str, Any]
    result: dict[str, Any] | None
    error: dict[str, Any] | None
    share: float
    person: str | None
    created: datetime
    started: datetime | None
    ended: datetime | None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDED


@dataclass(frozen=True)
class _Kind:
    run: Run
    again: bool
    lane: Lane
    stoppable: bool
    forgets: frozenset[str]


class Jobs:
    """The jobs of a workspace. Kinds are registered, then `resume` begins work; all methods work from any thread."""

    def __init__(self, database: Database, folder: Path, live: Live) -> None:
        self._database, self._folder, self._live = database, folder, live
        self._kinds: dict[str, _Kind] = {}
        self._stop: dict[str, threading.Event] = {}
        self._wake = {lane: threading.Event() for lane in LANES}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closing = False

    def register(
        self,
        kind: str,
        run: Run,
        again: bool,
        *,
        lane: Lane = "heavy",
        stoppable: bool = True,
        forgets: Sequence[str] = (),
    ) -> None:
        """Say how jobs of a kind are done. `again`: a job that was cut off may be begun anew. `forgets` names facts
        that are shown to nobody and kept no longer than the job runs (whose data is to be erased)."""
        self._kinds[kind] = _Kind(run, again, lane, stoppable, frozenset(forgets))

    def resume(self) -> None:
        """Settle what was running when the studio stopped, forget old jobs, and begin to work."""
        with self._lock:
            if self._threads or self._closing:
                return
            self._settle_cut_off()
            self._forget_old()
            for lane in LANES:
                thread = threading.Thread(target=self._work, args=(lane,), name=f"jobs-{lane}", daemon=True)
                self._threads.append(thread)
                thread.start()

    def start(self, kind: str, facts: dict[str, Any], person: str | None) -> str:
        """Queue a job of a kind; its id. ConflictError while the studio stops."""
        if self._closing:
            raise ConflictError("jobs.closing")
        known = self._kinds[kind]
        row = JobRow(id=random_id("job"), kind=kind, facts=facts, person=person, created=now())
        with self._database.session() as session:
            session.add(row)
        self._tell(row.id, "state")
        self.resume()
        self._wake[known.lane].set()
        return row.id

    def get(self, job_id: str) -> Job:
        """The job; NotFoundError `jobs.no_job`."""
        with self._database.session() as session:
            row = session.get(JobRow, job_id)
            if row is None:
                raise NotFoundError("jobs.no_job", value=job_id)
            return self._shown(row)

    def list(self, kind: str | None = None, *, person: str | None = None, most: int = 100) -> "list[Job]":
        """The newest jobs first, of a kind and of a person where these are given."""
        asked = select(JobRow).order_by(JobRow.created.desc(), JobRow.id).limit(most)
        if kind is not None:
            asked = asked.where(JobRow.kind == kind)
        if person is not None:
            asked = asked.where(JobRow.person == person)
        with self._database.session() as session:
            return [self._shown(row) for row in session.scalars(asked)]

    def cancel(self, job_id: str) -> Job:
        """Take a queued job off the queue, or ask a running one to stop at its next step; the job as it then stands.

        ConflictError `jobs.not_stoppable` for one that has begun and has to be finished. An ended job stays as it is.
        """
        job = self.get(job_id)
        if job.over:
            return job
        kind = self._kinds.get(job.kind)
        if not self._end(job_id, "cancelled", only="queued"):
            if kind is not None and not kind.stoppable:
                raise ConflictError("jobs.not_stoppable", value=job_id)
            self._stop.setdefault(job_id, threading.Event()).set()
        return self.get(job_id)

    def forget(self, job_id: str) -> None:
        """Take what the kind of a running job `forgets` out of the database now: the job holds it in memory."""
        with self._database.session() as session:
            row = session.get(JobRow, job_id)
            if row is not None:
                row.facts = self._shown(row).facts

    def file_of(self, job_id: str) -> Path:
        """The file a job has made; NotFoundError where there is none (yet)."""
        job = self.get(job_id)
        name = (job.result or {}).get("file")
        path = self._output(job_id) / Path(str(name)).name
        if job.state != "done" or not name or not path.is_file():
            raise NotFoundError("jobs.no_file", value=job_id)
        return path

    async def close(self) -> None:
        """Begin nothing more, ask what runs to stop, and wait for it a while."""
        self._closing = True
        for event in [*self._stop.values(), *self._wake.values()]:
            event.set()
        deadline = time.monotonic() + _PATIENCE
        for thread in self._threads:
            await asyncio.to_thread(thread.join, max(0.0, deadline - time.monotonic()))

    # ---- inside

    def _output(self, job_id: str) -> Path:
        return self._folder / ".studio" / "jobs" / job_id

    def _work(self, lane: Lane) -> None:
        wake = self._wake[lane]
        while not self._closing:
            wake.clear()
            try:
                job = self._next(lane)
                if job is not None:
                    self._do(job, self._kinds[job.kind])
                    continue
            except Exception:  # noqa: BLE001  # the database is away for a moment: the queue outlives it
                _LOG.exception("jobs could not be looked after")
                time.sleep(1.0)
                continue
            wake.wait(30.0)

    def _next(self, lane: Lane) -> JobRow | None:
        """The oldest queued job of the lane, now running."""
        kinds = [name for name, kind in self._kinds.items() if kind.lane == lane]
        oldest = select(JobRow).where(JobRow.state == "queued", JobRow.kind.in_(kinds)).order_by(JobRow.created)
        with self._database.session() as session:
            row = session.scalars(oldest.limit(1)).first()
            if row is None:
                return None
            self._stop.setdefault(row.id, threading.Event())
            taken = session.execute(
                update(JobRow)
                .where(JobRow.id == row.id, JobRow.state == "queued")
                .values(state="running", started=now(), tries=JobRow.tries + 1, share=0.0)
            )
            if cast(Any, taken).rowcount == 0:
                return None
        self._tell(row.id, "state")
        return row

    def _do(self, row: JobRow, kind: _Kind) -> None:
        stop = self._stop[row.id]
        output = self._output(row.id)
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir(parents=True, exist_ok=True)
        work = JobWork(row.id, dict(row.facts), self._progress(row.id, stop, kind), self._folder, row.person, output)
        try:
            work.progress(0.0)
            result = kind.run(work)
            self._end(row.id, "done", result=result or {}, share=1.0)
        except JobStopped:
            self._stopped(row.id, kind)
        except TropaError as error:
            self._end(row.id, "failed", error=error.to_dict())
        except MemoryError:
            self._end(row.id, "failed", error=ConflictError("jobs.no_memory").to_dict())
        except Exception as error:  # noqa: BLE001  # one job must not end the others
            _LOG.exception("a job failed", extra={"job": row.id, "kind": row.kind})
            self._end(row.id, "failed", error=ConflictError("jobs.unforeseen", reason=type(error).__name__).to_dict())
        finally:
            self._stop.pop(row.id, None)
            if not any(output.iterdir()):
                shutil.rmtree(output, ignore_errors=True)

    def _stopped(self, job_id: str, kind: _Kind) -> None:
        if not self._closing:
            self._end(job_id, "cancelled")
        elif kind.again:
            self._queue_again(job_id)
        else:
            self._end(job_id, "interrupted", error=ConflictError("jobs.interrupted").to_dict())

    def _progress(self, job_id: str, stop: threading.Event, kind: _Kind) -> Progress:
        told = [0.0, -1.0]  # when, what

        def progress(share: float) -> None:
            if stop.is_set() and (kind.stoppable or share == 0.0):
                raise JobStopped
            moment = time.monotonic()
            if moment - told[0] < _TOLD_EVERY or abs(share - told[1]) < 0.005:
                return
            told[:] = moment, share
            with self._database.session() as session:
                session.execute(update(JobRow).where(JobRow.id == job_id).values(share=min(1.0, max(0.0, share))))
            self._tell(job_id, "progress", share=round(share, 3))

        return progress

    def _end(self, job_id: str, state: JobState, only: JobState | None = None, **values: Any) -> bool:
        """Note how the job ended, unless it is not (`only`) in this state any more; whether that was noted."""
        with self._database.session() as session:
            row = session.get(JobRow, job_id)
            if row is None or (only is not None and row.state != only):
                return False
            hidden = self._kinds[row.kind].forgets if row.kind in self._kinds else frozenset()
            facts = {name: value for name, value in row.facts.items() if name not in hidden}
            changed = session.execute(
                update(JobRow)
                .where(JobRow.id == job_id, JobRow.state == row.state)
                .values(state=state, ended=now(), facts=facts, **values)
                .execution_options(synchronize_session=False)
            )
            if cast(Any, changed).rowcount == 0:
                return False
        self._tell(job_id, "state")
        return True

    def _queue_again(self, job_id: str) -> None:
        with self._database.session() as session:
            session.execute(update(JobRow).where(JobRow.id == job_id).values(state="queued", share=0.0, started=None))

    def _settle_cut_off(self) -> None:
        with self._database.session() as session:
            found = [
                (row.id, row.kind, row.tries)
                for row in session.scalars(select(JobRow).where(JobRow.state.in_(("running", "queued"))))
                if row.state == "running" or row.kind not in self._kinds
            ]
        for job_id, name, tries in found:
            kind = self._kinds.get(name)
            if kind is not None and kind.again and tries < TRIES:
                self._queue_again(job_id)
            else:
                self._end(job_id, "interrupted", error=ConflictError("jobs.interrupted").to_dict())

    def _forget_old(self) -> None:
        with self._database.session() as session:
            old = select(JobRow.id).where(JobRow.state.in_(ENDED), JobRow.ended < now() - KEPT)
            gone = list(session.scalars(old))
            session.execute(delete(JobRow).where(JobRow.id.in_(gone)))
        for job_id in gone:
            shutil.rmtree(self._output(job_id), ignore_errors=True)

    def _tell(self, job_id: str, what: str, **facts: Any) -> None:
        """News without what the job is about: who may see a job asks for it."""
        self._live.publish("jobs", what, job=job_id, **facts)

    def _shown(self, row: JobRow) -> Job:
        hidden = self._kinds[row.kind].forgets if row.kind in self._kinds else frozenset()
        facts = {name: value for name, value in row.facts.items() if name not in hidden}
        return Job(
            row.id, row.kind, row.state, facts, row.result, row.error, row.share, row.person, row.created,
            row.started, row.ended,
        )  # fmt: skip
