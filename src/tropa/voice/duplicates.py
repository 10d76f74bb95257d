"""Texts that say the same in nearly the same words: reposts, copies, templates.

Two texts are near-duplicates where at least 80 % of their runs of five letters are shared (Jaccard). Candidates come
from MinHash signatures cut into bands (Broder 1997; Leskovec et al. 2014, §3.4), and every candidate is checked
exactly. Linear in the letters of all texts; the same answer every time.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tropa.journeys.block import I64

SIMILAR = 0.8
RUN = 5  # letters
ENOUGH = 40  # letters below which only a customer's own texts collapse: many people say "all well" independently
BANDS, ROWS = 16, 4  # two texts at .8 become candidates with probability .9998, at .5 with .64
_BATCH = 2_000_000  # letters at a time
_NOT_LETTERS = re.compile(r"[\W\d_]+")
U64 = npt.NDArray[np.uint64]


def near_duplicates(texts: Sequence[str], customers: Sequence[str | None] | None = None) -> I64:
    """For each text the row of the first one of its group; its own row where it stands alone.

    Case, punctuation, digits and white space do not count. Of texts shorter than 40 letters only equal ones of the same
    customer are one. Every text of a group is similar to another one of it.

    >>> near_duplicates(["Курьер опоздал на три часа и даже ни разу не извинился!", "Вкусно",
    ...                  "курьер опоздал на три часа, и даже ни разу не извинился", "Вкусно"]).tolist()
    [0, 1, 0, 3]
    """
    bare = [_NOT_LETTERS.sub("", text.casefold()) for text in texts]
    whose = [None] * len(texts) if customers is None else list(customers)
    first = _equal(bare, whose)
    long = np.array([row for row, text in enumerate(bare) if len(text) >= ENOUGH and first[row] == row], np.int64)
    if len(long) > 1:
        runs = _Runs([bare[row] for row in long])
        joined = _joined(runs)
        first[long] = long[joined]
    while (first[first] != first).any():
        first = first[first]
    return first


def _equal(bare: Sequence[str], customers: Sequence[str | None]) -> I64:
    first = np.arange(len(bare), dtype=np.int64)
    seen: dict[tuple[str, str | None], int] = {}
    for row, (text, customer) in enumerate(zip(bare, customers, strict=True)):
        if len(text) >= ENOUGH:
            first[row] = seen.setdefault((text, None), row)
        elif text and customer is not None:
            first[row] = seen.setdefault((text, customer), row)
    return first


class _Runs:
    """The hashed runs of five letters of each text: text i has `hashes[offsets[i]:offsets[i + 1]]`."""

    def __init__(self, texts: list[str]) -> None:
        sizes = np.array([len(text) - RUN + 1 for text in texts], np.int64)
        self.offsets = np.concatenate([[0], np.cumsum(sizes)])
        self.hashes = np.empty(self.offsets[-1], np.uint64)
        for row, text in enumerate(texts):
            letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
            self.hashes[self.offsets[row] : self.offsets[row + 1]] = _hashed(letters)

    def set_of(self, row: int) -> U64:
        """The different runs of a text."""
        return np.unique(self.hashes[self.offsets[row] : self.offsets[row + 1]])

    def band(self, number: int) -> U64:
        """A key for each text: those with equal keys are candidates."""
        key = np.zeros(len(self.offsets) - 1, np.uint64)
        for place in range(number * ROWS, (number + 1) * ROWS):
            salt = np.uint64(0x9E3779B97F4A7C15 * (place + 1) % 2**64)
            for start, end in self._batches():
                hashes = self.hashes[self.offsets[start] : self.offsets[end]]
                begins = self.offsets[start:end] - self.offsets[start]
                key[start:end] = _mixed(key[start:end] ^ np.minimum.reduceat(_mixed(hashes ^ salt), begins))
        return key

    def _batches(self) -> list[tuple[int, int]]:
        """Texts from … to …, about two million letters together."""
        steps = np.arange(0, self.offsets[-1], _BATCH)
        starts = np.unique(np.searchsorted(self.offsets[:-1], steps)).tolist()
        return list(zip(starts, [*starts[1:], len(self.offsets) - 1], strict=True))


def _hashed(letters: U64) -> U64:
    found = np.zeros(len(letters) - RUN + 1, np.uint64)
    for place in range(RUN):
        found = found * np.uint64(1_000_003) + letters[place : place + len(found)]
    return _mixed(found)


def _mixed(values: U64) -> U64:
    """The finaliser of splitmix64: near values become far ones."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), np.uint64)


def _joined(runs: _Runs) -> I64:
    """For each text the first earlier one that it is similar to; its own row without."""
    first = np.arange(len(runs.offsets) - 1, dtype=np.int64)
    for number in range(BANDS):
        key = runs.band(number)
        order = np.argsort(key, kind="stable")
        heads = order[_heads(key[order])]
        for row, head in zip(order, heads, strict=True):
            if first[row] == row and head != row and first[head] == head and _similar(runs, int(row), int(head)):
                first[row] = head
    return first


def _heads(keys: U64) -> I64:
    """For each place in sorted keys the place where its run of equal keys begins."""
    begins = np.concatenate([[True], keys[1:] != keys[:-1]])
    return np.maximum.accumulate(np.where(begins, np.arange(len(keys)), 0))


def _similar(runs: _Runs, one: int, other: int) -> bool:
    first, second = runs.set_of(one), runs.set_of(other)
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared >= SIMILAR * (len(first) + len(second) - shared)
