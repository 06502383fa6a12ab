"""The ticks that the timetable of a process calls."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from delivery.outcome import OUTCOMES, Refused, Uncertain, Unreadable
from domain.lease import Work
from domain.process_role import ProcessRole
from jobs.breaking_news import BreakingRule, BreakingTick
from jobs.broadcasts import BroadcastTick
from jobs.clock_file import ClockFile
from jobs.corrections import CorrectionTick
from jobs.digests import DigestTick
from jobs.follows import FollowTick
from jobs.retention import Retention
from jobs.reviews import Reviews
from jobs.timetable import Run, Ticks
from jobs.troubles import TroubleTick
from jobs.updates import UpdateTick
from launch.checks import ready_checks
from launch.figures import Figures
from launch.machine import room
from launch.pipeline import Pipeline
from launch.sharing import Sharing
from launch.telegram import Telegram
from launch.watch import Watch
from settings import Settings
from storage.interface import Signal
from text.lexicon.lexicon import Lexicon

_LOST = [OUTCOMES[one] for one in (Refused, Unreadable, Uncertain)]
# Seconds after which feeds that became due join a round of polls, and after which a round starts no more polls.
POLL_JOINS, POLL_ROUND = 5.0, 600.0


def ticks(
    settings: Settings,
    news: Pipeline,
    telegram: Telegram | None,
    lexicon: Lexicon | None,
    figures: Figures,
    watch: Watch,
    sharing: Sharing | None = None,
) -> Ticks:
    """Return the ticks for the roles of a process; `telegram` and `lexicon` are None if it does not deliver.

    Work that only one process may do at a time is done under a lease.
    """
    sharing = sharing or Sharing()
    clock, roles = news.clock, sharing.roles
    made = Ticks(
        clock_file=ClockFile(settings.clock_file, clock).run_once if settings.clock_file else None,
        figures=figures.refresh,
        watch=watch.tick,
        topics=None if sharing.is_alone else news.topic_admin.reload,
    )
    if ProcessRole.POLL in roles:
        poll = partial(news.poller.poll_due, joins=POLL_JOINS, seconds=POLL_ROUND)
        made = replace(made, poll=poll, pages=sharing.while_held(Work.PAGES, news.pages.run_once))
    if ProcessRole.READ in roles:
        made = replace(made, annotate=partial(annotate, news))
    if ProcessRole.DELIVER in roles and telegram is not None:
        made = replace(made, **_of_delivery(settings, news, telegram, lexicon, figures, sharing))
    return made


async def annotate(news: Pipeline) -> None:
    """Annotate all articles that wait in the queue."""
    while await news.annotator.run_once():
        pass


def _of_delivery(
    settings: Settings,
    news: Pipeline,
    telegram: Telegram,
    lexicon: Lexicon | None,
    figures: Figures,
    sharing: Sharing,
) -> dict[str, Run | None]:
    """Return name → tick, for the ticks that queue posts, and for housekeeping."""
    storage, clock = news.storage, news.clock
    digests, history = telegram.digests, telegram.history
    lease = sharing.lease(Work.TIMETABLE)
    rule = BreakingRule(
        sources=settings.breaking_sources,
        span=timedelta(minutes=settings.breaking_minutes),
        per_day=settings.breaking_per_day,
    )

    def on_queued() -> None:
        telegram.outbox.wake()
        sharing.tell(Signal.DELIVERIES)

    async def forget_updates() -> None:
        await storage.inbox.forget(now=clock.now())

    reviews = Reviews(storage, clock, digests, on_queued=on_queued, lease=lease)
    made: dict[str, Run | None] = {
        "digests": DigestTick(
            storage,
            clock,
            history,
            digests,
            reviews=reviews,
            late=figures.lateness,
            on_queued=on_queued,
            is_gathering=lambda: news.poller.is_polling or news.annotator.settle(),
        ).run_once,
        "breaking": BreakingTick(storage, clock, history, digests, rule, on_queued=on_queued, lease=lease).run_once,
        "forget_updates": forget_updates,
        "follows": FollowTick(storage, clock, history, digests, lexicon, on_queued=on_queued, lease=lease).run_once,
        "updates": UpdateTick(storage, clock, history, digests, on_queued=on_queued, lease=lease).run_once,
        "reviews": reviews.run_once,
        "corrections": CorrectionTick(storage, clock, on_queued=on_queued).run_once,
        "broadcasts": BroadcastTick(
            telegram.line.bot, storage, clock, telegram.texts, default_locale=settings.default_locale
        ).run_once,
        "troubles": TroubleTick(
            storage,
            clock,
            owners=settings.admin_ids,
            checks=ready_checks(telegram, news, None).run,
            room=partial(room, settings),
            refused=lambda: sum(telegram.outbox.outcomes[name] for name in _LOST),
            backups=figures.backups,
            on_queued=on_queued,
        ).run_once,
        "backups": figures.backups.run_once if figures.backups else None,
        "retention": Retention(storage, clock, keep_articles=timedelta(days=settings.retention_days)).run_once,
    }
    return {name: run and sharing.while_held(Work.TIMETABLE, run) for name, run in made.items()}
