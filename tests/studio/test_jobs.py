"""Jobs: done in order, stopped on wish, settled after the studio stopped."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tropa.studio.database import Database, connect
from tropa.studio.jobs import Job, Jobs, JobWork
from tropa.studio.live import Live
from tropa.studio.tables import Base
from tropa.studio.tables.jobs import JobRow


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = connect(tmp_path)
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


def slow(work: JobWork) -> dict[str, Any]:
    for step in range(100):
        work.progress(step / 100)
        time.sleep(0.02)
    return {"steps": 100}


def ended(jobs: Jobs, job_id: str) -> Job:
    for _ in range(200):
        if (job := jobs.get(job_id)).over:
            return job
        time.sleep(0.02)
    raise AssertionError(jobs.get(job_id))


def test_a_running_job_stops_at_its_next_step(database: Database, tmp_path: Path) -> None:
    jobs = Jobs(database, tmp_path, Live())
    jobs.register("slow", slow, again=True)
    job = jobs.start("slow", {}, None)
    time.sleep(0.2)
    jobs.cancel(job)
    assert ended(jobs, job).state == "cancelled"
    asyncio.run(jobs.close())


@pytest.mark.parametrize(("again", "state"), [(True, "done"), (False, "interrupted")])
def test_a_job_found_running_is_begun_anew_or_marked(
    database: Database, tmp_path: Path, again: bool, state: str
) -> None:
    with database.session() as session:
        session.add(JobRow(id="job_cut", kind="quick", state="running", facts={}, tries=1))
    jobs = Jobs(database, tmp_path, Live())
    jobs.register("quick", lambda work: {"n": 1}, again=again)
    jobs.resume()
    assert ended(jobs, "job_cut").state == state
    asyncio.run(jobs.close())


def test_what_a_kind_forgets_is_not_kept(database: Database, tmp_path: Path) -> None:
    jobs = Jobs(database, tmp_path, Live())
    jobs.register("erase", lambda work: {"n": len(work.facts["who"])}, again=True, forgets=("who",))
    job = ended(jobs, jobs.start("erase", {"who": "anna@example.com", "ground": "17"}, None))
    assert (job.result, job.facts) == ({"n": 16}, {"ground": "17"})
    with database.session() as session:
        row = session.get(JobRow, job.id)
        assert row is not None
        assert "who" not in row.facts
    asyncio.run(jobs.close())
