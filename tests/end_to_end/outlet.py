"""An outlet on loopback: RSS feeds, served like publishers do, to which a test adds items."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web

HOST = "127.0.0.2"  # an address that ALLOWED_PRIVATE_NETWORKS permits


@dataclass(frozen=True)
class Item:
    text: str
    published_at: datetime
    title: str = ""
    feed: str = ""  # the only feed that has it, by the query of its address; empty for all


@dataclass
class Outlet:
    host: str = HOST
    port: int = 0
    items: list[Item] = field(default_factory=list)
    requests: list[str | None] = field(default_factory=list)  # the If-None-Match header of each request
    status: int = 200

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/rss"

    async def answer(self, request: web.Request) -> web.Response:
        self.requests.append(request.headers.get("If-None-Match"))
        if self.status != 200:
            return web.Response(status=self.status)
        items = [item for item in enumerate(self.items) if item[1].feed in ("", request.query_string)]
        etag = f'"{len(items)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(text=self._rss(items), content_type="application/rss+xml", headers={"ETag": etag})

    def _rss(self, chosen: list[tuple[int, Item]]) -> str:
        items = "".join(
            f"<item><link>http://{self.host}:{self.port}/{number}</link>"
            f"<pubDate>{format_datetime(item.published_at)}</pubDate>"
            + (f"<title>{escape(item.title)}</title>" if item.title else "")
            + f"<description>{escape(item.text)}</description></item>"
            for number, item in chosen
        )
        channel = f"<channel><title>Тандем</title>{items}</channel>"
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'


@contextlib.asynccontextmanager
async def open_outlet(*items: Item, port: int = 0, host: str = HOST) -> AsyncIterator[Outlet]:
    """Serve the items; `port` 0 takes a free one."""
    outlet = Outlet(host, items=list(items))
    app = web.Application()
    app.router.add_get("/rss", outlet.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        outlet.port = runner.addresses[0][1]
        yield outlet
    finally:
        await runner.cleanup()
