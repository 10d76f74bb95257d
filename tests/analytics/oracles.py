"""What the kernels of this room must equal: the same definitions as plain, slow Python over lists of events."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.funnel import Exclusion
from tropa.journeys.block import Journeys
from tropa.journeys.question import Question

Event = tuple[str, int]
Written = list[list[Event]]
A = TypeVar("A")
P = TypeVar("P")

events = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 12)), max_size=7)
written_journeys = st.lists(events.map(lambda some: sorted(some, key=lambda event: event[1])), min_size=1, max_size=6)


def asked(question: Question[P, A], store: Journeys) -> A:
    """The answer from all blocks, merged one after another."""
    merged = question.partial(store.blocks[0], store)
    for block in store.blocks[1:]:
        merged = question.merge(merged, question.partial(block, store))
    return question.answer(merged, store)


def stored(written: Written, *, per_customer: int = 1, blocks: int = 1) -> Journeys:
    """Written journeys as a store whose vocabulary holds a, b, c, d; each customer has `per_customer` in a row."""
    store = journeys(written, blocks=blocks, stage_of=dict.fromkeys("abcd", "all"), stages=("all",))
    if per_customer == 1:
        return store
    named = [
        replace(block, customer=pa.array([f"b{k}c{j // per_customer}" for j in range(block.journeys)], pa.string()))
        for k, block in enumerate(store.blocks)
    ]
    return replace(store, blocks=tuple(named))


def collapsed(journey: list[Event]) -> list[Event]:
    """Repeats in a row as their first."""
    return [event for k, event in enumerate(journey) if k == 0 or event[0] != journey[k - 1][0]]


def flow(written: Written, per_customer: int, collapse: bool) -> dict[tuple[str, str], tuple[int, int, list[int]]]:
    """Edge → count, customers, seconds between."""
    count: Counter[tuple[str, str]] = Counter()
    customers: dict[tuple[str, str], set[int]] = defaultdict(set)
    seconds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, journey in enumerate(written):
        path = collapsed(journey) if collapse else journey
        named = [("(start)", 0), *path, ("(end)", 0)] if path else []
        for (source, since), (target, time) in pairwise(named):
            count[source, target] += 1
            customers[source, target].add(number // per_customer)
            if source != "(start)" and target != "(end)":
                seconds[source, target].append(time - since)
    return {edge: (count[edge], len(customers[edge]), seconds[edge]) for edge in count}


def sessions(journey: list[Event], gap: int, start: Sequence[str] = (), end: Sequence[str] = ()) -> Written:
    """A journey cut into sessions."""
    cut: Written = []
    for event in journey:
        last = cut[-1][-1] if cut else None
        if last is None or event[1] - last[1] > gap or event[0] in start or last[0] in end:
            cut.append([])
        cut[-1].append(event)
    return cut


@dataclass(frozen=True)
class Funnel:
    """A funnel question in seconds."""

    steps: tuple[tuple[str, ...], ...]
    order: str = "ordered"
    within: int | None = None
    within_step: int | None = None
    exclude: tuple[Exclusion, ...] = ()
    optional: tuple[int, ...] = ()

    def chains(
        self, journey: list[Event], done: tuple[tuple[int, int], ...] = ()
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        """Every chain of (step, position) the rules allow, shortest first."""
        if done:
            yield done
        at, position = done[-1] if done else (0, -1)
        for step in range(at + 1, len(self.steps) + 1):
            for place in range(position + 1, len(journey)):
                if journey[place][0] in self.steps[step - 1] and self._may(journey, done, step, place):
                    yield from self.chains(journey, (*done, (step, place)))
            if step - 1 not in self.optional:
                break

    def _may(self, journey: list[Event], done: tuple[tuple[int, int], ...], step: int, place: int) -> bool:
        if not done:
            return True
        time, last = journey[place][1], done[-1][1]
        if self.within is not None and time - journey[done[0][1]][1] > self.within:
            return False
        if self.within_step is not None and time - journey[last][1] > self.within_step:
            return False
        if self.order == "strict" and place != last + 1:
            return False
        return not any(self._excluded(journey, (*done, (step, place)), rule) for rule in self.exclude)

    def _excluded(self, journey: list[Event], chain: tuple[tuple[int, int], ...], rule: Exclusion) -> bool:
        after = [place for step, place in chain if step > rule.after_step]
        before = [place for step, place in chain if step > rule.before_step]
        if not after:
            return False
        end = before[0] if before else chain[-1][1]
        return any(journey[place][0] in rule.touchpoints for place in range(after[0] + 1, end))

    def best(self, journey: list[Event]) -> dict[int, int]:
        """Step → second of the best chain; empty where none begins."""
        chains = self.any_order(journey) if self.order == "any" else list(self.chains(journey))
        latest = 1 if self.within_step is not None else -1

        def rank(chain: tuple[tuple[int, int], ...]) -> tuple[object, ...]:
            places = [place for _, place in chain]
            tie = [latest * place for place in (reversed(places) if latest > 0 else places)]
            return chain[-1][0], -places[-1], places[0], len(chain), tie

        best = max(chains, key=rank, default=())
        return {step: journey[place][1] for step, place in best}

    def any_order(self, journey: list[Event]) -> list[tuple[tuple[int, int], ...]]:
        """For each event the chain of the latest events of different steps that ends there."""
        found = []
        for end in range(len(journey)):
            if not any(journey[end][0] in step for step in self.steps):
                continue
            latest: dict[int, int] = {}
            for place in range(end, -1, -1):
                name, time = journey[place]
                if any(name in rule.touchpoints for rule in self.exclude):
                    break
                if self.within is not None and journey[end][1] - time > self.within:
                    break
                for number, step in enumerate(self.steps):
                    if name in step:
                        latest.setdefault(number, place)
            found.append(tuple((k + 1, place) for k, place in enumerate(sorted(latest.values()))))
        return found

    def entries_any_order(self, journey: list[Event]) -> list[dict[int, int]]:
        """Every entry as number of different steps → second."""
        found: list[dict[int, int]] = []
        taken: set[int] = set()
        began = 0
        for name, time in journey:
            late = self.within is not None and time - began > self.within
            if late or any(name in rule.touchpoints for rule in self.exclude):
                taken = set()
            step = next((k for k, step in enumerate(self.steps) if name in step), None)
            if step is None or step in taken:
                continue
            if not taken:
                found.append({})
                began = time
            taken.add(step)
            found[-1][len(taken)] = time
            if len(taken) == len(self.steps):
                taken = set()
        return found

    def entries(self, journey: list[Event]) -> list[dict[int, int]]:
        """Every entry as step → second."""
        if self.order == "any":
            return self.entries_any_order(journey)
        found: list[dict[int, int]] = []
        at, began, latest = 0, 0, 0
        for name, time in journey:
            late = self.within is not None and time - began > self.within
            if at and (late or (self.within_step is not None and time - latest > self.within_step)):
                at = 0
            reachable: list[int] = []
            for step in range(at + 1, len(self.steps) + 1) if at else ():
                reachable.append(step)
                if step - 1 not in self.optional:
                    break
            step = next((s for s in reachable if name in self.steps[s - 1]), 0)
            if step:
                found[-1][step] = time
                at, latest = (0 if step == len(self.steps) else step), time
                continue
            broken = any(name in r.touchpoints and r.after_step < at <= r.before_step for r in self.exclude)
            if self.order == "strict" or broken:
                at = 0
            if at == 0 and name in self.steps[0]:
                found.append({1: time})
                at, began, latest = 1, time, time
                if len(self.steps) == 1:
                    at = 0
        return found


def quantile(seconds: list[int], share: float) -> float:
    """As numpy has it."""
    return float(np.quantile(np.array(seconds, float), share))
