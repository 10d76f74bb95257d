"""Identity: which ids are one customer, decided the same way every time, with a reason for every join.

Person ids (e-mail, phone, CRM number…) that stand in one row are one customer. A device id (a cookie) belongs to the
person it is seen with; seen with several, it is a *shared device*: it passes from one to the next and joins nobody.
Device ids that stand in one row without a person are one device (the cookies of one browser). Beside a person they may
be several of that person's devices, so there each belongs to the person by itself, whatever the others are.
An id that would join too many customers (a call centre's phone, a placeholder) is *held out*.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.events.schema import ID_ROLES, IDENTITY, MERGES, TIME, TRAITS
from tropa.events.stitching import (
    BEGINNING,
    I64,
    Flags,
    Mentions,
    Ownership,
    co_mentions,
    components,
    distinct_counts,
    distinct_pairs,
    hubs,
    owner_at,
    ownership,
    stars,
)

DEVICE_KINDS = (
    "ym_client_id", "ym_uid", "ga_client_id", "ga_pseudo_id", "user_pseudo_id", "anonymous", "anonymous_id", "cookie",
    "ym_user_hash", "device", "device_id", "visitor", "visitor_id", "matomo_visitor", "amplitude_device",
    "mixpanel_device",
    "snowplow_domain_user", "domain_userid", "network_userid", "roistat_visit", "gclid", "yclid", "idfa", "gaid",
)  # fmt: skip

RECORD_KINDS = (
    "order", "deal", "lead", "visit", "session", "ticket", "response", "call", "transaction", "invoice", "basket",
)  # fmt: skip

PERSON_KINDS = ("crm", "user_id", "customer", "email_sha256", "email", "phone_sha256", "phone")

_PERSON, _DEVICE, _SHARED, _NEVER, _HELD_OUT = range(len(ID_ROLES))
_NOBODY = -1


@dataclass(frozen=True)
class IdentitySettings:
    """How ids are joined.

    Kinds that are neither device nor record kinds name persons; `priority` says which of them names a customer.
    """

    device_kinds: tuple[str, ...] = DEVICE_KINDS
    record_kinds: tuple[str, ...] = RECORD_KINDS  # of which one person has many: they join, and count as nobody
    priority: tuple[str, ...] = PERSON_KINDS
    max_customers: int = 5  # an id that would join more separate persons is held out
    max_devices: int = 100  # a device id that stands beside more other device ids is held out
    never: frozenset[str] = frozenset()  # ids never to join by; taking a merge back is naming its id here


@dataclass(frozen=True)
class Identity:
    """Whose each id is. `entries` is the lake's `identity` table; `merges` and `held` say why."""

    entries: pa.Table  # IDENTITY
    merges: pa.Table  # MERGES
    held: pa.Table  # id, reason, customers
    _index: "_Index" = field(repr=False, compare=False)

    @staticmethod
    def from_table(entries: pa.Table, merges: pa.Table | None = None, held: pa.Table | None = None) -> "Identity":
        """The identity stored in the lake, able to name customers again."""
        nobody = _held_table([], [], []) if held is None else held
        return Identity(entries, MERGES.empty_table() if merges is None else merges, nobody, _Index.of(entries))

    def customer_of(self, rows: pa.Table) -> pa.Array:
        """The customer of each row, by its columns `ids` and `time` (optional); null without a usable id.

        A person id decides before a device id, a device before an id held apart by `never`; among equals the first
        in the row. An id that was not stitched decides nothing.
        """
        number = rows.num_rows
        row, code = _mentions(rows["ids"], self._index.ids)
        known = code >= 0
        row, code = row[known], code[known]
        if not len(row):
            return pa.nulls(number, pa.string())
        times = _micros(rows, "time")[row]
        customer = self._index.customer[code]
        shared = self._index.role[code] == _SHARED
        customer[shared] = owner_at(self._index.held, code[shared], times[shared])
        rank = self._index.role[code] + np.where(customer == _NOBODY, len(ID_ROLES), 0)
        order = np.lexsort((np.arange(len(row)), rank, row))
        best = order[np.searchsorted(row, np.arange(number), "left").clip(max=len(row) - 1)]
        chosen = np.where(row[best] == np.arange(number), customer[best], _NOBODY)
        return self._index.names.take(pa.array(chosen, mask=chosen == _NOBODY))

    def audit(self) -> pa.Table:
        """Every join: `id` was seen with `joined`, first at `first_seen` in `source`; now both are `customer`."""
        return self.merges

    def held_out(self) -> pa.Table:
        """The ids that join nobody: id, reason (`many_customers`, `many_devices`), customers it would have joined."""
        return self.held

    def report(self) -> dict[str, float | int | None]:
        """Counts for people.

        `stitch_rate` is the share of device ids that are linked to a person (null without device ids); `customers`,
        `merged` (customers with more than one id), `devices`, `shared_devices`, `held_out`, `ids`.
        """
        role, customer = self._index.role, self._index.customer
        device = (role == _DEVICE) | (role == _SHARED)
        persons = np.unique(customer[role == _PERSON])
        linked = (role == _SHARED) | ((role == _DEVICE) & np.isin(customer, persons))
        sizes = np.bincount(customer[customer >= 0], minlength=len(self._index.names))
        owners = np.unique(np.concatenate([customer[customer >= 0], self._index.held.person]))
        return {
            "ids": len(role),
            "customers": len(owners),
            "merged": int((sizes > 1).sum()),
            "devices": int(device.sum()),
            "stitch_rate": float(linked.sum() / device.sum()) if device.any() else None,
            "shared_devices": int((role == _SHARED).sum()),
            "held_out": int((role == _HELD_OUT).sum()),
        }


def stitch(rows: pa.Table, settings: IdentitySettings | None = None) -> Identity:
    """Join the ids of all rows into customers; columns `ids` (list of `kind:value`), `time`, `source` if there is one.

    The result depends on the rows alone, not on their order. A customer is named by its smallest person id in order
    of `settings.priority`, else by its smallest id. Cost: linear in mentions, plus sorting.

    >>> rows = pa.table({"ids": [["crm:1", "ym_client_id:7"], ["ym_client_id:7"]], "time": pa.array([1, 2], TIME)})
    >>> stitch(rows).customer_of(rows).to_pylist()
    ['crm:1', 'crm:1']
    """
    return _Stitcher(rows, settings or IdentitySettings()).identity()


def seen_in(*tables: pa.Table) -> pa.Table:
    """What `stitch` needs of events, traits and verbatims together: ids, time, source."""
    columns = pa.schema([TRAITS.field("ids"), TRAITS.field("time"), TRAITS.field("source")])
    return pa.concat_tables([columns.empty_table(), *(table.select(columns.names).cast(columns) for table in tables)])


class _Stitcher:
    """The steps of stitching, over ids sorted by name so that codes do not depend on the order of rows."""

    def __init__(self, rows: pa.Table, settings: IdentitySettings) -> None:
        self.rows, self.settings = rows, settings
        self.ids = pc.unique(pc.list_flatten(rows["ids"])).sort()
        row, code = _mentions(rows["ids"], self.ids)
        together = np.bincount(row, minlength=rows.num_rows)[row] > 1  # an id alone in its row joins nothing
        self.mentions = Mentions(row[together], code[together], len(self.ids))
        kinds = pc.list_element(pc.split_pattern(self.ids, ":", max_splits=1), 0) if len(self.ids) else self.ids
        self.device = _flags(pc.is_in(kinds, value_set=pa.array(settings.device_kinds, pa.string())))
        self.never = _flags(pc.is_in(self.ids, value_set=pa.array(sorted(settings.never), pa.string())))
        self.record = _flags(pc.is_in(kinds, value_set=pa.array(settings.record_kinds, pa.string())))
        self.rank = _codes(kinds, pa.array(settings.priority, pa.string()))
        self.rank[self.rank < 0] = len(settings.priority)
        self.rank += len(settings.priority) * self.record  # what names a customer last
        self.times = _micros(rows, "time")
        self.reasons: dict[int, tuple[str, int]] = {}

    def identity(self) -> Identity:
        person = self._persons()
        device = self._devices(person)
        return self._result(person, device)

    def _hold_out(self, codes: I64, reason: str, counts: I64) -> None:
        self.reasons.update({int(code): (reason, int(counts[code])) for code in codes})

    def _usable(self, of: Flags) -> Flags:
        usable = of & ~self.never
        usable[list(self.reasons)] = False
        return usable

    def _persons(self) -> I64:
        """Component of every id when only person ids join."""
        mentions = self.mentions.only(self._usable(~self.device))
        would_join = hubs(mentions, ~self.record, self.settings.max_customers)
        self._hold_out(np.flatnonzero(would_join > self.settings.max_customers), "many_customers", would_join)
        left, right, _ = stars(mentions.only(self._usable(~self.device)))
        return components(len(self.ids), left, right)

    def _devices(self, person: I64) -> I64:
        """Component of every id when only device ids in rows without a person join, hubs held out."""
        limit = self.settings.max_customers
        met = distinct_counts(len(self.ids), *self._sightings(person)[:2])
        self._hold_out(np.flatnonzero(met > limit), "many_customers", met)
        left, right = co_mentions(self._alone(), np.ones(len(self.ids), bool))
        beside = distinct_counts(len(self.ids), left, right)
        self._hold_out(np.flatnonzero(beside > self.settings.max_devices), "many_devices", beside)
        device, owner, _ = self._sightings(person)
        through = self._owners_through(left, right, device, owner)
        self._hold_out(np.flatnonzero(through > limit), "many_customers", through)
        left, right, _ = stars(self._alone())
        return components(len(self.ids), left, right)

    def _alone(self) -> Mentions:
        """Device ids in the rows that name no person."""
        named = np.zeros(self.rows.num_rows, bool)
        named[self.mentions.only(self._usable(~self.device)).row] = True
        devices = self.mentions.only(self._usable(self.device))
        kept = ~named[devices.row]
        return Mentions(devices.row[kept], devices.id[kept], devices.ids)

    def _owners_through(self, left: I64, right: I64, device: I64, owner: I64) -> I64:
        """How many persons each device id would reach through the device ids beside it."""
        device, owner = distinct_pairs(device, owner)
        start, end = np.searchsorted(device, right, "left"), np.searchsorted(device, right, "right")
        length = end - start
        within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        return distinct_counts(len(self.ids), np.repeat(left, length), owner[np.repeat(start, length) + within])

    def _sightings(self, person: I64) -> tuple[I64, I64, I64]:
        """A device id with a person in one row: (device id, component of the person, time)."""
        persons = self.mentions.only(self._usable(~self.device))
        devices = self.mentions.only(self._usable(self.device))
        place = np.searchsorted(persons.row, devices.row, "left")
        found = place < len(persons.row)
        found[found] = persons.row[place[found]] == devices.row[found]
        return devices.id[found], person[persons.id[place[found]]], self.times[devices.row[found]]

    def _result(self, person: I64, device: I64) -> Identity:
        role = np.where(self.device, _DEVICE, _PERSON)
        role[self.never] = _NEVER
        role[list(self.reasons)] = _HELD_OUT
        seen, owner, time = self._sightings(person)
        box, owners = distinct_pairs(device[seen], owner)  # device component, person component
        count = np.bincount(box, minlength=len(self.ids) + 1)
        role[(role == _DEVICE) & (count[device] > 1)] = _SHARED
        name_of_person = self._names(person, role == _PERSON)
        customer = np.where(role == _PERSON, name_of_person[person], np.arange(len(self.ids)))
        box_name = self._names(device, role == _DEVICE)
        box_name[box] = name_of_person[owners]
        customer = np.where(role == _DEVICE, box_name[device], customer)
        customer[(role == _SHARED) | (role == _HELD_OUT)] = _NOBODY
        shared = role[seen] == _SHARED
        held = ownership(device[seen[shared]], time[shared], name_of_person[owner[shared]])
        entries = self._entries(role, customer, device, held)
        return Identity(entries, self._merges(role, customer), self._held(), _Index.of(entries))

    def _names(self, label: I64, of: Flags) -> I64:
        """For each component, the code of the id that names it."""
        codes = np.flatnonzero(of)
        order = codes[np.lexsort((codes, self.rank[codes]))][::-1]
        names = np.arange(len(self.ids))
        names[label[order]] = order  # the last assignment, the best name, stays
        return names

    def _entries(self, role: I64, customer: I64, device: I64, held: Ownership) -> pa.Table:
        plain = np.flatnonzero(role != _SHARED)
        shared = np.flatnonzero(role == _SHARED)
        start = np.searchsorted(held.device, device[shared], "left")
        length = np.searchsorted(held.device, device[shared], "right") - start
        turn = np.repeat(start, length) + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        codes = np.concatenate([plain, np.repeat(shared, length)])
        owner = np.concatenate([customer[plain], held.person[turn]])
        since = np.concatenate([np.full(len(plain), BEGINNING), held.since[turn]])
        names = pa.array(ID_ROLES, pa.string())
        columns = [
            self.ids.take(pa.array(codes)),
            self.ids.take(pa.array(owner, mask=owner == _NOBODY)),
            names.take(pa.array(role[codes])),
            pa.array(since, mask=since == BEGINNING).cast(TIME),
        ]
        return pa.table(columns, schema=IDENTITY)

    def _merges(self, role: I64, customer: I64) -> pa.Table:
        """Each pair of ids that stood in one row and are one customer, with its first sighting."""
        left, right, row = stars(self.mentions.only((role == _PERSON) | (role == _DEVICE)))
        same = customer[left] == customer[right]
        left, right, row = left[same], right[same], row[same]
        low, high = np.minimum(left, right), np.maximum(left, right)
        order = np.lexsort((self.times[row], high, low))
        low, high, row = low[order], high[order], row[order]
        first = np.ones(len(low), bool)
        first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
        low, high, row = low[first], high[first], row[first]
        no_time = self.times[row] == BEGINNING
        sources = self.rows["source"] if "source" in self.rows.column_names else pa.nulls(self.rows.num_rows, "string")
        columns = [
            self.ids.take(pa.array(high)),
            self.ids.take(pa.array(low)),
            self.ids.take(pa.array(customer[low])),
            pa.array(self.times[row], mask=no_time).cast(TIME),
            sources.take(pa.array(row)),
        ]
        return pa.table(columns, schema=MERGES)

    def _held(self) -> pa.Table:
        codes = sorted(self.reasons)
        names = self.ids.take(pa.array(codes, pa.int64())).to_pylist()
        return _held_table(names, [self.reasons[c][0] for c in codes], [self.reasons[c][1] for c in codes])


@dataclass(frozen=True)
class _Index:
    """The entries as arrays: id → role and customer, and the owners of shared devices in turn."""

    ids: pa.Array
    role: I64
    customer: I64  # position in names, or _NOBODY
    names: pa.Array
    held: Ownership

    @staticmethod
    def of(entries: pa.Table) -> "_Index":
        ids = pc.unique(entries["id"])
        names = pc.unique(entries["customer"]).drop_null()
        code = _codes(entries["id"], ids)
        owner = _codes(entries["customer"], names)
        role = np.zeros(len(ids), np.int64)
        role[code] = _codes(entries["role"], pa.array(ID_ROLES, pa.string()))
        customer = np.full(len(ids), _NOBODY, np.int64)
        single = role[code] != _SHARED
        customer[code[single]] = owner[single]
        since = _micros(entries, "since")[~single]
        held = ownership(code[~single], since, owner[~single])
        return _Index(ids, role, customer, names, held)


def _mentions(ids: pa.ChunkedArray, known: pa.Array) -> tuple[I64, I64]:
    """The row and the code (position in `known`, −1 for none) of each id of a list column."""
    length = pc.fill_null(pc.list_value_length(ids), 0).to_numpy(zero_copy_only=False) if len(ids) else np.empty(0, int)
    return np.repeat(np.arange(len(ids)), length), _codes(pc.list_flatten(ids), known)


def _codes(values: pa.ChunkedArray, known: pa.Array) -> I64:
    if not len(values):
        return np.empty(0, np.int64)
    found = pc.fill_null(pc.index_in(values, value_set=known), -1)
    return np.asarray(found.to_numpy(zero_copy_only=False), np.int64)


def _micros(rows: pa.Table, column: str) -> I64:
    """The times as microseconds; BEGINNING where there is none."""
    if column not in rows.column_names or not rows.num_rows:
        return np.full(rows.num_rows, BEGINNING)
    whole = pc.fill_null(rows[column].cast(TIME).cast(pa.int64()), BEGINNING)
    return np.asarray(whole.to_numpy(zero_copy_only=False), np.int64)


def _flags(values: pa.Array) -> Flags:
    return np.asarray(values.to_numpy(zero_copy_only=False), bool)


def _held_table(ids: list[str], reasons: list[str], customers: list[int]) -> pa.Table:
    text = pa.string()
    return pa.table(
        {"id": pa.array(ids, text), "reason": pa.array(reasons, text), "customers": pa.array(customers, pa.int64())}
    )
