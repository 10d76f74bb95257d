"""News for who is looking: jobs that move on, comments, votes. Kept nowhere; who comes later reads the tables."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

_WAITING = 500  # news a listener may be behind before it is told to read anew


@dataclass(frozen=True)
class News:
    """One piece of news: where (`map:<id>`, `jobs`, `person:<id>`), of what kind, and its facts."""

    topic: str
    kind: str
    facts: dict[str, Any]


@dataclass(eq=False)
class _Listener:
    topics: frozenset[str]
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[News] = field(default_factory=lambda: asyncio.Queue(_WAITING))

    def put(self, news: News) -> None:
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            news = news if news.kind == "closed" else News(news.topic, "missed", {})
        self.queue.put_nowait(news)


class Live:
    """Publishers in any thread, listeners on the loop. A listener too far behind gets one `missed`, not a backlog."""

    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()
        self.closed = False
        self._lock = threading.RLock()  # a signal handler may close while its own thread publishes

    def publish(self, topic: str, kind: str, **facts: Any) -> None:
        """Tell whoever listens to the topic; from any thread."""
        news = News(topic, kind, facts)
        with self._lock:
            wanted = [one for one in self._listeners if topic in one.topics and not one.loop.is_closed()]
        for one in wanted:
            one.loop.call_soon_threadsafe(one.put, news)

    def close(self) -> None:
        """The studio stops: every listener is told `closed`, its last news; from any thread, a signal handler too."""
        self.closed = True
        with self._lock:
            listeners = [one for one in self._listeners if not one.loop.is_closed()]
        for one in listeners:
            one.loop.call_soon_threadsafe(one.put, News("live", "closed", {}))

    async def listen(self, *topics: str) -> AsyncGenerator[News, None]:
        """News of these topics as they come, until the listener goes or the studio stops."""
        listener = _Listener(frozenset(topics), asyncio.get_running_loop())
        with self._lock:
            self._listeners.add(listener)
        try:
            while not self.closed:
                news = await listener.queue.get()
                if news.kind == "closed":
                    return
                yield news
        finally:
            with self._lock:
                self._listeners.discard(listener)
