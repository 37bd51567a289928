"""A web server on loopback that says what it is told to and remembers what it was asked.

It runs in a thread of its own with its own event loop (aiohttp, on which Scrapy stands too). ``routes`` maps a path,
with its query or without, to a ``Reply`` or to a function that makes one; it may be changed at any time.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer. ``delay`` is in seconds.

    ``raw`` replaces all else: these bytes go out as they stand and the connection is closed, or cut off (with a TCP
    reset) if ``reset`` is true.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    raw: bytes | None = None
    reset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request: ``path`` with its query as sent, names of ``headers`` in lower case, ``at`` in seconds, monotonic.

    ``nth`` counts the requests of this path, from 1.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    at: float
    nth: int


Route = Reply | Callable[[Visit], Reply]
NOT_THERE = Reply(status=404, body=b"<title>Not found</title>", headers={"Content-Type": HTML})


class Server:
    """Answers on a free port of 127.0.0.1, or on ``port``, while its ``with`` block runs."""

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.create_server(("127.0.0.1", port), backlog=512)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.routes: dict[str, Route] = {}
        self.visits: list[Visit] = []
        self._counts: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="server", daemon=True)

    def counts(self, since: int = 0) -> Counter[str]:
        """How often each path, with its query, was asked for; the first ``since`` requests are left out."""
        return Counter(visit.path for visit in self.visits[since:])

    def of(self, path: str) -> list[Visit]:
        """The requests for a path, with its query, in their order."""
        return [visit for visit in self.visits if visit.path == path]

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        self._runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def _close(self) -> None:
        await self._runner.cleanup()
        late = asyncio.all_tasks() - {asyncio.current_task()}  # answers that nobody waits for any more
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path
        self._counts[path] += 1
        headers = {name.lower(): value for name, value in request.headers.items()}
        visit = Visit(method=request.method, path=path, headers=headers, at=time.monotonic(), nth=self._counts[path])
        self.visits.append(visit)
        route = self.routes.get(path) or self.routes.get(path.partition("?")[0]) or NOT_THERE
        reply = route if isinstance(route, Reply) else route(visit)
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if reply.raw is not None:
            break_off(request, reply)
        return web.Response(body=reply.body, status=reply.status, headers=dict(reply.headers))


def break_off(request: web.BaseRequest, reply: Reply) -> None:
    """Nothing; writes the reply's raw bytes to the connection and ends it."""
    transport = request.transport
    assert transport is not None
    transport.write(reply.raw or b"")
    if reply.reset:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        transport.abort()
    else:
        transport.close()
