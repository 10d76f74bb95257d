"""All that is kept of a customer as JSON or a ZIP of tables (GDPR articles 15 and 20, 152-FZ article 14)."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from tropa.errors import InputError
from tropa.kit.locale import Language, text
from tropa.library.person import Person, find_person
from tropa.library.workspace import Workspace


def export_customer(workspace: Workspace, who: str) -> dict[str, Any]:
    """What the lake holds of the customer with this id, as JSON values: ids, events, traits, verbatims, joins.

    Texts are as they are kept, masked. NotFoundError where nobody has the id.
    """
    person = find_person(workspace, who)
    rows = {table: [_plain(row) for row in told.to_pylist()] for table, told in person.rows.items()}
    return {
        "customer": person.customer,
        "exported": datetime.now(UTC).isoformat(timespec="seconds"),
        "ids": list(person.ids),
        **rows,
        "joined": [_plain(row) for row in _joins(workspace, person).to_pylist()],
    }


def write_customer(workspace: Workspace, who: str, path: Path, *, language: Language = "en") -> Path:
    """Write what is kept of the customer to `path`: `.json`, or `.zip` with a CSV a table and a page that explains.

    InputError for another suffix, NotFoundError where nobody has the id.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in ("json", "zip"):
        raise InputError("library.bad_export", path=path, allowed=".json, .zip")
    content = json.dumps(export_customer(workspace, who), ensure_ascii=False, indent=2).encode()
    if form == "zip":
        content = _zipped(workspace, find_person(workspace, who), content, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _zipped(workspace: Workspace, person: Person, whole: bytes, language: Language) -> bytes:
    file = io.BytesIO()
    tables = {**person.rows, "ids": pa.table({"id": list(person.ids)}), "joined": _joins(workspace, person)}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", text("library", "export.readme", language, customer=person.customer))
        packed.writestr("customer.json", whole)
        for name, rows in tables.items():
            packed.writestr(f"{name}.csv", b"\xef\xbb\xbf" + _csv(rows))
    return file.getvalue()


def _csv(rows: pa.Table) -> bytes:
    for place, field in enumerate(rows.schema):
        if pa.types.is_list(field.type):
            joined = pa.array(
                [None if one is None else " ".join(one) for one in rows[field.name].to_pylist()], pa.string()
            )
            rows = rows.set_column(place, field.name, joined)
    out = io.BytesIO()
    pacsv.write_csv(rows, out)
    return out.getvalue()


def _joins(workspace: Workspace, person: Person) -> pa.Table:
    """Why the ids are one customer, as last stitched."""
    merges = workspace.lake.read("merges")
    names = pa.array(person.ids, pa.string())
    return merges.filter(pc.is_in(merges["id"], value_set=names))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON values: times as ISO 8601, JSON texts opened."""
    plain = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
    for name in ("properties", "traits"):
        if isinstance(plain.get(name), str):
            plain[name] = json.loads(plain[name])
    return plain
