"""Files the lake already holds: their report is remembered, so that asking twice does not read them twice."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Source
from tropa.errors import TropaError
from tropa.events.lake import Lake
from tropa.ingest.mapping import Mapping
from tropa.ingest.read import import_id
from tropa.ingest.registry import reader_named, recognise
from tropa.ingest.report import ImportReport, Rejection
from tropa.voice.mask import mask


def known_report(lake: Lake, path: Path, source: Source, reader: str | None, mapping: Mapping) -> ImportReport | None:
    """The report of the same file read the same way before; None where it is new or cannot be recognised."""
    imports = lake.read("imports", columns=["import_id", "report"])
    if not imports.num_rows:
        return None
    try:
        found = reader_named(reader) if reader else recognise(path)[0]
    except TropaError:
        return None
    name = import_id(path, found.source, source.name, mapping)
    stored = imports.filter(pc.equal(imports["import_id"], name))["report"].drop_null()
    return _restored(json.loads(stored[0].as_py())) if len(stored) else None


def remember(lake: Lake, report: ImportReport) -> None:
    """Keep the report of a file that was read to its end."""
    row = {
        "import_id": report.import_id,
        "file": Path(report.file).name,
        "source": report.source,
        "time": datetime.now(UTC),
        "rows": report.rows,
        "accepted": report.accepted,
        "duplicates": report.duplicates,
        "rejected": report.rejected,
        "report": json.dumps(_masked(report), ensure_ascii=False, default=str),
    }
    lake.append("imports", pa.Table.from_pylist([row]))


def _masked(report: ImportReport) -> dict[str, Any]:
    """The report as plain values; what a refused row held is masked as texts are."""
    plain = report.to_dict()
    refused = [replace(one, value=one.value and mask(one.value).text) for one in report.rejections]
    return {**plain, "rejections": [vars(one) for one in refused]}


def _restored(plain: dict[str, Any]) -> ImportReport:
    plain["rejections"] = [Rejection(**one) for one in plain["rejections"]]
    plain["assumptions"] = [(one.pop("key"), one) for one in plain["assumptions"]]
    return ImportReport(**plain)
