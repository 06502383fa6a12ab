"""The running bot: it connects to Telegram, opens the ports, starts the timetable, and runs until it is stopped."""

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError

from catalogue.loader import CatalogueError, load_lexicon, load_phrases
from cli.context import CommandFailed
from delivery.outcome import EXPECTED
from delivery.pacing import Limits, Pacing
from delivery.shared_pace import SharedPace
from domain.faults import ProxyRefused
from domain.ids import PersonId
from domain.process_role import ProcessRole
from domain.roles import Role
from handlers.commands import COMMANDS
from handlers.menus import Menus
from handlers.profile import set_profile
from jobs import timetable
from launch.door import open_door
from launch.errors import counted_errors
from launch.figures import Figures
from launch.machine import findings
from launch.pipeline import Pipeline, user_agent
from launch.service import Service
from launch.sharing import Sharing
from launch.shutdown import run_until, unless_stopped
from launch.storage import backups_of
from launch.surroundings import PROXY_REFUSES
from launch.telegram import assemble, connect
from launch.ticks import ticks
from launch.tunnel import way_out
from launch.waking import listen_for_people, shared_loops
from launch.watch import HANG, PartDied, Watch
from settings import Settings
from storage.interface import Storage

T = TypeVar("T")


async def serve(
    settings: Settings,
    news: Pipeline,
    stop: asyncio.Event,
    on_ready: Callable[[], None],
    *,
    ends_on_hang: bool = False,
    sharing: Sharing | None = None,
) -> int:
    """Serve until `stop` is set; return the exit status. `on_ready` is called when people are being served.

    With `ends_on_hang`, a hanging event loop ends the whole process. `sharing` has this process's roles, and how it
    shares the work with other processes; None if it is the only one.
    """
    limits = Limits(
        per_second=settings.messages_per_second,
        burst=settings.messages_burst,
        per_chat_second=settings.messages_per_chat_second,
        per_group_minute=settings.messages_per_group_minute,
    )
    try:
        lexicon = load_lexicon(settings.catalogue_dir)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    token = settings.bot_token.get_secret_value()
    sharing = sharing or Sharing()
    shared = None if sharing.is_alone else SharedPace(news.storage.pace, limits)
    async with contextlib.AsyncExitStack() as stack:
        way = way_out(settings.telegram_proxy_url.get_secret_value(), resolves_there=True)
        opened = connect(token, settings.telegram_api_url, Pacing(limits), connect=way, shared=shared)
        line = await stack.enter_async_context(opened)
        me = await patiently(line.bot.me, stop)
        if me is None:
            return 0
        for what, fault in await findings(settings, news.clock):
            if fault:
                structlog.get_logger("bot").warning("before the start", what=what, fault=fault)
        if not settings.user_agent_contact and me.username:
            news.fetcher.introduce(user_agent(f"https://t.me/{me.username}"))
        await asyncio.to_thread(lexicon.prepare)
        telegram = assemble(
            line,
            news.storage,
            news.clock,
            feeds=news.feed_admin,
            window=news.annotator,
            topics=news.topics,
            topic_admin=news.topic_admin,
            pool=news.pool,
            phrases=load_phrases(settings.catalogue_dir),
            lexicon=lexicon,
            admin_ids=settings.admin_ids,
            default_locale=settings.default_locale,
            default_zone=settings.default_time_zone,
            sharing=sharing,
        )
        # The annotator, and after it the inbox, must be ready before anybody is served.
        if ProcessRole.READ in sharing.roles:
            await unless_stopped(stop, news.annotator.start())
        if stop.is_set():
            return 0
        await stack.enter_async_context(telegram.started())
        service = Service()
        watch = Watch(
            {**telegram.tasks, "leases": lambda: sharing.leases.task},
            on_beat=service.alive,
            hang=HANG if ends_on_hang else None,
            # If a clock file is set, the clock may jump, and the watch must not report it.
            now=None if settings.clock_file else news.clock.now,
        )
        backups = backups_of(settings, news.storage, news.clock)
        figures = Figures(telegram, news, watch, stack.enter_context(counted_errors()), backups)
        receive = await open_door(
            settings, telegram, news, watch, figures.collect, stack, lambda call: patiently(call, stop)
        )
        if telegram.serves:
            await set_profile(line.bot, telegram.texts)
            await Menus(COMMANDS, telegram.texts).set_all(line.bot, await _roles(news.storage, settings.admin_ids))
        scheduler = timetable.start(ticks(settings, news, telegram, lexicon, figures, watch, sharing))
        stack.callback(scheduler.shutdown, wait=False)
        gc.collect()
        # Garbage collections skip the objects loaded so far, which stay to the end. Otherwise each full collection
        # would go through all of them and block the event loop for 0.1 s.
        gc.freeze()
        structlog.get_logger("bot").info("the bot is running", username=me.username)
        service.ready()
        stack.callback(service.stopping)
        on_ready()
        loops = {"updates": receive, "watch": watch.run, **shared_loops(news, sharing)}
        if telegram.delivers:
            loops["outbox"] = telegram.outbox.run
        if not sharing.is_alone:
            listen_for_people(telegram)
            if telegram.serves:
                loops["claims"] = telegram.inbox.run_claims
        await run_parts(stop, **loops)
        return 0


async def run_parts(stop: asyncio.Event, **loops: Callable[[], Awaitable[None]]) -> None:
    """Run the loops until `stop` is set; raises CommandFailed with the exit status if one of them ends before that."""
    try:
        await run_until(stop, **loops)
    except* TelegramUnauthorizedError as error:
        raise CommandFailed("Telegram no longer accepts the token in BOT_TOKEN.", 2) from error
    except* PartDied as died:
        raise CommandFailed(f"The bot stops because a part of it has died: {died.exceptions[0]}.", 1) from died


async def _roles(storage: Storage, admin_ids: frozenset[PersonId]) -> dict[PersonId, Role]:
    """Return person → role for everybody in the newsroom."""
    given = {one.person: one.role for one in await storage.newsroom.members()}
    return given | dict.fromkeys(admin_ids, Role.OWNER)


async def patiently(call: Callable[[], Coroutine[Any, Any, T]], stop: asyncio.Event) -> T | None:
    """Retry the call until Telegram answers; after a power cut the server may start before its network.

    Return None if `stop` is set first.
    """
    pause = 1.0
    while not stop.is_set():
        try:
            return await unless_stopped(stop, call())
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise CommandFailed(
                "Telegram refused the token in BOT_TOKEN; @BotFather shows the right one.", 2
            ) from error
        except EXPECTED as error:
            if _is_refused_by_proxy(error):
                raise CommandFailed(PROXY_REFUSES, 2) from error
            structlog.get_logger("bot").warning("Telegram does not answer", error=type(error).__name__, pause=pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 60)
    return None


def _is_refused_by_proxy(error: BaseException) -> bool:
    """Return whether the error was caused by a proxy that refuses us; causes may form a circle."""
    seen: list[BaseException] = []
    before: BaseException | None = error
    while before is not None and before not in seen:
        seen.append(before)
        before = before.__cause__ or before.__context__
    return any(isinstance(one, ProxyRefused) for one in seen)
