"""What the studio's jobs do: imports, drafts, exports, erasures, removed sources, refreshes and digests."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tropa.definition.load import dump
from tropa.definition.model import Source
from tropa.errors import ConflictError, NotFoundError
from tropa.formats.registry import format_named
from tropa.kit.locale import LANGUAGES, Language
from tropa.kit.progress import part
from tropa.library.definition_edit import read_definition, write_definition
from tropa.library.drafting import draft_folder, file_name
from tropa.library.erasing import Erased, erase, resume_erasures
from tropa.library.person import find_person
from tropa.library.proposing import propose_for
from tropa.library.siblings import write_view
from tropa.library.source_removing import remove_source
from tropa.library.upload_import import import_upload
from tropa.library.workspace import home_of, open_workspace
from tropa.model.map import Map
from tropa.server.digest_mail import send_digests
from tropa.server.refreshing import refresh_map, register_refresh
from tropa.studio import maps
from tropa.studio.blanking import blank_studio, overwrite_freed
from tropa.studio.caller import Caller
from tropa.studio.jobs import JobWork
from tropa.studio.studio import Studio
from tropa.studio.tables.maps import MapRow
from tropa.studio.uploads import Uploads

Facts = dict[str, Any]


def register_kinds(studio: Studio) -> None:
    """Let all jobs of the studio be done, and go on with those that waited. Call it once at the start."""
    jobs = studio.jobs
    jobs.register("import", lambda work: run_import(studio, work), again=True)
    jobs.register("draft", lambda work: run_draft(studio, work), again=True)
    jobs.register("export", lambda work: run_export(studio, work), again=True, lane="light")
    jobs.register("erase", lambda work: run_erase(studio, work), again=True, stoppable=False, forgets=("who",))
    jobs.register("remove_source", lambda work: run_remove_source(work), again=True, stoppable=False)
    jobs.register("digest", lambda work: send_digests(studio, work), again=True, lane="light")
    register_refresh(jobs, studio)
    Uploads(studio.database, studio.folder).expire()
    jobs.resume()


def run_import(studio: Studio, work: JobWork) -> Facts:
    """Import an upload (facts: `upload`, `file` name on the disk, `source` as in `tropa.yaml`, `language`)."""
    uploads = Uploads(studio.database, studio.folder)
    source = Source.model_validate(work.facts["source"])
    try:
        file = uploads.whole(work.facts["upload"]).path
    except NotFoundError:  # done before, up to the last step
        file = work.folder / source.files[-1]
    done = import_upload(work.folder, file, source, language=_language(work.facts), progress=work.progress)
    report = done.imported.report
    if not report.broken:
        uploads.drop(work.facts["upload"])
    return {
        "import_id": report.import_id,
        "source": report.source,
        "broken": [one | {"file": Path(one["file"]).name} for one in map(vars, report.rejections)]
        if report.broken
        else [],
        **{name: getattr(report, name) for name in ("rows", "accepted", "duplicates", "rejected")},
        "added": done.imported.added,
        "stitch_rate": done.imported.stitch_rate,
        "definition_written": done.definition_written,
        "rules_added": done.rules_added,
    }


def run_draft(studio: Studio, work: JobWork) -> Facts:
    """Draft the workspace (facts: `language`, `name` of who asked): a map a segment.

    A segment that has a drafted map keeps it: what is new in it becomes proposals. A definition that is only proposed
    is written down first, since the maps rest on it.
    """
    language = _language(work.facts)
    if read_definition(work.folder) is None:
        proposal = propose_for(work.folder, language=language, progress=part(work.progress, 0, 0.2))
        write_definition(work.folder, dump(proposal.definition, proposal.notes), None)
    workspace = open_workspace(work.folder)
    asked = language if work.facts.get("language") else None
    drafted = draft_folder(workspace, language=asked, progress=part(work.progress, 0.2, 0.8))
    caller = Caller(work.person, str(work.facts.get("name") or ""), "", "owner")
    there = _drafted_maps(studio)
    made, refreshed = [], {}
    for number, one in enumerate(drafted.draft.maps):
        work.progress(0.8 + 0.2 * number / len(drafted.draft.maps))
        segment = file_name(one)
        if segment in there:
            found = refresh_map(studio, there[segment], _quietly(work))
            refreshed[there[segment]] = found["proposals"]
        else:
            made.append(maps.create(studio, one, caller, project=work.facts.get("project"), made_of=f"draft:{segment}"))
    return {
        "maps": made,
        "proposals": refreshed,
        "too_few": [{"segment": title, "customers": size} for title, size in drafted.draft.too_few],
        "imported": len(drafted.imported),
        "refused": sum(one.refused for one in drafted.imported),
    }


def run_export(studio: Studio, work: JobWork) -> Facts:
    """A map as a file (facts: `map`, `format`, `view`, `persona`, `options`, `hidden` kinds of lanes)."""
    facts = work.facts
    form = format_named(facts["format"])
    caller = Caller(work.person, "", "", "viewer", hidden=frozenset(facts.get("hidden", ())))
    document = maps.shown(studio.rooms.read(facts["map"]), caller)
    work.progress(0.1)
    content = write_view(document, facts.get("view", "journey"), form, facts.get("persona"), **facts.get("options", {}))
    work.progress(0.9)
    name = f"map{form.suffix}"
    (work.output_folder / name).write_bytes(content)
    return {"file": name, "title": document.title, "media_type": form.media_type, "size": len(content)}


def run_erase(studio: Studio, work: JobWork) -> Facts:
    """Erase a customer everywhere (facts: `who`, `ground`, `by`, `language`), with an act.

    The words go from the studio's maps first; then whose they were is taken out of the job, and the workspace's own
    erasure, which goes on after a cut by itself, does the rest.
    """
    workspace, who = home_of((), work.folder, None), work.facts.get("who")
    work.progress(0.02)
    if who is None:
        finished = resume_erasures(workspace, progress=work.progress)
        if not finished:
            raise ConflictError("data.erasure_lost")
        return _told(finished[-1], work, [])
    said = find_person(workspace, who).rows["verbatims"]
    words = [one for one in said["text"].to_pylist() if one]
    touched = blank_studio(studio, said["verbatim_id"].to_pylist(), words)
    work.progress(0.2)
    studio.jobs.forget(work.id)
    overwrite_freed(studio.database)
    facts: Mapping[str, Any] = work.facts
    done = erase(
        workspace,
        who,
        ground=facts.get("ground", ""),
        by=facts.get("by", ""),
        language=_language(facts),
        progress=part(work.progress, 0.3, 1),
    )
    return _told(done, work, touched)


def run_remove_source(work: JobWork) -> Facts:
    """Remove a source and all its rows (facts: `source`)."""
    removed = remove_source(home_of((), work.folder, None), work.facts["source"], progress=work.progress)
    return removed.to_dict()


def _told(done: Erased, work: JobWork, touched: list[str]) -> Facts:
    """The act without a word that says whose it is, and its PDF as the job's file."""
    paper = next((path for path in done.act_files if path.suffix == ".pdf"), done.act_files[0])
    (work.output_folder / paper.name).write_bytes(paper.read_bytes())
    act = asdict(done.act)
    kept = {name: act[name] for name in ("number", "rows", "documents", "rebuild", "remaining")}
    return {"file": paper.name, "maps": touched, "time": done.act.time.isoformat(), **kept}


def _drafted_maps(studio: Studio) -> dict[str, str]:
    """The map of each segment that was drafted here and is not in the trash, the oldest where there are several."""
    with studio.database.session() as session:
        rows = session.execute(
            select(MapRow.id, MapRow.made_of)
            .where(MapRow.made_of.startswith("draft:"), MapRow.deleted_at.is_(None))
            .order_by(MapRow.created.desc())
        ).all()
        others = session.scalars(select(MapRow.id).where(MapRow.deleted_at.is_(None), MapRow.evidence > 0)).all()
    found = {segment: name for name in others if (segment := _segment_of(studio.rooms.read(name)))}
    return found | {made_of.removeprefix("draft:"): name for name, made_of in rows}


def _segment_of(document: Map) -> str | None:
    """The one segment a map with computed evidence speaks of: drafted elsewhere and brought in."""
    computed = any(one.table_version is not None for one in document.evidence)
    return document.segments[0] if computed and len(document.segments) == 1 else None


def _quietly(work: JobWork) -> JobWork:
    return JobWork(work.id, work.facts, lambda _share: None, work.folder, work.person, work.output_folder)


def _language(facts: Mapping[str, Any]) -> Language:
    return next((one for one in LANGUAGES if one == facts.get("language")), "en")
