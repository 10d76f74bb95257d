"""Arms and the change of the site: they act where and when they should, and nowhere else."""

import numpy as np
import pytest

from tropa.sample.cinema.journey import DAY, Walks, simulate
from tropa.sample.cinema.planted import CHANGE_DAY, Planted
from tropa.sample.cinema.world import CODE

SEGMENT = np.arange(3_000) % 3
SEED = np.random.SeedSequence(11)
PLANTED = Planted.drawn(2_700, 3_000, np.random.default_rng(5))


@pytest.fixture(scope="module")
def walks() -> Walks:
    return simulate(SEGMENT, SEED, planted=PLANTED)


def steps_of(walks: Walks, visitors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Times and touchpoints of these visitors."""
    theirs = np.isin(walks.visitor, np.flatnonzero(visitors))
    return walks.time[theirs], walks.touchpoint[theirs]


def met(walks: Walks, name: str) -> np.ndarray:
    found = np.zeros(len(SEGMENT), dtype=bool)
    found[walks.visitor[walks.touchpoint == CODE[name]]] = True
    return found


def same(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_nobody_anonymous_is_in_an_arm() -> None:
    assert not PLANTED.page[2_700:].any()
    assert not PLANTED.letter[2_700:].any()
    assert abs(PLANTED.page[:2_700].mean() - 0.5) < 0.04
    assert abs(PLANTED.letter[:2_700].mean() - 0.7) < 0.04


def test_nothing_planted_is_the_ordinary_course_of_things() -> None:
    plain, nothing = simulate(SEGMENT, SEED), simulate(SEGMENT, SEED, planted=Planted.nothing(len(SEGMENT)))
    everybody = np.ones(len(SEGMENT), dtype=bool)
    assert same(steps_of(plain, everybody), steps_of(nothing, everybody))


def test_the_other_page_changes_only_those_who_see_it(walks: Walks) -> None:
    other = simulate(SEGMENT, SEED, planted=PLANTED.other_page())
    spared = ~met(walks, "payment")
    assert same(steps_of(walks, spared), steps_of(other, spared))
    assert not same(steps_of(walks, ~spared), steps_of(other, ~spared))


def test_the_site_changes_on_its_day_only(walks: Walks) -> None:
    other = simulate(SEGMENT, SEED, planted=PLANTED.unchanged())
    before = CHANGE_DAY * DAY
    assert np.array_equal(walks.touchpoint[walks.time < before], other.touchpoint[other.time < before])
    compared = [(one.touchpoint[one.time >= before] == CODE["compare"]).mean() for one in (walks, other)]
    assert compared[0] > 2 * compared[1]


def test_avoiding_a_touchpoint_changes_only_those_who_met_it(walks: Walks) -> None:
    other = simulate(SEGMENT, SEED, planted=PLANTED, avoid="friend")
    spared = ~met(walks, "friend")
    assert same(steps_of(walks, spared), steps_of(other, spared))
    assert not met(other, "friend").any()
    assert met(walks, "friend").sum() > 100
