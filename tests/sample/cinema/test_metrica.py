"""The Logs API files: headers, arrays, times, whole ids."""

import re
from pathlib import Path
from typing import Any

import pytest

from tropa.ingest.clickhouse_text import parse_array
from tropa.sample.cinema.metrica import array
from tropa.sample.cinema.world import PERIOD_DAYS

Sample = tuple[Path, dict[str, Any]]


def records(folder: Path, name: str) -> list[dict[str, str]]:
    header, *lines = (folder / name).read_text("utf-8").splitlines()
    names = header.split("\t")
    split = [line.split("\t") for line in lines]
    return [
        dict(zip(names, row, strict=True)) for row in split if len(row) == len(names) and "-09-31" not in line_of(row)
    ]


def line_of(row: list[str]) -> str:
    return "\t".join(row)


@pytest.mark.parametrize("values", [["it's", "a,b", "back\\slash", ""], ["plain"], []])
def test_arrays_read_back(values: list[str]) -> None:
    assert parse_array(array(values)) == values


def test_hits_belong_to_the_visits_that_list_them(sample: Sample) -> None:
    folder, _ = sample
    visits = {row["ym:s:visitID"]: row for row in records(folder, "metrica_visits.tsv")}
    for hit in records(folder, "metrica_hits.tsv"):
        visit = visits[hit["ym:pv:visitID"]]
        assert hit["ym:pv:watchID"] in visit["ym:s:watchIDs"]
        assert hit["ym:pv:clientID"] == visit["ym:s:clientID"]
    assert sum(int(visit["ym:s:pageViews"]) for visit in visits.values()) == len(records(folder, "metrica_hits.tsv"))


def test_ids_need_more_than_a_float(sample: Sample) -> None:
    folder, _ = sample
    ids = [int(row["ym:s:clientID"]) for row in records(folder, "metrica_visits.tsv")]
    assert any(int(float(one)) != one for one in ids)
    assert max(ids) < 2**63


def test_the_counter_s_clock_and_the_one_called_utc(sample: Sample) -> None:
    folder, truth = sample
    hours = {
        (hour(row["ym:s:dateTimeUTC"]) - hour(row["ym:s:dateTime"])) % 24
        for row in records(folder, "metrica_visits.tsv")
    }
    assert hours == {"ru": {0}, "pl": {1, 2}, "en": {2, 3}}[truth["language"]]


def hour(written: str) -> int:
    match = re.fullmatch(r"\d{4}-\d\d-\d\d (\d\d):\d\d:\d\d", written)
    assert match
    return int(match[1])


def test_visits_fill_the_period(sample: Sample) -> None:
    folder, truth = sample
    days = {row["ym:s:date"] for row in records(folder, "metrica_visits.tsv")}
    assert len(days) == PERIOD_DAYS
    assert truth["period"][1] == "2026-10-31 23:59:59"
    assert (min(days), max(days)) == ("2026-08-03", "2026-10-31")


def test_purchases_stand_beside_their_goals(sample: Sample) -> None:
    folder, _ = sample
    bought = [row for row in records(folder, "metrica_visits.tsv") if row["ym:s:purchaseID"] != "[]"]
    assert bought
    for row in bought:
        assert "301000103" in row["ym:s:goalsID"]
        assert set(parse_array(row["ym:s:purchaseDateTime"])) <= set(parse_array(row["ym:s:goalsDateTime"]))
