"""Data in the studio: from an upload that was cut off to maps, rules, coverage and an erasure."""

import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tropa.sample.cinema.write import write
from tropa.server.kinds import register_kinds
from tropa.server.problem import add_problems
from tropa.studio.caller import Caller
from tropa.studio.database import connect
from tropa.studio.jobs import Jobs
from tropa.studio.live import Live
from tropa.studio.rooms import Rooms
from tropa.studio.studio import Studio
from tropa.studio.tables import Base

_ROUTES = ("jobs", "uploads", "imports", "drafts", "exports", "definition", "data")
_KIND = "application/offset+octet-stream"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    database, live = connect(tmp_path), Live()
    Base.metadata.create_all(database.engine)
    studio = Studio(tmp_path, database, Rooms(database), Jobs(database, tmp_path, live), live)
    register_kinds(studio)
    app = FastAPI()
    add_problems(app)
    app.state.studio = studio
    for name in _ROUTES:
        app.include_router(import_module(f"tropa.server.routes.{name}").router)

    @app.middleware("http")
    async def known(request: Any, call_next: Any) -> Any:
        request.state.caller = lambda: Caller("person_a", "Anna", "#000000", "owner")
        return await call_next(request)

    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened
        opened.portal.call(studio.jobs.close)  # type: ignore[union-attr]
    database.close()


def done(client: TestClient, answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.text
    for _ in range(300):
        job: dict[str, Any] = client.get(f"/api/jobs/{answer.json()['id']}").json()
        if job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def sent(client: TestClient, name: str, content: bytes) -> str:
    upload: str = client.post("/api/uploads", json={"name": name, "size": len(content)}).json()["id"]
    half = len(content) // 2
    for start, piece in ((0, content[:half]), (half, content[half:])):
        headers = {"Upload-Offset": str(start), "Content-Type": _KIND}
        assert client.patch(f"/api/uploads/{upload}", content=piece, headers=headers).status_code == 204
    return upload


def test_an_upload_goes_on_where_it_was_cut_off(client: TestClient) -> None:
    upload = client.post("/api/uploads", json={"name": "../../x.csv", "size": 6}).json()
    headers = {"Upload-Offset": "0", "Content-Type": _KIND}
    client.patch(f"/api/uploads/{upload['id']}", content=b"abc", headers=headers)
    assert upload["name"] == "x.csv"
    assert client.head(f"/api/uploads/{upload['id']}").headers["Upload-Offset"] == "3"
    assert client.patch(f"/api/uploads/{upload['id']}", content=b"abc", headers=headers).status_code == 409
    headers["Upload-Offset"] = "3"
    assert client.patch(f"/api/uploads/{upload['id']}", content=b"too long", headers=headers).status_code == 413


def test_bad_rows_are_told_by_line_value_and_reason(client: TestClient) -> None:
    rows = b"customer_id,time,event\n1,2026-05-01,visit\n2,never,visit\n3,2026-05-03,order\n4,2026-05-03,order\n"
    upload = sent(client, "log.csv", rows)
    preview = client.get(f"/api/uploads/{upload}/preview").json()
    assert {one["name"]: one["role"] for one in preview["columns"]}["time"] == "time"
    assert preview["refusals"][0]["value"] == "never"
    job = done(client, client.post("/api/imports", json={"upload": upload}))
    assert (job["result"]["accepted"], job["result"]["rejected"]) == (3, 1)
    report = client.get(f"/api/imports/{job['result']['import_id']}").json()
    assert report["refusals"][0]["line"] == 3
    assert client.get("/api/definition").json()["written"]


def test_a_second_draft_makes_no_second_map(client: TestClient, tmp_path: Path) -> None:
    write(tmp_path / "cinema", customers=300, seed=1, language="ru")
    for path in (tmp_path / "cinema").iterdir():
        path.rename(tmp_path / path.name)
    first = done(client, client.post("/api/drafts", json={}))
    assert len(first["result"]["maps"]) >= 3, first
    again = done(client, client.post("/api/drafts", json={}))
    assert again["result"]["maps"] == []
    assert set(again["result"]["proposals"]) == set(first["result"]["maps"])
    state = client.get("/api/definition").json()
    rules = {"rules": state["parsed"]["touchpoints"]}
    assert client.post("/api/definition/touchpoints/preview", json=rules).json()["events"] > 1000
    stale = client.put("/api/definition", json={"text": state["text"], "digest": "other"})
    assert stale.status_code == 409
    stages = {"stages": state["parsed"]["stages"][::-1], "digest": state["digest"]}
    assert client.put("/api/definition/stages", json=stages).status_code == 200
    assert client.get("/api/data/coverage").json()["customers"] > 100
    assert client.get("/api/data/identity").json()["counts"]["stitch_rate"] > 0.5
    erased = done(client, client.post("/api/data/erase", json={"who": "crm:C-100004", "ground": "17"}))
    assert erased["state"] == "done", erased
    assert "who" not in erased["facts"]
    assert client.get("/api/data/person/crm:C-100004").status_code == 404
