"""Signing in at a real provider that runs in the test: discovery, authorize, token with PKCE, keys."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.server.studio_builder import BASE, studio
from tropa.studio.oidc import Provider

KEY = RSAKey.generate_key(2048, {"kid": "one"})


class _Provider(BaseHTTPRequestHandler):
    codes: dict[str, dict[str, str]] = {}  # noqa: RUF012 - one server a test module
    claims: dict[str, Any] = {}  # noqa: RUF012 - one server a test module

    def do_GET(self) -> None:
        base = f"http://{self.headers['host']}"
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            self.codes["c1"] = asked
            self.send_response(303)
            self.send_header("Location", f"{asked['redirect_uri']}?code=c1&state={asked['state']}")
            self.end_headers()
        elif parts.path == "/keys":
            self._json({"keys": [KEY.as_dict(private=False)]})
        else:
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            self._json({"issuer": base, **{name: f"{base}/{place}" for name, place in places.items()}})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(sent["code"])
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert challenge == asked["code_challenge"]
        moment = int(time.time())
        claims = {
            "iss": f"http://{self.headers['host']}",
            "aud": asked["client_id"],
            "sub": "s-1",
            "name": "Ada",
            "nonce": asked["nonce"],
            "iat": moment,
            "exp": moment + 60,
            **self.claims,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
        self._json({"access_token": "a", "token_type": "Bearer", "id_token": signed})

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: Any) -> None:
        """Nothing."""


@pytest.fixture
def issuer() -> Iterator[str]:
    _Provider.claims = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), _Provider) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _back(client: Any) -> str:
    start = client.get("/api/oidc/company/start")
    assert start.status_code == 303, start.text
    return str(httpx2.get(start.headers["location"]).headers["location"]).removeprefix(BASE)


def test_a_newcomer_signs_in_and_is_known_again(tmp_path: Path, issuer: str) -> None:
    with studio(tmp_path, oidc=(Provider("company", "Company", issuer, "tropa", "secret", "viewer"),)) as here:
        people = []
        for _ in range(2):
            client = here.client()
            assert client.get(_back(client)).headers["location"] == "/"
            people.append(client.get("/api/session").json())
        assert people[0]["name"] == "Ada"
        assert people[0]["role"] == "viewer"
        assert people[0]["person"] == people[1]["person"]


def test_another_browser_cannot_finish_a_sign_in(tmp_path: Path, issuer: str) -> None:
    with studio(tmp_path, oidc=(Provider("company", "Company", issuer, "tropa", "", "viewer"),)) as here:
        assert here.client().get(_back(here.client())).status_code == 401


@pytest.mark.parametrize("wrong", [{"nonce": "x"}, {"aud": "other"}, {"iss": "https://evil.example"}, {"exp": 1}])
def test_a_claim_that_does_not_hold_opens_nothing(tmp_path: Path, issuer: str, wrong: dict[str, Any]) -> None:
    with studio(tmp_path, oidc=(Provider("company", "Company", issuer, "tropa", "secret", "viewer"),)) as here:
        _Provider.claims = wrong
        client = here.client()
        assert client.get(_back(client)).status_code == 401


def test_who_is_not_invited_stays_outside(tmp_path: Path, issuer: str) -> None:
    with studio(tmp_path, oidc=(Provider("company", "Company", issuer, "tropa", "secret"),)) as here:
        client = here.client()
        assert client.get(_back(client)).status_code == 403
