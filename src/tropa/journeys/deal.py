"""Rows of events dealt to partitions by a hash of the customer: the first half of building journeys."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.journeys.block import I64, NEVER
from tropa.journeys.names import U64, Numbering, hash_names, partition_of
from tropa.journeys.plan import Plan
from tropa.journeys.question import kernel

HELD = "held "  # a held property's column is called `held <name>`
NONE_FIRST = np.iinfo(np.int64).min  # a missing sequence: before all others

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Hand:
    """What one partition gets of one piece: columns of equal length, and the customers that occur, each once."""

    columns: Columns  # key uint64, time int64, touchpoint and channel uint16; sequence, position, value, held …
    names: pa.Array
    name_keys: U64


@dataclass
class Dealer:
    """Deals pieces, from any thread, and numbers the touchpoints, channels and held values on the way."""

    plan: Plan
    partitions: int
    seed: int
    touchpoints: Numbering = field(default_factory=Numbering)
    channels: Numbering = field(default_factory=Numbering)
    stages: Numbering = field(default_factory=Numbering)
    held: dict[str, Numbering] = field(default_factory=dict)
    stage_votes: Counter[tuple[int, int]] = field(default_factory=Counter)  # (touchpoint, stage) → events
    left_out: int = 0
    last: int = NEVER  # the time of the last event
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.held = {name: Numbering() for name in self.plan.keep}

    def deal(self, piece: pa.Table) -> list[Hand]:
        """One hand for every partition, rows in order; those without customer, time or touchpoint are left out."""
        whole = piece.num_rows
        piece = _complete(piece, self.plan)
        coded = _one(piece, self.plan.customer_column).dictionary_encode()
        names = coded.dictionary.cast(pa.string())
        keys = hash_names(names, self.seed)
        home = partition_of(keys, self.partitions)
        columns = self._columns(piece)
        indices = coded.indices.to_numpy()
        columns["key"] = keys[indices]
        with self._lock:
            self.left_out += whole - piece.num_rows
            self.last = max(self.last, int(columns["time"].max(initial=NEVER)))
        rows, row_starts = _dealt(home[indices], self.partitions)
        people, people_starts = _dealt(home, self.partitions)
        return [
            Hand(
                {name: column[rows[row_starts[p] : row_starts[p + 1]]] for name, column in columns.items()},
                names.take(pa.array(people[people_starts[p] : people_starts[p + 1]])),
                keys[people[people_starts[p] : people_starts[p + 1]]],
            )
            for p in range(self.partitions)
        ]

    def _columns(self, piece: pa.Table) -> Columns:
        plan = self.plan
        touchpoint = self.touchpoints.numbers(_one(piece, plan.touchpoint_column))
        columns: Columns = {"time": _time(piece, plan), "touchpoint": touchpoint.astype(np.uint16)}
        if plan.channel_column in piece.column_names:
            channel = _one(piece, plan.channel_column)
        else:
            channel = pa.nulls(piece.num_rows, pa.string())
        columns["channel"] = self.channels.numbers(channel, missing="").astype(np.uint16)
        for role, name, kind in (
            ("sequence", plan.sequence_column, pa.int64()),
            ("position", plan.position_column, pa.int64()),
            ("value", plan.value_column, pa.float64()),
        ):
            if name in piece.column_names and (column := _number(piece, name, kind)) is not None:
                columns[role] = column
        for name in plan.keep:
            columns[HELD + name] = self.held[name].numbers(_property(piece, name, plan)).astype(np.int32)
        if not plan.stage_of and plan.stage_column in piece.column_names:
            self._vote(touchpoint, self.stages.numbers(_one(piece, plan.stage_column)))
        return columns

    def _vote(self, touchpoint: I64, stage: I64) -> None:
        pairs, counts = np.unique((touchpoint << 32 | stage)[stage >= 0], return_counts=True)
        with self._lock:
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
                self.stage_votes[pair >> 32, pair & 0xFFFFFFFF] += count


def _complete(piece: pa.Table, plan: Plan) -> pa.Table:
    """The rows that have a customer, a time and a touchpoint; customers as they are, not as codes of a dictionary."""
    for name in plan.required:
        column = piece[name]
        if pa.types.is_dictionary(column.type) and (
            name == plan.customer_column or any(chunk.dictionary.null_count for chunk in column.chunks)
        ):
            place = piece.column_names.index(name)
            piece = piece.set_column(place, name, column.cast(column.type.value_type))
    if not any(piece[name].null_count for name in plan.required):
        return piece
    known = [pc.is_valid(piece[name]) for name in plan.required]
    return piece.filter(pc.and_(pc.and_(known[0], known[1]), known[2]))


def _one(piece: pa.Table, name: str) -> pa.Array:
    return piece[name].combine_chunks()


def _time(piece: pa.Table, plan: Plan) -> I64:
    column = _one(piece, plan.time_column)
    if not (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
        raise InputError("journeys.bad_column", column=plan.time_column, type=column.type, expected="timestamp")
    zone = getattr(column.type, "tz", None)
    exact = column.cast(pa.timestamp("us", zone), safe=False)
    return exact.cast(pa.int64()).to_numpy()


def _number(piece: pa.Table, name: str, kind: pa.DataType) -> np.ndarray | None:
    """The column as numbers, None where it holds none."""
    column = _one(piece, name)
    if column.null_count == len(column):
        return None
    if not (pa.types.is_integer(column.type) or (pa.types.is_floating(kind) and _is_measure(column.type))):
        raise InputError("journeys.bad_column", column=name, type=column.type, expected=kind)
    missing = float("nan") if pa.types.is_floating(kind) else int(NONE_FIRST)
    return pc.fill_null(column.cast(kind), missing).to_numpy()


def _is_measure(kind: pa.DataType) -> bool:
    return pa.types.is_floating(kind) or pa.types.is_decimal(kind)


def _property(piece: pa.Table, name: str, plan: Plan) -> pa.Array:
    """The values of a held property: a column of its name, else the key of that name in the JSON properties."""
    if name in piece.column_names:
        return _one(piece, name)
    if plan.properties_column not in piece.column_names:
        return pa.nulls(piece.num_rows, pa.string())
    json = _one(piece, plan.properties_column)
    path = '$."' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    with duckdb.connect() as connection:
        connection.register("piece", pa.table({"json": json}))
        query = "SELECT CASE WHEN json_valid(json) THEN json_extract_string(json, $path) END AS value FROM piece"
        found = connection.sql(query, params={"path": path}).to_arrow_table()
    return _one(found, "value")


def _dealt(home: I64, partitions: int) -> tuple[I64, I64]:
    """Row numbers by partition, in their order inside each, and where each partition starts (partitions + 1)."""
    starts = np.zeros(partitions + 1, np.int64)
    np.cumsum(np.bincount(home, minlength=partitions), out=starts[1:])
    rows = np.empty(len(home), np.int64)
    _deal_rows(home, starts[:-1].copy(), rows)
    return rows, starts


@kernel
def _deal_rows(home: I64, place: I64, rows: I64) -> None:
    for row in range(len(home)):
        rows[place[home[row]]] = row
        place[home[row]] += 1
