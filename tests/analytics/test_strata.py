"""Two groups compared stratum by stratum."""

import numpy as np
import pytest

from tropa.analytics.strata import compare_strata


def test_controls_are_weighted_as_the_exposed_are() -> None:
    exposed = np.array([[[50, 50], [5, 5]]])
    controls = np.array([[[30, 70], [900, 100]]])
    found = compare_strata(exposed, controls)
    assert found is not None
    assert found.controls.value == pytest.approx((100 * 0.7 + 10 * 0.1) / 110)
    assert found.effect.value == pytest.approx(0.5 - found.controls.value)


def test_one_stratum_counts_its_controls_as_they_are_and_repeats_count_less() -> None:
    exposed, controls = np.array([[[10, 20]]]), np.array([[[40, 60]]])
    once, twice = compare_strata(exposed, controls), compare_strata(exposed, controls, np.array([2.0]))
    assert once is not None
    assert twice is not None
    assert (once.controls.n, twice.controls.n) == (100, 50)
    assert twice.effect.low < once.effect.low


def test_exposed_without_controls_are_left_out_and_without_any_nothing_is_said() -> None:
    found = compare_strata(np.array([[[10, 10], [500, 0]]]), np.array([[[10, 10], [0, 0]]]))
    assert found is not None
    assert found.exposed.n == 20
    assert compare_strata(np.array([[[10, 10]]]), np.array([[[0, 0]]])) is None


def test_the_interval_covers_a_common_effect_over_uneven_strata() -> None:
    random = np.random.default_rng(8)
    size = np.array([[[40], [15]], [[25], [10]]]), np.array([[[200], [20]], [[30], [90]]])
    base = np.array([[0.6, 0.4], [0.7, 0.5]])
    covered = 0
    for _ in range(300):
        drawn = []
        for n, share in zip(size, (base - 0.2, base), strict=True):
            hits = random.binomial(n[..., 0], share)
            drawn.append(np.stack([n[..., 0] - hits, hits], axis=-1))
        found = compare_strata(drawn[0], drawn[1])
        assert found is not None
        covered += found.effect.low <= -0.2 <= found.effect.high
    assert covered >= 280
