"""Receiving updates by webhook: a call is answered after its update was stored; calls by anybody else get a 404.

The port is open to the internet. So before the secret is checked, little and limited work is done: the number of
connections, and the time and size of headers are limited. Only then the body is read, up to the time and size that a
real update needs.
"""

import asyncio
import hmac
import json

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from delivery.inbox import Inbox

log = structlog.get_logger(__name__)

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_BYTES = 1 << 20  # bytes of a body; an update has a few kilobytes
_MOST_CONNECTIONS = 200  # connections at once; Telegram opens up to a hundred
_MOST_BODIES = 100  # the most requests whose bodies are received at once
_HEAD_PATIENCE = 10.0  # seconds from the opening of a connection to the end of the first request's headers
_BODY_PATIENCE = 10.0  # seconds that receiving a body may take
_IDLE = 75.0  # the most seconds between two requests on a connection, before it is closed
_CLOSING = 2.0  # seconds for which requests in progress are waited for when the server closes
_LARGEST_ID = 2**63 - 1


class _Connection(RequestHandler):
    """A connection of aiohttp that is closed if too many are open, or if its first request does not come in time."""

    __slots__ = ("_deadline", "_public", "has_asked")

    def __init__(self, public: "_PublicServer", **options: object) -> None:
        super().__init__(public, loop=asyncio.get_running_loop(), **options)  # type: ignore[arg-type]
        self._public = public
        self._deadline: asyncio.TimerHandle | None = None
        self.has_asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if len(self._public.connections) > _MOST_CONNECTIONS:
            self.force_close()
            return
        self._deadline = asyncio.get_running_loop().call_later(self._public.head_patience, self._close_if_silent)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def log_exception(self, *args: object, **options: object) -> None:
        """Log an exception of ours; a stranger's bad HTTP is none, and is only refused."""
        if not isinstance(options.get("exc_info"), HttpProcessingError):
            super().log_exception(*args, **options)

    def _close_if_silent(self) -> None:
        if not self.has_asked:
            self.force_close()


class _PublicServer(web.Server):
    def __init__(self, handler: "WebhookServer", head_patience: float) -> None:
        super().__init__(handler.answer)
        self.head_patience = head_patience

    def __call__(self) -> RequestHandler:
        return _Connection(self, access_log=None, keepalive_timeout=_IDLE, lingering_time=0.0)


class WebhookServer:
    """An HTTP server that answers only at PATH; `secret` is the one that was given to setWebhook."""

    def __init__(
        self,
        inbox: Inbox,
        secret: str,
        *,
        head_patience: float = _HEAD_PATIENCE,
        body_patience: float = _BODY_PATIENCE,
        most_bodies: int = _MOST_BODIES,
    ) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._inbox = inbox
        self._secret = secret.encode()
        self._body_patience = body_patience
        self._most_bodies = most_bodies
        self._bodies = 0
        self._runner = web.ServerRunner(_PublicServer(self, head_patience), shutdown_timeout=_CLOSING)
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Start to listen; with `port` 0, choose a free port and set `self.port`.

        Raises OSError if that is impossible.
        """
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.port = int(self._runner.addresses[0][1])

    async def close(self) -> None:
        await self._runner.cleanup()

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Answer a call after its update was stored; refuse calls that are not Telegram's or bring no update."""
        if isinstance(request.protocol, _Connection):
            request.protocol.has_asked = True
        # If bytes of a header are not UTF-8, aiohttp turns them into lone surrogates; this turns them back.
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        is_telegram = hmac.compare_digest(given, self._secret)
        if not is_telegram or request.path != PATH or request.method != "POST":
            return web.Response(status=404)
        if (request.content_length or 0) > _MOST_BYTES:
            return web.Response(status=413)
        if self._bodies >= self._most_bodies:
            return web.Response(status=503)
        self._bodies += 1
        try:
            async with asyncio.timeout(self._body_patience):
                body = await _read(request)
        except TimeoutError:
            return web.Response(status=408)
        finally:
            self._bodies -= 1
        return web.Response(status=413) if body is None else await self._take(body)

    async def _take(self, body: bytes) -> web.Response:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        update_id = update.get("update_id") if isinstance(update, dict) else None
        if type(update_id) is not int or not 0 <= update_id <= _LARGEST_ID:
            return web.Response(status=400)
        try:
            await self._inbox.receive([update])
        except Exception:  # whatever the error is, the update was not stored, and Telegram keeps it and sends it again
            log.exception("an update could not be stored")
            return web.Response(status=503)
        return web.Response(status=200)


async def _read(request: web.BaseRequest) -> bytes | None:
    """Return the body; None if it is longer than any update."""
    body = bytearray()
    async for chunk in request.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    return bytes(body)
