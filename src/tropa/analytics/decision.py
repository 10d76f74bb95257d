"""Decision boundary: after which steps the outcome of a journey is settled, and how much is still uncertain before.

The certainty of a state is 1 − H, with H the entropy in bits of the outcomes of the journeys that were in it (Kobialka,
Tapia Tarifa, Bergersen & Johnsen 2022, Weighted games for user journeys; decision boundary: their 2023 paper). There
finished journeys only are counted; here a finished journey stands also for those that began too late to have finished
(weighted by the inverse share of journeys followed for as long), or conversions, which show sooner than losses, would
be too many.
"""

from dataclasses import dataclass
from math import log2
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, NEVER, Block, Journeys
from tropa.journeys.cut import goal_table
from tropa.journeys.question import kernel
from tropa.journeys.silence import CONVERTED, OPEN, block_status, silence
from tropa.kit.locale import Language, percent_text, text
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson
from tropa.statistics.quantiles import BUCKETS, bucket

Settled = Literal["converted", "lost"]

LONGEST = 3
HEAVIEST = 20.0  # a finished journey stands for at most so many


@dataclass(frozen=True)
class State:
    """The last touchpoints of a journey, and what became of the `journeys` that were in it at some time.

    `converted` is the share that converts; `entropy` (bits, 0…1) how uncertain the outcome is there and `certainty`
    1 − entropy; `settled` says which way, or None where it is still open.
    """

    touchpoints: tuple[str, ...]
    journeys: int
    finished: int
    converted: Estimate
    entropy: float
    settled: Settled | None

    @property
    def certainty(self) -> float:
        """1 − entropy."""
        return 1 - self.entropy


@dataclass(frozen=True)
class Crossing:
    """`count` steps from a state where the outcome was open (or from the beginning, ()) to one where it is settled."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    count: int
    settled: Settled


@dataclass(frozen=True)
class DecisionAnswer(TableAnswer):
    """`converted` and `entropy` are those of all journeys; states by falling number of journeys.

    `boundary` are the steps on which the outcome is settled, most frequent first; `scarce` states were left out
    because fewer than `least` of their journeys have finished.
    """

    converted: Estimate | None
    entropy: float | None
    states: tuple[State, ...]
    boundary: tuple[Crossing, ...]
    scarce: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a state."""
        return [
            {
                "state": " > ".join(state.touchpoints),
                "journeys": state.journeys,
                "converted": state.converted.value,
                "low": state.converted.low,
                "high": state.converted.high,
                "entropy": state.entropy,
                "certainty": state.certainty,
                "settled": state.settled,
            }
            for state in self.states
        ]

    def left_out_in(self, language: Language) -> str:
        """How many states had too few finished journeys."""
        return text("analytics", "table.scarce_states", language, n=self.scarce) if self.scarce else ""


@dataclass(frozen=True)
class DecisionPartial:
    """Sparse counts: journeys by state, outcome and bucket of the time to it, steps from state to state; keys rising.

    A key of `tally` is (state · 3 + outcome) · BUCKETS + bucket, one of `step` source · (touchpoints + 1) + touchpoint
    + 1; state 0 is that of all journeys (as source: the beginning). `followed` are journeys by bucket of the time from
    their beginning to the end of the data.
    """

    tally: I64
    tallied: I64
    step: I64
    stepped: I64
    followed: I64


@dataclass(frozen=True)
class DecisionQuestion:
    """After which touchpoints is it settled whether a journey converts?

    A state is the last `history` (1 to 3) different touchpoints in a row before the goal. It is settled when the 95 %
    interval of its share converting lies above `certain` or below 1 − `certain`, with `least` finished journeys.
    `silence` (µs) and `quantile` are as in StageSummaryQuestion. QuestionError `analytics.no_goal`.
    """

    history: int = 1
    certain: float = 0.9
    least: int = 20
    quantile: float = 0.95
    silence: int | None = None

    def __post_init__(self) -> None:
        if self.silence is not None and self.silence <= 0:
            raise QuestionError("analytics.bad_silence", value=self.silence)
        if not 1 <= self.history <= LONGEST:
            raise QuestionError("analytics.steps_out_of_range", value=self.history, allowed=f"1–{LONGEST}")
        if not 0.5 < self.certain < 1:
            raise QuestionError("analytics.unknown_choice", name="certain", value=self.certain, allowed="0.5 < x < 1")

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        bounds = {"high": percent_text(self.certain, language), "low": percent_text(1 - self.certain, language)}
        return sentences(
            language,
            ("decision.state", {"n": self.history}),
            ("decision.entropy", {}),
            ("decision.settled", {**bounds, "least": self.least}),
            ("decision.weights", {}),
        )

    def partial(self, block: Block, journeys: Journeys) -> DecisionPartial:
        """The states of one block."""
        if not journeys.vocabulary.goal:
            raise QuestionError("analytics.no_goal")
        longest = silence(journeys, self.quantile) if self.silence is None else self.silence
        base = len(journeys.vocabulary.touchpoints) + 1
        if base ** (self.history + 1) * 3 * BUCKETS > np.iinfo(np.int64).max:
            raise QuestionError("analytics.steps_out_of_range", value=self.history, allowed="1")
        state, source = np.full(block.events, -1, np.int64), np.zeros(block.events, np.int64)
        events = (block.offsets, block.touchpoint, goal_table(journeys.vocabulary))
        _fill_states(events, base, base**self.history, state, source)
        outcome, took, followed = _ends(block, longest, journeys.observed_until)
        at = np.flatnonzero(state >= 0)
        begun = np.flatnonzero(np.diff(block.offsets) > 0)
        who, what = _once(np.searchsorted(block.offsets, at, side="right") - 1, state[at])
        who, what = np.concatenate([begun, who]), np.concatenate([np.zeros(len(begun), np.int64), what])
        return DecisionPartial(
            *_counted((what * 3 + outcome[who]) * BUCKETS + took[who]),
            *_counted(source[at] * base + block.touchpoint[at] + 1),
            np.bincount(followed[begun], minlength=BUCKETS),
        )

    def merge(self, left: DecisionPartial, right: DecisionPartial) -> DecisionPartial:
        """Add the counts."""
        tally = _counted(np.concatenate([left.tally, right.tally]), np.concatenate([left.tallied, right.tallied]))
        step = _counted(np.concatenate([left.step, right.step]), np.concatenate([left.stepped, right.stepped]))
        return DecisionPartial(*tally, *step, left.followed + right.followed)

    def answer(self, partial: DecisionPartial, journeys: Journeys) -> DecisionAnswer:
        """Shares, entropies and the boundary from the counts."""
        names = journeys.vocabulary.touchpoints
        weight, state = _weights(partial.followed), partial.tally // (3 * BUCKETS)
        bounds = np.flatnonzero(np.diff(state, prepend=-1))
        outcome, took = np.divmod(partial.tally % (3 * BUCKETS), BUCKETS)
        finished = np.where(outcome == OPEN, 0, partial.tallied)
        converted, stands = np.where(outcome == CONVERTED, finished, 0), weight[took]
        columns = (partial.tallied, finished, finished * stands, finished * stands**2, converted * stands)
        sums = np.stack([np.add.reduceat(column, bounds) for column in columns], axis=1)
        judged = {
            int(state[bounds[row]]): self._state(_spelled(int(state[bounds[row]]), names), sums[row])
            for row in np.flatnonzero(sums[:, 1] >= self.least).tolist()
        }
        whole = judged.pop(0, None)
        return DecisionAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            converted=whole.converted if whole else None,
            entropy=whole.entropy if whole else None,
            states=tuple(sorted(judged.values(), key=lambda state: (-state.journeys, state.touchpoints))),
            boundary=_boundary(partial, judged, names, self.history),
            scarce=int(np.count_nonzero(state[bounds])) - len(judged),
        )

    def _state(self, touchpoints: tuple[str, ...], sums: F64) -> State:
        """A state from its journeys: all, finished, and Σ w, Σ w² and the converted ones' Σ w of the finished."""
        journeys, finished, total, squares, won = sums.tolist()
        size = total**2 / squares
        converted = wilson(min(won / total, 1.0) * size, size)
        assert converted is not None
        settled: Settled | None = "converted" if converted.low >= self.certain else None
        settled = "lost" if converted.high <= 1 - self.certain else settled
        return State(touchpoints, round(journeys), round(finished), converted, entropy(converted.value), settled)


def entropy(share: float) -> float:
    """The entropy of an outcome that comes with probability `share`, in bits.

    >>> entropy(0.5), entropy(1.0)
    (1.0, 0.0)
    """
    return -sum(p * log2(p) for p in (share, 1 - share) if p > 0) or 0.0


def _ends(block: Block, longest: int, observed_until: int) -> tuple[I64, I64, I64]:
    """For each journey its outcome, the bucket of the time it took to show, and that of the time it was followed."""
    outcome = block_status(block, longest, observed_until).astype(np.int64)
    took, followed = np.zeros(block.journeys, np.int64), np.zeros(block.journeys, np.int64)
    _fill_ends((block.offsets, block.time, block.goal_time), longest, observed_until, (took, followed))
    return outcome, took, followed


def _once(owner: I64, state: I64) -> tuple[I64, I64]:
    """The pairs of journey and state, each once; owners rise."""
    order = np.argsort(state, kind="stable")
    owner, state = owner[order], state[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (state[1:] != state[:-1])
    return owner[new], state[new]


def _counted(keys: I64, count: I64 | None = None) -> tuple[I64, I64]:
    """Distinct keys, rising, and how often each came."""
    distinct, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    if count is None:
        return distinct, times
    total = np.zeros(len(distinct), np.int64)
    np.add.at(total, place, count)
    return distinct, total


def _weights(followed: I64) -> F64:
    """By bucket of time: how many journeys one that ended then stands for."""
    longer = followed[::-1].cumsum()[::-1]
    return np.minimum(longer[0] / np.maximum(longer, 1), HEAVIEST)


def _spelled(key: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """A state's touchpoints, the earliest first."""
    found: list[str] = []
    while key:
        key, code = divmod(key, len(names) + 1)
        found.append(names[code - 1])
    return tuple(reversed(found))


def _boundary(
    partial: DecisionPartial, judged: dict[int, State], names: tuple[str, ...], history: int
) -> tuple[Crossing, ...]:
    modulus = (len(names) + 1) ** history
    crossings = []
    for key, count in zip(partial.step.tolist(), partial.stepped.tolist(), strict=True):
        source = key // (len(names) + 1)
        target = (source % (modulus // (len(names) + 1)) * (len(names) + 1)) + key % (len(names) + 1)
        before, after = judged.get(source), judged.get(target)
        if after is not None and after.settled is not None and (before is None or before.settled is None):
            crossings.append(Crossing(_spelled(source, names), after.touchpoints, count, after.settled))
    return tuple(sorted(crossings, key=lambda one: (-one.count, one.source, one.target)))


@kernel
def _fill_ends(events, longest, observed_until, out):  # type: ignore[no-untyped-def]
    (offsets, time, goal_time), (took, followed) = events, out
    for journey in range(len(offsets) - 1):
        if offsets[journey] == offsets[journey + 1]:
            continue
        begun, last = time[offsets[journey]], time[offsets[journey + 1] - 1]
        end = goal_time[journey] if goal_time[journey] != NEVER else min(last + longest, observed_until)
        took[journey], followed[journey] = bucket(end - begun), bucket(observed_until - begun)


@kernel
def _fill_states(events, base, modulus, state, source):  # type: ignore[no-untyped-def]
    """The state each event leads to, and from which; −1 for repeats, for the goal and for what comes after it."""
    offsets, touchpoint, reaches = events
    for journey in range(len(offsets) - 1):
        key = np.int64(0)
        for event in range(offsets[journey], offsets[journey + 1]):
            if reaches[touchpoint[event]]:
                break
            if event > offsets[journey] and touchpoint[event] == touchpoint[event - 1]:
                continue
            source[event] = key
            key = (key * base + np.int64(touchpoint[event]) + 1) % modulus
            state[event] = key
