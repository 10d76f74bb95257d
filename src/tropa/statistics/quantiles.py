"""Quantiles of lengths of time from counts: a log-linear histogram that merges by addition.

Lengths are whole microseconds. Below 100 ms a bucket is 1 ms wide; above, every doubling is cut into 50 equal buckets
(the layout of Gil Tene's HdrHistogram, with 1,900 buckets up to 217 years; longer ones fall into the last). The value
of a bucket is its middle, so an answer is off by at most 1 % of itself, or by less than 1 ms for lengths under 50 ms.

The quantile is the nearest rank: the smallest length that at least a share q of the observations does not exceed.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

RELATIVE_ERROR = 0.01  # of any length from 50 ms to 217 years
MILLISECOND = 1_000
BUCKETS = 1_900

_LINEAR = 100  # buckets of 1 ms
_HALF = 50  # buckets in every doubling

Counts = npt.NDArray[np.uint32] | npt.NDArray[np.int64]


@intrinsic
def _bits(_typing: Any, _value: Any) -> Any:
    """How many bits a positive whole number takes: one instruction, where frexp is a call."""

    def generated(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        (value,) = arguments
        zeros = builder.ctlz(value, ir.Constant(ir.IntType(1), 0))
        return builder.sub(ir.Constant(value.type, 64), zeros)

    return types.int64(types.int64), generated


@njit(nogil=True, cache=True)
def bucket(value: int) -> int:
    """The bucket of a length in microseconds, 0…BUCKETS − 1; callable from other kernels. Negative lengths count as 0.

    >>> bucket(0), bucket(60_000_000), bucket(2**62)
    (0, 558, 1899)
    """
    length = value // MILLISECOND
    if length < _LINEAR:
        return max(length, 0)
    octave = _bits(length) - 7  # 100 takes 7 bits
    octave -= length < (_LINEAR << octave)
    return min(_HALF + _HALF * octave + (length >> (octave + 1)), BUCKETS - 1)


def middles() -> npt.NDArray[np.float64]:
    """The value of each bucket in microseconds: its middle, and 0 for the first."""
    position = np.arange(BUCKETS)
    octave = np.maximum(position - _LINEAR, 0) // _HALF
    in_octave = (position - _LINEAR) % _HALF + _HALF
    width = np.where(position < _LINEAR, 1, 2.0 ** (octave + 1)) * MILLISECOND
    low = np.where(position < _LINEAR, position, in_octave) * width
    middle = low + width / 2
    middle[0] = 0.0
    return middle


def quantiles(counts: Counts, q: float) -> npt.NDArray[np.float64]:
    """The q-quantile in microseconds of every histogram in `counts` (…, BUCKETS); NaN where one is empty."""
    if not 0 <= q <= 1:
        raise ValueError(f"a quantile lies between 0 and 1, not at {q}")
    if counts.shape[-1] != BUCKETS:
        raise ValueError(f"a histogram has {BUCKETS} buckets, not {counts.shape[-1]}")
    running = counts.cumsum(axis=-1, dtype=np.int64)
    total = running[..., -1]
    rank = np.maximum(np.ceil(q * total - 1e-9 * q * total), 1)
    found = (running < rank[..., None]).sum(axis=-1)
    return np.where(total > 0, _MIDDLES[np.minimum(found, BUCKETS - 1)], np.nan)


def quantile(counts: Counts, q: float) -> float | None:
    """The q-quantile in microseconds of one histogram; None where it is empty."""
    value = float(quantiles(counts, q))
    return None if math.isnan(value) else value


_MIDDLES = middles()
