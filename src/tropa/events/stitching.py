"""The arithmetic of identity: which ids are one person, one device; everything as codes and arrays.

Ids are codes 0…I−1, rows 0…R−1; a *mention* is one id in one row. Ids that stand in one row belong together, so each
row is a star from its first usable id to its others, and customers are the connected components of all stars.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

I64 = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BEGINNING = np.iinfo(np.int64).min  # a time before all times


@dataclass(frozen=True)
class Mentions:
    """All mentions in order of rows: the row and the id of each."""

    row: I64
    id: I64
    ids: int  # number of distinct ids

    def only(self, keep: Flags) -> "Mentions":
        """The mentions of the ids marked in `keep` (I)."""
        chosen = keep[self.id]
        return Mentions(self.row[chosen], self.id[chosen], self.ids)


def stars(mentions: Mentions) -> tuple[I64, I64, I64]:
    """Edges of each row from its first id to its others, as (from, to, row); an id twice in a row joins nothing."""
    if not len(mentions.row):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    first = np.empty(len(mentions.row), bool)
    first[0] = True
    np.not_equal(mentions.row[1:], mentions.row[:-1], out=first[1:])
    centre = mentions.id[np.flatnonzero(first)][np.cumsum(first) - 1]
    other = centre != mentions.id
    return centre[other], mentions.id[other], mentions.row[other]


def components(size: int, left: I64, right: I64) -> I64:
    """The component number of each of `size` nodes under the edges left—right.

    >>> components(4, np.array([0]), np.array([2])).tolist()
    [0, 1, 0, 2]
    """
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(size, size))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def distinct_pairs(left: I64, right: I64) -> tuple[I64, I64]:
    """Each (left, right) once, sorted; codes must be non-negative and below 2³¹."""
    packed = np.unique((left << 32) | right)
    return packed >> 32, packed & 0xFFFFFFFF


def distinct_counts(size: int, left: I64, right: I64) -> I64:
    """How many distinct `right` each of `size` left codes meets."""
    return np.bincount(distinct_pairs(left, right)[0], minlength=size).astype(np.int64)


def co_mentions(mentions: Mentions, of: Flags) -> tuple[I64, I64]:
    """Every (marked id, other id of the same row); rows are short, so this is linear in practice."""
    marked = of[mentions.id]
    start = np.searchsorted(mentions.row, mentions.row[marked], "left")
    end = np.searchsorted(mentions.row, mentions.row[marked], "right")
    length = end - start
    left = np.repeat(mentions.id[marked], length)
    within = np.arange(len(left)) - np.repeat(np.cumsum(length) - length, length)
    right = mentions.id[np.repeat(start, length) + within]
    return left[left != right], right[left != right]


def hubs(mentions: Mentions, somebody: Flags, limit: int) -> I64:
    """For each id, how many separate components it alone would join, counted only where that may pass `limit`.

    Suspects are ids that meet more than `limit` others. All suspects are taken out at once, and each is judged by the
    components its neighbours then lie in; only components with an id marked in `somebody` (I) count.
    """
    left, right = co_mentions(mentions, np.ones(mentions.ids, bool))
    suspect = distinct_counts(mentions.ids, left, right) > limit
    if not suspect.any():
        return np.zeros(mentions.ids, np.int64)
    from_, to, _ = stars(mentions.only(~suspect))
    label = components(mentions.ids, from_, to)
    peopled = np.zeros(mentions.ids, bool)
    peopled[label[somebody]] = True
    judged = suspect[left] & ~suspect[right] & peopled[label[right]]
    return distinct_counts(mentions.ids, left[judged], label[right[judged]])


@dataclass(frozen=True)
class Ownership:
    """Who holds each shared device when: sorted by device and time; each row holds from `since` to the next row."""

    device: I64
    since: I64  # microseconds; BEGINNING for the first owner
    person: I64


def ownership(device: I64, time: I64, person: I64) -> Ownership:
    """The owners of devices from sightings of a person with a device; only changes of hands are kept.

    >>> held = ownership(np.array([0, 0, 0]), np.array([5, 9, 7]), np.array([1, 2, 1]))
    >>> held.since[1:].tolist(), held.person.tolist()
    ([9], [1, 2])
    """
    order = np.lexsort((person, time, device))
    device, time, person = device[order], time[order], person[order]
    new = np.ones(len(device), bool)
    new[1:] = device[1:] != device[:-1]
    changed = new.copy()
    changed[1:] |= person[1:] != person[:-1]
    since = np.where(new, BEGINNING, time)
    return Ownership(device[changed], since[changed], person[changed])


def owner_at(held: Ownership, device: I64, time: I64) -> I64:
    """The person each device belongs to at each time; the device must have owners."""
    starts = np.searchsorted(held.device, device, "left")
    ends = np.searchsorted(held.device, device, "right")
    low, high = starts.copy(), ends - 1  # the last row with since ≤ time, by halving all searches at once
    while (low < high).any():
        middle = (low + high + 1) // 2
        fits = held.since[middle] <= time
        low, high = np.where(fits, middle, low), np.where(fits, high, middle - 1)
    return held.person[low]
