"""Names and numbers: hashing customers to partitions, numbering touchpoints as they come."""

from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import I64
from tropa.journeys.question import kernel

U64 = npt.NDArray[np.uint64]

_PRIME = np.uint64(0x100000001B3)
_BASIS = np.uint64(0xCBF29CE484222325)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def hash_names(names: pa.Array, seed: int = 0) -> U64:
    """64-bit hashes of strings, the same in every process: FNV-1a over the UTF-8 bytes, finished by splitmix64."""
    text = names.cast(pa.large_string())
    _, offsets, data = text.buffers()
    bounds = np.frombuffer(offsets, np.int64)[text.offset : text.offset + len(text) + 1] if offsets else np.zeros(1)
    content = np.frombuffer(data, np.uint8) if data else np.empty(0, np.uint8)
    hashes = np.empty(len(text), np.uint64)
    _hash(bounds.astype(np.int64, copy=False), content, np.uint64(seed), hashes)
    return hashes


def partition_of(hashes: U64, partitions: int) -> I64:
    """The partition 0 … partitions − 1 of every hash, by its high half."""
    return ((hashes >> np.uint64(32)) * np.uint64(partitions) >> np.uint64(32)).astype(np.int64)


@kernel
def _hash(bounds: I64, content: npt.NDArray[np.uint8], seed: np.uint64, hashes: U64) -> None:
    for name in range(len(bounds) - 1):
        value = _BASIS ^ seed
        for place in range(bounds[name], bounds[name + 1]):
            value = (value ^ np.uint64(content[place])) * _PRIME
        value = (value ^ (value >> np.uint64(30))) * _MIX_1
        value = (value ^ (value >> np.uint64(27))) * _MIX_2
        hashes[name] = value ^ (value >> np.uint64(31))


class Numbering:
    """Numbers names in the order they come, from any thread; `ranks` turns the numbers into places by name.

    Which number a name gets depends on which thread came first, its rank does not.
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._number)

    def numbers(self, column: pa.Array, missing: str | None = None) -> I64:
        """The number of every value, written as text; null is called `missing`, or is −1 where that is not given."""
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        names = coded.dictionary.cast(pa.string()).to_pylist()
        codes = pc.fill_null(coded.indices.cast(pa.int64()), len(names)).to_numpy()
        names.append(None)
        table = np.full(len(names), -1, np.int64)
        with self._lock:
            for code in np.flatnonzero(np.bincount(codes, minlength=len(names))).tolist():
                name = missing if names[code] is None else names[code]
                if name is not None:
                    table[code] = self._number.setdefault(name, len(self._number))
        return table[codes]

    def add(self, names: tuple[str, ...]) -> None:
        """Number names that need not occur."""
        self.numbers(pa.array(names, pa.string()))

    def names(self) -> tuple[str, ...]:
        """All names, ascending."""
        return tuple(sorted(self._number))

    def ranks(self) -> I64:
        """By number: the place of its name among all names, ascending."""
        ranks = np.empty(len(self._number), np.int64)
        for rank, name in enumerate(self.names()):
            ranks[self._number[name]] = rank
        return ranks

    def in_order(self) -> tuple[str, ...]:
        """All names by their number."""
        return tuple(self._number)
