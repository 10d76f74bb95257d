"""Which theme and stage customers speak of."""

import numpy as np

from tropa.sample.cinema.phrases.themes import (
    BAD_THEMES,
    GOOD_THEMES,
    THEME_TOUCHPOINT,
    THEMES,
    is_bad,
    spoken_stage,
    theme_for,
)
from tropa.sample.cinema.world import BARRIERS


def test_a_low_rating_after_a_barrier_names_that_barrier() -> None:
    met = np.array([barrier.id == "promo_form" for barrier in BARRIERS])
    assert theme_for(0, "purchase", 1, met, np.random.default_rng(1)) == ("promo_form", -1)


def test_a_high_rating_is_praise_of_the_stage() -> None:
    met = np.zeros(len(BARRIERS), dtype=bool)
    assert theme_for(0, "purchase", 5, met, np.random.default_rng(1)) == ("easy_payment", 1)


def test_every_stage_has_themes_of_both_kinds_and_each_a_touchpoint() -> None:
    assert BAD_THEMES.keys() == GOOD_THEMES.keys()
    assert set(THEMES) == THEME_TOUCHPOINT.keys()
    assert is_bad("price")
    assert not is_bad("choice")


def test_nobody_speaks_of_a_stage_never_reached() -> None:
    felt = np.array([[3, 4, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 5]] * 50)
    stage = spoken_stage(felt, np.random.default_rng(1))
    assert all(felt[row, at] > 0 for row, at in enumerate(stage) if at >= 0)
    assert set(stage[1::3].tolist()) == {-1}
