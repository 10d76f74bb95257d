"""From a model's valence to the rating its author would have given."""

import json
from dataclasses import asdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.voice.calibration import calibrate, calibration_of, isotonic

PAIRS = st.lists(st.tuples(st.integers(-4, 4), st.integers(-2, 2)), min_size=1, max_size=12)


@given(PAIRS)
def test_the_fit_is_the_max_of_mins_of_means(pairs: list[tuple[int, int]]) -> None:
    value, rating = (np.array(column, np.float64) for column in zip(*pairs, strict=True))
    places, fit = isotonic(value, rating)
    for place, found in zip(places, fit, strict=True):
        below = [low for low in places if low <= place]
        above = [high for high in places if high >= place]
        truth = max(min(rating[(value >= low) & (value <= high)].mean() for high in above) for low in below)
        assert found == pytest.approx(truth)


@given(PAIRS.filter(lambda pairs: len(pairs) > 1))
def test_a_better_valence_never_means_a_worse_rating(pairs: list[tuple[int, int]]) -> None:
    value, rating = (np.array(column, np.float64) for column in zip(*(pairs * 50), strict=True))
    line = calibrate(value, rating, "m")
    assert line is not None
    answers = line(np.linspace(-5, 5, 41))
    assert all(one <= other + 1e-12 for one, other in pairwise(answers))
    assert (np.abs(answers) <= 2).all()


def test_what_the_text_says_shrinks_the_error_and_is_reported() -> None:
    rng = np.random.default_rng(0)
    rating = rng.integers(-2, 3, 400).astype(float)
    line = calibrate(np.tanh(rating / 2 + rng.normal(0, 0.4, 400)), rating, "m")
    assert line is not None
    assert line.report.pairs == 400
    assert line.report.mean_error < 0.6 * line.report.guess_error
    blind = calibrate(rng.uniform(-1, 1, 400), rating, "m")
    assert blind is not None
    assert blind.report.mean_error > 0.9 * blind.report.guess_error


def test_fewer_than_fifty_pairs_calibrate_nothing() -> None:
    value = np.array([*np.linspace(-1, 1, 49), np.nan, 0.5])
    rating = np.array([*np.linspace(-2, 2, 49), 1.0, np.nan])
    assert calibrate(value, rating, "m") is None


def test_silence_stays_silence() -> None:
    line = calibrate(np.linspace(-1, 1, 60), np.linspace(-2, 2, 60), "m")
    assert line is not None
    assert np.isnan(line(np.array([np.nan]))).all()


def test_it_is_kept_and_read_again() -> None:
    line = calibrate(np.linspace(-1, 1, 60), np.linspace(-2, 2, 60), "lexicon:1")
    assert line is not None
    assert calibration_of(json.loads(json.dumps(asdict(line)))) == line
    with pytest.raises(ValueError, match="as many"):
        calibration_of({**asdict(line), "ratings": [1.0]})
