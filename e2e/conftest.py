"""A real server on a workspace of its own, and a real browser: both started once and stopped at the end."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from e2e.studio import Studio

CHROMIUM = Path("/usr/bin/chromium")
STATIC = Path(__file__).parent.parent / "src" / "tropa" / "server" / "static"
FLAGS = [
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-default-apps", "--disable-domain-reliability", "--metrics-recording-only"),
    *("--no-pings", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", "--disable-lcd-text"),
    *("--force-color-profile=srgb", "--hide-scrollbars"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass(frozen=True)
class Served:
    """A running server: its address, the link that opens it once, and its folder."""

    base: str
    key: str
    folder: Path
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        self.process.terminate()
        self.process.wait(20)
        assert self.process.stderr is not None
        self.process.stderr.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where there is no browser or no built studio, say so instead of failing."""
    missing = [] if CHROMIUM.is_file() else ["Debian's chromium"]
    missing += [] if (STATIC / "index.html").is_file() else ["the built studio (make studio)"]
    for item in items:
        if missing and item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason=f"needs {' and '.join(missing)}"))


def serve(folder: Path) -> Served:
    """`tropa serve` as a person starts it."""
    command = [str(Path(sys.executable).with_name("tropa")), "serve", str(folder), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TROPA_LANGUAGE": "en"})
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"(http://\S+)/open\?key=(\S+)", line):
            break
    else:
        raise AssertionError("the server said no address")
    threading.Thread(target=process.stderr.read, daemon=True).start()
    return Served(found[1], found[2], folder, process)


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of an empty workspace."""
    here = serve(tmp_path_factory.mktemp("workspace"))
    yield here
    here.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def owner_cookies(served: Served, browser: Browser) -> list[dict[str, object]]:
    """The cookies of the owner, who came by the link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served.base}/open?key={served.key}")
    page.wait_for_load_state()
    cookies = [dict(one) for one in context.cookies()]
    context.close()
    return cookies


@pytest.fixture
def studio(served: Served, browser: Browser, owner_cookies: list[dict[str, object]]) -> Iterator[Callable[..., Studio]]:
    """Opens the studio as the owner (or, with `cookies=[]`, as nobody); each call is another browser profile."""
    opened: list[Studio] = []

    def open_one(**wishes: Any) -> Studio:
        one = Studio.begin(browser, served.base, wishes.pop("cookies", owner_cookies), **wishes)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        one.close()
    told = [said for one in opened for said in one.faults]
    assert not told, told
