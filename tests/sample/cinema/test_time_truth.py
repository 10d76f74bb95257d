"""What becomes of customers in the end, and along which path."""

import pytest

from tropa.analytics.desired_path import parse_desired_path
from tropa.kit.locale import LANGUAGES, Language
from tropa.sample import cinema
from tropa.sample.cinema.path_truth import desired_path
from tropa.sample.cinema.words import Words


def test_curves_rise_to_what_converts_in_the_end(large: cinema.Truth) -> None:
    for segment in large.segments:
        shares = [point.converted for point in segment.times.curve] + [segment.times.converted]
        assert shares == sorted(shares)
        assert segment.times.converted >= segment.conversion


def test_fewer_come_back_week_by_week(large: cinema.Truth) -> None:
    for segment in large.segments:
        shares = [segment.times.again, *(point.share for point in segment.times.retention)]
        assert shares == sorted(shares, reverse=True)


def test_states_that_settle_the_outcome_are_named(large: cinema.Truth) -> None:
    lovers = next(segment for segment in large.segments if segment.id == "connoisseurs")
    shares = {state.touchpoint: state.converted for state in lovers.times.states}
    assert shares["Payment page"] > 0.85 > shares["Advert"]
    for state in lovers.times.states:
        assert (state.settled == "converted") == (state.converted >= 0.9)


def test_a_segment_leaves_the_path_by_its_own_barrier(large: cinema.Truth) -> None:
    left_by = {
        segment.id: max(segment.path.deviations, key=lambda one: one.share).touchpoint for segment in large.segments
    }
    assert left_by["students"] == "Payment error"
    assert left_by["families"] == "Promo code form"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desired_path_can_be_read(language: Language) -> None:
    path = parse_desired_path(desired_path(Words(language)))
    assert len(path.steps) == 3
    assert len(path.never) == 2
    assert path.ignore_others


def test_friends_gain_and_advertising_does_not(large: cinema.Truth) -> None:
    gained = {
        name: sum(one.gained for segment in large.segments for one in segment.moments if one.touchpoint == name)
        for name in ("Invitation from a friend", "Advert")
    }
    assert gained["Invitation from a friend"] > 0 > gained["Advert"]


def test_a_channel_switched_off_costs_about_what_it_began(large: cinema.Truth) -> None:
    for segment in large.segments:
        for channel in segment.channels:
            if channel.customers > 100:
                assert channel.switched_off == pytest.approx(channel.outcome.converted, rel=0.25), channel.id
