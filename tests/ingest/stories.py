"""What imports of words hold, in the form tests compare."""

from typing import Any

from tropa.ingest.read import Import


def said(found: Import) -> list[dict[str, Any]]:
    """The verbatims as rows."""
    rows: list[dict[str, Any]] = found.tables["verbatims"].to_pylist() if "verbatims" in found.tables else []
    return rows


def told(found: Import, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the verbatims, row by row."""
    return [tuple(row[name] for name in names) for row in said(found)]
