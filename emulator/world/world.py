"""The sample world over HTTP: feeds that grow as the clock goes on, and the pages to which they link."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

from aiohttp import web
from multidict import istr

from domain.clock import Clock
from domain.feed import NewFeed
from domain.feed import Outlet as FeedOutlet
from emulator.world.channels.serve import Channels
from emulator.world.pages import feed, page
from emulator.world.script import HOME_ZONE, Outlet, PublishedArticle, Script

FEED_LENGTH = 30
# The page of an article contains only text: no script, no styles from elsewhere.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class World:
    """The invented outlets and their channels; `first_day`, which is today by default, is day 0 of the script."""

    def __init__(self, clock: Clock, *, first_day: date | None = None) -> None:
        self._clock = clock
        day = first_day or clock.now().astimezone(HOME_ZONE).date()
        self._script = Script(day)
        self.channels = Channels(clock, day, self._script.outlets)

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        return tuple(self._script.outlets.values())

    def feeds(self, base_url: str) -> tuple[NewFeed, ...]:
        """Return the outlets' feeds to add, as a catalogue of feeds lists them; the routes are served at `base_url`."""
        return tuple(
            NewFeed(
                url=f"{base_url.rstrip('/')}/world/{outlet.key}/feed.xml",
                title=outlet.name,
                source=outlet.name,
                country=outlet.country,
                language=outlet.language,
                origin="catalogue",
                outlet=FeedOutlet(outlet.kind),
            )
            for outlet in self.outlets
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the routes: GET and HEAD of /world/<outlet>/feed.xml, /world/<outlet>/<article id>, and channels."""
        return [
            web.get("/world/{outlet}/feed.xml", self._feed),
            web.get("/world/{outlet}/", self._front),
            web.get("/world/{outlet}/{article}", self._article),
            *self.channels.routes(),
        ]

    def published(self, outlet_key: str, *, limit: int = FEED_LENGTH) -> Sequence[PublishedArticle]:
        """Return what the outlet has published by now, newest first, at most `limit` articles."""
        return self._script.published(self._script.outlets[outlet_key], self._clock.now(), limit=limit)

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        outlet = self._outlet(request)
        articles = self.published(outlet.key)
        body = feed(outlet, articles, _root(request, outlet))
        validators = {istr("Cache-Control"): "max-age=60"}
        entity_tag = hashlib.sha256(body).hexdigest()[:24]
        validators[istr("ETag")] = f'"{entity_tag}"'
        changed_at = max((article.updated_at for article in articles), default=None)
        if changed_at:
            validators[istr("Last-Modified")] = f"{changed_at:%a, %d %b %Y %H:%M:%S} GMT"
        if _is_not_modified(request, entity_tag, changed_at):
            return web.Response(status=304, headers=validators)
        return web.Response(
            body=body, content_type=_FEED_TYPES[outlet.format], charset=outlet.encoding, headers=validators
        )

    async def _front(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"{_root(request, self._outlet(request))}/feed.xml")

    async def _article(self, request: web.Request) -> web.StreamResponse:
        outlet = self._outlet(request)
        article = self._script.find(outlet, request.match_info["article"], self._clock.now())
        if article is None:
            raise web.HTTPNotFound(text="No such article yet.")
        return web.Response(
            text=page(outlet, article, _root(request, outlet)),
            content_type="text/html",
            headers={"Content-Security-Policy": _PAGE_POLICY, "X-Content-Type-Options": "nosniff"},
        )

    def _outlet(self, request: web.Request) -> Outlet:
        outlet = self._script.outlets.get(request.match_info["outlet"])
        if outlet is None:
            raise web.HTTPNotFound(text="No such outlet.")
        return outlet


def _root(request: web.Request, outlet: Outlet) -> str:
    return f"{request.url.origin()}/world/{outlet.key}"


def _is_not_modified(request: web.Request, entity_tag: str, changed_at: datetime | None) -> bool:
    """Return whether to answer 304 (RFC 9110, section 13.2.2: If-None-Match overrides If-Modified-Since)."""
    known = request.if_none_match
    if known is not None:
        return any(tag.value in {entity_tag, "*"} for tag in known)
    since = request.if_modified_since
    return since is not None and changed_at is not None and changed_at.astimezone(UTC) <= since
