"""Telegram's public pages for tests: channels on a loopback site, and a rig that reads them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from domain.feed import Feed
from emulator.world.channels.markup import Channel, Post, page
from feeds.poller import PollReport
from tests.feeds.rig import Rig
from tests.feeds.site import Site

SELO = Channel("selo", "Село", 1500000001)
NEWS = "В селе открыли мост номер {}, по нему уже пошли автобусы, а пешеходы ждут перил."


@dataclass
class Telegram:
    """The channels' pages on a site, as Telegram would show them, and a rig that reads them."""

    site: Site
    rig: Rig
    posts: list[Post] = field(default_factory=list)

    def write(self, count: int, **more: object) -> None:
        """Add posts to the channel; its page shows the newest twenty, with older ones behind the cursor."""
        for _ in range(count):
            number = len(self.posts) + 1
            at = self.rig.clock.now() - timedelta(hours=3) + timedelta(seconds=number)
            self.posts.append(Post(number, at.replace(microsecond=0), NEWS.format(number), **more))  # type: ignore[arg-type]
        self.show()

    def show(self, channel: Channel = SELO, name: str = "selo") -> None:
        for end in range(len(self.posts), 0, -20):
            shown = self.posts[max(0, end - 20) : end]
            before = shown[0].number if end > 20 else None
            query = "" if end == len(self.posts) else f"?before={self.posts[end].number}"
            self.answer(f"/s/{name}{query}", page(channel, shown, now=self.now, before=before))

    def answer(self, path: str, body: str, status: int = 200) -> None:
        self.site.pages[path] = lambda _: web.Response(text=body, status=status, content_type="text/html")

    def hide(self, name: str, body: str) -> None:
        """Redirect the channel's posts to a page without them."""
        self.site.status(f"/s/{name}", 302, Location=f"https://t.me/{name}")
        self.answer(f"/{name}", body)

    async def poll(self) -> PollReport:
        self.rig.clock.advance(60)
        (report,) = await self.rig.poll()
        return report

    async def feed(self) -> Feed:
        (feed,) = await self.rig.storage.feeds.all()
        return feed

    @property
    def now(self) -> datetime:
        return self.rig.clock.now()
