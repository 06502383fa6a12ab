"""A well-behaved site on a loopback address, whose answers a test can change."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

Answer = web.Response | Callable[[web.Request], web.Response | Awaitable[web.Response]]


@dataclass
class Site:
    """A site; `pages` maps path and query to answers, and all other paths give 404."""

    url: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def feed(self, path: str, body: str | bytes, **headers: str) -> str:
        """Answer with this document from now on; return its address."""
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda _: web.Response(body=raw, headers={"Content-Type": "application/rss+xml"} | named)
        return self.url + path

    def status(self, path: str, status: int, **headers: str) -> str:
        """Answer with a status only from now on; return the address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda _: web.Response(status=status, headers=named)
        return self.url + path

    async def reached(self, requests: int) -> None:
        """Wait until that many requests have arrived."""
        while sum(self.asked.values()) < requests:
            self._came.clear()
            await self._came.wait()

    async def _answer(self, request: web.Request) -> web.Response:
        path = request.path_qs
        self.asked[path] += 1
        self._came.set()
        self.headers.append({"path": path} | {name.lower(): value for name, value in request.headers.items()})
        answer = self.pages.get(path)
        if answer is None:
            return web.Response(status=404)
        made = answer(request) if callable(answer) else answer
        return made if isinstance(made, web.Response) else await made


@contextlib.asynccontextmanager
async def open_site(address: str = "127.0.0.2") -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site._answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    tcp = web.TCPSite(runner, address, 0)
    await tcp.start()
    assert tcp._server is not None
    site.url = f"http://{address}:{tcp._server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
    try:
        yield site
    finally:
        await runner.cleanup()
