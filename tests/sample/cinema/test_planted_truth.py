"""The truth of experiment, campaign, change and searches agrees with the files and with what was planted."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tropa.sample import cinema
from tropa.sample.cinema.world import COUNTRIES

Sample = tuple[Path, dict[str, Any]]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("plan", ["experiment", "campaign"])
def test_the_file_holds_every_customer_in_one_arm(sample: Sample, plan: str) -> None:
    folder, truth = sample
    planted = truth["planted"][plan]
    listed = rows(folder, planted["file"])
    assert sorted(row["customer"] for row in listed) == sorted(f"crm:{crm}" for crm in truth["identities"])
    counted = {arm: sum(row["arm"] == arm for row in listed) for arm in planted["arms"]}
    assert counted == planted["arms"]


def test_only_letters_that_were_sent_cost_something(sample: Sample) -> None:
    folder, truth = sample
    planted = truth["planted"]["campaign"]
    listed = rows(folder, planted["file"])
    assert sum(float(row["cost"]) for row in listed) == pytest.approx(planted["cost"])
    assert all((float(row["cost"]) > 0) == (row["arm"] == "treated") for row in listed)
    assert planted["roi"] == pytest.approx((planted["value"] - planted["cost"]) / planted["cost"])


def test_page_and_letter_bring_conversions(large: cinema.Truth) -> None:
    assert 0.015 < large.planted["experiment"]["conversion"] < 0.06
    assert large.planted["experiment"]["null"] == pytest.approx(0.0, abs=0.002)
    assert 0.01 < large.planted["campaign"]["effect"] < 0.06
    assert large.planted["campaign"]["roi"] > 0


def test_the_new_way_is_taken_from_its_day_on(large: cinema.Truth) -> None:
    (change,) = large.planted["changes"]
    assert change["day"] == "2026-10-12"
    assert abs(change["before"] - change["unchanged"]) < 0.02
    assert change["after"] > 3 * change["before"]
    assert 0.01 < change["daily_onward"] < 0.15


def test_one_of_two_queries_is_searched_for_more(sample: Sample) -> None:
    folder, truth = sample
    country = COUNTRIES[truth["language"]]
    text = (folder / "search_frequency.csv").read_text(country.encoding)
    whole = [line.split(";") for line in text.splitlines()[1:] if line.count(";") == 2 and not line.startswith("31")]
    for search in truth["planted"]["searches"]:
        counts = [int(count) for _, query, count in whole if query == search["query"]]
        assert sum(counts[-20:]) / 20 - sum(counts[:63]) / 63 == pytest.approx(search["jump"], abs=90)
