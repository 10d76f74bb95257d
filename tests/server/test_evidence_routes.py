"""Evidence over HTTP: how it stands, who is behind it, frozen, refreshed; proposals and bound cards."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.questions_builder import AtMap, at_students, cinema_folder, of_cinema
from tests.server.studio_builder import Running


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cinema_folder(tmp_path_factory.mktemp("evidence") / "made", customers=300)


@pytest.fixture
def running(made: Path, tmp_path: Path) -> Iterator[Running]:
    with of_cinema(made, tmp_path / "served") as found:
        yield found


@pytest.fixture(scope="module")
def still(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One studio for tests that leave its numbers as they are."""
    with of_cinema(made, tmp_path_factory.mktemp("still") / "served") as found:
        yield found


@pytest.fixture(scope="module")
def reader(still: Running) -> AtMap:
    return at_students(still, "owner")


@pytest.fixture
def editor(running: Running) -> AtMap:
    return at_students(running, "owner")


def refreshed(client: AtMap) -> list[dict[str, Any]]:
    """The proposals of a refresh."""
    started = client.post("/refresh")
    assert started.status_code == 202, started.text
    for _ in range(300):
        job = client.anywhere.get(f"/api/jobs/{started.json()['job']}").json()
        if job["state"] not in ("queued", "running"):
            break
        time.sleep(0.05)
    assert job["state"] == "done", job
    found: list[dict[str, Any]] = client.get("/proposals").json()
    return found


def move_the_numbers(client: AtMap) -> None:
    """Other customers in the segment than before."""
    rule = [{"trait": "age", "at_least": 0}]
    (students,) = (one for one in client.anywhere.get("/api/segments").json() if one["id"] == "students")
    number = next(
        one["trait"] for one in client.anywhere.get("/api/vocabulary").json()["traits"] if one["kind"] == "number"
    )
    rule[0]["trait"] = number
    answer = client.anywhere.put("/api/segments/students", json={"title": students["title"], "rule": rule})
    assert answer.status_code == 200, answer.text
    assert next(one for one in answer.json() if one["id"] == "students")["customers"] != students["customers"]


def of_a_card(proposals: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in proposals if one["kind"] == "number" and one["card"])


def test_every_record_is_fresh_after_a_draft(reader: AtMap) -> None:
    told = reader.get("/evidence").json()
    assert {one["state"] for one in told} == {"fresh"}
    assert all(one["cards"] or one["points"] for one in told)


def test_every_record_says_why(reader: AtMap) -> None:
    kinds = {(one["question"], one["parameters"].get("metric")): one for one in reader.document()["evidence"]}
    assert {"reach", "flow", "stage_summary", "emotion", "quotes"} <= {question for question, _ in kinds}
    for one in kinds.values():
        answer = reader.get(f"/evidence/{one['id']}/why", most=5)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["said"]
        assert len(told["customers"]) == min(5, told["counted"])
        if one["question"] in ("stage_summary", "reach", "flow", "emotion", "barriers"):
            assert told["answer"]["picture"]["items"]
        if one.get("quotes"):
            assert told["quotes"][0]["text"]


def test_the_list_goes_on_page_by_page_and_names_nobody(reader: AtMap) -> None:
    record = next(one for one in reader.document()["evidence"] if one["question"] == "reach" and (one["n"] or 0) > 30)
    why = f"/evidence/{record['id']}/why"
    whole = reader.get(why, most=1000).json()
    pages = [reader.get(why, start=start, most=10).json()["customers"] for start in (0, 10)]
    assert [one for page in pages for one in page] == whole["customers"][:20]
    assert all(len(one["customer"]) == 8 for one in whole["customers"])


def test_a_number_moved_is_proposed_and_accepting_it_changes_the_card(editor: AtMap) -> None:
    move_the_numbers(editor)
    proposal = of_a_card(refreshed(editor))
    wanted = {one["field"]: one["after"] for one in proposal["changes"] if one["object"] == "card"}
    answer = editor.post("/proposals", {"accept": [proposal["id"]]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["accepted"] == [proposal["id"]]
    assert proposal["id"] not in {one["id"] for one in answer.json()["open"]}
    shown = editor.card(proposal["card"])["measure"]
    assert {name: shown[name] for name in wanted["measure"]} == wanted["measure"]


def test_what_was_rejected_is_not_proposed_again(editor: AtMap) -> None:
    move_the_numbers(editor)
    found = refreshed(editor)
    proposal = of_a_card(found)
    before = editor.card(proposal["card"])
    assert editor.post("/proposals", {"reject": [proposal["id"]]}).json()["rejected"] == [proposal["id"]]
    assert editor.card(proposal["card"]) == before
    again = refreshed(editor)
    assert len(again) == len(found) - 1
    assert proposal["card"] not in {one["card"] for one in again if one["kind"] == "number"}


def test_all_together_leave_nothing_open(editor: AtMap) -> None:
    move_the_numbers(editor)
    ids = [one["id"] for one in refreshed(editor)]
    told = editor.post("/proposals", {"accept": ids}).json()
    assert (sorted(told["accepted"]), told["outdated"], told["open"]) == (sorted(ids), [], [])
    assert refreshed(editor) == []


def test_a_proposal_about_a_value_changed_since_is_outdated(editor: AtMap) -> None:
    move_the_numbers(editor)
    proposal = of_a_card(refreshed(editor))
    own = editor.card(proposal["card"])["measure"] | {"value": 0.123}
    edit = {
        "kind": "set", "id": "edit_mine", "when": "2026-11-24T12:00:00Z",
        "target": {"object": "card", "id": proposal["card"]}, "fields": {"measure": own},
    }  # fmt: skip
    answer = editor.post("/edits", {"edits": [edit]})
    assert answer.status_code == 201, answer.text
    told = editor.post("/proposals", {"accept": [proposal["id"]]}).json()
    assert told["outdated"] == [proposal["id"]]
    assert editor.card(proposal["card"])["measure"]["value"] == 0.123
    assert all(change["id"] != proposal["card"] for one in refreshed(editor) for change in one["changes"])


def test_a_frozen_record_is_not_refreshed_until_it_is_let_go(editor: AtMap) -> None:
    move_the_numbers(editor)
    proposal = of_a_card(refreshed(editor))
    record = editor.card(proposal["card"])["evidence"][0]
    frozen = editor.post(f"/evidence/{record}/freeze", {"frozen": True})
    assert (frozen.status_code, frozen.json()["state"]) == (200, "frozen")
    assert proposal["card"] not in {one["card"] for one in refreshed(editor) if one["kind"] == "number"}
    assert editor.post(f"/evidence/{record}/freeze", {"frozen": False}).json()["state"] == "fresh"
    assert proposal["card"] in {one["card"] for one in refreshed(editor)}


def test_a_number_of_an_answer_becomes_a_card_that_is_asked_again(editor: AtMap) -> None:
    stage = editor.document()["stages"][0]["id"]
    asked = {"question": "outcome", "parameters": {"segment": "students"}, "stage": stage, "lane": "metrics"}
    answer = editor.post("/bind", asked)
    assert answer.status_code == 201, answer.text
    made = editor.card(answer.json()["card"])
    record = answer.json()["evidence"]
    assert made["measure"]["value"] == record["value"]
    why = editor.get(f"/evidence/{record['id']}/why").json()
    assert why["answer"]["question"] == "outcome"
    assert why["unit"] == "journeys"
    move_the_numbers(editor)
    assert made["id"] in {one["card"] for one in refreshed(editor) if one["kind"] == "number"}


def test_a_card_bound_into_a_new_kind_of_lane_brings_the_lane(reader: AtMap) -> None:
    stage = reader.document()["stages"][0]["id"]
    asked = {"question": "reach", "stage": stage, "lane": "hypotheses", "body": "We think so"}
    answer = reader.post("/bind", asked)
    assert answer.status_code == 201, answer.text
    lanes = {one["id"]: one["kind"] for one in reader.document()["lanes"]}
    made = reader.card(answer.json()["card"])
    assert (lanes[made["lane"]], made["body"]) == ("hypotheses", "We think so")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"question": "nothing"}, 404),
        ({"stage": "nowhere"}, 422),
        ({"lane": "no lane"}, 422),
        ({"measure": "no|number"}, 404),
        ({"parameters": {"unheard": 1}}, 422),
        ({"parameters": {"segment": "nobody"}}, 404),
    ],
)
def test_what_cannot_be_bound_is_told_in_words(reader: AtMap, change: dict[str, Any], status: int) -> None:
    asked = {"question": "reach", "stage": reader.document()["stages"][0]["id"], "lane": "metrics"} | change
    answer = reader.post("/bind", asked)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


@pytest.mark.parametrize("view", ["empathy", "blueprint", "impact", "stakeholders"])
def test_sibling_views_are_drawn_of_the_same_objects(reader: AtMap, view: str) -> None:
    answer = reader.anywhere.get(f"/api/views/{reader.document()['id']}/{view}")
    assert answer.status_code == 200, answer.text
    assert b"<" in answer.content


def test_a_record_or_proposal_that_is_not_there_is_not_found(reader: AtMap) -> None:
    assert reader.get("/evidence/nothing/why").status_code == 404
    assert reader.post("/evidence/nothing/freeze", {}).status_code == 404
    assert reader.post("/proposals", {"accept": ["nothing"]}).status_code == 404
    assert reader.anywhere.get("/api/views/nothing/empathy").status_code == 404


def test_each_role_does_what_it_may(still: Running) -> None:
    viewer, commenter, nobody = (at_students(still, role) for role in ("viewer", "commenter", None))
    record = viewer.document()["evidence"][0]["id"]
    assert viewer.get("/evidence").status_code == 200
    assert viewer.get(f"/evidence/{record}/why").status_code == 200
    assert viewer.get("/proposals").status_code == 403
    assert commenter.get("/proposals").status_code == 200
    asked = {"question": "reach", "stage": "need", "lane": "metrics"}
    for path, body in (
        ("refresh", None), ("proposals", {}), ("bind", asked), (f"evidence/{record}/freeze", {}),
    ):  # fmt: skip
        assert commenter.post(f"/{path}", body).status_code == 403, path
        assert nobody.post(f"/{path}", body).status_code == 401, path
    assert nobody.get(f"/evidence/{record}/why").status_code == 401
