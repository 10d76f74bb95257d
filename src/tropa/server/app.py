"""The server: the app with all its routes, and how it is run."""

import pkgutil
import socket
import threading
import time
import urllib.request
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from getpass import getuser
from importlib import import_module
from ipaddress import ip_address
from types import FrameType

import uvicorn
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from tropa.errors import ConflictError, InputError, RefusedError
from tropa.server import routes
from tropa.server.kinds import register_kinds
from tropa.server.logging import AccessLog, log_to_stderr
from tropa.server.pages import add_pages
from tropa.server.problem import add_problems
from tropa.server.recognise import Recognise
from tropa.server.security import Security
from tropa.server.serving import alone
from tropa.server.settings import Settings
from tropa.studio import accounts, sessions, trash
from tropa.studio.database import connect
from tropa.studio.jobs import Jobs
from tropa.studio.limits import Limits
from tropa.studio.live import Live
from tropa.studio.migrations import migrate
from tropa.studio.rooms import Rooms
from tropa.studio.studio import Studio

SOCKET_MESSAGE = 8 << 20  # bytes of one websocket message
_GRACE = 5  # seconds open requests get when the server stops


def create_app(settings: Settings) -> FastAPI:
    """The app of a workspace: its studio is built when it starts and closed, with all written, when it stops."""
    app = FastAPI(title="Tropa", lifespan=_lifespan, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.settings, app.state.limits, app.state.ready = settings, Limits(), False
    add_problems(app)
    for module in pkgutil.iter_modules(routes.__path__):
        router = getattr(import_module(f"{routes.__name__}.{module.name}"), "router", None)
        if router is not None:
            app.include_router(router)
    add_pages(app)
    app.add_middleware(Recognise, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Security, settings=settings)
    app.add_middleware(AccessLog)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    database = connect(settings.folder, settings.database_url)
    migrate(database, settings.folder)
    live = Live()
    studio = Studio(settings.folder, database, Rooms(database), Jobs(database, settings.folder, live), live)
    register_kinds(studio)
    trash.purge(studio)
    app.state.studio, app.state.ready = studio, True
    try:
        yield
    finally:
        app.state.ready = False
        await studio.jobs.close()
        await studio.rooms.close()
        database.close()


def run(
    settings: Settings,
    host: str,
    port: int,
    open_browser: bool,
    tell: Callable[[str], None],
    anyway: bool = False,
    *,
    once: bool = False,
) -> None:
    """Serve until told to stop. Alone on this machine a one-time link is told and opened; elsewhere people sign in.

    With `once` it stops as soon as it has answered that it is healthy.

    RefusedError `server.no_owner` on any other address while nobody could sign in as owner, unless `anyway`;
    ConflictError `server.port_taken`, `server.already_served`.
    """
    with alone(settings.folder):
        _run(settings, host, port, open_browser, tell, anyway, once)


def _run(
    settings: Settings,
    host: str,
    port: int,
    open_browser: bool,
    tell: Callable[[str], None],
    anyway: bool,
    once: bool,
) -> None:
    loopback = _is_loopback(host)
    database = connect(settings.folder, settings.database_url)
    try:
        migrate(database, settings.folder)
        with database.session() as session:
            if not (loopback or anyway or settings.oidc or accounts.has_owner(session)):
                raise RefusedError("server.no_owner", host=host)
            listening = _listen(host, port)
            owner = accounts.first_owner(session, getuser()) if loopback or not accounts.has_owner(session) else None
            key = sessions.one_time_link(session, owner.id) if owner else ""
    finally:
        database.close()
    shown = f"[{host}]" if ":" in host else host
    base = settings.public_url or f"http://{shown}:{listening.getsockname()[1]}"
    link = f"{base}/open?key={key}" if key else base
    tell(link)
    if open_browser and loopback:
        webbrowser.open(link)
    log_to_stderr()
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        ws_max_size=SOCKET_MESSAGE,
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        proxy_headers=bool(settings.public_url),
    )
    server = _Server(config)
    if once:
        local = f"http://{shown}:{listening.getsockname()[1]}/healthz"
        threading.Thread(target=_stop_when_healthy, args=(server, local), daemon=True).start()
    server.run(sockets=[listening])


def _stop_when_healthy(server: uvicorn.Server, address: str) -> None:
    while not server.should_exit:
        with suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own address
            server.should_exit = answer.status == 200
        time.sleep(0.1)


class _Server(uvicorn.Server):
    """Ends streams of news when it is told to stop: they would hold it until the grace is over."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        app = self.config.app
        assert isinstance(app, FastAPI)
        if app.state.ready:
            app.state.studio.live.close()
        super().handle_exit(sig, frame)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise InputError("server.bad_host", host=host) from None
    listening = socket.socket(family, kind)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen()  # who follows the link before all is ready waits instead of being refused
    except OSError:
        listening.close()
        raise ConflictError("server.port_taken", host=host, port=port) from None
    return listening


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
