"""Identifiers of rows: by the source's key, else by the row's content and its number among equal rows.

The same file imported twice yields the same identifiers, so a second import adds nothing; two equal rows of one file
(two items of one order, say) stay two.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from tropa.kit.ids import stable_id

Hashes = NDArray[np.int64]


def keyed_ids(source: str, keys: Iterable[str]) -> list[str]:
    """`stable_id([source, key])` of every key, computed without hashing the source again.

    >>> keyed_ids("crm", ["17"]) == [stable_id(["crm", "17"])]
    True
    """
    begun = blake2b(_part(source.encode("utf-8", "surrogatepass")), digest_size=10)
    found: list[str] = []
    for key in keys:
        digest = begun.copy()
        digest.update(_part(key.encode("utf-8", "surrogatepass")))
        found.append(digest.hexdigest())
    return found


class SeenIds:
    """Which texts (identifiers, above all) were met before, in eight bytes each."""

    def __init__(self) -> None:
        self._runs: list[Hashes] = []  # sorted, each at least twice as long as the next

    def repeats(self, ids: Sequence[str]) -> NDArray[np.bool_]:
        """True where a text was met before, in an earlier call or earlier in this one."""
        hashes = np.fromiter(map(hash, ids), np.int64, len(ids))
        repeated = np.ones(len(hashes), np.bool_)
        fresh, first = np.unique(hashes, return_index=True)
        repeated[first] = False
        for run in self._runs:
            places = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            repeated |= run[places] == hashes
        self._keep(fresh)
        return repeated

    def _keep(self, run: Hashes) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]))
        if len(run):
            self._runs.append(run)


class ContentIds:
    """Identifiers of rows without a key: equal rows are told apart by their number among themselves."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen = SeenIds()
        self._again: Counter[str] = Counter()

    def ids(self, contents: Sequence[str]) -> list[str]:
        """One identifier a row, in order of the file.

        >>> first, second = ContentIds("crm").ids(["a", "a"])
        >>> first == stable_id(["crm", "a"]), second == stable_id(["crm", "a", 1])
        (True, True)
        """
        found = keyed_ids(self._source, contents)
        for place in np.flatnonzero(self._seen.repeats(found)).tolist():
            self._again[found[place]] += 1
            found[place] = stable_id([self._source, contents[place], self._again[found[place]]])
        return found


def _part(data: bytes) -> bytes:
    return (len(data) + 1).to_bytes(4, "little") + b"\x01" + data
