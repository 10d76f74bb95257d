"""Questions over HTTP, of the sample cinema: every one is answered, or says kindly what it needs."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.server.questions_builder import cinema_folder, of_cinema
from tests.server.studio_builder import Running
from tropa.server.answers import QUESTIONS

NEEDED: dict[str, dict[str, Any]] = {
    "funnel": {"step": ["Каталог", "Оплата подписки"]},
    "conformance": {"desired": "need -> research -> purchase", "level": "stage"},
    "before-after": {"change": "2026-03-01"},
    "compare": {"a": "students", "b": "families"},
    "portrait": {"of": "students"},
}
PLAIN = sorted(set(QUESTIONS) - set(NEEDED))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("questions")
    with of_cinema(cinema_folder(home / "made"), home / "served") as found:
        yield found


@pytest.fixture(scope="module")
def viewer(running: Running) -> TestClient:
    return running.client_as("viewer")


@pytest.fixture(scope="module")
def owner(running: Running) -> TestClient:
    return running.client_as("owner")


def test_every_question_is_listed_with_its_parameters(viewer: TestClient) -> None:
    listed = {one["question"]: one["parameters"] for one in viewer.get("/api/ask").json()}
    assert set(listed) == set(QUESTIONS)
    assert listed["funnel"]["required"] == ["step"]


@pytest.mark.parametrize("name", PLAIN)
def test_a_question_is_answered_without_parameters(viewer: TestClient, name: str) -> None:
    answer = viewer.get(f"/api/ask/{name}")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["question"], told["parameters"]) == (name, {})
    assert told["definition"]
    assert told["n"] > 0
    assert told["picture"]["items"]
    assert all(len(row) == len(told["table"]["columns"]) for row in told["table"]["rows"])


@pytest.mark.parametrize("name", NEEDED)
def test_a_question_says_what_it_needs_and_is_answered_with_it(viewer: TestClient, name: str) -> None:
    refused = viewer.get(f"/api/ask/{name}")
    assert refused.status_code == 422
    assert refused.json()["detail"]
    answer = viewer.get(f"/api/ask/{name}", params=NEEDED[name])
    assert answer.status_code == 200, answer.text
    assert answer.json()["n"] > 0


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_of_few_customers_never_breaks(viewer: TestClient, name: str) -> None:
    few = {"segment": "students", "with": "Жалоба на автопродление", **NEEDED.get(name, {})}
    answer = viewer.get(f"/api/ask/{name}", params=few)
    assert answer.status_code in (200, 404, 422), answer.text
    assert answer.status_code == 200 or answer.json()["detail"]


@pytest.mark.parametrize(
    "asked",
    [
        {"segment": "nobody"},
        {"with": "nothing"},
        {"pattern": "(("},
        {"from": "2030-01-01"},
        {"from": "2026-05-01", "to": "2026-01-01"},
        {"keep": "-1"},
        {"goal": "nothing"},
        {"unheard": "of"},
        {"from": "soon"},
    ],
)
def test_what_cannot_be_asked_is_told_in_words(viewer: TestClient, asked: dict[str, str]) -> None:
    answer = viewer.get("/api/ask/flow", params=asked)
    assert answer.status_code in (404, 422), answer.text
    assert answer.json()["detail"]


def test_a_question_nobody_knows_is_not_found(viewer: TestClient) -> None:
    assert viewer.get("/api/ask/meaning-of-life").status_code == 404


def test_the_segment_narrows_the_question(viewer: TestClient) -> None:
    whole, part = (viewer.get("/api/ask/reach", params=params).json()["n"] for params in ({}, {"segment": "students"}))
    assert 0 < part < whole


def test_the_number_that_is_main_is_among_the_measures(viewer: TestClient) -> None:
    measures = viewer.get("/api/ask/outcome").json()["measures"]
    assert [one["measure"] for one in measures if one["main"]]


def test_the_table_and_the_picture_come_as_files(viewer: TestClient) -> None:
    written = viewer.get("/api/ask/reach.csv")
    told = viewer.get("/api/ask/reach").json()
    rows = list(csv.reader(io.StringIO(written.content.decode("utf-8-sig")), delimiter=","))
    assert rows[0] == told["table"]["columns"]
    assert len(rows) == told["table"]["total"] + 1
    assert viewer.get("/api/ask/reach.svg").content.startswith(b"<svg")
    assert viewer.get("/api/ask/reach.xlsx").content.startswith(b"PK")


def test_the_vocabulary_names_what_can_be_asked(viewer: TestClient) -> None:
    told = viewer.get("/api/vocabulary").json()
    assert {one["id"] for one in told["segments"]} == {"students", "families", "connoisseurs"}
    assert [one["name"] for one in told["touchpoints"] if one["goal"]] == ["Оплата подписки"]
    assert told["customers"] > 0
    assert told["start"] < told["end"]
    assert {one["kind"] for one in told["traits"]} <= {"number", "text", "truth", "day"}


def test_a_rule_has_its_live_size_and_says_who_is_taken_already(viewer: TestClient) -> None:
    (students,) = (one for one in viewer.get("/api/segments").json() if one["id"] == "students")
    rule = [{key: value for key, value in one.items() if value is not None} for one in students["where"]]
    own = viewer.post("/api/segments/size", json={"rule": rule, "segment": "students"}).json()
    last = viewer.post("/api/segments/size", json={"rule": rule}).json()
    assert own["customers"] >= students["customers"]
    assert (own["taken"], own["customers"]) == (0, last["customers"])
    assert last["taken"] == last["customers"]
    assert last["taken_by"][0][0] == "students"


def test_a_rule_without_a_comparison_is_refused(viewer: TestClient) -> None:
    assert viewer.post("/api/segments/size", json={"rule": [{"trait": "age"}]}).status_code == 422


def test_a_portrait_has_traits_their_sources_and_a_persona(viewer: TestClient) -> None:
    told = viewer.get("/api/segments/students/portrait").json()
    assert told["shown"]
    assert told["traits"]
    assert any(one["sources"] for one in told["traits"])
    assert told["persona"]["name"]
    assert viewer.get("/api/segments/nobody/portrait").status_code == 404


def test_two_segments_are_set_side_by_side(viewer: TestClient) -> None:
    answer = viewer.get("/api/segments/compare", params={"a": "students", "b": "families"})
    assert answer.status_code == 200, answer.text
    assert viewer.get("/api/segments/compare", params={"a": "students", "b": "students"}).status_code == 422


def test_personas_of_all_maps_are_listed(viewer: TestClient) -> None:
    answer = viewer.get("/api/personas")
    assert answer.status_code == 200, answer.text
    assert len(answer.json()) == 3


@pytest.mark.parametrize(
    "path", ["/api/ask", "/api/ask/flow", "/api/vocabulary", "/api/segments", "/api/personas", "/api/ask/flow.csv"]
)
def test_nobody_asks_without_signing_in(running: Running, path: str) -> None:
    assert running.client().get(path).status_code == 401


def test_a_segment_is_written_by_editors_only(viewer: TestClient, owner: TestClient, running: Running) -> None:
    change = {"title": "Старшие", "rule": [{"trait": "age", "at_least": 40}]}
    assert viewer.put("/api/segments/older", json=change).status_code == 403
    trait = next(one["trait"] for one in owner.get("/api/vocabulary").json()["traits"] if one["kind"] == "number")
    change["rule"] = [{"trait": trait, "at_least": 0}]
    answer = owner.put("/api/segments/older", json=change)
    assert answer.status_code == 200, answer.text
    assert answer.json()[-1]["id"] == "older"
    definition = running.settings.folder / "tropa.yaml"
    assert "older" in definition.read_text("utf-8")
    assert list((running.settings.folder / ".history").glob("tropa.*.yaml"))
