"""Support tickets: who speaks in which order, and what of it is a customer's opinion."""

import csv
from itertools import groupby
from pathlib import Path
from typing import Any

from tropa.ingest.mapping import Mapping
from tropa.ingest.read import read_file

Sample = tuple[Path, dict[str, Any]]


def rows(folder: Path) -> list[list[str]]:
    with (folder / "support_tickets.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def told(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in truth["verbatims"] if one["file"] == "support_tickets.csv"]


def test_every_row_has_its_truth_in_the_same_order(sample: Sample) -> None:
    folder, truth = sample
    assert [row[-1] for row in rows(folder)] == [one["text"] for one in told(truth)]
    assert truth["rows"]["support_tickets.csv"] == len(told(truth)) > 60


def test_a_ticket_is_opened_by_the_customer_and_answered_by_one_agent(sample: Sample) -> None:
    folder, truth = sample
    both = zip(rows(folder), told(truth), strict=True)
    for _, ticket in groupby(both, key=lambda pair: pair[0][0]):
        pairs = list(ticket)
        speakers = [one["speaker"] for _, one in pairs]
        assert speakers[0] == "customer"
        assert speakers.count("agent") == 1
        assert len({one["customer"] for _, one in pairs}) == 1
        assert all(bool(row[4]) == (one["speaker"] == "customer") for row, one in pairs)


def test_what_an_agent_says_is_no_opinion(sample: Sample) -> None:
    agents = [one for one in told(sample[1]) if one["speaker"] == "agent"]
    assert agents
    assert all(one["valence"] == 0 and not one["themes"] for one in agents)


def test_customers_complain_first_and_the_solved_ones_thank(sample: Sample) -> None:
    said = [one for one in told(sample[1]) if one["speaker"] == "customer"]
    assert {one["valence"] for one in said} == {-2, -1, 1}
    assert all(one["themes"] == ["support"] for one in said if one["valence"] > 0)
    assert any(one["contains_personal_data"] for one in said)
    assert all(data in one["text"] for one in said for data in one["personal"].values())


def test_tropa_reads_who_speaks(sample: Sample) -> None:
    folder, truth = sample
    header = (folder / "support_tickets.csv").read_text("utf-8").splitlines()[0].split(",")
    roles = ("property", "time", "speaker_role", "ignore", "id", "property", "property", "text")
    columns = {
        name: {"role": role, **({"id_kind": "email"} if role == "id" else {})}
        for name, role in zip(header, roles, strict=True)
    }
    mapping = Mapping.model_validate({"kind": "ticket", "date_format": "day-first", "columns": columns})
    read = read_file(folder / "support_tickets.csv", reader="reviews", mapping=mapping, strict=True)
    found = read.tables["verbatims"].to_pylist()
    assert read.report.rejected == 0
    role = {"customer": "customer", "agent": "staff"}
    assert sorted((row["text"], row["speaker_role"]) for row in found) == sorted(
        (one["text"], role[one["speaker"]]) for one in told(truth)
    )
