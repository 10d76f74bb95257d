"""The studio's pages: the files the web build leaves in the package, and its one page for every other address."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from tropa.kit.locale import text
from tropa.server.asked import language_of

STATIC = Path(__file__).parent / "static"


def add_pages(app: FastAPI, folder: Path = STATIC) -> None:
    """Serve the files of the folder; whatever is no file and no API is the one page, which has its own routes."""
    home = folder.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path == "api" or path.startswith("api/"):
            raise HTTPException(404)
        file = _named(home, path)
        if file is not None:
            kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
            return _file(file, request, kept)
        if path.startswith("assets/"):
            raise HTTPException(404)
        if not (home / "index.html").is_file():
            return PlainTextResponse(text("server", "page.not_built", language_of(request)), 200)
        return _file(home / "index.html", request, "no-cache")


def _named(home: Path, path: str) -> Path | None:
    """The file of this name inside the folder; None for any other, and for what no file can be called."""
    try:
        file = (home / path).resolve()
        return file if file.is_relative_to(home) and file.is_file() else None
    except (OSError, ValueError):
        return None


def _file(path: Path, request: Request, kept: str) -> Response:
    stat = path.stat()
    answer = FileResponse(path, headers={"Cache-Control": kept}, stat_result=stat)
    if request.headers.get("if-none-match") == answer.headers.get("etag"):
        return Response(status_code=304, headers={"ETag": answer.headers["etag"], "Cache-Control": kept})
    return answer
