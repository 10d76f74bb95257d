"""How far two paths are from each other: the Indel distance, as a share of both lengths.

The fewest touchpoints to insert and delete to make one path of the other, |a| + |b| − 2·LCS(a, b), divided by
|a| + |b|: 0 for equal paths, 1 for paths with no touchpoint in common in this sense; of two empty paths 0. The longest
common subsequence comes bit-parallel, 64 touchpoints of the one path for each of the other at once (Hyyrö, Bit-parallel
LCS-length computation revisited, AWOCA 2004).
"""

import numpy as np
import numpy.typing as npt

from tropa.analytics.path_groups import PathGroups
from tropa.journeys.block import F64, I64
from tropa.journeys.question import kernel

U16S = npt.NDArray[np.uint16]

WHOLE = 65_535  # the distance 1 in a matrix
_ONES = np.uint64(0xFFFFFFFFFFFFFFFF)


def distance_matrix(paths: PathGroups) -> U16S:
    """Every path's distance to every other, rounded to 1/65 535 (two bytes a pair).

    The work is the sum of lengths times the sum of words of 64 touchpoints, `matrix_work`.
    """
    result = np.zeros((len(paths.start), len(paths.start)), np.uint16)
    _fill(paths.codes, paths.start, paths.length, result)
    return result


def matrix_work(paths: PathGroups) -> int:
    """The steps `distance_matrix` takes, about 1.5 ns each."""
    return int(paths.length.sum()) * int((-(-paths.length // 64)).sum()) // 2


def distances_to(paths: PathGroups, chosen: I64) -> F64:
    """Each path's distance to each of the chosen paths (given by number), in full precision: (paths, chosen)."""
    result = np.empty((len(paths.start), len(chosen)))
    for column, one in enumerate(chosen.tolist()):
        _fill_column(paths.codes, paths.start, paths.length, one, result[:, column])
    return result


def support(paths: PathGroups, weight: I64, one: int) -> I64:
    """For each touchpoint of path number `one`: the weight of the paths that keep it in their common subsequence.

    Of several longest common subsequences the one is taken that keeps the path's latest touchpoints, read from the end.
    """
    kept = np.zeros(int(paths.length[one]), np.int64)
    _keep(paths.codes, paths.start, paths.length, one, weight, kept)
    return kept


@kernel
def _ones(word):  # type: ignore[no-untyped-def]
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _advance(state, reads, after):  # type: ignore[no-untyped-def]
    """The state after one more touchpoint, whose places in the path are the bits of `reads`; `after` may be `state`."""
    carry = np.uint64(0)
    for w in range(len(state)):
        row = state[w]
        common = row & reads[w]
        total = row + common
        over = np.uint64(total < row)
        total += carry
        over |= np.uint64(total < carry)
        after[w] = total | (row & ~common)
        carry = over


@kernel
def _lcs_of_words(codes, start, length, bits, words):  # type: ignore[no-untyped-def]
    state = np.empty(words, np.uint64)
    state[:] = _ONES
    for i in range(start, start + length):
        _advance(state, bits[codes[i]], state)
    found = 0
    for w in range(words):
        found += _ones(~state[w])
    return found


@kernel
def _lcs(codes, start, length, bits, words):  # type: ignore[no-untyped-def]
    """Length of the longest common subsequence of the path behind `bits[code, word]` and the given one.

    Bits beyond the path's length stay set, so those that fell are the subsequence.
    """
    if words <= 1:
        state = _ONES
        for i in range(start, start + length):
            common = state & bits[codes[i], 0]
            state = (state + common) | (state & ~common)
        return _ones(~state)
    return _lcs_of_words(codes, start, length, bits, words)


@kernel
def _set_bits(codes, start, length, bits, on):  # type: ignore[no-untyped-def]
    for k in range(length):
        bit = np.uint64(1) << np.uint64(k % 64)
        if on:
            bits[codes[start + k], k // 64] |= bit
        else:
            bits[codes[start + k], k // 64] = 0


@kernel
def _part(common, left, right):  # type: ignore[no-untyped-def]
    return (left + right - 2.0 * common) / (left + right) if left + right else 0.0


@kernel
def _bits_for(codes, length):  # type: ignore[no-untyped-def]
    width = np.int64(codes.max()) + 1 if len(codes) else 1
    return np.zeros((width, max((length.max() + 63) // 64, 1)), np.uint64)


@kernel
def _fill(codes, start, length, result):  # type: ignore[no-untyped-def]
    bits = _bits_for(codes, length)
    for a in range(len(start)):
        words = (length[a] + 63) // 64
        _set_bits(codes, start[a], length[a], bits, True)
        for b in range(a):
            common = _lcs(codes, start[b], length[b], bits, words)
            result[a, b] = np.uint16(np.round(_part(common, length[a], length[b]) * 65535))
            result[b, a] = result[a, b]
        _set_bits(codes, start[a], length[a], bits, False)


@kernel
def _fill_column(codes, start, length, a, result):  # type: ignore[no-untyped-def]
    bits = _bits_for(codes, length)
    words = (length[a] + 63) // 64
    _set_bits(codes, start[a], length[a], bits, True)
    for b in range(len(start)):
        common = _lcs(codes, start[b], length[b], bits, words)
        result[b] = _part(common, length[a], length[b])


@kernel
def _keep(codes, start, length, a, weight, kept):  # type: ignore[no-untyped-def]
    """Walk back through the states of the comparison from both ends; a fallen bit is one more in common."""
    bits = _bits_for(codes, length)
    words = (length[a] + 63) // 64
    _set_bits(codes, start[a], length[a], bits, True)
    states = np.empty((length.max() + 1, max(words, 1)), np.uint64)
    states[0] = _ONES
    for b in range(len(start)):
        for i in range(length[b]):
            _advance(states[i], bits[codes[start[b] + i]], states[i + 1])
        left, right = length[a], length[b]
        while left > 0 and right > 0:
            word, bit = (left - 1) // 64, np.uint64(1) << np.uint64((left - 1) % 64)
            if states[right, word] & bit:
                left -= 1
            elif states[right - 1, word] & bit:
                left, right = left - 1, right - 1
                kept[left] += weight[b]
            else:
                right -= 1
