"""How surely a barrier is among the worst: calibrated, and every factor counts."""

import numpy as np
import pytest

from tropa.analytics.barrier_ranking import Factors, ranked
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, wilson


def sure(value: float) -> Estimate:
    return Estimate(value, value, value, 1)


def factors(effect: float, *, error: float = 0.001, reach: float = 0.5, severity: float = 1.0) -> Factors:
    share = wilson(reach * 10_000, 10_000)
    assert share is not None
    return Factors(share, Estimate(effect, effect - error, effect + error, 100), sure(severity), None, 100)


def test_clear_effects_are_ranked_for_sure() -> None:
    ranks = ranked([factors(-0.3), factors(-0.2), factors(0.2), factors(-0.1), factors(-0.05)])
    assert [rank.top for rank in ranks] == [1, 1, 0, 1, 0]
    assert ranks[0].priority.value == pytest.approx(0.15, abs=0.005)
    assert ranks[2].priority.high == 0


def test_what_helps_is_never_among_the_worst_even_where_there_is_nothing_else() -> None:
    assert [rank.top for rank in ranked([factors(0.1), factors(0.2)])] == [0, 0]
    assert ranked([]) == []


@pytest.mark.parametrize("change", [{"reach": 0.1}, {"severity": 0.2}])
def test_every_factor_counts(change: dict[str, float]) -> None:
    others = [factors(-0.2) for _ in range(3)]
    assert ranked([factors(-0.25), *others])[0].top > 0.9
    assert ranked([factors(-0.25, **change), *others])[0].top < 0.1


def test_worth_makes_money_of_lost_journeys() -> None:
    one = factors(-0.2)
    (rank,) = ranked([Factors(one.reach, one.effect, one.severity, sure(50.0), 300)])
    assert rank.money is not None
    assert rank.money.value == pytest.approx(0.2 * 300 * 50, rel=0.02)
    assert ranked([one])[0].money is None


def test_the_probability_of_the_three_worst_is_calibrated() -> None:
    """Effects of 12 candidates from a normal world, seen through 20 to 400 journeys each."""
    random = np.random.default_rng(1)
    claims, truths = [], []
    for _ in range(150):
        effects = np.clip(random.normal(-0.05, 0.1, 12), -0.5, 0.4)
        reach = random.uniform(0.1, 0.6, 12)
        seen = []
        for effect, share in zip(effects, reach, strict=True):
            n = int(random.integers(20, 400))
            a, b = random.binomial(n, 0.5 + effect), random.binomial(4 * n, 0.5)
            found, met = newcombe(a, n, b, 4 * n), wilson(random.binomial(1000, share), 1000)
            assert found is not None
            assert met is not None
            seen.append(Factors(met, found, sure(1.0), None, n))
        priority = reach * np.maximum(-effects, 0)
        truths += [bool(value > 0 and (priority > value).sum() < 3) for value in priority]
        claims += [rank.top for rank in ranked(seen)]
    claim, truth = np.array(claims), np.array(truths)
    for low, high in ((0, 0.1), (0.1, 0.4), (0.4, 0.7), (0.7, 0.9), (0.9, 1.01)):
        here = (claim >= low) & (claim < high)
        assert claim[here].mean() == pytest.approx(truth[here].mean(), abs=0.08)
