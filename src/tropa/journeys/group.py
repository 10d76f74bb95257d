"""The hands of one partition as a block: rows grouped by customer and put in order. The second half of building.

Customers come in the order of their first row, their events by time, then by the source's sequence (events without one
first), then by position, then as given. Grouping is a counting sort over a hash table small enough for the cache;
a customer's slice is left alone where it is in order, insertion-sorted where short, merge-sorted otherwise.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import I64, UNKNOWN, Block
from tropa.journeys.cut import goal_times
from tropa.journeys.deal import HELD, NONE_FIRST, Columns, Hand
from tropa.journeys.names import U64
from tropa.journeys.question import kernel

SHORT = 24


class SameHashError(Exception):
    """Two customers have the same hash under this seed: build again with another."""


def block_of(
    hands: Sequence[Hand],
    ranks: Mapping[str, I64],
    reaches: np.ndarray,
    segment: tuple[pa.Array, np.ndarray],
) -> Block:
    """The block of one partition.

    `ranks` turns the numbers of touchpoints, channels and held values into codes, `reaches` says which touchpoints
    reach the goal, `segment` gives customers their segment codes. Raises SameHashError.
    """
    columns = _joined([hand.columns for hand in hands])
    names = pa.concat_arrays([hand.names for hand in hands])
    offsets, order, customer = _grouped(columns.pop("key"), names, np.concatenate([hand.name_keys for hand in hands]))
    empty = np.empty(0, np.int64)
    time = columns["time"]
    scratch = np.empty(int(np.diff(offsets).max(initial=0)), np.int64)
    _sort_slices(offsets, order, time, columns.get("sequence", empty), columns.get("position", empty), scratch)
    time = time[order]
    touchpoint = ranks["touchpoint"].astype(np.uint16)[columns["touchpoint"]][order]
    goal_time = np.empty(len(customer), np.int64)
    goal_times(offsets, touchpoint, time, reaches, goal_time)
    return Block(
        offsets=offsets,
        touchpoint=touchpoint,
        channel=ranks["channel"].astype(np.uint16)[columns["channel"]][order],
        time=time,
        customer=customer,
        segment=_segments(customer, *segment),
        goal_time=goal_time,
        value=columns["value"][order] if "value" in columns else None,
        held={
            name.removeprefix(HELD): np.append(ranks[name], UNKNOWN).astype(np.int32)[column][order]
            for name, column in columns.items()
            if name.startswith(HELD)
        },
    )


def _joined(parts: list[Columns]) -> Columns:
    """Columns end to end; one that is missing in some parts is filled with its "none" there."""
    none = {"sequence": NONE_FIRST, "position": NONE_FIRST, "value": np.nan}
    names = dict.fromkeys(name for part in parts for name in part)
    kinds = {name: column.dtype for part in parts for name, column in part.items()}
    return {
        name: np.concatenate(
            [
                part[name] if name in part else np.full(len(part["time"]), none.get(name, UNKNOWN), kinds[name])
                for part in parts
            ]
        )
        for name in names
    }


def _grouped(key: U64, names: pa.Array, name_key: U64) -> tuple[I64, I64, pa.Array]:
    """Offsets of customers, their rows in the order given, and their names."""
    size = 1 << max(3, (2 * len(names)).bit_length())
    slot_key = np.empty(size, np.uint64)
    slot_code = np.full(size, -1, np.int32)
    code = np.empty(len(key), np.int32)
    customers = _number_keys(key, slot_key, slot_code, code)
    offsets = np.zeros(customers + 1, np.int64)
    np.cumsum(np.bincount(code, minlength=customers), out=offsets[1:])
    order = np.empty(len(key), np.int64)
    _place_rows(code, offsets[:-1].copy(), order)
    name_code = np.empty(len(names), np.int32)
    _number_keys(name_key, slot_key, slot_code, name_code)
    first = np.full(customers, -1, np.int64)
    _first_names(name_code, first)
    customer = names.take(pa.array(first))
    if len(names) > customers and not pc.all(pc.equal(names, customer.take(pa.array(name_code)))).as_py():
        raise SameHashError
    return offsets, order, customer


def _segments(customer: pa.Array, known: pa.Array, codes: np.ndarray) -> np.ndarray:
    if len(known) == 0:
        return np.full(len(customer), UNKNOWN, np.int32)
    found = pc.fill_null(pc.index_in(customer, value_set=known), len(known)).to_numpy()
    return np.append(codes, UNKNOWN).astype(np.int32)[found]


@kernel
def _number_keys(key: U64, slot_key: U64, slot_code: np.ndarray, code: np.ndarray) -> int:
    """Number keys in the order they come (continuing what the slots hold); return how many there were here."""
    mask = np.uint64(len(slot_key) - 1)
    count = 0
    for row in range(len(key)):
        slot = key[row] & mask
        while slot_code[slot] >= 0 and slot_key[slot] != key[row]:
            slot = (slot + np.uint64(1)) & mask
        if slot_code[slot] < 0:
            slot_key[slot] = key[row]
            slot_code[slot] = count
            count += 1
        code[row] = slot_code[slot]
    return count


@kernel
def _place_rows(code: np.ndarray, place: I64, order: I64) -> None:
    for row in range(len(code)):
        order[place[code[row]]] = row
        place[code[row]] += 1


@kernel
def _first_names(name_code: np.ndarray, first: I64) -> None:
    for name in range(len(name_code)):
        if first[name_code[name]] < 0:
            first[name_code[name]] = name


@kernel
def _after(a: int, b: int, time: I64, sequence: I64, position: I64) -> bool:
    """Whether row a belongs after row b; equal rows are not."""
    if time[a] != time[b]:
        return time[a] > time[b]
    if len(sequence) and sequence[a] != sequence[b]:
        return sequence[a] > sequence[b]
    return len(position) > 0 and position[a] > position[b]


@kernel
def _sort_slices(offsets: I64, order: I64, time: I64, sequence: I64, position: I64, scratch: I64) -> None:
    """Sort the rows of every customer; stable."""
    for customer in range(len(offsets) - 1):
        low, high = offsets[customer], offsets[customer + 1]
        unsorted = low + 1
        while unsorted < high and not _after(order[unsorted - 1], order[unsorted], time, sequence, position):
            unsorted += 1
        if unsorted >= high:
            continue
        if high - low > SHORT:
            _merge_sort(order[low:high], time, sequence, position, scratch)
            continue
        for next_ in range(unsorted, high):
            row = order[next_]
            place = next_
            while place > low and _after(order[place - 1], row, time, sequence, position):
                order[place] = order[place - 1]
                place -= 1
            order[place] = row


@kernel
def _merge_sort(rows: I64, time: I64, sequence: I64, position: I64, scratch: I64) -> None:
    """Bottom-up and stable."""
    width = 1
    while width < len(rows):
        for low in range(0, len(rows) - width, 2 * width):
            middle, high = low + width, min(low + 2 * width, len(rows))
            scratch[low:middle] = rows[low:middle]
            left, right, place = low, middle, low
            while left < middle:
                if right < high and _after(scratch[left], rows[right], time, sequence, position):
                    rows[place] = rows[right]
                    right += 1
                else:
                    rows[place] = scratch[left]
                    left += 1
                place += 1
        width *= 2
