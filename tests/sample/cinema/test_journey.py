"""The simulation: order, censoring, what barriers and clocks do."""

import numpy as np
import pytest

from tropa.sample.cinema.journey import END, Walks, hide, simulate, visit_starts, weights
from tropa.sample.cinema.truth import facts_of
from tropa.sample.cinema.world import BARRIERS, CODE, ENTRY_CHANNEL, STAGES

SEGMENT = np.arange(3_000) % 3
SEED = np.random.SeedSequence(11)


@pytest.fixture(scope="module")
def walks() -> Walks:
    return simulate(SEGMENT, SEED)


def test_every_row_of_weights_leads_somewhere() -> None:
    assert (weights().sum(axis=2) > 0).all()


def test_steps_are_in_time_order_inside_the_period(walks: Walks) -> None:
    same = walks.visitor[1:] == walks.visitor[:-1]
    assert (walks.time[1:][same] >= walks.time[:-1][same]).all()
    assert walks.time.min() >= 0
    assert walks.time.max() < END


def test_everybody_comes_in_from_outside(walks: Walks) -> None:
    starts = np.flatnonzero(np.r_[True, walks.visitor[1:] != walks.visitor[:-1]])
    assert set(walks.touchpoint[starts].tolist()) <= {CODE[name] for name in ENTRY_CHANNEL}


def test_journeys_go_back_as_well_as_forward(walks: Walks) -> None:
    facts = facts_of(walks)
    assert 0.1 < facts.forward[:, STAGES.index("purchase")].mean() < 0.6
    film_after_catalogue = (walks.touchpoint[:-1] == CODE["film"]) & (walks.touchpoint[1:] == CODE["catalogue"])
    assert film_after_catalogue.sum() > 100


def test_nobody_pays_twice_while_subscribed(walks: Walks) -> None:
    subscribed = dict.fromkeys(range(len(SEGMENT)), False)
    for visitor, touchpoint in zip(walks.visitor.tolist(), walks.touchpoint.tolist(), strict=True):
        if touchpoint == CODE["paid"]:
            assert not subscribed[visitor]
            subscribed[visitor] = True
        elif touchpoint == CODE["cancelled"]:
            subscribed[visitor] = False


def test_a_subscription_renews_thirty_days_after_it_was_paid(walks: Walks) -> None:
    paid: dict[int, float] = {}
    renewals = 0
    for visitor, touchpoint, time in zip(walks.visitor, walks.touchpoint, walks.time, strict=True):
        if touchpoint == CODE["renewed"]:
            assert time - paid[visitor] == 30 * 86_400
            renewals += 1
        if touchpoint in (CODE["paid"], CODE["renewed"]):
            paid[visitor] = time
    assert renewals > 50


@pytest.mark.parametrize("number", range(len(BARRIERS)))
def test_without_a_barrier_nothing_changes_before_it_is_met(walks: Walks, number: int) -> None:
    barrier = BARRIERS[number]
    other = simulate(SEGMENT, SEED, without=barrier.id)
    spared = np.flatnonzero(~walks.met[:, number])
    for field in ("time", "touchpoint", "device"):
        ours = getattr(walks, field)[np.isin(walks.visitor, spared)]
        theirs = getattr(other, field)[np.isin(other.visitor, spared)]
        assert np.array_equal(ours, theirs)


def test_taking_a_barrier_away_lets_more_people_on(walks: Walks) -> None:
    stage = STAGES.index("purchase")
    met = walks.met[:, 0]
    other = simulate(SEGMENT, SEED, without="payment_error", only=met)
    assert facts_of(other).forward[met, stage].mean() > facts_of(walks).forward[met, stage].mean() + 0.2


def test_walking_on_beyond_the_end_changes_nothing_before_it(walks: Walks) -> None:
    longer = simulate(SEGMENT, SEED, end=2 * END)
    before = longer.time < END
    for field in ("visitor", "time", "touchpoint", "device"):
        assert np.array_equal(getattr(longer, field)[before], getattr(walks, field))
    assert not before.all()


def test_everybody_comes_on_the_usual_device(walks: Walks) -> None:
    starts = np.flatnonzero(np.r_[True, walks.visitor[1:] != walks.visitor[:-1]])
    assert not walks.device[starts].any()


def test_only_the_search_is_endless(walks: Walks) -> None:
    loop = next(number for number, barrier in enumerate(BARRIERS) if barrier.kind == "loop")
    searches = np.zeros(len(SEGMENT), dtype=np.int64)
    np.add.at(searches, walks.visitor[walks.touchpoint == CODE["site_search"]], 1)
    assert (searches[walks.met[:, loop]] >= 3).all()
    assert 0.05 < walks.met[SEGMENT == 1, loop].mean() < 0.5


def test_anonymous_visitors_never_tell_who_they_are(walks: Walks) -> None:
    hidden = hide(walks, 2_000)
    told = hidden.touchpoint[hidden.visitor >= 2_000]
    assert not np.isin(told, [CODE[name] for name in ("signup", "profile", "paid", "call_sales", "watch")]).any()
    known = hidden.visitor < 2_000
    assert np.array_equal(hidden.touchpoint[known], walks.touchpoint[walks.visitor < 2_000])


def test_a_pause_of_half_an_hour_opens_a_visit(walks: Walks) -> None:
    starts = visit_starts(walks)
    same = (walks.visitor[1:] == walks.visitor[:-1]) & (walks.device[1:] == walks.device[:-1])
    pages = ~np.isin(walks.touchpoint, [CODE[n] for n in CODE if n.startswith("call")])
    pages &= ~np.isin(walks.touchpoint, [CODE[n] for n in ("complaint", "renewed", "cancelled")])
    long = same & pages[1:] & pages[:-1] & (walks.time[1:] - walks.time[:-1] > 1_800)
    assert long.sum() > 100
    assert starts[1:][long].all()
