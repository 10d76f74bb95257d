"""How lengths of time are spread, for many keys at once (the edges of a flow, the steps of a funnel), merged exactly.

A key with at most `EXACT` observations keeps every length; a key with more keeps a log-linear histogram
(`statistics.quantiles`, error ≤ 1 %). Which of the two it is depends only on the number of observations, and sums are
whole numbers, so the merged result is the same whatever the order and grouping of the parts.
"""

from dataclasses import dataclass, fields

import numpy as np

from tropa.journeys.block import F64, I64
from tropa.journeys.question import kernel
from tropa.kit.time import SECOND
from tropa.statistics.quantiles import BUCKETS, bucket, middles

EXACT = 64
EXACTLY = -1
_MIDDLES: I64 = middles().astype(np.int64)  # a whole number of µs that lies in its own bucket
_LOW_BITS = 20  # sums are kept in two words, or 10⁹ gaps of a year would overflow
_LOW_MASK = (1 << _LOW_BITS) - 1


@dataclass(frozen=True)
class TimeSummary:
    """Lengths of time in seconds. The mean is exact; median and p95 are exact up to 64 observations, then within 1 %.

    Quantiles interpolate linearly between neighbours, as numpy and pandas do.
    """

    mean: float
    median: float
    p95: float


@dataclass(frozen=True)
class Lengths:
    """The lengths of each key, keys ascending, `data[offsets[i]:offsets[i + 1]]` for the i-th.

    Where `first[i]` is EXACTLY these are the lengths themselves in µs, sorted; else the counts of the buckets from
    `first[i]` on. The sum of key i is high·2²⁰ + low µs.
    """

    key: I64
    n: I64
    high: I64
    low: I64
    first: I64
    offsets: I64
    data: I64

    def merge(self, other: "Lengths") -> "Lengths":
        """Both together."""
        if not len(self.key) or not len(other.key):
            return self if len(self.key) else other
        return Lengths(*_merge(_columns(self), _columns(other)))

    def renamed(self, names: I64) -> "Lengths":
        """The same lengths with key k called `names[k]`; the new names must differ from each other."""
        key = names[self.key]
        order = np.argsort(key, kind="stable")
        sizes = np.diff(self.offsets)[order]
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        taken = np.arange(offsets[-1]) + np.repeat(self.offsets[:-1][order] - offsets[:-1], sizes)
        n, high, low, first = (column[order] for column in (self.n, self.high, self.low, self.first))
        return Lengths(key[order], n, high, low, first, offsets, self.data[taken])

    def points(self, key: int) -> tuple[I64, I64]:
        """A key's lengths in µs, ascending, and how often each was seen; empty where the key is unknown."""
        i = int(np.searchsorted(self.key, key))
        if i == len(self.key) or self.key[i] != key:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        data = self.data[self.offsets[i] : self.offsets[i + 1]]
        if self.first[i] == EXACTLY:
            return data, np.ones(len(data), np.int64)
        seen = np.flatnonzero(data)
        return _MIDDLES[self.first[i] + seen], data[seen]

    def summary(self, key: int) -> TimeSummary | None:
        """Mean, median and p95 of a key's lengths in seconds; None where there are none."""
        value, count = self.points(key)
        if not len(value):
            return None
        i = int(np.searchsorted(self.key, key))
        total = (int(self.high[i]) << _LOW_BITS) + int(self.low[i])
        median, p95 = weighted_quantiles(value, count, (0.5, 0.95)) / SECOND
        return TimeSummary(total / int(self.n[i]) / SECOND, float(median), float(p95))

    def summaries(self) -> dict[int, TimeSummary]:
        """`summary` of every key there is."""
        middle = _quantiles(self.first, self.offsets, self.data, np.array([0.5, 0.95]), _MIDDLES) / SECOND
        columns = (self.key, self.n, self.high, self.low, middle[:, 0], middle[:, 1])
        return {
            key: TimeSummary(((high << _LOW_BITS) + low) / n / SECOND, median, p95)
            for key, n, high, low, median, p95 in zip(*(column.tolist() for column in columns), strict=True)
        }


def tally(key: I64, value: I64, keys: int) -> Lengths:
    """Lengths from observations: `value[i]` µs of key `key[i]`, a number below `keys`; a negative key is passed over.

    >>> tally(np.array([0, 1, 0]), np.array([1_000_000, 5_000_000, 3_000_000]), 2).summary(0)
    TimeSummary(mean=2.0, median=2.0, p95=2.9)
    """
    starts = np.zeros(keys + 1, np.int64)
    return Lengths(*_tally(starts, _group(key, value, starts)))


def weighted_quantiles(value: I64, count: I64, shares: tuple[float, ...]) -> F64:
    """Quantiles of sorted values repeated `count` times, interpolated linearly (Hyndman and Fan's type 7)."""
    ends = np.cumsum(count)
    rank = np.array(shares) * (ends[-1] - 1)
    below = np.floor(rank).astype(np.int64)
    low = value[np.searchsorted(ends, below, side="right")]
    high = value[np.searchsorted(ends, np.minimum(below + 1, ends[-1] - 1), side="right")]
    return low + (rank - below) * (high - low)


def _columns(lengths: Lengths) -> tuple[I64, ...]:
    return tuple(getattr(lengths, field.name) for field in fields(lengths))


class Room:
    """Room for lengths that a kernel puts there itself, `n[i]` of the i-th key; `place[i]` is where its first goes.

    A place of 0 and above is a row of `counts` (rows, BUCKETS), one below −1
    is filled from `samples[-2 - place]` downwards.
    """

    def __init__(self, n: I64) -> None:
        many = n > EXACT
        ends = np.cumsum(np.where(many, 0, n))
        self.n = n
        self.place: I64 = np.where(many, np.cumsum(many) - 1, -1 - ends)
        self.samples = np.empty(ends[-1] if len(n) else 0, np.int64)
        self.counts = np.zeros((np.count_nonzero(many), BUCKETS), np.uint32)

    def lengths(self, key: I64, high: I64, low: I64) -> Lengths:
        """What was put there, under ascending keys with the words of their sums."""
        first, offsets, data = _pack(self.n, self.place, self.samples, self.counts)
        return Lengths(key, self.n, high, low, first, offsets, data)


@kernel
def split(length: int) -> tuple[int, int]:
    """A length in the two words of a sum, high and low; callable from other kernels."""
    return length >> _LOW_BITS, length & _LOW_MASK


@kernel
def keep(length, place, samples):  # type: ignore[no-untyped-def]
    """Keep a length itself at its key's place in a Room (below −1); returns the place of the key's next."""
    samples[-2 - place] = length
    return place + 1


@kernel
def counted_at(length, place):  # type: ignore[no-untyped-def]
    """Which of all counts of a Room is that of this length, where its key's place is a row of them."""
    return place * BUCKETS + bucket(length)


@kernel
def count(counts, waiting, filled):  # type: ignore[no-untyped-def]
    """Count the first `filled` of those that waited: `counted_at` of each."""
    flat = counts.ravel()
    for k in range(filled):
        flat[waiting[k]] += 1


@kernel
def _pack(n, place, samples, counts):  # type: ignore[no-untyped-def]
    first, offsets = np.full(len(n), EXACTLY), np.zeros(len(n) + 1, np.int64)
    for i in range(len(n)):
        room = n[i]
        if room > EXACT:
            row, smallest, largest = counts[place[i]], 0, BUCKETS - 1
            while row[smallest] == 0:
                smallest += 1
            while row[largest] == 0:
                largest -= 1
            first[i], room = smallest, largest - smallest + 1
        offsets[i + 1] = offsets[i] + room
    data = np.empty(offsets[-1], np.int64)
    for i in range(len(n)):
        whole = data[offsets[i] : offsets[i + 1]]
        if first[i] == EXACTLY:
            end = -1 - place[i]
            whole[:] = np.sort(samples[end - n[i] : end])
        else:
            whole[:] = counts[place[i], first[i] : first[i] + len(whole)]
    return first, offsets, data


@kernel
def _quantiles(first, offsets, data, shares, middles):  # type: ignore[no-untyped-def]
    """`weighted_quantiles` of every key."""
    found = np.empty((len(first), len(shares)), np.float64)
    for i in range(len(first)):
        given = data[offsets[i] : offsets[i + 1]]
        exactly = first[i] == EXACTLY
        last = (len(given) if exactly else given.sum()) - 1
        at, passed = 0, np.int64(0)  # `passed` lengths lie in the buckets before `at`
        for s in range(len(shares)):
            rank = shares[s] * last
            below = np.int64(np.floor(rank))
            above = min(below + 1, last)
            if exactly:
                low, high = given[below], given[above]
            else:
                while passed + given[at] <= below:
                    passed, at = passed + given[at], at + 1
                behind, upto = at, passed
                while upto + given[behind] <= above:
                    upto, behind = upto + given[behind], behind + 1
                low, high = middles[first[i] + at], middles[first[i] + behind]
            found[i, s] = low + (rank - below) * (high - low)
    return found


@kernel
def _group(key, value, starts):  # type: ignore[no-untyped-def]
    for k in key:
        if k >= 0:
            starts[k + 1] += 1
    for k in range(len(starts) - 1):
        starts[k + 1] += starts[k]
    grouped = np.empty(starts[-1], np.int64)
    place = starts[:-1].copy()
    for i in range(len(key)):
        k = key[i]
        if k >= 0:
            grouped[place[k]] = value[i]
            place[k] += 1
    return grouped


@kernel
def _empty(keys):  # type: ignore[no-untyped-def]
    key, n = np.empty(keys, np.int64), np.empty(keys, np.int64)
    high, low = np.zeros(keys, np.int64), np.zeros(keys, np.int64)
    return key, n, high, low, np.full(keys, EXACTLY), np.zeros(keys + 1, np.int64)


@kernel
def _tally(starts, grouped):  # type: ignore[no-untyped-def]
    key, n, high, low, first, offsets = _empty(np.count_nonzero(np.diff(starts)))
    i = 0
    for k in range(len(starts) - 1):
        lengths = grouped[starts[k] : starts[k + 1]]
        if len(lengths) == 0:
            continue
        key[i], n[i], room = k, len(lengths), len(lengths)
        if len(lengths) > EXACT:
            first[i] = bucket(lengths.min())
            room = bucket(lengths.max()) - first[i] + 1
        offsets[i + 1] = offsets[i] + room
        i += 1
    data = np.zeros(offsets[-1], np.int64)
    for i in range(len(key)):
        lengths = grouped[starts[key[i]] : starts[key[i] + 1]]
        for length in lengths:
            high[i] += length >> _LOW_BITS
            low[i] += length & _LOW_MASK
        if first[i] == EXACTLY:
            data[offsets[i] : offsets[i + 1]] = np.sort(lengths)
        else:
            base = offsets[i] - first[i]
            for length in lengths:
                data[base + bucket(length)] += 1
    return key, n, high, low, first, offsets, data


@kernel
def _matched(left, right):  # type: ignore[no-untyped-def]
    """For each key of either side: its place on the left and on the right, −1 where it is not there."""
    at = np.empty((len(left) + len(right), 2), np.int64)
    i, j, used = 0, 0, 0
    while i < len(left) or j < len(right):
        on_left = j == len(right) or (i < len(left) and left[i] <= right[j])
        on_right = i == len(left) or (j < len(right) and right[j] <= left[i])
        at[used, 0], at[used, 1] = (i if on_left else -1), (j if on_right else -1)
        i, j, used = i + on_left, j + on_right, used + 1
    return at[:used]


@kernel
def _add(at, part, whole, lowest, highest):  # type: ignore[no-untyped-def]
    """Add one side's numbers to the rows it is in, and widen their range of buckets."""
    keys, ns, highs, lows, firsts, offsets, data = part
    key, n, high, low = whole
    for row in range(len(at)):
        i = at[row]
        if i < 0:
            continue
        key[row] = keys[i]
        n[row] += ns[i]
        high[row] += highs[i]
        low[row] += lows[i]
        start, end = offsets[i], offsets[i + 1]
        if firsts[i] == EXACTLY:
            smallest, largest = bucket(data[start]), bucket(data[end - 1])
        else:
            smallest, largest = firsts[i], firsts[i] + end - start - 1
        lowest[row], highest[row] = min(lowest[row], smallest), max(highest[row], largest)


@kernel
def _pour(at, part, first, offsets, data, used):  # type: ignore[no-untyped-def]
    """Copy one side's lengths behind the `used` ones of their row, or count them in its buckets."""
    firsts, starts, given = part[4], part[5], part[6]
    for row in range(len(at)):
        i = at[row]
        if i < 0:
            continue
        own, size = given[starts[i] : starts[i + 1]], starts[i + 1] - starts[i]
        if first[row] == EXACTLY:
            start = offsets[row] + used[row]
            data[start : start + size] = own
            used[row] += size
        elif firsts[i] == EXACTLY:
            for length in own:
                data[offsets[row] + bucket(length) - first[row]] += 1
        else:
            start = offsets[row] + firsts[i] - first[row]
            data[start : start + size] += own


@kernel
def _merge(left, right):  # type: ignore[no-untyped-def]
    at = _matched(left[0], right[0])
    key, n, high, low, first, offsets = _empty(len(at))
    n[:] = 0
    lowest, highest = np.full(len(at), BUCKETS), np.zeros(len(at), np.int64)
    _add(at[:, 0], left, (key, n, high, low), lowest, highest)
    _add(at[:, 1], right, (key, n, high, low), lowest, highest)
    for row in range(len(at)):
        if n[row] > EXACT:
            first[row] = lowest[row]
        offsets[row + 1] = offsets[row] + (highest[row] - lowest[row] + 1 if n[row] > EXACT else n[row])
    data, used = np.zeros(offsets[-1], np.int64), np.zeros(len(at), np.int64)
    _pour(at[:, 0], left, first, offsets, data, used)
    _pour(at[:, 1], right, first, offsets, data, used)
    for row in range(len(at)):
        if first[row] == EXACTLY and at[row].min() >= 0:
            data[offsets[row] : offsets[row + 1]].sort()
    return key, n, high, low, first, offsets, data
