"""Whatever is sent to any route, the server answers with a problem and never with a fault of its own."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from httpx import InvalidURL
from hypothesis import HealthCheck, settings

from tests.server.studio_builder import BASE, studio
from tropa.model.map import Map
from tropa.sample.cinema.write import write
from tropa.server.app import create_app
from tropa.server.settings import Settings

SCHEMA = schemathesis.openapi.from_dict(create_app(Settings(Path())).openapi())
# streams of news do not end; the others end the caller's own session or begin long work
LEFT_OUT = {
    *(("GET", "/api/live"), ("GET", "/api/maps/{map_id}/live"), ("GET", "/api/jobs/{job_id}/events")),
    *(("DELETE", "/api/session"), ("POST", "/api/session"), ("POST", "/api/drafts"), ("DELETE", "/api/sessions")),
}
_SENT = ("method", "url", "params", "headers", "json", "files")
NAMES = ("../../etc/passwd", "a' OR '1'='1", "<script>alert(1)</script>", "x" * 5000, "\u202e\U0001f600", "%00", ".")


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str]]:
    """An owner of a studio with data and a map."""
    folder = tmp_path_factory.mktemp("hostile")
    write(folder, customers=120, seed=1, language="en")
    with studio(folder) as here:
        client = here.client_as("owner")
        made = client.post("/api/maps", json={"title": "Map", "language": "en"})
        assert made.status_code < 300, made.text
        yield client, made.json()["map"]["id"]


@SCHEMA.parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_request_is_answered_with_a_fault_of_the_server(
    case: "schemathesis.Case[Any]", owner: tuple[TestClient, str]
) -> None:
    client, map_id = owner
    if (case.method, case.path) in LEFT_OUT:
        return
    if "map_id" in (case.path_parameters or {}):
        case.path_parameters["map_id"] = map_id
    sent = case.as_transport_kwargs(base_url=BASE)
    kept = {
        key: sent[key] for key in ("method", "url", "params", "headers", "json", "files") if sent.get(key) is not None
    }
    if isinstance(sent.get("data"), bytes | str):
        kept["content"] = sent["data"]
    try:
        answer = client.request(**kept)
    except (UnicodeError, InvalidURL):
        return  # such a request cannot be sent
    assert answer.status_code < 500, (case.method, case.path, answer.text[:500])


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_only_names(owner: tuple[TestClient, str], name: str) -> None:
    client, _ = owner
    for path in (
        f"/api/maps/{name}",
        f"/api/data/person/{name}",
        f"/api/search?q={name}",
        f"/assets/{name}",
        f"/{name}",
    ):
        with suppress(InvalidURL):  # too long to be sent at all
            assert client.get(path).status_code < 500
    assert client.post("/api/uploads", json={"name": name, "size": 10}).status_code < 500
    assert client.post("/api/projects", json={"title": name}).status_code < 500


def test_a_maps_hostile_words_stay_words_in_every_export(owner: tuple[TestClient, str]) -> None:
    client, _ = owner
    evil = '<img src=x onerror=alert(1)>"]]>=HYPERLINK("http://x")'
    map_ = Map.new(evil, language="en", stages=(evil,), lanes=("actions",))
    map_ = map_.with_card(map_.stages[0].id, map_.lanes[0].id, evil)
    file = {"file": ("a.map.json", map_.model_dump_json(), "application/json")}
    kept = client.post("/api/maps/import", files=file)
    assert kept.status_code < 300, kept.text
    name = kept.json()["map"]["id"]
    for form in ("html", "svg", "markdown"):
        assert "<img src=x" not in client.get(f"/api/maps/{name}/export/{form}").text.replace("\\<", "&lt;")
