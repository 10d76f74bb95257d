"""Absorbing Markov chains: the probability of conversion, and how much of it goes when a part of the chain is removed.

The removal effect of Anderl, Becker, von Wangenheim & Schumann (2016, IJRM 33:457–474), exactly: with Q the moves
between states and r the moves into conversion, P = s (I − Q)⁻¹ r. Removing states sends everything that enters them to
the null state. With N = (I − Q)⁻¹ what is left of P is s_B (N_BB − N_BA N_AA⁻¹ N_AB) r_B (Schur), so one inverse serves
all removals. No simulation: ChannelAttribution draws 10⁵ walks for the same number.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

_CLOSE = 1e-13  # of the conversion probability of any state
_ROUNDS = 100_000


@dataclass(frozen=True)
class Chain:
    """Counts of moves, any number of chains at once (… stands for leading axes).

    `start` (…, S): walks that begin in a state. `moves` (…, S, S): from row to column. `converted` (…, S) and `null`
    (…, S): walks that end there.
    """

    start: F64
    moves: F64
    converted: F64
    null: F64


def conversion_probability(chain: Chain) -> F64:
    """The probability (…) that a walk ends in conversion; 0 where no walk begins.

    >>> one = Chain(np.array([1.0]), np.zeros((1, 1)), np.array([1.0]), np.array([3.0]))
    >>> float(conversion_probability(one))
    0.25
    """
    start, _, left, into = _shares(chain)
    return np.einsum("...s,...s->...", start, np.linalg.solve(left, into[..., None])[..., 0])


def removal_effects(chain: Chain, owner: I64, owners: int) -> F64:
    """(…, owners): the share of the conversion probability lost when all states of an owner are removed.

    `owner` (S) names each state's owner 0 … owners − 1. 0 for all where nothing converts.

    >>> paths = Chain(np.array([2.0, 1, 0]), np.array([[0.0, 1, 0], [0, 0, 2], [0, 0, 0]]),
    ...               np.array([0.0, 0, 1]), np.array([1.0, 0, 1]))
    >>> removal_effects(paths, np.arange(3), 3).round(6).tolist()
    [0.5, 1.0, 1.0]
    """
    start, _, left, into = _shares(chain)
    inverse = np.linalg.inv(left)
    visits = np.einsum("...s,...st->...t", start, inverse)
    chance = np.einsum("...st,...t->...s", inverse, into)
    whole = np.einsum("...s,...s->...", start, chance)
    effects = np.zeros((*whole.shape, owners))
    for place in range(owners):
        states = np.flatnonzero(owner == place)
        if not len(states):
            continue
        # s N r less everything that visits the states: their first visits times the chance of conversion from there
        inner = inverse[..., states[:, None], states]
        lost = np.linalg.solve(inner, chance[..., states][..., None])[..., 0]
        lost = np.einsum("...s,...s->...", visits[..., states], lost)
        effects[..., place] = np.divide(lost, whole, out=np.zeros_like(whole), where=whole > 0)
    return np.clip(effects, 0.0, 1.0)


def removal_effects_of_many(start: F64, moves: scipy.sparse.csr_array, converted: F64, owner: I64, owners: int) -> F64:
    """(owners): the same for a chain of thousands of states, given as shares: where walks begin, go and convert.

    x = Q x + r is solved for all removals at once by repeating it until nothing changes by more than 1e-13; every state
    must lead to an end.
    """
    left = np.ones((len(start), owners + 1))
    left[np.arange(len(start)), owner] = 0.0  # column c is the chain without owner c, the last one the whole chain
    chance = np.zeros_like(left)
    for _ in range(_ROUNDS):
        following = (np.asarray(moves @ chance) + converted[:, None]) * left
        change = float(np.abs(following - chance).max(initial=0.0))
        chance = following
        if change < _CLOSE:
            break
    reached = start @ chance
    whole = float(reached[-1])
    if whole <= 0:
        return np.zeros(owners)
    effects = np.where(np.bincount(owner, minlength=owners) > 0, 1 - reached[:-1] / whole, 0.0)
    return np.clip(effects, 0.0, 1.0)


def credit_shares(effects: F64) -> F64:
    """Removal effects as shares that add up to 1 (…, owners); zeros where there is no effect at all."""
    total = effects.sum(axis=-1, keepdims=True)
    return np.divide(effects, total, out=np.zeros_like(effects), where=total > 0)


def _shares(chain: Chain) -> tuple[F64, F64, F64, F64]:
    """Start shares, Q, I − Q and r; a state that was never left keeps a row of zeros."""
    leaving = chain.moves.sum(axis=-1) + chain.converted + chain.null
    at_least = np.where(leaving > 0, leaving, 1.0)
    moves = chain.moves / at_least[..., None]
    begun = chain.start.sum(axis=-1, keepdims=True)
    start = chain.start / np.where(begun > 0, begun, 1.0)
    return start, moves, np.eye(moves.shape[-1]) - moves, chain.converted / at_least
