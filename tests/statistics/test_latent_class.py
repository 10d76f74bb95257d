"""Latent classes: the likelihood against its definition, planted classes, and data without any."""

from math import exp, log, pi

import numpy as np
import pytest

from tests.statistics.planted_groups import traits
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.latent_class import LatentClasses, MixedTraits


def fitted(data: MixedTraits, k: int, seed: int = 0) -> LatentClasses:
    return data.fit(k, np.ones(data.rows), np.random.default_rng(seed))


def test_planted_classes_are_recovered_also_where_traits_are_unknown() -> None:
    data, group = traits(1, 600, planted=True)
    classes = fitted(data, 3)
    assert adjusted_rand(classes.group, group) > 0.9
    assert classes.bic < 0
    assert classes.share.sum() == pytest.approx(1)


def test_bic_prefers_one_class_where_there_is_one() -> None:
    data, _ = traits(2, 600, planted=False)
    assert fitted(data, 3).bic > 0


def test_the_probability_of_a_class_is_bayes_rule() -> None:
    data, _ = traits(3, 200, planted=True)
    classes = fitted(data, 2)
    mean, spread = data.scale
    group, probability = data.classify(classes, data)
    for row in range(0, 200, 17):
        joint = [classes.share[k] for k in range(2)]
        for k in range(2):
            for p in range(3):
                if not np.isnan(data.numbers[row, p]):
                    z, v = (data.numbers[row, p] - mean[p]) / spread[p], classes.variance[k, p]
                    joint[k] *= exp(-((z - classes.mean[k, p]) ** 2) / (2 * v) - log(2 * pi * v) / 2)
            for q in range(2):
                joint[k] *= classes.level[k, 3 * q + data.categories[row, q]]
        assert group[row] == int(np.argmax(joint))
        assert probability[row] == pytest.approx(max(joint) / sum(joint))


def test_new_customers_get_the_class_of_those_like_them() -> None:
    data, _ = traits(4, 300, planted=True)
    classes = fitted(data, 3)
    few = data.take(np.arange(0, 300, 7))
    assert (few.classify(classes, data)[0] == classes.group[::7]).all()


def test_data_without_groups_keep_every_value_and_how_numbers_go_together() -> None:
    data, _ = traits(5, 800, planted=False, correlation=0.7)
    dealt = data.without_groups(np.random.default_rng(0))
    for column in range(3):
        assert np.array_equal(np.sort(dealt.numbers[:, column]), np.sort(data.numbers[:, column]), equal_nan=True)
    for column in range(2):
        assert (np.bincount(dealt.categories[:, column]) == np.bincount(data.categories[:, column])).all()
    known = ~np.isnan(data.numbers[:, 0])
    kept = np.asarray(np.corrcoef(dealt.numbers[known].T))
    assert kept[0, 1] == pytest.approx(0.7, abs=0.08)
    assert not np.array_equal(dealt.numbers[:, 1], data.numbers[:, 1])
