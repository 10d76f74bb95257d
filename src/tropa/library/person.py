"""One customer of a workspace, found by any id, with everything the lake holds of them."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError, NotFoundError
from tropa.events.identity import Identity, seen_in, stitch
from tropa.ingest.ids import person_id
from tropa.library.gathering import identity_settings
from tropa.library.workspace import Workspace

TABLES = ("events", "traits", "verbatims")


@dataclass(frozen=True)
class Person:
    """A customer's name in the lake, the ids that are theirs alone, and their rows by table."""

    customer: str
    ids: tuple[str, ...]
    rows: dict[str, pa.Table]


def kept_id(who: str) -> str:
    """An id as the lake keeps it: e-mails and phones, as anybody writes them, become hashes.

    >>> kept_id("crm:17"), kept_id("anna@example.com") == kept_id("email:Anna@example.com ")
    ('crm:17', True)
    """
    kind, colon, value = who.strip().partition(":")
    if not colon:
        kind, value = ("email", kind) if "@" in kind else ("phone", kind) if kind.startswith("+") else ("", kind)
    try:
        return (person_id(kind, value) if kind in ("email", "phone") else None) or who.strip()
    except InputError:
        raise NotFoundError("library.no_customer", value=who) from None


def find_person(workspace: Workspace, who: str) -> Person:
    """The customer who has this id, as `kind:value`, an e-mail address or a phone number with +.

    Ids are joined anew, as the definition says now. NotFoundError where nobody has it, InputError for an id that
    several customers share (a family's computer, a call centre's phone).
    """
    tables = {table: workspace.lake.read(table) for table in TABLES}
    identity = stitch(seen_in(*tables.values()), identity_settings(workspace.definition))
    customer = _customer(identity, kept_id(who))
    if customer is None:
        raise NotFoundError("library.no_customer", value=who)
    entries = identity.entries
    own = pc.and_(pc.fill_null(pc.equal(entries["customer"], customer), False), pc.not_equal(entries["role"], "shared"))
    ids = sorted(set(entries.filter(own)["id"].to_pylist()) | {customer})
    rows = {
        table: told.filter(pc.fill_null(pc.equal(identity.customer_of(told), customer), False))
        for table, told in tables.items()
    }
    return Person(customer, tuple(ids), rows)


def _customer(identity: Identity, name: str) -> str | None:
    roles = identity.entries.filter(pc.equal(identity.entries["id"], name))["role"].to_pylist()
    if {"shared", "held_out"} & set(roles):
        raise InputError("library.shared_id", value=name)
    asked = pa.table({"ids": pa.array([[name]], pa.list_(pa.string()))})
    found: str | None = identity.customer_of(asked)[0].as_py()
    return found
