"""The reference of the HTTP interface, written from the application's own routes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tropa.server.app import create_app
from tropa.server.settings import Settings

_HEAD = """# HTTP

Written by `make docs` from the routes of `src/tropa/server/routes`; do not edit it.

`tropa serve` answers here; the machine-readable form is at `/api/openapi.json`. A caller is a browser with a session, or
a program with a token (`Authorization: Bearer tropa_…`). Errors are `application/problem+json` (RFC 9457): `code` is one
of [errors](errors.md), `detail` its sentence in the language of `Accept-Language`. A map is edited together through the
socket `/api/maps/{map_id}/room`, in the protocol of y-websocket.
"""


def http() -> str:
    """Every route by its resource: what it answers, its parameters and its body."""
    described = create_app(Settings(folder=Path())).openapi()
    lines, tag = [_HEAD], ""
    for path, method, route in sorted(_routes(described), key=lambda one: (one[2].get("tags", ["server"])[0], one[0])):
        if (own := route.get("tags", ["server"])[0]) != tag:
            tag = own
            lines.append(f"\n## {tag}\n")
        lines += [f"### {method.upper()} {path}\n", _plain(route.get("description", route.get("summary", ""))), ""]
        lines += list(_parameters(route))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _routes(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            yield path, method, route


def _parameters(route: dict[str, Any]) -> Iterator[str]:
    for one in route.get("parameters", []):
        if one["in"] == "query":
            told = f": {_plain(one['description'])}" if one.get("description") else ""
            yield f"* `{one['name']}`{', needed' if one.get('required') else ''}{told}"
    for kind, body in route.get("requestBody", {}).get("content", {}).items():
        name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
        yield f"* body: `{name or kind}`"
    yield ""


def _plain(text: str) -> str:
    return " ".join(text.split())
