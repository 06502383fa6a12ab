"""A request to a case, and the documents with which cases answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

NEWS = "Бишкекте жаңы көпүрө ачылды"
WORDS = "Сегодня в столице после ремонта открыли мост через реку, движение по нему восстановили полностью."


@dataclass
class Exchange:
    case: str
    path: str  # the part of the address after /CASE
    headers: Mapping[str, str]  # lower-case names
    hit: int  # number of earlier requests to this case
    base: str  # http://127.0.0.2:PORT
    trap: int  # the port of servers that nobody may reach
    writer: asyncio.StreamWriter

    async def send(self, *parts: bytes) -> None:
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def answer(self, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> None:
        """Send a valid answer; `content_type="…"` becomes Content-Type, and a header with the value "" is left out."""
        body = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body))}
        named |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        await self.head(status, {name: value for name, value in named.items() if value})
        await self.send(body)

    async def head(self, status: str, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "Connection: close"]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"))

    def reset(self) -> None:
        """End the connection with RST."""
        self.writer.transport.abort()


def item(
    number: int = 0,
    *,
    title: str | None = NEWS,
    link: str | None = "https://vestnik.example/news/{}",
    guid: str | None = None,
    date: str | None = None,
    words: str | None = WORDS,
) -> str:
    """Return an RSS item; `{}` in the link becomes the number."""
    parts = {
        "title": f"{title} {number}" if title is NEWS else title,
        "link": link.format(number) if link else link,
        "guid": guid,
        "pubDate": date,
        "description": f"{words} {number}" if words is WORDS else words,
    }
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value is not None)
    return f"<item>{inside}</item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>', head: str = "") -> str:
    return (
        f'{prolog}<rss version="2.0"><channel><title>Вестник</title><link>https://vestnik.example/</link>{head}'
        f"{''.join(items or (item(),))}</channel></rss>"
    )
