"""What themes weigh, in made-up answers whose truth is known."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests.voice.said import said
from tropa.voice.themes import MENTIONS, mention
from tropa.voice.themes_impact import ThemeWeight, weigh_themes


def spoken(*pairs: tuple[int, str]) -> pa.Table:
    return pa.Table.from_pylist([mention(f"v{v}", t, "barrier", (0, 1), "words", 1.0) for v, t in pairs], MENTIONS)


def answers(seed: int, count: int = 600) -> tuple[pa.Table, pa.Table]:
    """Late delivery costs 40 points of 100; rude couriers cost nothing but come with it."""
    random = np.random.default_rng(seed)
    late = random.random(count) < 0.2
    rude = random.random(count) < np.where(late, 0.5, 0.05)
    rating = np.clip(np.round(80 - 40 * late + random.normal(0, 12, count)), 0, 100)
    rows: list[dict[str, Any]] = [
        {"text": "x", "rating": float(value), "scale_low": 0.0, "scale_high": 100.0} for value in rating
    ]
    pairs = [(n, "late") for n in np.flatnonzero(late).tolist()] + [(n, "rude") for n in np.flatnonzero(rude).tolist()]
    return said(*rows), spoken(*pairs)


def weights(seed: int) -> dict[str, ThemeWeight]:
    table, found = answers(seed)
    return {one.theme: one for one in weigh_themes(found, table).themes}


def test_a_harmless_theme_spoken_of_beside_the_true_trouble_is_not_blamed() -> None:
    late, rude = weights(1)["late"], weights(1)["rude"]
    assert late.drop is not None
    assert rude.drop is not None
    assert late.drop.low < 40 < late.drop.high
    assert rude.drop.low < 0 < rude.drop.high
    assert late.impact is not None
    assert late.impact.value == pytest.approx(late.drop.value * late.reach.value)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(60):
        drop = weights(seed)["late"].drop
        assert drop is not None
        covered += drop.low <= 39.6 <= drop.high  # the scale's end takes .4
    assert covered >= 53


def test_a_customer_who_says_it_three_times_counts_once() -> None:
    rows: list[dict[str, Any]] = [{"text": "x", "customer": "c"}] * 3 + [{"text": "y"}, {"text": "z", "customer": None}]
    answer = weigh_themes(spoken((0, "late"), (1, "late"), (2, "late")), said(*rows))
    (late,) = answer.themes
    assert (late.customers, late.texts) == (1, 3)
    assert late.reach.value == pytest.approx(1 / 3)
    assert (answer.customers, answer.silent) == (3, 2)


def test_staff_interviews_and_the_unwilling_are_left_out() -> None:
    rows: list[dict[str, Any]] = [
        {"text": "x", "speaker_role": "staff"},
        {"text": "x", "kind": "interview"},
        {"text": "x", "consent": False},
        {"text": "x"},
    ]
    answer = weigh_themes(spoken(*((n, "late") for n in range(4))), said(*rows))
    assert (answer.customers, answer.themes[0].texts) == (1, 1)


def test_few_have_a_reach_and_no_impact() -> None:
    (late,) = weigh_themes(spoken((0, "late")), said({"text": "x", "rating": 1.0}, {"text": "y", "rating": 5.0})).themes
    assert late.drop is None
    assert late.reach.n == 2


def test_nothing_said_is_no_trouble() -> None:
    assert weigh_themes(spoken(), said()).themes == ()
