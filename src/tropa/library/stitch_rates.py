"""How much of what was imported can be followed: the share of a file's device ids that are linked to a person."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Definition
from tropa.events.identity import stitch
from tropa.events.lake import Lake
from tropa.library.gathering import identity_settings
from tropa.library.importing import Imported

_TABLES = ("events", "traits", "verbatims")


def with_stitch_rates(imported: Sequence[Imported], lake: Lake, definition: Definition) -> list[Imported]:
    """The imports, each with the stitch rate of its file over all that the lake holds now; None without device ids."""
    rows = pa.concat_tables(
        [lake.read(table, columns=["ids", "time", "source", "import_id"]) for table in _TABLES],
        promote_options="permissive",
    )
    entries = stitch(rows, identity_settings(definition)).entries
    persons = pc.unique(entries.filter(pc.equal(entries["role"], "person"))["customer"])
    device = pc.is_in(entries["role"], pa.array(["device", "shared"]))
    linked = entries.filter(pc.and_(device, pc.is_in(entries["customer"], persons)))["id"]
    devices = entries.filter(device)["id"]
    return [
        replace(one, stitch_rate=_rate(rows.filter(pc.equal(rows["import_id"], one.report.import_id)), devices, linked))
        for one in imported
    ]


def _rate(rows: pa.Table, devices: pa.ChunkedArray, linked: pa.ChunkedArray) -> float | None:
    ids = pc.unique(pc.list_flatten(rows["ids"]))
    seen = ids.filter(pc.is_in(ids, devices))
    return pc.mean(pc.is_in(seen, linked)).as_py() if len(seen) else None
