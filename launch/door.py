"""How updates come in, a webhook or long polling, with /health and /metrics beside it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from delivery.payload import ALLOWED_UPDATES
from delivery.webhook import PATH, Webhook
from jobs.health import HealthServer
from launch.pipeline import Pipeline
from launch.telegram import Telegram
from settings import Settings

_MANY_WAITING = 5_000  # updates

Patiently = Callable[[Callable[[], Coroutine[Any, Any, bool]]], Awaitable[bool | None]]


async def open_door(
    settings: Settings,
    telegram: Telegram,
    news: Pipeline,
    stack: contextlib.AsyncExitStack,
    patiently: Patiently,
) -> Callable[[], Awaitable[None]]:
    """Open the port where the settings name one, tell Telegram where to send updates; return what to run for them."""
    bot, inbox, outbox = telegram.line.bot, telegram.inbox, telegram.outbox
    secret = settings.webhook_secret.get_secret_value()
    routes = Webhook(inbox, secret).routes if settings.webhook_url else []
    if settings.http_port:

        async def checks() -> Mapping[str, str | None]:
            return {
                "telegram": None if inbox.is_polling_well else "updates cannot be fetched",
                "reading": news.annotator.fault and "texts cannot be read",
                "workload": None if inbox.waiting < _MANY_WAITING else f"{inbox.waiting} updates wait",
            }

        async def figures() -> Mapping[str, float]:
            rows = await news.storage.housekeeping.counts()
            unread = await news.storage.articles.unread()
            return {
                **{f"{noun}_rows": float(count) for noun, count in rows.items()},
                "articles_waiting": float(unread.waiting),
                "articles_put_off": float(unread.put_off),
                "articles_given_up": float(unread.given_up),
                "messages_sent": float(outbox.sent),
                "updates_received": float(inbox.received),
                "updates_waiting": float(inbox.waiting),
            }

        server = HealthServer(checks, figures, routes=routes)
        await server.start(settings.http_host, settings.http_port)
        stack.push_async_callback(server.close)
    if not settings.webhook_url:
        await patiently(bot.delete_webhook)
        return inbox.run_polling
    address = settings.webhook_url.rstrip("/") + PATH
    await patiently(partial(bot.set_webhook, address, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES)))

    async def wait_for_calls() -> None:
        await asyncio.Event().wait()

    return wait_for_calls
