"""The job that asks a map's evidence again and keeps what is new as proposals."""

from typing import Any

from tropa.binding.refresh import refresh
from tropa.server.answers import asked_again
from tropa.server.kept_journeys import kept_in
from tropa.studio import proposals
from tropa.studio.jobs import Jobs, JobWork
from tropa.studio.studio import Studio


def register_refresh(jobs: Jobs, studio: Studio) -> None:
    """Let jobs of the kind `refresh` (facts: `map`) be done; one may be begun anew."""

    def run(work: JobWork) -> dict[str, Any]:
        return refresh_map(studio, str(work.facts["map"]), work)

    jobs.register("refresh", run, again=True, lane="light")


def refresh_map(studio: Studio, map_id: str, work: JobWork) -> dict[str, Any]:
    """Ask again, and keep the proposals; how many there are."""
    kept = kept_in(studio.folder)
    document = studio.rooms.read(map_id)
    work.progress(0.1)
    material = kept.journeys().material
    work.progress(0.4)
    edits = refresh(document, material, ask=lambda record: asked_again(kept, record))
    work.progress(0.9)
    with studio.database.session() as session:
        found = proposals.keep(session, document, edits)
    studio.live.publish(f"map:{map_id}", "proposals", open=found)
    return {"map": map_id, "proposals": found}
