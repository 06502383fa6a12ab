"""A process that only polls feeds and annotates articles; it never connects to Telegram and needs no token."""

import asyncio
import contextlib
import gc
from collections.abc import Callable
from functools import partial

import structlog

from domain.process_role import ProcessRole
from jobs import timetable
from launch.checks import alive_checks, ready_checks
from launch.door import listen_for_health
from launch.errors import counted_errors
from launch.figures import Figures
from launch.machine import findings
from launch.pipeline import Pipeline
from launch.service import Service
from launch.serving import run_parts
from launch.sharing import Sharing
from launch.shutdown import unless_stopped
from launch.ticks import ticks
from launch.waking import shared_loops
from launch.watch import HANG, Watch
from settings import Settings


async def run_in_background(
    settings: Settings,
    news: Pipeline,
    stop: asyncio.Event,
    on_ready: Callable[[], None],
    sharing: Sharing,
    *,
    ends_on_hang: bool = False,
) -> int:
    """Poll and annotate until `stop` is set; return the exit status. `on_ready` is called when this has begun.

    With `ends_on_hang`, a hanging event loop ends the whole process.
    """
    log = structlog.get_logger("bot")
    async with contextlib.AsyncExitStack() as stack:
        for what, fault in await findings(settings, news.clock):
            if fault:
                log.warning("before the start", what=what, fault=fault)
        if ProcessRole.READ in sharing.roles:
            await unless_stopped(stop, news.annotator.start())
        if stop.is_set():
            return 0
        service = Service()
        watch = Watch(
            {"leases": lambda: sharing.leases.task},
            on_beat=service.alive,
            hang=HANG if ends_on_hang else None,
            # If a clock file is set, the clock may jump, and the watch must not report it.
            now=None if settings.clock_file else news.clock.now,
        )
        figures = Figures(None, news, watch, stack.enter_context(counted_errors()))
        ready = ready_checks(None, news, None, sharing)
        await listen_for_health(settings, alive_checks(None, watch), ready, figures.collect, stack)
        scheduler = timetable.start(ticks(settings, news, None, None, figures, watch, sharing))
        stack.callback(partial(scheduler.shutdown, wait=False))
        gc.collect()
        gc.freeze()
        log.info("the process is running", roles=sorted(sharing.roles))
        service.ready()
        stack.callback(service.stopping)
        on_ready()
        await run_parts(stop, watch=watch.run, **shared_loops(news, sharing))
        return 0
