"""A customer erased everywhere in a workspace, with an act that says so.

The plan is written down first and each step may be done twice, so that what was interrupted is finished by
`resume_erasures`, or by the next `erase`. Gone are: events, traits, texts, joined ids, values told by import reports,
kept journeys, quotes in maps and in what was written from them, records in the source files of the folder, and the
tables' older versions. What stays is a tombstone nobody can read, so that another import of the sources brings nothing
back, a row of the audit log and the act. Numbers in maps drawn before stay: they name nobody.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import NotFoundError
from tropa.events.destruction import DestructionAct, log, logged
from tropa.events.tombstones import Tombstones, carrying, row_marks
from tropa.kit.ids import random_id
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.library.blanking import blank_documents
from tropa.library.destruction_act import write_act
from tropa.library.person import TABLES, find_person, kept_id
from tropa.library.source_erasing import clean_sources
from tropa.library.traces import Traces, files_with
from tropa.library.workspace import Workspace, emptied_cache

MODELS = "models"  # the folder of a workspace where what is trained on its texts lies


@dataclass(frozen=True)
class Erased:
    """What an erasure did: its act, where that was written, the documents and source files written anew.

    `act.rebuild` are models that learnt from the customer's texts, `act.remaining` files that still name the customer:
    a person has to see to them.
    """

    act: DestructionAct
    act_files: tuple[Path, ...]
    documents: tuple[Path, ...]
    sources: tuple[Path, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        files = {name: [str(path) for path in getattr(self, name)] for name in ("act_files", "documents", "sources")}
        return {**asdict(self.act), "time": self.act.time.isoformat(), **files}


@dataclass(frozen=True)
class _Plan:
    """All that the steps need once the customer's rows are gone; kept in a file until the last step."""

    number: str
    time: str
    ids: tuple[str, ...]
    marks: dict[str, list[str]]  # by table
    texts: tuple[str, ...]
    verbatims: tuple[str, ...]
    ground: str
    by: str
    language: Language
    sources: bool


def erase(
    workspace: Workspace,
    who: str,
    *,
    ground: str = "",
    by: str = "",
    language: Language | None = None,
    sources: bool = True,
    progress: Progress = silent,
) -> Erased:
    """Erase the customer who has the id `who` (`kind:value`, an e-mail address, a phone number with +).

    `ground` and `by` go into the act: why it is done (the number of the request) and who does it. With
    `sources=False` the source files in the folder stay as they are and are told in `act.remaining`. Erasures that were
    interrupted are finished first. NotFoundError where nobody has the id.

    >>> erase(open_workspace(Path("shop")), "anna@example.com", ground="request 17").act.rows  # doctest: +SKIP
    {'events': 12, 'traits': 1, 'verbatims': 2}
    """
    finished = {one.act.subject: one for one in resume_erasures(workspace)}
    try:
        plan = _planned(workspace, who, (ground, by), language or workspace.definition.language, sources=sources)
    except NotFoundError:
        subject = Tombstones(home(workspace)).of(kept_id(who)) if finished else ""
        if subject in finished:
            return finished[subject]
        raise
    return _carry_out(workspace, plan, progress)


def resume_erasures(workspace: Workspace, *, progress: Progress = silent) -> list[Erased]:
    """Finish every erasure that was interrupted."""
    pending = sorted((home(workspace) / "pending").glob("*.json"))
    return [_carry_out(workspace, _read(path), progress) for path in pending]


def home(workspace: Workspace) -> Path:
    """Where a workspace keeps tombstones, the audit log, acts and what is pending."""
    return workspace.folder / "erasures"


def _planned(workspace: Workspace, who: str, told: tuple[str, str], language: Language, *, sources: bool) -> _Plan:
    person = find_person(workspace, who)
    said = person.rows["verbatims"]
    plan = _Plan(
        number=random_id("act"),
        time=datetime.now(UTC).isoformat(),
        ids=(kept_id(who), *(one for one in person.ids if one != kept_id(who))),
        marks={table: row_marks(table, rows) for table, rows in person.rows.items()},
        texts=tuple(dict.fromkeys(text for text in said["text"].to_pylist() if text)),
        verbatims=tuple(said["verbatim_id"].to_pylist()),
        ground=told[0],
        by=told[1],
        language=language,
        sources=sources,
    )
    path = _pending(workspace, plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(plan), ensure_ascii=False), "utf-8")
    fresh.replace(path)
    return plan


def _carry_out(workspace: Workspace, plan: _Plan, progress: Progress) -> Erased:
    stones, traces = Tombstones(home(workspace)), Traces(plan.ids, plan.texts)
    stones.add([*plan.ids, *(mark for marks in plan.marks.values() for mark in marks)])
    progress(0.1)
    _empty_lake(workspace, plan, traces)
    progress(0.4)
    documents = blank_documents(workspace.folder, plan.verbatims, plan.texts)
    emptied_cache(workspace)
    progress(0.6)
    cleaned, left = clean_sources(workspace, traces, stones, rewrite=plan.sources)
    workspace.lake.purge()
    progress(0.8)
    act = _act(workspace, plan, stones.of(plan.ids[0]), len(documents))
    act = replace(act, remaining=_remaining(workspace, plan, traces, left))
    files = write_act(act, home(workspace) / "acts", plan.language)
    journal = home(workspace) / "log.jsonl"
    if not logged(journal, "erased", act=act.number):
        log(
            journal,
            "erased",
            datetime.now(UTC),
            {"act": act.number, "rows": dict(act.rows), "documents": len(documents)},
        )
    _pending(workspace, plan).unlink()
    progress(1.0)
    return Erased(act, tuple(files), tuple(documents), tuple(cleaned))


def _empty_lake(workspace: Workspace, plan: _Plan, traces: Traces) -> None:
    lake = workspace.lake
    for table in TABLES:
        marks = pa.array(plan.marks[table], pa.string())

        def theirs(rows: pa.Table, table: str = table, marks: pa.Array = marks) -> pa.Array:
            listed = pc.is_in(pa.array(row_marks(table, rows), pa.string()), value_set=marks)
            return pc.or_(listed, pa.array(carrying(rows, plan.ids)))

        lake.remove(table, theirs)
    lake.remove("identity", lambda rows: _any_of(rows, ("id", "customer"), plan.ids))
    lake.remove("merges", lambda rows: _any_of(rows, ("id", "joined", "customer"), plan.ids))
    _forget_in_reports(workspace, traces)


def _any_of(rows: pa.Table, columns: Sequence[str], ids: Sequence[str]) -> pa.Array:
    found = pa.array([False] * rows.num_rows, pa.bool_())
    for column in columns:
        found = pc.or_(found, pc.is_in(rows[column].combine_chunks(), value_set=pa.array(ids, pa.string())))
    return found


def _forget_in_reports(workspace: Workspace, traces: Traces) -> None:
    """Values of refused rows that import reports show, where they name the customer."""
    stored = workspace.lake.read("imports")
    reports = [None if told is None else _without(json.loads(told), traces) for told in stored["report"].to_pylist()]
    texts = [None if told is None else json.dumps(told, ensure_ascii=False) for told in reports]
    if texts != stored["report"].to_pylist():
        place = stored.schema.get_field_index("report")
        workspace.lake.replace_all("imports", stored.set_column(place, "report", pa.array(texts, pa.string())))


def _without(value: Any, traces: Traces) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, traces) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, traces) for one in value]
    named = isinstance(value, str) and (traces.is_cell(value) or traces.in_text(value))
    return None if named else value


def _act(workspace: Workspace, plan: _Plan, subject: str, documents: int) -> DestructionAct:
    models = workspace.folder / MODELS
    return DestructionAct(
        number=plan.number,
        time=datetime.fromisoformat(plan.time),
        subject=subject,
        operator=workspace.definition.map.company or "",
        system=f"Tropa: {workspace.folder.absolute().name}",
        ground=plan.ground,
        by=plan.by,
        rows={table: len(marks) for table, marks in plan.marks.items()},
        documents=documents,
        rebuild=tuple(sorted(path.name for path in models.iterdir())) if plan.texts and models.is_dir() else (),
    )


def _remaining(workspace: Workspace, plan: _Plan, traces: Traces, left: Sequence[Path]) -> tuple[str, ...]:
    found = {*left, *files_with(traces, workspace.folder, beside=[_pending(workspace, plan)])}
    return tuple(sorted(path.relative_to(workspace.folder).as_posix() for path in found))


def _pending(workspace: Workspace, plan: _Plan) -> Path:
    return home(workspace) / "pending" / f"{plan.number}.json"


def _read(path: Path) -> _Plan:
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for name in ("ids", "texts", "verbatims"):
        plain[name] = tuple(plain[name])
    return _Plan(**plain)
