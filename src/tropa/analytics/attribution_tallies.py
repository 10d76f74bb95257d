"""What the data-driven models of attribution count: moves from state to state, and sets of what was touched.

Both are counted by bootstrap group of customers, and add up from block to block. They count every path with a touch,
converted or not.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse

from tropa.analytics.attribution_paths import TouchPaths
from tropa.journeys.block import F64, I64
from tropa.journeys.question import kernel
from tropa.statistics.bootstrap import GROUPS
from tropa.statistics.markov import Chain, credit_shares, removal_effects, removal_effects_of_many
from tropa.statistics.shapley import EXACT, rate_game, sampled_rate_shapley, shapley

_WORD = 62  # codes in one word of a set
_DENSE = 300  # states up to which many chains are solved at once
_AT_ONCE = 4_000_000  # numbers in a batch of chains or games
_QUICK = 12  # players up to which a game costs next to nothing
_FEW = 100  # draws where one costs more than a moment


@dataclass(frozen=True)
class Tally:
    """`count[i]` is how often `key[i]` came, keys ascending."""

    key: I64
    count: I64

    def merge(self, other: "Tally") -> "Tally":
        """Both together."""
        return tally_of(np.concatenate([self.key, other.key]), np.concatenate([self.count, other.count]))


def tally_of(key: I64, count: I64 | None = None) -> Tally:
    """Equal keys brought together."""
    if count is None:
        return Tally(*np.unique(key, return_counts=True))
    distinct, place = np.unique(key, return_inverse=True)
    total = np.zeros(len(distinct), np.int64)
    np.add.at(total, place, count)
    return Tally(distinct, total)


def _drawn(tally: Tally, keys: I64, weights: F64) -> F64:
    """(keys, columns of weights): counts with the groups weighted; a tally's key is key · GROUPS + group."""
    row = np.searchsorted(keys, tally.key // GROUPS)
    groups = tally.key % GROUPS
    matrix = scipy.sparse.csr_array((tally.count.astype(np.float64), (row, groups)), (len(keys), GROUPS))
    return np.asarray(matrix @ weights)


def moves_of(paths: TouchPaths, codes: int, order: int) -> Tally:
    """Moves of a chain whose state is the last `order` touches, keyed (state · (codes + 2) + next) · GROUPS + group.

    A state is a number in base codes + 1 whose digits are codes + 1, the latest last; 0 is the start. `next` is a code,
    `codes` for conversion, `codes + 1` for none.
    """
    filled = int(np.count_nonzero(np.diff(paths.offsets)))
    key = np.empty(len(paths.touch) + filled, np.int64)
    _moves((paths.offsets, paths.touch, paths.converted, paths.group), codes, order, GROUPS, key)
    return tally_of(key)


def markov_shares(moves: Tally, codes: int, order: int, weights: F64) -> F64:
    """(codes, columns of weights): removal effects as shares; a column weights the groups of customers."""
    keys = np.unique(moves.key // GROUPS)
    state, target = keys // (codes + 2), keys % (codes + 2)
    width = (codes + 1) ** order
    reached = np.where(target < codes, (state * (codes + 1) + target + 1) % width, 0)
    states = np.unique(np.concatenate([state, reached]))
    states = states[states > 0]
    owner = states % (codes + 1) - 1
    places = (np.searchsorted(states, state), np.searchsorted(states, reached), state, target)
    if len(states) > _DENSE:
        weights = weights[:, : _FEW + 1]
    counts = _drawn(moves, keys, weights)
    if len(states) > _DENSE:
        columns = [
            removal_effects_of_many(*_sparse(column, places, len(states), codes), owner, codes) for column in counts.T
        ]
        return credit_shares(np.array(columns)).T
    step = max(_AT_ONCE // max(len(states), 1) ** 2, 1)
    batches = range(0, counts.shape[1], step)
    effects = [
        removal_effects(_dense(counts[:, k : k + step], places, len(states), codes), owner, codes) for k in batches
    ]
    return credit_shares(np.concatenate(effects)).T


Places = tuple[I64, I64, I64, I64]


def _dense(counts: F64, places: Places, states: int, codes: int) -> Chain:
    source, reached, state, target = places
    begins, won, lost = state == 0, target == codes, target == codes + 1
    inside = ~begins & (target < codes)
    many = counts.shape[1]
    chain = Chain(
        *(np.zeros(size) for size in ((many, states), (many, states, states), (many, states), (many, states)))
    )
    chain.start[:, reached[begins]] = counts[begins].T
    chain.moves[:, source[inside], reached[inside]] = counts[inside].T
    chain.converted[:, source[won]] = counts[won].T
    chain.null[:, source[lost]] = counts[lost].T
    return chain


def _sparse(counts: F64, places: Places, states: int, codes: int) -> tuple[F64, scipy.sparse.csr_array, F64]:
    """Start shares, moves and conversions as shares of what leaves each state."""
    source, reached, state, target = places
    begins, inside = state == 0, (state > 0) & (target < codes)
    leaving = np.bincount(source[~begins], counts[~begins], states)
    share = counts / np.where(begins, 1.0, np.maximum(leaving, 1e-300)[np.minimum(source, states - 1)])
    start = np.bincount(reached[begins], counts[begins], states)
    won = target == codes
    into = np.asarray(np.bincount(source[won], share[won], states), np.float64)
    moves = scipy.sparse.csr_array((share[inside], (source[inside], reached[inside])), (states, states))
    return start / max(start.sum(), 1.0), moves, into


@kernel
def _moves(paths, codes, order, groups, key):  # type: ignore[no-untyped-def]
    offsets, touch, converted, group = paths
    base, width, place = codes + 1, (codes + 1) ** order, 0
    for p in range(len(converted)):
        state = 0
        for e in range(offsets[p], offsets[p + 1]):
            key[place] = (state * (codes + 2) + touch[e]) * groups + group[p]
            state = (state * base + touch[e] + 1) % width
            place += 1
        if offsets[p + 1] > offsets[p]:
            key[place] = (state * (codes + 2) + codes + (0 if converted[p] else 1)) * groups + group[p]
            place += 1


@dataclass(frozen=True)
class SetTally:
    """Different sets as rows of bits (D, words), how often each came, keyed (set · 2 + converted) · GROUPS + group."""

    words: I64
    tally: Tally

    def merge(self, other: "SetTally") -> "SetTally":
        """Both together."""
        words, place = _different(np.concatenate([self.words, other.words]))
        size, first = 2 * GROUPS, len(self.words)
        key = np.concatenate([self.tally.key, other.tally.key + first * size])
        key = place[key // size] * size + key % size
        return SetTally(words, tally_of(key, np.concatenate([self.tally.count, other.tally.count])))


def sets_of(paths: TouchPaths, codes: int) -> SetTally:
    """The sets of codes that the paths with a touch met."""
    words = np.zeros((len(paths.converted), codes // _WORD + 1), np.int64)
    np.bitwise_or.at(words, (paths.of, paths.touch // _WORD), np.int64(1) << paths.touch % _WORD)
    filled = np.diff(paths.offsets) > 0
    different, place = _different(words[filled])
    return SetTally(different, tally_of((place * 2 + paths.converted[filled]) * GROUPS + paths.group[filled]))


def shapley_rate_shares(sets: SetTally, codes: int, weights: F64, seed: int) -> F64:
    """(codes, columns of weights): Shapley values of the rate game as shares; they may be negative.

    NaN where the values add up to nothing or less, which is no share of anything.
    """
    place = np.arange(codes)
    members = (sets.words[:, place // _WORD] >> place % _WORD) & 1 == 1
    present = np.flatnonzero(members.any(axis=0))
    members = members[:, present]
    if len(present) > _QUICK:
        weights = weights[:, : _FEW + 1]
    counts = _drawn(sets.tally, np.arange(2 * len(members)), weights)
    lost, won = counts[0::2], counts[1::2]
    values = np.zeros((codes, weights.shape[1]))
    if len(present) > EXACT:
        values[present] = sampled_rate_shapley(members, won, won + lost, seed=seed)
    else:
        values[present] = _exact(members, won, won + lost)
    total = values.sum(axis=0)
    return np.divide(values, total, out=np.full_like(values, np.nan), where=total > 1e-12)


def _exact(members: npt.NDArray[np.bool_], won: F64, met: F64) -> F64:
    players = members.shape[1]
    mask = members @ (1 << np.arange(players))
    step = max(_AT_ONCE >> players, 1)
    values = []
    for first in range(0, won.shape[1], step):
        games = np.zeros((2, min(step, won.shape[1] - first), 1 << players))
        for game, counts in zip(games, (won, met), strict=True):
            np.add.at(game.T, mask, counts[:, first : first + step])
        values.append(shapley(rate_game(games[0], games[1])).T)
    return np.concatenate(values, axis=1)


def _different(words: I64) -> tuple[I64, I64]:
    """The different rows, and for each row given its place among them."""
    if words.shape[1] == 1:
        distinct, place = np.unique(words[:, 0], return_inverse=True)
        return distinct[:, None], place
    distinct, place = np.unique(words, axis=0, return_inverse=True)
    return distinct, place.reshape(-1)
