"""Who is let in, and what each role is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.server.studio_builder import BASE, Running, studio
from tropa.server.cookies import cookie_name
from tropa.studio import accounts, sessions
from tropa.studio.tables.maps import MapRow

OPEN = {
    ("get", "/healthz"), ("get", "/readyz"), ("get", "/api/session"), ("post", "/api/session"),
    ("delete", "/api/session"), ("get", "/api/invitations/by-key/{key}"), ("post", "/api/invitations/accept"),
    ("post", "/api/shares/open"), ("get", "/api/oidc/{provider}/start"), ("get", "/api/oidc/{provider}/callback"),
}  # fmt: skip
PASSWORD = "correct horse battery"


def _map(here: Running, map_id: str = "map_1") -> str:
    with here.studio.database.session() as session:
        session.add(MapRow(id=map_id, title="Path", kind="map", state="as_is", language="en", owner=None))
    return map_id


def test_every_route_refuses_who_has_not_signed_in(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        for path, methods in here.app.openapi()["paths"].items():
            for method in methods:
                if (method, path) in OPEN:
                    continue
                url = path.replace("{", "x_").replace("}", "")
                answer = here.anyone.request(method, url, json={})
                assert answer.status_code == 401, (method, path, answer.status_code)


@pytest.mark.parametrize("role", ["viewer", "commenter", "editor"])
def test_only_owners_see_to_people(tmp_path: Path, role: Any) -> None:
    with studio(tmp_path) as here:
        client = here.client_as(role)
        assert client.get("/api/people").status_code == 200
        for method, path in (("get", "/api/audit"), ("get", "/api/invitations"), ("delete", "/api/people/x")):
            assert client.request(method, path).status_code == 403
        assert client.post("/api/invitations", json={"role": "owner"}).status_code == 403


def test_a_password_opens_a_session_that_can_be_revoked(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        with here.studio.database.session() as session:
            accounts.new_person(session, "Anna", "editor", "anna@example.org", PASSWORD)
        client = here.client()
        assert client.post("/api/session", json={"email": "anna@example.org", "password": "no"}).status_code == 401
        assert client.post("/api/session", json={"email": "Anna@example.org", "password": PASSWORD}).status_code == 204
        assert client.get("/api/session").json()["role"] == "editor"
        own = client.get("/api/sessions").json()[0]
        assert own["current"]
        assert client.delete(f"/api/sessions/{own['id']}").status_code == 204
        assert client.get("/api/me").status_code == 401


def test_too_many_wrong_passwords_are_put_off(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        tries = [here.anyone.post("/api/session", json={"email": "a@b.example", "password": "x"}) for _ in range(6)]
        assert [one.status_code for one in tries] == [401] * 5 + [429]
        assert 0 < int(tries[-1].headers["retry-after"]) <= 61


def test_a_one_time_link_works_once(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        with here.studio.database.session() as session:
            key = sessions.one_time_link(session, accounts.first_owner(session, "me").id)
        client = here.client()
        assert client.get(f"/open?key={key}").headers["location"] == "/"
        assert client.get("/api/session").json()["role"] == "owner"
        assert here.client().get(f"/open?key={key}").status_code == 401


def test_a_token_does_what_its_scopes_say(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        made = here.client_as("editor").post("/api/tokens", json={"name": "script", "scopes": ["maps:read"]}).json()
        script = here.client()
        script.headers["authorization"] = f"Bearer {made['token']}"
        assert script.get("/api/maps").status_code == 200
        assert script.post("/api/projects", json={"title": "x"}).status_code == 403
        assert script.get("/api/tokens").status_code == 403
        script.headers["authorization"] = "Bearer tropa_wrong"
        assert script.get("/api/maps").status_code == 401


def test_an_invitation_makes_an_account_once(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        made = here.client_as("owner").post("/api/invitations", json={"role": "commenter", "email": "b@example.org"})
        key = made.json()["link"].split("#key=")[1]
        assert here.anyone.get(f"/api/invitations/by-key/{key}").json()["role"] == "commenter"
        answer = {"key": key, "name": "Bo", "password": PASSWORD}
        client = here.client()
        assert client.post("/api/invitations/accept", json=answer).status_code == 204
        assert client.get("/api/session").json()["role"] == "commenter"
        assert here.client().post("/api/invitations/accept", json=answer).status_code == 404


def test_a_guest_sees_one_map_and_only_while_the_link_is_open(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        map_id, editor = _map(here), here.client_as("editor")
        terms = {"role": "viewer", "password": PASSWORD, "hidden": ["comments"]}
        made = editor.post(f"/api/maps/{map_id}/shares", json=terms).json()
        key, guest = made["link"].split("#key=")[1], here.client()
        assert guest.post("/api/shares/open", json={"key": key}).status_code == 401
        assert guest.post("/api/shares/open", json={"key": key, "password": PASSWORD}).json()["map_id"] == map_id
        state = guest.get("/api/session").json()
        assert (state["guest"], state["maps"], state["hidden"]) == (True, {map_id: "viewer"}, ["comments"])
        assert guest.get("/api/people").status_code == 403
        assert editor.delete(f"/api/maps/{map_id}/shares/{made['id']}").status_code == 204
        assert not guest.get("/api/session").json()["signed_in"]


def test_foreign_sites_and_names_are_refused(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        owner = here.client_as("owner")
        for headers in ({"Origin": "https://evil.example"}, {"Origin": BASE, "Sec-Fetch-Site": "cross-site"}):
            assert owner.post("/api/invitations", json={"role": "viewer"}, headers=headers).status_code == 403
        assert owner.get("/api/people", headers={"Host": "evil.example"}).status_code == 421


def test_the_last_owner_stays(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        owner = here.client_as("owner")
        path = f"/api/people/{owner.headers['x-person']}"
        assert owner.patch(path, json={"role": "viewer"}).status_code == 409
        assert owner.delete(path).status_code == 409


def test_a_role_at_a_map_goes_before_that_in_the_workspace(tmp_path: Path) -> None:
    with studio(tmp_path) as here:
        map_id, viewer = _map(here), here.client_as("viewer")
        assert viewer.get(f"/api/maps/{map_id}/roles").status_code == 403
        body = {"roles": {viewer.headers["x-person"]: "editor"}}
        assert here.client_as("owner").put(f"/api/maps/{map_id}/roles", json=body).status_code == 200
        assert viewer.get(f"/api/maps/{map_id}/roles").status_code == 200


def test_answers_carry_the_policy_and_cookies_are_for_tls_behind_https(tmp_path: Path) -> None:
    with studio(tmp_path, public_url="https://maps.example.org") as here:
        answer = here.anyone.get("/api/session")
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert cookie_name(here.settings, "session").startswith("__Host-")
