"""The socket through which a map is edited together, by the protocol of y-websocket."""

import asyncio

from fastapi import APIRouter
from starlette.websockets import WebSocket

from tropa.errors import NotFoundError, RefusedError, SignInError
from tropa.server.recognise import caller_again, caller_of_socket
from tropa.studio.caller import Caller
from tropa.studio.maps import row_of
from tropa.studio.peer import NO_MAP, REFUSED
from tropa.studio.studio import Studio

router = APIRouter(prefix="/api/maps", tags=["rooms"])


@router.websocket("/{map_id}/room")
async def room(socket: WebSocket, map_id: str) -> None:
    """Read and edit a map together. Closed with 4401 (sign in), 4403 (not allowed), 4404 (no such map)."""
    caller = await caller_of_socket(socket)
    if caller is None:
        return
    here: Studio = socket.app.state.studio
    if not caller.may("viewer", map_id):
        await socket.close(REFUSED)
        return
    try:
        await asyncio.to_thread(_check, here, map_id)
        async with here.rooms.use(map_id) as opened:
            await opened.serve(socket, caller, lambda: _now(socket, here, map_id))
    except NotFoundError:
        await socket.close(NO_MAP)


def _check(here: Studio, map_id: str) -> None:
    """NotFoundError where the map is not, or is in the trash."""
    with here.database.session() as session:
        row_of(session, map_id)


async def _now(socket: WebSocket, here: Studio, map_id: str) -> Caller | None:
    """Who the peer is by now; None where they may not be here any more."""
    try:
        caller = await asyncio.to_thread(caller_again, socket)
        await asyncio.to_thread(_check, here, map_id)
    except (SignInError, RefusedError, NotFoundError):
        return None
    return caller
