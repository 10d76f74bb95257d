"""How ids were joined into customers: rates by kind of id and source, what was held out, why two are one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.events.identity import seen_in, stitch
from tropa.library.gathering import identity_settings
from tropa.library.workspace import Workspace

TABLES = ("events", "traits", "verbatims")
MERGES = 50  # shown, the largest customers first
SHARED = 50


@dataclass(frozen=True)
class IdKind:
    """Ids of one kind: how many there are, how many are linked to a person, shared by several, held out."""

    kind: str
    ids: int
    linked: int
    shared: int
    held_out: int


@dataclass(frozen=True)
class SourceRate:
    """A source: its rows, and the share of them whose customer is a known person, not only a device."""

    source: str
    rows: int
    known_share: float | None


@dataclass(frozen=True)
class SharedId:
    """An id that several customers used in turn, or that would have joined too many and was held out."""

    id: str
    role: str
    customers: int


@dataclass(frozen=True)
class Merge:
    """Two ids that are one customer: first seen together when, and in which source."""

    customer: str
    id: str
    joined: str
    first_seen: datetime | None
    source: str | None


@dataclass(frozen=True)
class IdentityReport:
    """Counts (`ids`, `customers`, `merged`, `devices`, `stitch_rate`, `shared_devices`, `held_out`) and their parts."""

    counts: dict[str, float | int | None]
    kinds: tuple[IdKind, ...]
    sources: tuple[SourceRate, ...]
    shared: tuple[SharedId, ...]
    merges: tuple[Merge, ...]


def identity_report(workspace: Workspace) -> IdentityReport:
    """The ids of all that the lake holds, joined as the definition says now."""
    tables = [workspace.lake.read(table, columns=["ids", "time", "source"]) for table in TABLES]
    rows = seen_in(*tables)
    identity = stitch(rows, identity_settings(workspace.definition))
    entries = identity.entries
    persons = pc.unique(entries.filter(pc.equal(entries["role"], "person"))["customer"].drop_null())
    known = pc.fill_null(pc.is_in(entries["customer"], value_set=persons), False)
    kinds = pc.struct_field(pc.extract_regex(entries["id"], r"^(?P<kind>[^:]*)"), "kind")
    owners = identity.customer_of(rows)
    return IdentityReport(
        identity.report(),
        _kinds(pa.table({"kind": kinds, "id": entries["id"], "role": entries["role"], "known": known})),
        _sources(rows["source"], pc.fill_null(pc.is_in(owners, value_set=persons), False)),
        _shared(entries),
        _merges(identity.audit()),
    )


def _kinds(entries: pa.Table) -> tuple[IdKind, ...]:
    found: dict[str, IdKind] = {}
    for kind in sorted(pc.unique(entries["kind"]).to_pylist()):
        own = entries.filter(pc.equal(entries["kind"], kind))

        def count(chosen: Any, own: pa.Table = own) -> int:
            return len(pc.unique(own.filter(chosen)["id"]))

        found[kind] = IdKind(
            kind,
            len(pc.unique(own["id"])),
            count(own["known"]),
            count(pc.equal(own["role"], "shared")),
            count(pc.is_in(own["role"], value_set=pa.array(["held_out", "never"]))),
        )
    return tuple(sorted(found.values(), key=lambda one: -one.ids))


def _sources(source: pa.ChunkedArray, known: Any) -> tuple[SourceRate, ...]:
    rows = pa.table({"source": source, "known": pc.cast(known, pa.float64())})
    counted = rows.group_by("source").aggregate([("known", "count"), ("known", "mean")]).sort_by("source")
    return tuple(SourceRate(one["source"], one["known_count"], one["known_mean"]) for one in counted.to_pylist())


def _shared(entries: pa.Table) -> tuple[SharedId, ...]:
    several = entries.filter(pc.is_in(entries["role"], value_set=pa.array(["shared", "held_out"])))
    counted = several.group_by(["id", "role"]).aggregate([("customer", "count_distinct")])
    ordered = counted.sort_by([("customer_count_distinct", "descending"), ("id", "ascending")]).slice(0, SHARED)
    return tuple(SharedId(one["id"], one["role"], one["customer_count_distinct"]) for one in ordered.to_pylist())


def _merges(merges: pa.Table) -> tuple[Merge, ...]:
    """The joins of the customers with the most of them."""
    sizes = merges.group_by("customer").aggregate([([], "count_all")])
    first = sizes.sort_by([("count_all", "descending"), ("customer", "ascending")]).slice(0, MERGES)["customer"]
    shown = merges.filter(pc.is_in(merges["customer"], value_set=first.combine_chunks())).slice(0, MERGES)
    return tuple(
        Merge(one["customer"], one["id"], one["joined"], one["first_seen"], one["source"]) for one in shown.to_pylist()
    )
