"""The ports: receiving updates by webhook or long polling; health and metrics on the local port."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from cli.context import CommandFailed
from delivery.payload import ALLOWED_UPDATES
from delivery.webhook import PATH, WebhookServer
from launch.checks import WebhookCheck, alive_checks, ready_checks
from launch.health import Checks, Figures, HealthServer
from launch.pipeline import Pipeline
from launch.surroundings import LOOPBACK, cannot_listen
from launch.telegram import Telegram
from launch.watch import Watch
from settings import Settings

Patiently = Callable[[Callable[[], Coroutine[Any, Any, bool]]], Awaitable[bool | None]]


class _Server(Protocol):
    async def close(self) -> None: ...


async def open_door(
    settings: Settings,
    telegram: Telegram,
    news: Pipeline,
    watch: Watch,
    figures: Figures,
    stack: contextlib.AsyncExitStack,
    patiently: Patiently,
) -> Callable[[], Awaitable[None]]:
    """Open the ports that the settings name, and tell Telegram whether and where to send updates.

    Return a loop that has to run until the end: it asks Telegram for updates, or waits while Telegram sends them.
    """
    bot, inbox = telegram.line.bot, telegram.inbox
    address = settings.webhook_url.rstrip("/") + PATH if settings.webhook_url and telegram.serves else ""
    webhook = WebhookCheck(bot, address, news.clock) if address else None
    ready = ready_checks(telegram, news, webhook, telegram.sharing)
    await listen_for_health(settings, alive_checks(telegram, watch), ready, figures, stack)
    if not telegram.serves:
        return wait_for_calls
    if not address:
        await patiently(bot.delete_webhook)
        return inbox.run_polling
    secret = settings.webhook_secret.get_secret_value()
    server = WebhookServer(inbox, secret)
    start = partial(server.start, settings.http_host, settings.http_port)
    await _listen(stack, server, start, "HTTP_HOST and HTTP_PORT", f"{settings.http_host}:{settings.http_port}")
    try:
        await patiently(partial(_point, bot, address, secret))
    except _NotTaken as error:
        raise CommandFailed(f"Telegram refused WEBHOOK_URL: {error}", 2) from error
    return wait_for_calls


async def listen_for_health(
    settings: Settings, alive: Checks, ready: Checks, figures: Figures, stack: contextlib.AsyncExitStack
) -> None:
    """Open the port for health and metrics, if the settings name one."""
    if port := settings.own_port:
        health = HealthServer(alive, ready, figures)
        name = "HEALTH_PORT" if settings.health_port else "HTTP_PORT"
        await _listen(stack, health, partial(health.start, port), name, f"{LOOPBACK}:{port}")


async def wait_for_calls() -> None:
    """Do nothing until cancelled; calls are handled in other tasks."""
    await asyncio.Event().wait()


class _NotTaken(Exception):
    """Telegram does not accept the address of the webhook; the message says why."""


async def _point(bot: Bot, address: str, secret: str) -> bool:
    """Set the address of Telegram's webhook; return whether Telegram accepted it."""
    try:
        return await bot.set_webhook(address, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))
    except TelegramBadRequest as error:
        raise _NotTaken(error.message or "no reason given") from error


async def _listen(
    stack: contextlib.AsyncExitStack,
    server: _Server,
    start: Callable[[], Coroutine[Any, Any, None]],
    setting: str,
    place: str,
) -> None:
    stack.push_async_callback(server.close)
    try:
        await start()
    except (OSError, UnicodeError, OverflowError) as error:
        raise cannot_listen(setting, place, error) from error
