"""The fetcher: it requests an address over HTTP under all guards; a server's failure is returned, never raised.

The guards: only http and https; private addresses are refused when the socket is made, by the resolved IP address, so
that DNS rebinding and odd notations fail, too; at most five redirects, each checked like the first address; 8 MiB after
decompression; limits on connecting, silence, slowness and the total time; no cookies, no referrer.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import aiohttp

from domain.clock import Clock
from domain.faults import ProxyFailed
from domain.feed import DIRECT, PollOutcome, Reason, host_of
from feeds.fetching.addresses import AddressRefused, BadAddress, Network, check_address
from feeds.fetching.cache import fresh_for, retry_after
from feeds.fetching.hosts import PAUSE, Hosts, Manners
from feeds.fetching.inflate import BrokenCoding, Inflater, TooLarge, unpack_file
from feeds.fetching.network import Connector, Limits, TooMuchSent, open_session
from feeds.fetching.outcome import Failed, Fetched, NotModified, Outcome, Redirected
from feeds.fetching.redirects import PERMANENT, REDIRECTS, Chain

VALIDATOR_LIMIT = 1024  # characters; a longer ETag or Last-Modified is not stored
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9,"
    " text/xml;q=0.9, */*;q=0.5"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
_checked = lru_cache(maxsize=16_384)(check_address)  # cached, because each poll checks the same addresses


class _TooSlow(Exception):
    pass


class FeedFetcher:
    """A polite and guarded HTTP client; a process has only one, which is closed at its end."""

    def __init__(
        self,
        *,
        allowed_private_networks: Sequence[Network] = (),
        user_agent: str,
        clock: Clock,
        host_pause: float = PAUSE,
        limits: Limits | None = None,
        manners: Mapping[str, Manners] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        connect: Connector = aiohttp.TCPConnector,
        ways: Mapping[str, Connector] | None = None,
    ) -> None:
        """Make a client.

        `host_pause` is the pause in seconds between two requests to one host, `manners` has other limits for some
        hosts, by name. `connect` makes the connector for requests without a proxy. `ways` has for each proxy, by name,
        the function that makes its connector.
        """
        self._limits = limits or Limits()
        self._allowed = tuple(allowed_private_networks)
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"}
        self._clock = clock
        self._connectors: dict[str | None, Connector] = {DIRECT: aiohttp.TCPConnector, None: connect}
        self._connectors.update(ways or {})
        self._sessions: dict[str | None, aiohttp.ClientSession] = {}
        self.hosts = Hosts(pause=host_pause, manners=manners, monotonic=monotonic)

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = FEED_TYPES,
        holds: bool = True,
        head: int | None = None,
        proxy: str | None = None,
    ) -> Outcome:
        """GET an address, following redirects; the request is conditional if validators are given.

        With `holds`, a Retry-After stops all requests to the host of `url`. A Retry-After from another host, to which a
        redirect or link leads, never does that, because it would keep the feeds of that host from being polled. `head`
        limits the bytes of the body that are read. `proxy` is as in Feed, and also used for redirects.
        """
        headers = self._headers | {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        try:
            chain = Chain(_checked(url), self._limits, holds=holds, head=head, proxy=proxy)
        except BadAddress as bad:
            return Failed(PollOutcome.BLOCKED, bad.reason)
        answer: Outcome | str = chain.url
        while isinstance(answer, str):
            host = host_of(answer)
            async with self.hosts.turn(host):
                while isinstance(answer, str) and host_of(answer) == host:
                    answer = await self._ask(answer, host, headers, chain)
        return answer

    async def fetch_page(self, url: str, *, host: str, proxy: str | None = None) -> Outcome | Redirected:
        """GET a page once, under the limits on requests to `host`; a redirect is returned, not followed.

        A Retry-After stops all requests to `host`, whichever server sent it.
        """
        headers = self._headers | {"Accept": PAGE_TYPES}
        try:
            chain = Chain(check_address(url), self._limits, holds=True, head=None, host=host, proxy=proxy)
        except BadAddress as bad:
            return Failed(PollOutcome.BLOCKED, bad.reason)
        async with self.hosts.turn(host):
            answer = await self._ask(chain.url, host, headers, chain)
        return Redirected(answer) if isinstance(answer, str) else answer

    def introduce(self, user_agent: str) -> None:
        """Send this User-Agent with all requests from now on."""
        self._headers["User-Agent"] = user_agent

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()

    async def _ask(self, url: str, host: str, headers: Mapping[str, str], chain: Chain) -> Outcome | str:
        """Make one request; return its outcome, or the address of a redirect to be followed."""
        now = self._clock.now()
        if chain.proxy not in self._connectors:
            return Failed(PollOutcome.ERROR, Reason("feed-error-proxy", {"name": chain.proxy or ""}), is_ours=True)
        if (until := self.hosts.held_until(host, now=now)) is not None:
            return Failed(PollOutcome.RATE_LIMITED, Reason("feed-error-rate-limited"), until)
        started = time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, chain.seconds_left)):
                return await self._request(url, host, headers, chain)
        except (aiohttp.ClientError, OSError, ValueError, _TooSlow, TooLarge, BrokenCoding, BadAddress) as error:
            return _explain(error, self._limits)
        finally:
            chain.seconds_left -= time.monotonic() - started

    async def _request(self, url: str, host: str, headers: Mapping[str, str], chain: Chain) -> Outcome | str:
        session = self._open(chain.proxy)
        async with asyncio.timeout(self._limits.start):
            response = await session.get(url, headers=headers, allow_redirects=False)
        try:
            return await self._judge(response, url, host, headers, chain)
        finally:
            response.close() if not response.content.at_eof() else response.release()

    async def _judge(
        self, response: aiohttp.ClientResponse, url: str, host: str, headers: Mapping[str, str], chain: Chain
    ) -> Outcome | str:
        status, now = response.status, self._clock.now()
        if status in REDIRECTS:
            return chain.follow(url, response.headers.get("Location"), is_permanent=status in PERMANENT)
        fresh = fresh_for(response.headers, now=now)
        etag, last_modified = _validator(response, "ETag"), _validator(response, "Last-Modified")
        if status == 304:
            if "If-None-Match" not in headers and "If-Modified-Since" not in headers:
                return Failed(PollOutcome.ERROR, Reason("feed-error-unasked-304"))
            return NotModified(url, etag, last_modified, fresh, chain.permanent_url)
        if status not in (200, 203):
            return self._refusal(status, response.headers.get("Retry-After"), host, may_hold=chain.may_hold(host))
        body = await _read(response, self._limits, chain.head)
        if not body:
            return Failed(PollOutcome.ERROR, Reason("feed-error-empty"))
        kind = response.headers.get("Content-Type", "")
        return Fetched(url, body, kind, etag, last_modified, fresh, chain.permanent_url)

    def _refusal(self, status: int, wait: str | None, host: str, *, may_hold: bool) -> Failed:
        now = self._clock.now()
        until = retry_after(wait, now=now)
        if status == 429 or (status == 503 and until is not None):
            if until is None or not may_hold:
                return Failed(PollOutcome.RATE_LIMITED, Reason("feed-error-rate-limited"), until)
            self.hosts.hold(host, until)
            return Failed(PollOutcome.RATE_LIMITED, Reason("feed-error-rate-limited"), until, host)
        if status == 410:
            return Failed(PollOutcome.GONE, Reason("feed-error-gone"))
        if status in (401, 402, 403, 407, 451):
            return Failed(PollOutcome.ERROR, Reason("feed-error-forbidden", {"status": status}))
        if status == 404:
            return Failed(PollOutcome.ERROR, Reason("feed-error-not-found"))
        if status >= 500:
            return Failed(PollOutcome.ERROR, Reason("feed-error-server", {"status": status}))
        return Failed(PollOutcome.ERROR, Reason("feed-error-status", {"status": status}))

    def _open(self, proxy: str | None) -> aiohttp.ClientSession:
        """Return the session for a proxy (None: for direct requests).

        Each proxy has a session of its own, so that no connection is used for requests through another proxy.
        """
        if proxy not in self._sessions:
            self._sessions[proxy] = open_session(self._allowed, self._limits, self._connectors[proxy])
        return self._sessions[proxy]


async def _read(response: aiohttp.ClientResponse, limits: Limits, head: int | None) -> bytes:
    """Return the decompressed body; raises TooLarge, BrokenCoding, _TooSlow and errors of aiohttp."""
    if head is None and (response.content_length or 0) > limits.body:
        raise TooLarge
    inflater = Inflater(response.headers.get("Content-Encoding", ""), limit=limits.body)
    started, received = time.monotonic(), 0
    while chunk := await _some(response, inflater):
        received += len(chunk)
        if received > limits.body:
            raise TooLarge
        await inflater.feed(chunk)
        if head is not None and inflater.size >= head:
            return inflater.so_far()[:head]
        spent = time.monotonic() - started
        if spent > limits.slow_after and received < spent * limits.slowest:
            raise _TooSlow
    return await unpack_file(inflater.finish(), limit=limits.body)


async def _some(response: aiohttp.ClientResponse, inflater: Inflater) -> bytes:
    """Return the next bytes of the body; empty at its end."""
    try:
        return await response.content.readany()
    except TooMuchSent:
        raise
    except aiohttp.ClientPayloadError:
        # Content-Length was wrong, for example that of the document before compression, or the last chunk is missing.
        if inflater.is_whole:
            return b""
        raise


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name)
    # A header with bytes that are not UTF-8 could not be stored and sent back unchanged.
    if not value or len(value) > VALIDATOR_LIMIT or not value.isprintable():
        return None
    return value


def _explain(error: Exception, limits: Limits) -> Failed:  # noqa: C901 - a table
    match error:
        case BadAddress():
            return Failed(PollOutcome.BLOCKED, error.reason)
        case TooLarge() | TooMuchSent():
            return Failed(PollOutcome.ERROR, Reason("feed-error-too-large", {"mebibytes": limits.body // 2**20}))
        case BrokenCoding():
            return Failed(PollOutcome.ERROR, Reason("feed-error-compression"))
        case _TooSlow():
            return Failed(PollOutcome.ERROR, Reason("feed-error-slow"))
        case TimeoutError():
            return Failed(PollOutcome.ERROR, Reason("feed-error-timeout"))
        case aiohttp.ClientConnectorDNSError():
            return Failed(PollOutcome.ERROR, Reason("feed-error-no-such-host"))
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return Failed(PollOutcome.ERROR, Reason("feed-error-tls"))
        case aiohttp.ClientConnectorError() if isinstance(error.os_error, AddressRefused):
            return Failed(PollOutcome.BLOCKED, Reason("feed-error-private-address"))
        case aiohttp.ClientConnectorError():
            is_ours = isinstance(error.os_error, ProxyFailed)
            return Failed(PollOutcome.ERROR, Reason("feed-error-connect"), is_ours=is_ours)
        case aiohttp.ClientPayloadError() | aiohttp.ServerDisconnectedError() | ConnectionError():
            return Failed(PollOutcome.ERROR, Reason("feed-error-cut-short"))
        case aiohttp.ClientResponseError():
            return Failed(PollOutcome.ERROR, Reason("feed-error-bad-http"))
        case AddressRefused():
            return Failed(PollOutcome.BLOCKED, Reason("feed-error-private-address"))
        case aiohttp.InvalidURL():
            return Failed(PollOutcome.ERROR, Reason("feed-error-address"))
        case _:
            return Failed(PollOutcome.ERROR, Reason("feed-error-bad-http"))
