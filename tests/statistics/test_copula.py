"""Traits dealt anew: values and correlations stay, groups go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.copula import copula_of, deal_anew


def dealt(numbers: np.ndarray, categories: np.ndarray, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    levels = tuple(int(column.max()) + 1 for column in categories.T)
    copula = copula_of(numbers, categories, levels)
    return deal_anew(numbers, categories, copula, np.random.default_rng(seed))


@given(st.integers(0, 1000), st.integers(5, 30))
def test_every_trait_keeps_its_values_and_the_unknown_stay_so(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    numbers = np.where(random.random((n, 2)) < 0.2, np.nan, random.normal(size=(n, 2)))
    categories = random.integers(-1, 3, (n, 2))
    categories[0] = 2
    new_numbers, new_categories = dealt(numbers, categories, seed)
    assert (np.isnan(new_numbers) == np.isnan(numbers)).all()
    assert ((new_categories < 0) == (categories < 0)).all()
    for column in range(2):
        assert np.array_equal(np.sort(new_numbers[:, column]), np.sort(numbers[:, column]), equal_nan=True)
        assert np.array_equal(np.sort(new_categories[:, column]), np.sort(categories[:, column]))


def test_numbers_and_categories_go_together_as_before_also_when_skewed() -> None:
    random = np.random.default_rng(1)
    n = 4000
    latent = random.multivariate_normal([0, 0, 0], [[1, 0.6, 0.5], [0.6, 1, 0.4], [0.5, 0.4, 1]], n)
    numbers = np.column_stack([np.exp(latent[:, 0]), latent[:, 1]])
    category = np.array([2, 0, 1])[np.digitize(latent[:, 2], [-0.5, 0.5])]  # codes that are in no order
    new_numbers, new_categories = dealt(numbers, category[:, None])
    before, after = (np.corrcoef(np.log(a[:, 0]), a[:, 1])[0, 1] for a in (numbers, new_numbers))
    assert after == pytest.approx(before, abs=0.04)
    for code in range(3):
        means = [a[c == code, 1].mean() for a, c in ((numbers, category), (new_numbers, new_categories[:, 0]))]
        assert means[1] == pytest.approx(means[0], abs=0.1)


def test_groups_that_are_no_correlation_are_gone() -> None:
    random = np.random.default_rng(2)
    group = random.integers(0, 4, 2000)
    numbers = np.array([[0, 0], [0, 5], [5, 0], [5, 5]])[group] + random.normal(size=(2000, 2))
    numbers[group == 3] -= 5  # three corners of a square, uncorrelated in no other way
    new_numbers, _ = dealt(numbers, np.empty((2000, 0), np.int64))
    empty = ((new_numbers > 3.5).all(axis=1)).mean()
    assert (numbers > 3.5).all(axis=1).mean() < 0.002
    assert empty > 0.01


def test_unrelated_traits_stay_unrelated() -> None:
    random = np.random.default_rng(3)
    numbers, categories = random.normal(size=(3000, 2)), random.integers(0, 4, (3000, 1))
    copula = copula_of(numbers, categories, (4,))
    correlation = copula.root @ copula.root.T
    assert np.abs(correlation - np.eye(3)).max() < 0.1
