"""The whole timetable of the program on one screen.

"When" is a column of the database and "now" is the clock's: these ticks only ask what is due. Each runs alone, is not
missed when the loop was busy, and is not made up for when it was missed many times.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(__name__)

Run = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Ticks:
    """The functions that the clock calls; one that is None is not called."""

    clock_file: Run | None = None
    poll: Run | None = None
    pages: Run | None = None
    annotate: Run | None = None
    digests: Run | None = None
    breaking: Run | None = None
    follows: Run | None = None
    updates: Run | None = None
    forget_updates: Run | None = None
    retention: Run | None = None
    figures: Run | None = None
    backups: Run | None = None
    watch: Run | None = None


def start(ticks: Ticks) -> AsyncIOScheduler:
    """Start the ticks on the running loop; shut the scheduler down with `shutdown(wait=False)`."""
    timetable: tuple[tuple[str, float, Run | None], ...] = (
        # name          seconds  what
        ("watch", 5, ticks.watch),
        ("clock file", 0.5, ticks.clock_file),
        ("poll", 2, ticks.poll),
        ("pages", 2, ticks.pages),
        ("annotate", 1, ticks.annotate),
        ("digests", 1, ticks.digests),
        ("breaking", 15, ticks.breaking),
        ("follows", 5, ticks.follows),
        ("updates", 5, ticks.updates),
        ("figures", 30, ticks.figures),
        ("forget updates", 60, ticks.forget_updates),
        ("backups", 600, ticks.backups),
        ("retention", 3600, ticks.retention),
    )
    # A tick that is still at work when its time comes again is no news; what fails in one, we log ourselves.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for name, seconds, run in timetable:
        if run is not None:
            scheduler.add_job(_logged(name, run), "interval", seconds=seconds, id=name, name=name)
    scheduler.start()
    return scheduler


def _logged(name: str, run: Run) -> Run:
    async def tick() -> None:
        try:
            await run()
        except asyncio.CancelledError:
            log.debug("a tick was ended with the program", tick=name)
        except Exception:  # one tick that fails is logged; the next one comes
            log.exception("a tick failed", tick=name)

    return tick
