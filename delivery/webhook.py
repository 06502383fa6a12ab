"""Updates by webhook: answered only when they are stored; others than Telegram get a 404 and learn nothing."""

import hmac
import json

import structlog
from aiohttp import web

from delivery.inbox import Inbox

log = structlog.get_logger(__name__)

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_BYTES = 1 << 20  # an update is a few kilobytes


class Webhook:
    """`routes` are for the program's one HTTP server; `secret` is what setWebhook was given."""

    def __init__(self, inbox: Inbox, secret: str) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._inbox = inbox
        self._secret = secret.encode()

    @property
    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._receive)]

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=404)
        if (request.content_length or 0) > _MOST_BYTES:
            return web.Response(status=413)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        try:
            await self._inbox.receive([update])
        except Exception:  # whatever kept it from being stored, Telegram has to keep it and come again
            log.exception("an update could not be stored")
            return web.Response(status=503)
        return web.Response(status=200)
