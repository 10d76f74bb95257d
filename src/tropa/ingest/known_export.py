"""Exports whose columns are known: each column has its role by its name, and nothing of it has to be guessed.

What a person says in the mapping stands above what is known.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass

from tropa.ingest.column_names import plain_name
from tropa.ingest.mapping import Column, Mapping, Role
from tropa.ingest.reader import Batch, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Sheet
from tropa.ingest.verbatim_table import read_sheet

IGNORED = Column(role="ignore")
_CONSENT = re.compile(r"\bconsent\b|согласи[ея]|соглас(?:ен|на) на |\bzgod[aęy]\b", re.IGNORECASE)
_MANY: frozenset[Role] = frozenset({"id", "text", "rating", "trait", "ignore"})


@dataclass(frozen=True)
class Export:
    """What is known of an export.

    `columns` holds plain names (see `plain_name`) in order of preference: of a role that one column alone can have,
    the first that the file has gets it. None leaves a column to be guessed. `rest` is the role of all other columns;
    without it they are guessed. `kind` None: by the questions.
    """

    kind: str | None
    columns: Fields[str, Column | None]
    rest: Role | None = None
    scale: tuple[float, float] | None = None
    time_zone: str | None = None  # of an export that names its zone itself


def role(name: Role, id_kind: str | None = None) -> Column:
    """A column of a role.

    >>> role("id", "email").id_kind
    'email'
    """
    return Column(role=name, id_kind=id_kind)


def read_export(
    sheet: Sheet, export: Export, mapping: Mapping, report: ImportReport, progress: Progress
) -> Iterator[Batch]:
    """The verbatims of an export, and traits of known customers where its other columns are guessed."""
    known = with_known(export, mapping, sheet.columns)
    named = any(column.role == "id" for column in mapping.columns.values())
    guess_ids = export.rest is None and not named
    yield from read_sheet(sheet, known, report, progress, export.kind or "csat", guess_ids=guess_ids)


def with_known(export: Export, mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """The mapping with everything that is known of the export's columns.

    >>> known = Export("review", {"updated": role("time"), "created": role("time")}, rest="ignore")
    >>> columns = with_known(known, Mapping(), ("Created", "Updated", "x")).columns
    >>> {name: column.role for name, column in columns.items()}
    {'Created': 'ignore', 'Updated': 'time', 'x': 'ignore'}
    """
    order = {name: place for place, name in enumerate(export.columns)}
    taken = {column.role for column in mapping.columns.values()} - {"id", "trait", "ignore"}
    found: dict[str, Column] = {}
    for name in sorted(columns, key=lambda name: order.get(plain_name(name), len(order))):
        plain = plain_name(name)
        known = export.columns[plain] if plain in order else _of_rest(export, name)
        if name in mapping.columns or known is None:
            continue
        found[name] = IGNORED if known.role in taken else _of_person(known, mapping)
        if known.role not in _MANY:
            taken.add(known.role)
    ordered = {name: found[name] for name in columns if name in found}
    return mapping.model_copy(
        update={
            "columns": ordered | mapping.columns,
            "kind": mapping.kind or export.kind,
            "scale": mapping.scale or export.scale,
            "time_zone": export.time_zone or mapping.time_zone,
        }
    )


def _of_rest(export: Export, name: str) -> Column | None:
    """A column that is not known by name: the role of the rest; in surveys a question for consent, or to be guessed."""
    if export.rest is not None:
        return role(export.rest)
    return role("consent") if _CONSENT.search(name) else None


def _of_person(known: Column, mapping: Mapping) -> Column:
    """An id of no particular kind takes the kind that a person named for the ids of the file."""
    if known.role == "id" and known.id_kind is None:
        return role("id", mapping.id_kind or "customer")
    return known
