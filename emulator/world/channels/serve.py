"""The channels over HTTP, as at Telegram: /s/NAME, and a redirect to /NAME for a name without posts."""

from datetime import date

from aiohttp import web

from domain.channels import ChannelName
from domain.clock import Clock
from domain.feed import NewFeed
from domain.feed import Outlet as FeedOutlet
from emulator.world.channels.landing_pages import gone
from emulator.world.channels.markup import page
from emulator.world.channels.script import PAGE, ChannelScript
from emulator.world.script import Outlet

_NAME = r"[A-Za-z]\w{3,31}"


class Channels:
    """The channels of the invented outlets."""

    def __init__(self, clock: Clock, first_day: date, outlets: dict[str, Outlet]) -> None:
        self._clock = clock
        self._script = ChannelScript(first_day, outlets)

    def feeds(self) -> tuple[NewFeed, ...]:
        """Return the channels as feeds to add, as a catalogue of feeds lists them."""
        return tuple(
            NewFeed(
                url=ChannelName(channel.name).address,
                title=channel.outlet.name,
                source=channel.outlet.name,
                country=channel.outlet.country,
                language=channel.outlet.language,
                origin="catalogue",
                outlet=FeedOutlet(channel.outlet.kind),
            )
            for channel in self._script.channels.values()
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the routes: GET and HEAD of /s/NAME and /NAME."""
        return [web.get(f"/s/{{name:{_NAME}}}", self._posts), web.get(f"/{{name:{_NAME}}}", self._landing)]

    async def _posts(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"].lower()
        channel = self._script.channels.get(name)
        if channel is None:
            raise web.HTTPFound(f"https://t.me/{name}")
        asked = request.query.get("before", "")
        before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 13 and int(asked) else None
        root, now = f"{request.url.origin()}/world", self._clock.now()
        posts = self._script.shown(channel, now, root, before=before)
        cursor = posts[0].number if len(posts) == PAGE and posts[0].number > 1 else None
        body = page(self._script.describe(channel, root), posts, now=now, before=cursor)
        headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
        return web.Response(text=body, content_type="text/html", headers=headers)

    async def _landing(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=gone(request.match_info["name"]), content_type="text/html")
