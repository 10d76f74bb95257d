"""What is planted can be seen in the truth, and the truth agrees with the files."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tropa.sample import cinema
from tropa.sample.cinema.world import COUNTRIES, SEGMENTS

PLANTED = {kind.id: kind for kind in SEGMENTS}


def test_each_segment_has_one_clearly_lowest_stage(large: cinema.Truth) -> None:
    for segment in large.segments:
        lowest, second = sorted(stage.emotion for stage in segment.stages)[:2]
        assert segment.lowest_stage == PLANTED[segment.id].lowest_stage
        assert second - lowest >= 0.5, segment.id


def test_main_barriers_come_first_and_cost_conversions(large: cinema.Truth) -> None:
    for segment in large.segments:
        main = PLANTED[segment.id].main_barriers
        assert {barrier.id for barrier in segment.barriers[: len(main)]} == set(main)
        for barrier in segment.barriers[: len(main)]:
            assert barrier.causal_effect < -0.08, barrier.id
            assert barrier.reach_in_stage > 0.1, barrier.id


def test_outcomes_add_up(large: cinema.Truth) -> None:
    for segment in large.segments:
        outcome = segment.outcome
        assert outcome.converted + outcome.lost + outcome.open == segment.customers
        assert outcome.open > 0.01 * segment.customers  # the period cuts some journeys off
        assert sum(channel.customers for channel in segment.channels) == segment.customers
        for stage in segment.stages:
            assert stage.outcome.converted + stage.outcome.lost + stage.outcome.open == stage.reached


def test_some_who_are_still_open_go_on_later_and_nobody_gone_comes_back(large: cinema.Truth) -> None:
    for segment in large.segments:
        for stage in segment.stages:
            later = (stage.conversion_eventual - stage.conversion) * stage.reached
            assert -1e-6 < later < stage.outcome.open + 1e-6
        assert any(stage.conversion_eventual > stage.conversion for stage in segment.stages)


def test_friends_bring_more_conversions_than_advertising(large: cinema.Truth) -> None:
    for segment in large.segments:
        by_channel = {channel.id: channel.conversion for channel in segment.channels}
        assert by_channel["friends"] > by_channel["paid_search"]


def rows(folder: Path, name: str, language: str) -> list[list[str]]:
    with (folder / name).open(encoding=COUNTRIES[language].encoding, newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_the_crm_holds_every_customer_and_the_planted_broken_rows(sample: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = sample
    header, *clients = rows(folder, "crm_clients.csv", truth["language"])
    whole = [
        row for row in clients if len(row) == len(header) and not row[0].startswith("31.09") and "31/09" not in row[0]
    ]
    assert {row[1] for row in whole} == set(truth["identities"])
    assert len(clients) - len(whole) == sum(truth["broken_rows"]["crm_clients.csv"].values())


def test_one_telephone_belongs_to_nobody(sample: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = sample
    country = COUNTRIES[truth["language"]]
    calls = rows(folder, "calls.csv", truth["language"])
    assert sum(country.phone_country + country.test_phone == row[1] for row in calls) >= 80
    assert not any(truth["held_out"][0] in group["ids"] for group in truth["identities"].values())


def test_shared_computers_stand_in_both_customers_groups(sample: tuple[Path, dict[str, Any]]) -> None:
    _, truth = sample
    assert truth["shared_devices"]
    for shared in truth["shared_devices"]:
        assert all(shared["id"] in truth["identities"][customer]["ids"] for customer in shared["customers"])


def test_no_other_id_belongs_to_two_customers(sample: tuple[Path, dict[str, Any]]) -> None:
    _, truth = sample
    shared = {device["id"] for device in truth["shared_devices"]}
    ids = [one for group in truth["identities"].values() for one in group["ids"] if one not in shared]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", ["reviews.csv", "nps_survey.csv"])
def test_the_order_of_planted_opinions_is_the_file_s(sample: tuple[Path, dict[str, Any]], file: str) -> None:
    folder, truth = sample
    said = [opinion["text"] for opinion in truth["verbatims"] if opinion["file"] == file and opinion["text"]]
    encoding = COUNTRIES[truth["language"]].encoding if file == "reviews.csv" else "utf-8"
    written = (folder / file).read_text(encoding).replace('""', '"')
    places = [written.find(text) for text in said]
    assert len(said) > 30
    assert min(places) > 0
