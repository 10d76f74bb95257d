"""From tallies to deviations with their price: the effect on reaching the goal, in conversions and in money."""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from tropa.analytics.conformance_alignment import Automaton, Kind
from tropa.analytics.conformance_moments import (
    CONFORMING,
    COST,
    ENTERED,
    JOURNEYS,
    ON_PATH,
    WORST,
    Tallies,
)
from tropa.analytics.desired_path import DesiredPath
from tropa.analytics.strata import Compared, compare_strata
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import wilson

Names = tuple[Automaton, DesiredPath, tuple[str, ...]]


@dataclass(frozen=True)
class Deviation:
    """One way of leaving the path: `kind` at a step or touchpoint, `at` ("" for the whole path being too slow).

    `count` times in `journeys` journeys, a `share` of those that entered the path. `with_it` and `without` are the
    shares that reached the goal afterwards among the `judged` journeys (those with likes at the same moment) and their
    likes, `effect` the difference; `conversions` is what the judged journeys gained by it (negative: lost), `money` the
    same in money. None where nothing can be compared: stopping is the outcome itself, and a step just before the goal
    cannot be seen to be left out.
    """

    kind: str
    at: str
    count: int
    journeys: int
    share: Estimate
    judged: int
    with_it: Estimate | None = None
    without: Estimate | None = None
    effect: Estimate | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    conversions: Estimate | None = None
    money: Estimate | None = None


@dataclass(frozen=True)
class SegmentConformance:
    """How the journeys of a segment (None: all) keep to the path.

    `entered` did at least one step. Of these, `conforming` did the whole path without a deviation; `on_path` deviated
    nowhere, but may have stopped before its end. `fitness` is the mean over all journeys, `log_fitness` 1 less the cost
    of all as a share of the most they could cost; both as in process mining, time limits aside. Deviations by falling
    number of journeys.
    """

    segment: str | None
    journeys: int
    entered: int
    conforming: Estimate | None
    on_path: Estimate | None
    fitness: float | None
    log_fitness: float | None
    deviations: tuple[Deviation, ...]

    def deviation(self, kind: str, at: str) -> Deviation | None:
        """The deviation of a kind at a step or touchpoint, None where it did not occur."""
        return next((found for found in self.deviations if (found.kind, found.at) == (kind, at)), None)


def conformance_of(
    segment: str | None, found: Tallies, names: Names, goal: bool, worth: Estimate | float | None, confidence: float
) -> SegmentConformance:
    """The conformance of the journeys tallied; with several segments among them each is compared with itself only."""
    totals = found.totals.sum(axis=0)
    deviations = [
        _deviation(int(number), found, names, goal, worth, confidence)
        for number in np.flatnonzero(found.with_.sum(axis=0))
    ]
    priced = [deviation for deviation in deviations if deviation.p_value is not None]
    adjusted = iter(benjamini_hochberg([deviation.p_value or 0.0 for deviation in priced]))
    deviations = [
        replace(deviation, p_adjusted=None if deviation.p_value is None else next(adjusted)) for deviation in deviations
    ]
    journeys, entered = int(totals[JOURNEYS]), int(totals[ENTERED])
    return SegmentConformance(
        segment,
        journeys,
        entered,
        conforming=wilson(int(totals[CONFORMING]), entered, confidence),
        on_path=wilson(int(totals[ON_PATH]), entered, confidence),
        fitness=float(found.fitness.sum()) / journeys if journeys else None,
        log_fitness=1 - int(totals[COST]) / max(int(totals[WORST]), 1) if journeys else None,
        deviations=tuple(sorted(deviations, key=lambda each: (-each.journeys, each.kind, each.at))),
    )


def _deviation(
    number: int, found: Tallies, names: Names, goal: bool, worth: Estimate | float | None, confidence: float
) -> Deviation:
    model, path, words = names
    kind, place = model.deviation(number)
    steps = (*(step.name for step in path.steps), "")
    at = words[place] if kind in (Kind.EXTRA, Kind.FORBIDDEN) else steps[place]
    journeys = int(found.with_[:, number].sum())
    share = wilson(journeys, int(found.totals[:, ENTERED].sum()), confidence)
    assert share is not None
    plain = Deviation(
        kind.name.lower(), at, int(found.events[:, number].sum()), journeys, share, _judged(number, found, model)
    )
    compared = _compared(number, found, model, confidence) if goal and kind != Kind.STOPPED else None
    if compared is None:
        return plain
    conversions = _times(compared.effect, plain.judged)
    return replace(
        plain,
        with_it=compared.exposed,
        without=compared.controls,
        effect=compared.effect,
        p_value=compared.p_value,
        conversions=conversions,
        money=None if worth is None else _worth(conversions, worth),
    )


def _judged(number: int, found: Tallies, model: Automaton) -> int:
    """Journeys with the deviation that have others to be compared with."""
    exposed, controls, _ = _sides(number, found, model)
    return int(exposed[controls.sum(axis=1) > 0].sum())


def _sides(number: int, found: Tallies, model: Automaton) -> tuple[np.ndarray, np.ndarray, bool]:
    """Exposed and controls by stratum × 2, and whether a journey may be a control more than once."""
    kind, place = model.deviation(number)
    if kind in (Kind.SKIPPED, Kind.SLOW):
        which = place if kind == Kind.SKIPPED else model.steps + place
        exposed, controls = found.step_exposed[:, which], found.step_controls[:, which]
        return exposed.reshape(-1, 2), controls.reshape(-1, 2), kind == Kind.SLOW and place == model.steps
    exposed = found.next_exposed[:, number]
    controls = found.next_all - exposed - found.next_other[:, number]
    return exposed.reshape(-1, 2), controls.reshape(-1, 2), True


def _compared(number: int, found: Tallies, model: Automaton, confidence: float) -> Compared | None:
    exposed, controls, repeated = _sides(number, found, model)
    used = found.used.sum(axis=0)
    repeats = np.array([used[1] / used[0]]) if repeated and used[0] else None
    return compare_strata(exposed[None], controls[None], repeats, confidence)


def _times(effect: Estimate, journeys: int) -> Estimate:
    return Estimate(effect.value * journeys, effect.low * journeys, effect.high * journeys, journeys, effect.confidence)


def _worth(conversions: Estimate, worth: Estimate | float) -> Estimate:
    """Conversions times what one is worth; errors of independent factors add up squared."""
    if not isinstance(worth, Estimate):
        worth = Estimate(worth, worth, worth, conversions.n)
    value = conversions.value * worth.value
    spread = abs(conversions.value) * (worth.high - worth.low) / 2
    below = sqrt(((conversions.value - conversions.low) * worth.value) ** 2 + spread**2)
    above = sqrt(((conversions.high - conversions.value) * worth.value) ** 2 + spread**2)
    return Estimate(value, value - below, value + above, conversions.n, conversions.confidence)
