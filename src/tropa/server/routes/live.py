"""News as they happen (server-sent events): of one map, and of the caller and the workspace's work."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import cast

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from tropa.errors import TropaError
from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.studio.caller import Caller
from tropa.studio.live import Live, News

router = APIRouter(prefix="/api", tags=["talk"])
BEAT = 15.0  # seconds between signs of life
_LOOK = 5.0  # seconds for which rights once seen are believed
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/maps/{map_id}/live", response_class=StreamingResponse)
async def map_news(here: Here, who: Who, map_id: str, request: Request) -> StreamingResponse:
    """News of a map: comments, votes, the workshop, jobs' proposals, the trash. Ends with the right to see the map."""
    await asyncio.to_thread(opened, here, who, map_id)

    def allowed(caller: Caller) -> bool:
        return caller.may("viewer", map_id)

    return _streamed(here.live, request, [f"map:{map_id}"], allowed)


@router.get("/live", response_class=StreamingResponse)
async def own_news(here: Here, who: Who, request: Request) -> StreamingResponse:
    """News for the caller (notifications), of jobs and of the list of maps."""
    who.need("viewer", None, "maps:read")
    topics = ["jobs", "maps", *([f"person:{who.person}"] if who.person else [])]
    return _streamed(here.live, request, topics, lambda caller: caller.may("viewer"))


def _streamed(live: Live, request: Request, topics: list[str], allowed: Callable[[Caller], bool]) -> StreamingResponse:
    async def still() -> bool:
        try:
            return allowed(await asyncio.to_thread(_caller_now, request))
        except TropaError:
            return False

    stream = _events(live, topics, still)
    return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)


def _caller_now(request: Request) -> Caller:
    """Who calls, asked anew of the database; SignInError where they have been signed out meanwhile."""
    asked = request.state.caller
    return cast(Caller, getattr(asked, "again", asked)())


async def _events(live: Live, topics: list[str], still: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
    """The news as events, a comment line where nothing happens; ended by the studio's stop or a right that is gone."""
    news = live.listen(*topics)
    coming = asyncio.ensure_future(anext(news))
    seen = time.monotonic()
    try:
        yield "retry: 3000\n\n"
        while not live.closed:
            await asyncio.wait({coming}, timeout=BEAT)
            if time.monotonic() - seen > _LOOK:
                if not await still():
                    yield _event(News("live", "ended", {}))
                    return
                seen = time.monotonic()
            if not coming.done():
                yield ": still here\n\n"
                continue
            try:
                yield _event(coming.result())
            except StopAsyncIteration:
                return
            coming = asyncio.ensure_future(anext(news))
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await coming
        await news.aclose()


def _event(news: News) -> str:
    told = json.dumps({"topic": news.topic, "kind": news.kind, "facts": news.facts}, ensure_ascii=False, default=str)
    return f"event: {news.kind}\ndata: {told}\n\n"
