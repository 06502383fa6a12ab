"""Telegram's side of the composition root: bot, inbox, outbox, health page and timetable, closed in reverse.

bot.py imports this module when it begins to serve, after the fork server has started: aiogram takes seconds and 165 MB
that no worker should carry.
"""

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from cli.context import CommandFailed, News
from cli.loop import unless_stopped
from delivery.inbox import Inbox
from delivery.membership import Membership
from delivery.outbox import Outbox
from delivery.pacing import Limits, Pacing
from delivery.payload import ALLOWED_UPDATES
from delivery.session import Session
from delivery.throttle import Throttle
from delivery.webhook import PATH, Webhook
from digest.builder import DigestBuilder
from digest.told import ToldHistory
from domain.clock import AdjustableClock
from feeds.catalogue import load_phrases, load_topics
from handlers.commands import set_commands
from handlers.dispatcher import build_dispatcher
from jobs import timetable
from jobs.breaking import BreakingRule, BreakingTick
from jobs.clock_file import ClockFile
from jobs.digests import DigestTick
from jobs.follows import FollowTick
from jobs.health import HealthServer
from jobs.retention import Retention
from jobs.timetable import Ticks
from render.texts import Texts
from settings import Settings, user_agent

T = TypeVar("T")
POLL_JOINS, POLL_ROUND = 5.0, 600.0  # seconds: see FeedPoller.poll_due
HERE = Path(__file__).resolve().parent


async def serve(
    settings: Settings, news: News, clock: AdjustableClock, stop: asyncio.Event, on_ready: Callable[[], None]
) -> int:
    """Serve until `stop`, calling `on_ready` once people are served; the process's exit status."""

    storage = news.storage
    async with contextlib.AsyncExitStack() as stack:
        limits = Limits(
            per_second=settings.messages_per_second,
            burst=settings.messages_burst,
            per_chat_second=settings.messages_per_chat_second,
            per_group_minute=settings.messages_per_group_minute,
        )
        throttle = Throttle(Pacing(limits))
        bot = _open_bot(settings, throttle)
        stack.push_async_callback(bot.session.close)
        me = await _patiently(bot.get_me, stop)
        if me is None:
            return 0
        if not settings.user_agent_contact and me.username:
            news.fetcher.introduce(user_agent(f"https://t.me/{me.username}"))
        texts = Texts(HERE / "locales")
        digests = DigestBuilder(storage, load_phrases(settings.catalogue_dir))
        outbox = Outbox(bot, storage, texts, throttle, clock=clock)
        history = ToldHistory(storage)
        dispatcher = build_dispatcher(
            news=storage,
            texts=texts,
            digests=digests,
            feeds=news.feed_admin,
            topics=load_topics(settings.catalogue_dir),
            clock=clock,
            admin_ids=settings.admin_ids,
            default_locale=settings.default_locale,
            default_zone=settings.default_time_zone,
            history=history,
        )
        membership = Membership(bot, storage, clock)

        async def handle(update: Update) -> None:
            await membership.apply(update)
            await dispatcher.feed_update(bot, update)

        inbox = Inbox(bot, storage.inbox, handle, clock=clock)
        # Where the texts are read, and where updates come in, are ready before anybody is served.
        await unless_stopped(stop, news.annotator.start())
        if stop.is_set():
            return 0
        await outbox.start()
        stack.push_async_callback(outbox.close)
        await inbox.start()
        stack.push_async_callback(inbox.close)
        receive = await _open_door(settings, bot, inbox, outbox, news, stack, stop)
        await set_commands(bot, texts, settings.admin_ids)
        scheduler = timetable.start(_ticks(settings, news, clock, digests, history, outbox.wake))
        stack.callback(scheduler.shutdown, wait=False)
        gc.collect()
        gc.freeze()  # what is loaded by now stays; going through it would hold the loop for a tenth of a second
        structlog.get_logger("bot").info("the bot is running", username=me.username)
        on_ready()
        return await _until_stopped(stop, receive, outbox.run)


def _open_bot(settings: Settings, throttle: Throttle) -> Bot:
    session = Session(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    session.middleware(throttle)
    return Bot(
        settings.bot_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
    )


async def _open_door(
    settings: Settings,
    bot: Bot,
    inbox: Inbox,
    outbox: Outbox,
    news: News,
    stack: contextlib.AsyncExitStack,
    stop: asyncio.Event,
) -> Callable[[], Awaitable[None]]:
    """How updates come in, a webhook or long polling, with /health and /metrics beside it; what to run for it."""
    secret = settings.webhook_secret.get_secret_value()
    routes = Webhook(inbox, secret).routes if settings.webhook_url else []
    if settings.http_port:

        async def checks() -> Mapping[str, str | None]:
            return {
                "telegram": None if inbox.is_polling_well else "updates cannot be fetched",
                "reading": news.annotator.fault and "texts cannot be read",
                "workload": None if inbox.waiting < 5_000 else f"{inbox.waiting} updates wait",
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
        await _patiently(bot.delete_webhook, stop)
        return inbox.run_polling
    address = settings.webhook_url.rstrip("/") + PATH
    await _patiently(
        partial(bot.set_webhook, address, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES)), stop
    )

    async def wait_for_calls() -> None:
        await asyncio.Event().wait()

    return wait_for_calls


def _ticks(
    settings: Settings,
    news: News,
    clock: AdjustableClock,
    digests: DigestBuilder,
    history: ToldHistory,
    on_queued: Callable[[], None],
) -> Ticks:
    storage = news.storage
    rule = BreakingRule(
        sources=settings.breaking_sources,
        span=timedelta(minutes=settings.breaking_minutes),
        per_day=settings.breaking_per_day,
    )

    async def annotate() -> None:
        while await news.annotator.run_once():
            pass

    async def forget_updates() -> None:
        await storage.inbox.forget(now=clock.now())

    return Ticks(
        clock_file=ClockFile(settings.clock_file, clock).run_once if settings.clock_file else None,
        poll=partial(news.poller.poll_due, joins=POLL_JOINS, seconds=POLL_ROUND),
        pages=news.pages.run_once,
        annotate=annotate,
        digests=DigestTick(
            storage, clock, history, digests, on_queued=on_queued, is_polling=lambda: news.poller.is_polling
        ).run_once,
        breaking=BreakingTick(storage, clock, history, digests, rule, on_queued=on_queued).run_once,
        forget_updates=forget_updates,
        follows=FollowTick(storage, clock, history, digests, on_queued=on_queued).run_once,
        retention=Retention(storage, clock, keep_articles=timedelta(days=settings.retention_days)).run_once,
    )


async def _patiently(call: Callable[[], Coroutine[Any, Any, T]], stop: asyncio.Event) -> T | None:
    """What Telegram answers, asked again and again: after a power cut the server may be up before its line is.

    None when stopped before.
    """
    pause = 1.0
    while not stop.is_set():
        try:
            return await unless_stopped(stop, call())
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise CommandFailed(
                "Telegram refused the token in BOT_TOKEN; @BotFather shows the right one.", 2
            ) from error
        except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError) as error:
            structlog.get_logger("bot").warning("Telegram does not answer", error=type(error).__name__, pause=pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 60)
    return None


async def _until_stopped(stop: asyncio.Event, *loops: Callable[[], Awaitable[None]]) -> int:
    """Run the loops until `stop`, or until one of them ends, which is a fault; the exit status."""

    async def run(loop: Callable[[], Awaitable[None]]) -> None:
        await loop()
        stop.set()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(loop)) for loop in loops]
            await stop.wait()
            for task in tasks:
                task.cancel()
    except* TelegramUnauthorizedError as error:
        raise CommandFailed("Telegram no longer takes the token in BOT_TOKEN.", 2) from error
    return 0
