"""Logs as one JSON object a line, on the error stream; secrets never reach them."""

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECRETS = re.compile(
    r"(tropa_[A-Za-z0-9_-]{6})[A-Za-z0-9_-]{20,}"
    r"|((?:key|code|state|password|token)=)[^&\s\"]+"
    r"|(/by-key/)[^/\s\"]+"
    r"|(://[^:/\s]+:)[^@\s]+(?=@)"
)
_FACTS = ("method", "path", "status", "milliseconds", "address")
_ACCESS = logging.getLogger("tropa.access")


class JsonLines(logging.Formatter):
    """A record as JSON: time, level, logger, message, facts, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, with what looks like a secret masked."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _FACTS if hasattr(record, name)},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        written = json.dumps(line, ensure_ascii=False)
        return _SECRETS.sub(lambda found: "".join(part or "" for part in found.groups()) + "…", written)


def log_to_stderr() -> None:
    """Send everything to the error stream as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for quiet in ("httpx", "httpx2", "alembic"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


class AccessLog:
    """Middleware: one line a request, by the route it took and never by its query."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            if scope["path"] not in ("/healthz", "/readyz"):
                facts = {
                    "method": scope["method"],
                    "path": getattr(scope.get("route"), "path", scope["path"]),
                    "status": status,
                    "milliseconds": round((time.perf_counter() - start) * 1000, 1),
                    "address": scope["client"][0] if scope.get("client") else "",
                }
                _ACCESS.info("request", extra=facts)
