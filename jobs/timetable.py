"""The timetable of the whole program: a list of ticks with their intervals.

The database knows what is due, and the clock what time it is; the ticks ask them. A tick never runs twice at once. A
tick that comes late because the event loop was busy still runs, but only once if it was missed several times.
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
    """The functions that the timetable calls; a function that is None is not called."""

    clock_file: Run | None = None
    poll: Run | None = None
    pages: Run | None = None
    annotate: Run | None = None
    digests: Run | None = None
    breaking: Run | None = None
    follows: Run | None = None
    updates: Run | None = None
    reviews: Run | None = None
    corrections: Run | None = None
    broadcasts: Run | None = None
    forget_updates: Run | None = None
    retention: Run | None = None
    figures: Run | None = None
    troubles: Run | None = None
    backups: Run | None = None
    watch: Run | None = None
    topics: Run | None = None


def start(ticks: Ticks) -> AsyncIOScheduler:
    """Start the ticks on the running event loop; the caller stops them by `shutdown(wait=False)`."""
    timetable: tuple[tuple[str, float, Run | None], ...] = (
        # name, seconds between calls, function
        ("watch", 5, ticks.watch),
        ("clock file", 0.5, ticks.clock_file),
        ("poll", 2, ticks.poll),
        ("pages", 2, ticks.pages),
        ("annotate", 1, ticks.annotate),
        ("digests", 1, ticks.digests),
        ("breaking", 15, ticks.breaking),
        ("follows", 5, ticks.follows),
        ("updates", 5, ticks.updates),
        ("reviews", 5, ticks.reviews),
        ("corrections", 10, ticks.corrections),
        ("broadcasts", 1, ticks.broadcasts),
        ("figures", 30, ticks.figures),
        ("topics", 60, ticks.topics),
        ("troubles", 60, ticks.troubles),
        ("forget updates", 60, ticks.forget_updates),
        ("backups", 600, ticks.backups),
        ("retention", 3600, ticks.retention),
    )
    # A tick is often still running when its time comes again, which is no error; we log errors in ticks ourselves.
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
            log.debug("a tick was cancelled because the program stops", tick=name)
        except Exception:  # an error in a tick is logged, and the tick is called again at its next time
            log.exception("a tick failed", tick=name)

    return tick
