"""Who calls: found out from a token, a session or a guest's cookie, when a route first asks."""

import asyncio
from dataclasses import dataclass, field, replace

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from tropa.errors import RefusedError, SignInError
from tropa.server.cookies import cookie_name
from tropa.server.security import SAFE, own_origin
from tropa.server.settings import Settings
from tropa.studio.access import caller_of_guest, caller_of_session, caller_of_token
from tropa.studio.caller import Caller, Role
from tropa.studio.limits import Limits
from tropa.studio.studio import Studio

SIGN_IN, REFUSED = 4401, 4403
_DATA = {"data", "definition", "uploads", "imports", "drafts", "jobs", "vocabulary", "ask", "segments"}
_ADMIN = {"people", "invitations", "tokens", "sessions", "audit", "session", "shares", "oidc"}
_READING_POSTS = ("/preview", "/size", "/exports")


def scope_needed(method: str, path: str) -> str:
    """The scope a token needs for a request, by the resource it asks for.

    >>> scope_needed("GET", "/api/maps/map_1"), scope_needed("POST", "/api/uploads"), scope_needed("GET", "/api/people")
    ('maps:read', 'data:write', 'maps:read')
    """
    area = path.removeprefix("/api/").split("/")[0]
    reads = method in SAFE or path.endswith(_READING_POSTS)
    if area in _ADMIN or path.endswith(("/shares", "/roles")) or "/shares/" in path or (area == "me" and not reads):
        return "maps:read" if area == "people" and reads else "admin"
    return f"{'data' if area in _DATA else 'maps'}:{'read' if reads else 'write'}"


@dataclass
class _Asked:
    """Finds the caller of one connection, once."""

    connection: HTTPConnection
    settings: Settings
    found: list[Caller] = field(default_factory=list)

    def __call__(self) -> Caller:
        if not self.found:
            self.found.append(self._caller())
        return self.found[0]

    def again(self) -> Caller:
        """The caller as they are now: a stream outlives the rights it began with."""
        self.found.clear()
        return self()

    def _caller(self) -> Caller:
        secret = bearer(self.connection)
        if secret is not None:
            return self._of_token(secret)
        studio: Studio = self.connection.app.state.studio
        with studio.database.session() as session:
            secret = self.connection.cookies.get(cookie_name(self.settings, "session"))
            person = caller_of_session(session, secret) if secret else None
            secret = self.connection.cookies.get(cookie_name(self.settings, "guest"))
            guest = caller_of_guest(session, secret) if secret else None
        if person is None or (guest is not None and self._only_as_guest(person, guest)):
            person = guest
        if person is None:
            raise SignInError("accounts.sign_in")
        return person

    def _only_as_guest(self, person: Caller, guest: Caller) -> bool:
        here = self.connection.url.path.split("/")
        return any(map_id in here and person.role_at(map_id) is None for map_id in guest.maps)

    def _of_token(self, secret: str) -> Caller:
        studio: Studio = self.connection.app.state.studio
        limits: Limits = self.connection.app.state.limits
        address = self.connection.client.host if self.connection.client else ""
        if limits.spent("token", address):
            limits.hit("token", address)
        with studio.database.session() as session:
            caller = caller_of_token(session, secret)
        if caller is None:
            limits.hit("token", address)
            raise SignInError("accounts.bad_token")
        method = self.connection.scope.get("method", "GET")
        needed = scope_needed(method, self.connection.url.path)
        if needed not in (caller.scopes or ()):
            raise RefusedError("accounts.no_scope", scope=needed)
        if self.connection.scope["type"] == "websocket" and "maps:write" not in (caller.scopes or ()):
            lowered: dict[str, Role] = dict.fromkeys(caller.maps, "viewer")
            return replace(caller, role="viewer" if caller.role else None, maps=lowered)
        return caller


class Recognise:
    """Middleware: lets `asked.caller_of` find out who calls."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope.setdefault("state", {})["caller"] = _Asked(HTTPConnection(scope), self._settings)
        await self._app(scope, receive, send)


def bearer(connection: HTTPConnection) -> str | None:
    """The token a request carries."""
    kind, _, secret = connection.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else None


async def caller_of_socket(socket: WebSocket) -> Caller | None:
    """Who opens a socket; it is accepted first, so that the browser sees why it is closed: 4401 not signed in, 4403
    from another site or not allowed. None where it was closed."""
    await socket.accept()
    settings: Settings = socket.app.state.settings
    if bearer(socket) is None and not own_origin(socket, settings):
        await socket.close(REFUSED, "origin")
        return None
    try:
        caller: Caller = await asyncio.to_thread(_Asked(socket, settings))
    except SignInError:
        await socket.close(SIGN_IN, "sign in")
        return None
    except RefusedError:
        await socket.close(REFUSED, "refused")
        return None
    return caller


def caller_again(socket: WebSocket) -> Caller:
    """Who the opener of a socket is by now; SignInError where their session has ended."""
    return _Asked(socket, socket.app.state.settings)()
