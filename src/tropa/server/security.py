"""What is refused before any route: foreign names, foreign sites, bodies too large; and the headers of every answer."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tropa.kit.locale import text
from tropa.server.asked import language_of
from tropa.server.problem import problem
from tropa.server.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Mantine writes style elements
        "img-src 'self' data: blob: https:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Security:
    """Middleware around everything."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        fault = self._fault(connection)
        if scope["type"] == "websocket":
            if fault == "foreign_host":
                await send({"type": "websocket.close", "code": 4403, "reason": fault})
                return
            await self._app(scope, receive, send)
            return
        if fault:
            said = text("server", f"error.{fault}", language_of(connection), host=connection.headers.get("host", ""))
            answer = problem(421 if fault == "foreign_host" else 403, f"server.{fault}", said)
            await answer(scope, receive, self._with_headers(scope, send))
            return
        await self._app(scope, _bounded(receive, self._limit(scope)), self._with_headers(scope, send))

    def _fault(self, connection: HTTPConnection) -> str:
        if not self._settings.answers_to(connection.headers.get("host", "")):
            return "foreign_host"
        if connection.scope.get("method", "GET") in SAFE or "authorization" in connection.headers:
            return ""
        return "" if own_origin(connection, self._settings) else "foreign_site"

    def _limit(self, scope: Scope) -> int:
        return self._settings.upload_limit if scope["path"].startswith("/api/uploads/") else self._settings.body_limit

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/") or scope["path"] == "/open":
                    headers.setdefault("Cache-Control", "no-store" if scope["path"] == "/open" else "private, no-cache")
                if self._settings.secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        return sending


def own_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether a request that may change something comes from a page of this server: by Sec-Fetch-Site and Origin.

    Without either it is not believed where the browser's cookies came along.
    """
    site, origin = connection.headers.get("sec-fetch-site"), connection.headers.get("origin")
    if site and site not in ("same-origin", "none"):
        return False
    if origin:
        own = {connection.headers.get("host", ""), urlsplit(settings.public_url).netloc}
        return urlsplit(origin).netloc in own - {""}
    return bool(site) or not connection.headers.get("cookie")


def _bounded(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413)
        return message

    return receiving
