"""Shapley values of cooperative games: what each player adds, averaged over all orders in which they could join.

Exact over all 2ⁿ coalitions up to `EXACT` players; above, permutations are sampled in pairs of an order and its reverse
(antithetic; Mitchell, Cooper, Frank & Holmes 2022, Sampling permutations for Shapley value estimation).
Coalitions are bit masks: player j is bit j.
"""

from math import factorial

import numpy as np
import numpy.typing as npt
import scipy.sparse

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]

EXACT = 16


def shapley(values: F64) -> F64:
    """(…, n): the Shapley values of games given by the worth of every coalition (…, 2ⁿ).

    They add up to the worth of all less that of none. Raises ValueError unless the last axis is a power of two.

    >>> shapley(np.array([0.0, 1.0, 2.0, 5.0])).tolist()
    [2.0, 3.0]
    """
    size = values.shape[-1]
    players = size.bit_length() - 1
    if size != 1 << players:
        raise ValueError(f"{size} coalitions are not all subsets of any number of players")
    masks = np.arange(size)
    others = np.array([factorial(k) * factorial(players - k - 1) / factorial(players) for k in range(players)])
    joined = _bits(masks)
    result = np.empty((*values.shape[:-1], players))
    for player in range(players):
        without = masks[masks >> player & 1 == 0]
        gains = values[..., without | 1 << player] - values[..., without]
        result[..., player] = gains @ others[joined[without]]
    return result


def subset_sums(values: F64) -> F64:
    """(…, 2ⁿ): for every coalition the sum over all its subsets (the zeta transform, n 2ⁿ⁻¹ additions).

    >>> subset_sums(np.array([1.0, 2.0, 3.0, 4.0])).tolist()
    [1.0, 3.0, 4.0, 10.0]
    """
    sums = np.array(values, np.float64)
    step = 1
    while step < sums.shape[-1]:
        halves = sums.reshape(*sums.shape[:-1], -1, 2, step)
        halves[..., 1, :] += halves[..., 0, :]
        step *= 2
    return sums


def rate_game(converted: F64, all_: F64) -> F64:
    """(…, 2ⁿ): the worth of a coalition is the conversion rate of the journeys that met none but its members.

    Both arguments count journeys by the exact set they met. A coalition without journeys, the empty one included, is
    worth 0.
    """
    won, met = subset_sums(converted), subset_sums(all_)
    worth = np.divide(won, met, out=np.zeros_like(won), where=met > 0)
    worth[..., 0] = 0.0
    return worth


def sampled_rate_shapley(members: Bool, converted: F64, all_: F64, pairs: int = 200, seed: int = 0) -> F64:
    """(n, B): Shapley values of B rate games over any number of players, from `pairs` orders and their reverses.

    `members` (D, n): the sets journeys met; `converted` and `all_` (D, B): journeys by set. Every order costs one pass
    over the sets; the same orders serve all games, so their differences are not the sampling's. The values add up to
    the worth of all exactly.
    """
    sets, players = members.shape
    result = np.zeros((players, converted.shape[1]))
    random = np.random.Generator(np.random.PCG64(seed))
    filled = members.any(axis=1)
    members, converted, all_ = members[filled], converted[filled], all_[filled]
    for _ in range(pairs):
        order = random.permutation(players)
        for joining in (order, order[::-1]):
            result[joining] += np.diff(_along(joining, members, converted, all_), axis=0, prepend=0.0)
    return result / (2 * pairs) if sets else result


def _along(order: I64, members: Bool, converted: F64, all_: F64) -> F64:
    """(n, B): the worth of the first 1 … n players of an order."""
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    complete = np.where(members, rank, -1).max(axis=1, initial=-1)  # a set counts once its last member has joined
    joins = scipy.sparse.csr_array(
        (np.ones(len(complete)), (complete, np.arange(len(complete)))), (len(order), len(complete))
    )
    won, met = (np.cumsum(np.asarray(joins @ counts), axis=0) for counts in (converted, all_))
    return np.divide(won, met, out=np.zeros_like(won), where=met > 0)


def _bits(masks: I64) -> I64:
    counts, left = np.zeros_like(masks), masks.copy()
    while left.any():
        counts += left & 1
        left >>= 1
    return counts
