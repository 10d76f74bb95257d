"""The studio under load: reading maps by 50 people at once, opening a map of 300 cards, typing into it.

    python benchmarks/studio.py        # prints milliseconds; needs Debian's chromium and the built studio (make studio)

The server runs on this machine, on a workspace made for it; everything is stopped at the end.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

from e2e.conftest import CHROMIUM, FLAGS, serve
from e2e.studio import Studio
from playwright.sync_api import sync_playwright

from tropa.model.map import Map
from tropa.model.persona import Persona

PEOPLE, READS = 50, 20
LANES = (
    *("actions", "thoughts", "quotes", "emotion", "barriers", "opportunities"),
    *("solutions", "touchpoints", "channels", "metrics"),
)


def large() -> Map:
    """12 stages by 10 lanes with 300 cards."""
    map_ = Map.new("A large map", language="en", stages=[f"Stage {n}" for n in range(12)], lanes=LANES)
    map_ = map_.with_persona(Persona(id="anna", name="Anna"))
    lanes = [lane.id for lane in map_.lanes if lane.kind != "emotion"]
    for n in range(300):
        map_ = map_.with_card(
            map_.stages[n % 12].id, lanes[n % len(lanes)], f"Card {n}: what somebody does at this step"
        )
    for n, stage in enumerate(map_.stages):
        map_ = map_.with_emotion(stage.id, (n % 5) - 2.0)
    return map_


async def reading(base: str, cookies: dict[str, str], map_id: str) -> list[float]:
    """How long each of the reads of the people took, in ms."""
    times: list[float] = []

    async def person(client: httpx.AsyncClient) -> None:
        for _ in range(READS):
            began = time.perf_counter()
            answer = await client.get(f"/api/maps/{map_id}")
            times.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200
            await asyncio.sleep(1)  # people look at what they read

    async with httpx.AsyncClient(base_url=base, cookies=cookies, timeout=60) as client:
        await asyncio.gather(*(person(client) for _ in range(PEOPLE)))
    return times


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        served = serve(Path(folder))
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            mine = Studio.begin(browser, served.base, [])
            mine.page.goto(f"{served.base}/open?key={served.key}")
            map_id = mine.keep(large())
            kept = {str(one["name"]): str(one["value"]) for one in mine.context.cookies()}
            mine.open(map_id)
            opened = statistics.median(_opening(mine, map_id) for _ in range(3))
            typed = _typing(mine, map_id)
            mine.close()
            with ThreadPoolExecutor(1) as apart:  # the browser's driver has this thread's loop
                times = apart.submit(asyncio.run, reading(served.base, kept, map_id)).result()
            print(f"opening a map of 12 x 10 with 300 cards: {opened:.0f} ms to its last card (asked 1500)")
            print(
                f"typing: median {statistics.median(typed):.0f}, p95 {_p95(typed):.0f} ms from key to paint (asked 50)"
            )
            print(
                f"read by {PEOPLE} people: median {statistics.median(times):.0f}, p95 {_p95(times):.0f} ms (asked 50)"
            )
        finally:
            browser.close()
            served.stop()


def _opening(mine: Studio, map_id: str) -> float:
    mine.page.goto("about:blank")
    began = time.perf_counter()
    mine.page.goto(f"{mine.base}/maps/{map_id}", wait_until="commit")
    mine.page.locator("[data-card]").nth(299).wait_for(state="attached")
    return (time.perf_counter() - began) * 1000


def _typing(mine: Studio, map_id: str) -> list[float]:
    opened = mine.open(map_id)
    opened.page.locator("[data-card]").nth(20).dblclick()
    opened.page.locator("[contenteditable=true]").wait_for()
    opened.page.evaluate(
        """() => {
            window.spent = []
            const editor = document.querySelector('[contenteditable=true]')
            editor.addEventListener('keydown', () => {
                const began = performance.now()
                requestAnimationFrame(() => setTimeout(() => window.spent.push(performance.now() - began)))
            }, {capture: true})
        }"""
    )
    opened.page.keyboard.type("the quick brown fox jumps over the lazy dog", delay=60)
    opened.page.wait_for_timeout(300)
    spent: Any = opened.page.evaluate("window.spent")
    return [float(one) for one in spent]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
