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


@kernel
def _ones(word):  # type: ignore[no-untyped-def]
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _lcs_of_words(codes, start, length, bits, words):  # type: ignore[no-untyped-def]
    state = np.empty(words, np.uint64)
    state[:] = _ONES
    for i in range(start, start + length):
        carry = np.uint64(0)
        for w in range(words):
            row = state[w]
            common = row & bits[codes[i], w]
            total = row + common
            over = np.uint64(total < row)
            total += carry
            over |= np.uint64(total < carry)
            state[w] = total | (row & ~common)
            carry = over
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
