"""What sets a group apart: found where planted, false at the stated rate."""

import numpy as np
import pyarrow as pa
import pytest

from tropa.analytics.trait_differences import trait_differences


def people(seed: int, apart: float = 0.0, n: int = 300) -> tuple[pa.Table, np.ndarray]:
    """Twelve numbers and four texts of which the first of each sets the group apart."""
    random = np.random.default_rng(seed)
    inside = random.random(n) < 0.3
    columns = {f"number{k}": random.lognormal(size=n) + apart * inside * (k == 0) for k in range(12)}
    texts = {f"text{k}": np.where(random.random(n) < 0.3 + apart / 4 * inside * (k == 0), "x", "y") for k in range(4)}
    return pa.table({"customer": [str(k) for k in range(n)], **columns, **texts}), inside


def test_planted_traits_are_notable_and_others_false_at_the_stated_rate() -> None:
    false_shares, hits = [], 0
    for seed in range(120):
        notable = [one.trait for one in trait_differences(*people(seed, 1.5)) if one.notable]
        false = [name for name in notable if name not in ("number0", "text0")]
        hits += len(notable) - len(false)
        false_shares.append(len(false) / max(len(notable), 1))
    assert np.mean(false_shares) < 0.05 + 0.03  # two of 16 are true: at most .05 × 14/16, ± 2 standard errors
    assert hits > 1.6 * 120


def test_without_a_difference_hardly_any_group_has_a_notable_trait() -> None:
    assert sum(any(one.notable for one in trait_differences(*people(seed))) for seed in range(150)) <= 14  # 5 % are 7.5


def test_traits_by_which_the_group_was_made_are_described_not_tested() -> None:
    table, inside = people(1, 3.0)
    found = {one.trait: one for one in trait_differences(table, inside, ["number0"])}
    assert found["number0"].p_value is None
    assert found["number0"].p_adjusted is None
    assert not found["number0"].notable
    assert found["number0"].size.low > 0
    assert found["number1"].p_value is not None


def test_shares_lift_and_means_are_those_of_the_sides() -> None:
    n = 100
    inside = np.arange(n) < 40
    table = pa.table({"city": ["A"] * 30 + ["B"] * 10 + ["A"] * 15 + ["B"] * 30 + ["C"] * 15, "n": np.arange(n)})
    found = {(one.trait, one.value): one for one in trait_differences(table, inside)}
    a = found["city", "A"]
    assert (a.segment, a.others, a.lift, a.measure) == (0.75, 0.25, 3.0, "lift")
    assert a.size.value == pytest.approx(0.5)
    assert (found["n", None].segment, found["n", None].others) == (19.5, 69.5)
    assert found["city", "C"].segment == 0


def test_traits_known_of_few_and_texts_of_many_values_are_left_out() -> None:
    n = 100
    table = pa.table({"few": [1.0] * 19 + [None] * 20 + [2.0] * 61, "names": [f"p{k}" for k in range(n)]})
    assert trait_differences(table, np.arange(n) < 39) == ()
