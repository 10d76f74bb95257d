"""How long an edit takes to everybody else: thirty people in one room, five edits a second each, 300 cards.

    python -m benchmarks.rooms [seconds]

The server is a process of its own, as `tropa serve` runs it; each client has a real socket. An edit changes a card's
detail; its time is from the sender's sending to each other's hearing of it. Target: 95 of 100 within 100 ms.
"""

import asyncio
import re
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import numpy as np
from benchmarks.export import large_map
from pycrdt import Map as Shared
from tests.server.room_builder import Client, House, house, process, seen

CLIENTS, A_SECOND, TARGET = 30, 5, 0.1
_STAMP = re.compile(rb"sent:([0-9]+\.[0-9]{6});")


def listen(client: Client, times: list[float]) -> None:
    """Time what others send instead of taking it in: thirty documents in one process would be what is measured."""

    async def hear(message: bytes) -> None:
        if message[:2] == b"\x00\x02":
            now = time.perf_counter()
            times.extend(now - float(found) for found in _STAMP.findall(message))

    client._hear = hear  # type: ignore[method-assign]


async def write(client: Client, number: int, seconds: float) -> None:
    """Edit one's own card, five times a second, at moments of one's own."""
    cards = client.doc.get("cards", type=Shared)
    card = cards[sorted(cards.keys())[number]]
    await asyncio.sleep(number / CLIENTS / A_SECOND)
    for turn in range(int(seconds * A_SECOND)):
        began = time.perf_counter()
        card["detail"] = f"sent:{time.perf_counter():.6f}; turn {turn}"
        await client.send()
        await asyncio.sleep(max(0.0, 1 / A_SECOND - (time.perf_counter() - began)))


async def measure(here: House, seconds: float) -> list[float]:
    """The times, in seconds, of all edits to all others."""
    times: list[float] = []
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(here.client(f"Person {n}")) for n in range(CLIENTS)]
        for client in clients:
            listen(client, times)
        await asyncio.gather(*(write(client, number, seconds) for number, client in enumerate(clients)))
        await seen(lambda: len(times) == int(seconds * A_SECOND) * CLIENTS * (CLIENTS - 1), 30)
    return times


def main() -> None:
    """Print how many edits were heard of, and after how long."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as folder, house(Path(folder), large_map()) as here, process(here):
        times = np.array(asyncio.run(measure(here, seconds))) * 1000
    middle, most = np.percentile(times, [50, 95])
    print(
        f"{CLIENTS} clients × {A_SECOND} edits/s: {len(times)} heard, p50 {middle:.1f} ms, p95 {most:.1f} ms,", end=" "
    )
    print(
        f"longest {times.max():.1f} ms, target {TARGET * 1000:.0f} ms: {'met' if most <= TARGET * 1000 else 'missed'}"
    )


if __name__ == "__main__":
    main()
