"""Running the bot, from its start to its end."""

import asyncio
import contextlib
import gc
from collections.abc import Callable, Sequence

from cli.context import CommandFailed
from cli.faults import token_fault
from domain.clock import AdjustableClock
from domain.feed import NewFeed
from domain.process_role import EVERY_ROLE, SPEAKING, ProcessRole
from launch.sharing import Sharing
from launch.shutdown import stop_on_signals, unless_stopped
from launch.startup import open_pipeline
from launch.storage import hold_lock, hold_together, leased, takes_several
from launch.surroundings import check_surroundings
from launch.telegram_types import types_built_when_used
from settings import Settings


async def run_bot(
    settings: Settings,
    clock: AdjustableClock,
    *,
    feeds: Sequence[NewFeed] | None = None,
    host_pause: float | None = None,
    stop: asyncio.Event | None = None,
    reads_first: bool = False,
    on_ready: Callable[[], None] = lambda: None,
    ends_on_hang: bool = False,
    roles: frozenset[ProcessRole] = EVERY_ROLE,
) -> int:
    """Serve Telegram until SIGINT, SIGTERM or `stop`; return the exit status of the process.

    `feeds` and `host_pause` are passed to open_pipeline(). With `reads_first`, all feeds are polled and annotated
    before people are served. With `ends_on_hang`, a hanging event loop ends the process, so the process must be only
    the bot's. A process with some of the `roles` leaves the rest to other processes with the same database.
    """
    is_speaking = bool(roles & SPEAKING)
    if is_speaking and (fault := token_fault(settings.bot_token.get_secret_value())):
        raise CommandFailed(fault, status=2)
    stop = stop or asyncio.Event()
    stop_on_signals(stop)
    is_shared = takes_several(settings.database)
    sharing = Sharing.with_others(roles) if is_shared else Sharing(roles)
    async with contextlib.AsyncExitStack() as stack:
        if not is_shared:
            stack.enter_context(hold_lock(settings.database))
        await check_surroundings(settings, serves=ProcessRole.SERVE in roles, speaks=is_speaking)
        if is_shared:
            await stack.enter_async_context(hold_together(settings.database))
        opened = open_pipeline(
            settings,
            clock,
            feeds=feeds,
            host_pause=host_pause,
            is_alone=not is_shared,
            sharing=sharing,
            is_lasting=True,
        )
        news = await stack.enter_async_context(opened)
        await stack.enter_async_context(leased(settings.database, news.storage.leases, sharing))
        if reads_first:
            reading = asyncio.gather(news.read_everything(), asyncio.to_thread(_load_telegram))
            await unless_stopped(stop, reading)
            if stop.is_set():
                return 0
        # The imports below come late, because importing aiogram takes long.
        if not is_speaking:
            from launch.background import run_in_background

            return await run_in_background(settings, news, stop, on_ready, sharing, ends_on_hang=ends_on_hang)
        with types_built_when_used():
            from launch.serving import serve

        return await serve(settings, news, stop, on_ready, ends_on_hang=ends_on_hang, sharing=sharing)


def _load_telegram() -> None:
    """Import the Telegram part while news is read; garbage collection is off, since it would slow down the import."""
    gc.disable()
    try:
        with types_built_when_used():
            import launch.serving  # noqa: F401
    finally:
        gc.enable()
