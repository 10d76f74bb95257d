"""Interviews and the focus group: every answer stands in its file beside its speaker, staff apart from customers."""

from pathlib import Path
from typing import Any

from tropa.ingest.mapping import Mapping
from tropa.ingest.read import read_file
from tropa.sample.cinema.world import SEGMENTS

Sample = tuple[Path, dict[str, Any]]


def told(truth: dict[str, Any], start: str) -> list[dict[str, Any]]:
    return [one for one in truth["verbatims"] if one["file"].startswith(start)]


def test_every_answer_stands_in_its_file(sample: Sample) -> None:
    folder, truth = sample
    said = [*told(truth, "interview_"), *told(truth, "focus_group")]
    assert {one["file"] for one in said} == {path.name for path in folder.glob("*.txt")}
    for one in said:
        lines = (folder / one["file"]).read_text("utf-8").splitlines()
        assert sum(line.endswith(f": {one['text']}") for line in lines) >= 1


def test_each_segment_is_asked_for_every_lane(sample: Sample) -> None:
    _, truth = sample
    for segment in SEGMENTS:
        said = told(truth, f"interview_{segment.id}")
        assert {one["lane"] for one in said} == {"motivations", "needs", "expectations", "fears", "thoughts", ""}
        assert {truth["identities"][one["customer"]]["segment"] for one in said} == {segment.id}
        assert {one["themes"][0] for one in said if one["valence"] < 0 and one["themes"]} == set(
            segment.main_barriers[:2]
        )


def test_staff_are_no_customers_and_only_suppose(sample: Sample) -> None:
    staff = told(sample[1], "interview_staff")
    assert len(staff) == 7
    assert all((one["customer"], one["speaker"], one["lane"]) == (None, "staff", "hypotheses") for one in staff)


def test_in_the_focus_group_a_barrier_is_shared_by_its_segment_alone(sample: Sample) -> None:
    _, truth = sample
    main = {segment.id: segment.main_barriers for segment in SEGMENTS}
    said = [one for one in told(truth, "focus_group") if one["valence"] < 0]
    by_theme: dict[str, set[str]] = {}
    for one in said:
        segment = truth["identities"][one["customer"]]["segment"]
        assert one["theme"] in main[segment]
        by_theme.setdefault(one["theme"], set()).add(one["customer"])
    assert len(by_theme) >= 5
    assert max(len(customers) for customers in by_theme.values()) >= 2


def test_tropa_reads_who_speaks_and_whose_journey_it_is(sample: Sample) -> None:
    folder, truth = sample
    for file in sorted(path.name for path in folder.glob("*.txt")):
        found = read_file(folder / file, mapping=Mapping(id_kind="crm"), strict=True).tables["verbatims"].to_pylist()
        said = [one for one in truth["verbatims"] if one["file"] == file]
        customers = [row for row in found if row["speaker_role"] == "customer"]
        assert [row["text"] for row in customers] == [one["text"] for one in said if one["speaker"] == "customer"]
        assert {row["kind"] for row in found} == {"focus_group" if file == "focus_group.txt" else "interview"}
        if file.startswith("interview_") and customers:
            assert {row["ids"][0] for row in customers} == {f"crm:{said[0]['customer']}"}
