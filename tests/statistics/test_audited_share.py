"""Shares counted by a classifier and put right by an audit."""

import numpy as np
import pytest

from tropa.statistics.audited_share import audited_share
from tropa.statistics.proportion import wilson


def world(seed: int, share: float, right: float, audited: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """2,000 texts; the classifier finds `right` of the positive ones and wrongly calls a tenth of the others so."""
    random = np.random.default_rng(seed)
    truth = random.random(2000) < share
    said = np.where(truth, random.random(2000) < right, random.random(2000) < 0.1).astype(float)
    return said[audited:], said[:audited], truth[:audited].astype(float)


@pytest.mark.parametrize(("share", "right"), [(0.4, 0.7), (0.15, 0.6), (0.05, 0.8), (0.3, 0.1)])
def test_the_corrected_share_covers_the_truth_whatever_the_classifier_is_worth(share: float, right: float) -> None:
    corrected = counted = 0
    narrower = []
    for seed in range(800):
        rest, seen, labels = world(seed, share, right, 200)
        found, alone = audited_share(rest, seen, labels), wilson(labels.sum(), 200)
        count = wilson(rest.sum() + seen.sum(), 2000)
        assert found is not None
        assert alone is not None
        assert count is not None
        corrected += found.low <= share <= found.high
        counted += count.low <= share <= count.high
        narrower.append((found.high - found.low) / (alone.high - alone.low))
    assert 0.92 < corrected / 800 < 0.98
    assert counted / 800 < 0.9
    assert np.mean(narrower) < 1.02


def test_a_good_classifier_narrows_the_interval() -> None:
    rest, seen, labels = world(1, 0.4, 0.97, 200)
    found, alone = audited_share(rest, seen, labels), wilson(labels.sum(), 200)
    assert found is not None
    assert alone is not None
    assert found.high - found.low < 0.8 * (alone.high - alone.low)


def test_too_small_an_audit_is_no_estimate_and_no_other_texts_leave_the_labels() -> None:
    assert audited_share([1, 0], [1] * 29, [1] * 29) is None
    labels = [1.0] * 12 + [0.0] * 28
    found, alone = audited_share([], labels, labels), wilson(12, 40)
    assert found is not None
    assert alone is not None
    assert (found.low, found.high) == (alone.low, alone.high)


def test_labels_that_are_no_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="label"):
        audited_share([1], [1] * 40, [0.5] * 40)
