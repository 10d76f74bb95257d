"""Errors as problem+json (RFC 9457), in the reader's language, from the one error tree."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from tropa.errors import HTTP_STATUS, TropaError
from tropa.kit.locale import text
from tropa.server.asked import language_of

_LOG = logging.getLogger("tropa.server")


def add_problems(app: FastAPI) -> None:
    """Let every error of the app reach its reader as a problem."""
    app.add_exception_handler(TropaError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_a_request)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unforeseen)


def problem(status: int, code: str, detail: str, headers: dict[str, str] | None = None, **facts: Any) -> JSONResponse:
    """A problem as a response: `type` is the error's stable code."""
    body = {"type": f"urn:tropa:error:{code}", "code": code, "status": status, "detail": detail, **facts}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


async def _of_ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, TropaError)
    status = next(HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS)
    seconds = error.facts.get("seconds")
    headers = {"Retry-After": str(seconds)} if status == 429 and seconds else None
    return problem(status, error.code, error.text(language_of(request)), headers, facts=error.to_dict()["facts"])


async def _of_a_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"place": ".".join(map(str, one["loc"])), "message": one["msg"], "value": str(one.get("input", ""))[:200]}
        for one in error.errors()
    ]
    first = faults[0] if faults else {"place": "?", "message": "?", "value": ""}
    said = text("server", "error.bad_request", language_of(request), **first)
    return problem(422, "server.bad_request", said, faults=faults)


async def _of_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = {404: "no_route", 405: "no_method", 413: "too_large"}.get(error.status_code, "refused")
    said = text("server", f"error.{code}", language_of(request), path=request.url.path, method=request.method)
    return problem(error.status_code, f"server.{code}", said, dict(error.headers or {}))


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("unforeseen error", exc_info=error, extra={"path": request.url.path})
    return problem(500, "server.unforeseen", text("server", "error.unforeseen", language_of(request)))
