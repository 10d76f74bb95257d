"""What touchpoints and channels bring: the same customers once more, without a touchpoint, by the same numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks, simulate
from tropa.sample.cinema.planted import Planted
from tropa.sample.cinema.time_truth import paid_at
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import CODE, ENTRY_CHANNEL

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

AVOIDED = (*ENTRY_CHANNEL, "profile")


@dataclass(frozen=True)
class MomentTruth:
    """Customers who `met` a touchpoint before paying. `effect` is how much more of them paid in the period than would
    have on another way from where they came; `gained` the same in customers."""

    touchpoint: str
    met: int
    effect: float
    gained: int


@dataclass(frozen=True)
class ChannelEffect:
    """Conversions that would be missing without a channel: where those who began in it stay away, and where they come
    by other channels instead. Later visits through it go another way in both."""

    switched_off: int
    replaced: int


def avoiding(walks: Walks, segment: Ints, seed: np.random.SeedSequence, planted: Planted) -> dict[str, Bools]:
    """By touchpoint: who pays in the period where it is not there."""
    paid = np.isfinite(paid_at(walks))
    instead = {}
    for name in AVOIDED:
        met = _met(walks, name)
        other = simulate(segment, seed, only=met, planted=planted, avoid=name)
        instead[name] = np.where(met, np.isfinite(paid_at(other)), paid)
    return instead


def moment_truth(name: str, walks: Walks, instead: Bools, who: Ints, words: Words) -> MomentTruth:
    """The truth of one touchpoint for these customers."""
    paid = paid_at(walks)
    met = who[_met(walks, name, paid)[who]]
    gained = int(np.isfinite(paid[met]).sum()) - int(instead[met].sum())
    return MomentTruth(words.one(f"touchpoint.{name}"), len(met), gained / max(1, len(met)), gained)


def channel_effect(name: str, walks: Walks, instead: Bools, who: Ints) -> ChannelEffect:
    """The truth of the channel of an entry touchpoint for these customers."""
    paid = np.isfinite(paid_at(walks))[who]
    began = walks.first[who] == CODE[name]
    replaced = paid.astype(np.int64) - instead[who]
    return ChannelEffect(int(np.where(began, paid, replaced).sum()), int(replaced.sum()))


def _met(walks: Walks, name: str, before: "npt.NDArray[np.float64] | None" = None) -> Bools:
    """Visitors who stood at the touchpoint (before a moment of theirs)."""
    there = walks.touchpoint == CODE[name]
    if before is not None:
        there &= walks.time < before[walks.visitor]
    met = np.zeros(len(walks.left), dtype=bool)
    met[walks.visitor[there]] = True
    return met
