"""Who is in which group of an experiment or campaign: from a file, with ids as people have them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from tropa.binding.material import Material
from tropa.errors import InputError, NotFoundError
from tropa.ingest.ids import person_id, phone_number, whole_number
from tropa.journeys.people import customer_names
from tropa.library.person import kept_id

_COLUMNS = ("customer", "arm")


def arms_file(path: str | Path) -> pa.Table:
    """The table of a CSV file with the columns `customer` and `arm`; others are left out, ids stay text.

    NotFoundError where there is no such file, InputError where it is no such table.
    """
    file = Path(path)
    if not str(path) or not file.is_file():
        raise NotFoundError("errors.no_file", path=path or "—")
    types = dict.fromkeys(_COLUMNS, pa.string())
    try:
        table = csv.read_csv(file, convert_options=csv.ConvertOptions(column_types=types))
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise InputError("library.bad_arms", path=file, reason=str(error).splitlines()[0]) from None
    for column in _COLUMNS:
        if column not in table.column_names:
            raise InputError("library.arms_column", path=file, column=column, allowed=", ".join(table.column_names))
    return table.select(list(_COLUMNS))


@dataclass(frozen=True)
class KnownIds:
    """Ids and whose they are: `ids[i]` is an id of the customer `owners[i]`, each id once.

    Shared devices and ids held apart are nobody's.
    """

    ids: pa.Array
    owners: pa.Array

    def customers_of(self, written: pa.Array) -> pa.Array:
        """The customer of each id as people have it; null where nobody, or more than one, has it.

        An id may stand as `kind:value`, as an e-mail address or phone number, or as the value alone (`C-100001` for
        `crm:C-100001`) where only one customer has it.

        >>> known = KnownIds(pa.array(["crm:17", "order:17", "crm:18"]), pa.array(["crm:17", "crm:2", "crm:18"]))
        >>> known.customers_of(pa.array(["crm:17", " 18 ", "17", "19"])).to_pylist()
        ['crm:17', 'crm:18', None, None]
        """
        trimmed = pc.utf8_trim_whitespace(written)
        found = self._exactly(trimmed)
        bare, owners = self._bare()
        ways: tuple[Callable[[pa.Array], pa.Array], ...] = (
            lambda ids: self._exactly(_each(ids, _kept)),
            lambda ids: owners.take(pc.index_in(_each(ids, _whole), value_set=bare)),
            lambda ids: self._exactly(_each(ids, _phone)),
        )
        for way in ways:
            if found.null_count:
                found = pc.coalesce(found, way(pc.if_else(pc.is_null(found), trimmed, None)))
        return found

    def _exactly(self, ids: pa.Array) -> pa.Array:
        return self.owners.take(pc.index_in(ids, value_set=self.ids, skip_nulls=True))

    def _bare(self) -> tuple[pa.Array, pa.Array]:
        """The values of ids without their kinds, and whose they are, where they are one customer's only."""
        value = pc.replace_substring_regex(self.ids, "^[^:]*:", "")
        pairs = pa.table({"value": value, "owner": self.owners}).group_by(["value", "owner"]).aggregate([])
        owners = pairs.group_by("value").aggregate([("owner", "count"), ("owner", "min")])
        alone = owners.filter(pc.equal(owners["owner_count"], 1))
        return alone["value"].combine_chunks(), alone["owner_min"].combine_chunks()


def known_ids(material: Material) -> KnownIds:
    """The ids of the material's identity table and the names of its customers."""
    names = customer_names(material.journeys)
    entries = material.identity
    own = pc.and_(pc.is_valid(entries["customer"]), pc.not_equal(entries["role"], "shared"))
    entries = entries.filter(own)
    ids = pa.concat_arrays([names, *entries["id"].chunks])
    owners = pa.concat_arrays([names, *entries["customer"].chunks])
    once = pc.index_in(pc.unique(ids), value_set=ids)
    return KnownIds(ids.take(once), owners.take(once))


def known_arms(table: pa.Table, material: Material) -> tuple[pa.Table, int]:
    """The table with its customers by the names they have here, and how many of its ids nobody has; those stay."""
    if "customer" not in table.column_names:
        return table, 0
    written = table["customer"].cast(pa.string()).combine_chunks()
    names, unknown = _named(written, known_ids(material))
    return table.set_column(table.column_names.index("customer"), "customer", names), unknown


def known_customers(written: Sequence[str], ids: KnownIds) -> tuple[list[str], int]:
    """The customers by the names they have here, and how many of the ids nobody has; those stay as they are."""
    names, unknown = _named(pa.array(written, pa.string()), ids)
    return names.to_pylist(), unknown


def _named(written: pa.Array, ids: KnownIds) -> tuple[pa.Array, int]:
    found = ids.customers_of(written)
    unknown = pc.count_distinct(written.filter(pc.is_null(found))).as_py()
    return pc.coalesce(found, written), unknown


def _each(ids: pa.Array, form: Callable[[str], str | None]) -> pa.Array:
    return pa.array([None if value is None else form(value) for value in ids.to_pylist()], pa.string())


def _kept(written: str) -> str | None:
    try:
        return kept_id(written)
    except NotFoundError:
        return None


def _whole(written: str) -> str | None:
    try:
        return whole_number(written)
    except InputError:
        return None


def _phone(written: str) -> str | None:
    return person_id("phone", written) if phone_number(written) else None
