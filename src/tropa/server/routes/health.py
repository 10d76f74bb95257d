"""Whether the server lives, and whether it can work."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """`ok`, or what is amiss."""

    status: str


@router.get("/healthz", response_model=Health)
def healthz() -> Health:
    """The process answers."""
    return Health(status="ok")


@router.get("/readyz", response_model=Health, responses={503: {"model": Health}})
def readyz(request: Request) -> Health | JSONResponse:
    """The tables are there and the database answers; 503 while it starts or stops."""
    if not request.app.state.ready:
        return JSONResponse({"status": "starting or stopping"}, 503)
    try:
        with request.app.state.studio.database.session() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return JSONResponse({"status": "the database does not answer"}, 503)
    return Health(status="ok")
