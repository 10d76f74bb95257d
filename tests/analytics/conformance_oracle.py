"""Conformance as plain Python: all runs of a desired path written out, the cheapest alignment by trying each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from hypothesis import strategies as st

from tropa.analytics.conformance_alignment import Automaton, Kind
from tropa.analytics.desired_path import AnyOrder, DesiredPath, PathStep
from tropa.kit.time import SECOND

GOAL = "d"


@dataclass
class Told:
    """What a journey adds: deviations by number, and judged moments as (deviation, stratum, goal after)."""

    deviations: Counter[int] = field(default_factory=Counter)
    exposed: list[tuple[int, int, bool]] = field(default_factory=list)
    controls: list[tuple[int, int, bool]] = field(default_factory=list)


def runs(path: DesiredPath, longest: int) -> Iterator[tuple[int, ...]]:
    """Every way to do the path as numbers of steps, no part longer than `longest`."""
    ways: list[list[tuple[int, ...]]] = []
    first = 0
    for part in path.parts:
        group = part.steps if isinstance(part, AnyOrder) else (part,)
        numbers = range(first, first + len(group))
        most = max(longest, len(group))
        ways.append(
            [way for length in range(most + 1) for way in product(numbers, repeat=length) if _may(way, group, first)]
        )
        first += len(group)
    for chosen in product(*ways):
        yield tuple(step for way in chosen for step in way)


def _may(way: tuple[int, ...], group: Sequence[PathStep], first: int) -> bool:
    times = Counter(way)
    return all(
        (times[first + k] > 0 or step.optional) and (times[first + k] < 2 or step.repeatable)
        for k, step in enumerate(group)
    )


def cost(path: DesiredPath, trace: Sequence[str]) -> int:
    """The least number of events and steps that find no partner."""
    names = [set(step.touchpoints) for step in path.steps]
    # a run has no use for a step more often than the trace could do it, but once where it must
    longest = max(
        sum(max(1, sum(name in step.touchpoints for name in trace)) if step.repeatable else 1 for step in group)
        for group in (part.steps if isinstance(part, AnyOrder) else (part,) for part in path.parts)
    )
    return min(len(trace) + len(run) - 2 * _common([names[step] for step in run], trace) for run in runs(path, longest))


def _common(run: list[set[str]], trace: Sequence[str]) -> int:
    best = [[0] * (len(trace) + 1) for _ in range(len(run) + 1)]
    for i, accepted in enumerate(run):
        for j, name in enumerate(trace):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + (name in accepted))
    return best[-1][-1]


def steps_done(labels: Sequence[int]) -> list[int]:
    """The steps that events do, in order."""
    return [-1 - label for label in labels if label < 0]


def may_be_done(path: DesiredPath, done: list[int], missing: Sequence[int]) -> bool:
    """Whether some run is exactly the steps done and the mandatory ones missing, those done in their order."""
    for run in runs(path, len(done) + len(missing)):
        left = list(run)
        if sorted(left) == sorted([*done, *missing]):
            kept = iter(left)
            if all(any(step == each for each in kept) for step in done):
                return True
    return False


steps_ = st.builds(
    PathStep,
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple),
    st.booleans(),
    st.booleans(),
)
parts = st.one_of(steps_, st.lists(steps_, min_size=1, max_size=3).map(lambda some: AnyOrder(tuple(some))))
desired_paths = st.builds(
    DesiredPath,
    st.lists(parts, min_size=1, max_size=3)
    .map(tuple)
    .filter(lambda some: sum(len(p.steps) if isinstance(p, AnyOrder) else 1 for p in some) <= 4),
)


def by_next_event(model: Automaton) -> list[int]:
    """The deviations that an event may be."""
    others = (Kind.SKIPPED, Kind.SLOW, Kind.STOPPED)
    return [number for number in range(model.deviations) if model.deviation(number)[0] not in others]


def told(
    journey: Sequence[tuple[str, int]], labels: Sequence[int], model: Automaton, path: DesiredPath, until: int
) -> Told:
    """One journey: its deviations, and the moments at which it is compared with others; times in seconds."""
    result, steps = Told(), model.steps
    done = [label < 0 for label in labels]
    if not any(done):
        return result
    goal = next((k for k, (name, _) in enumerate(journey) if name == GOAL), len(journey))
    wins = goal < len(journey)
    possible = [
        n for n in range(model.deviations) if model.deviation(n)[0] not in (Kind.SKIPPED, Kind.SLOW, Kind.STOPPED)
    ]
    last, since, had, met = -1, 0, set[int](), list[tuple[int, int]]()
    for k in range(len(journey) + 1):
        stratum = (last + 1) * 3 + min(since, 2)
        at_end = k == len(journey)
        label = -1 if at_end else labels[k]
        if goal > k - 1 and journey[max(k - 1, 0)][1] <= until:
            comes = -1 if k == goal else label  # the goal is no deviation, even where the path does not name it
            if comes >= 0 and comes not in had:
                result.exposed.append((comes, stratum, wins))
            result.controls += [(n, stratum, wins) for n in possible if n != comes and n not in had]
        if at_end:
            break
        second = journey[k][1]
        if label >= 0:
            result.deviations[label] += 1
        if label >= 0:
            had.add(label)
            since += 1
            continue
        step = -1 - label
        judged = goal > k and second <= until and step not in [s for s, _ in met]
        for n, wrong in _at_step(step, second, met, path, steps):
            if wrong and (n != 2 * steps + 1 or n not in had):
                result.deviations[n] += 1
            if judged and n not in (had if n == 2 * steps + 1 else ()):
                (result.exposed if wrong else result.controls).append((n, step, wins))
            if n == 2 * steps + 1 and wrong:
                had.add(n)
        met.append((step, second))
        last, since = step, 0
    return result


def _at_step(
    step: int, second: int, met: list[tuple[int, int]], path: DesiredPath, steps: int
) -> Iterator[tuple[int, bool]]:
    """Limits that a step just done kept or did not: the number of its lateness, and whether it is late."""
    if not met:
        return
    within = path.steps[step].within
    if within is not None:
        yield steps + 1 + step, (second - met[-1][1]) * SECOND > within
    if path.within is not None:
        yield 2 * steps + 1, (second - met[0][1]) * SECOND > path.within
