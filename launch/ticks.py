"""The ticks that the bot's timetable runs."""

from datetime import timedelta
from functools import partial

from delivery.outcome import OUTCOMES, Refused, Uncertain, Unreadable
from jobs.breaking_news import BreakingRule, BreakingTick
from jobs.broadcasts import BroadcastTick
from jobs.clock_file import ClockFile
from jobs.corrections import CorrectionTick
from jobs.digests import DigestTick
from jobs.follows import FollowTick
from jobs.retention import Retention
from jobs.reviews import Reviews
from jobs.timetable import Ticks
from jobs.troubles import TroubleTick
from jobs.updates import UpdateTick
from launch.checks import ready_checks
from launch.figures import Figures
from launch.machine import room
from launch.pipeline import Pipeline
from launch.telegram import Telegram
from launch.watch import Watch
from settings import Settings
from text.lexicon.lexicon import Lexicon

_LOST = [OUTCOMES[one] for one in (Refused, Unreadable, Uncertain)]
POLL_JOINS, POLL_ROUND = 5.0, 600.0  # in seconds; see FeedPoller.poll_due


def ticks(
    settings: Settings,
    news: Pipeline,
    telegram: Telegram,
    lexicon: Lexicon,
    figures: Figures,
    watch: Watch,
) -> Ticks:
    """Return the ticks of the bot."""
    storage, clock = news.storage, news.clock
    digests, history, on_queued = telegram.digests, telegram.history, telegram.outbox.wake
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

    reviews = Reviews(storage, clock, digests, on_queued=on_queued)
    return Ticks(
        clock_file=ClockFile(settings.clock_file, clock).run_once if settings.clock_file else None,
        poll=partial(news.poller.poll_due, joins=POLL_JOINS, seconds=POLL_ROUND),
        pages=news.pages.run_once,
        annotate=annotate,
        digests=DigestTick(
            storage,
            clock,
            history,
            digests,
            reviews=reviews,
            late=figures.lateness,
            on_queued=on_queued,
            is_polling=lambda: news.poller.is_polling,
        ).run_once,
        breaking=BreakingTick(storage, clock, history, digests, rule, on_queued=on_queued).run_once,
        forget_updates=forget_updates,
        follows=FollowTick(storage, clock, history, digests, lexicon, on_queued=on_queued).run_once,
        updates=UpdateTick(storage, clock, history, digests, on_queued=on_queued).run_once,
        reviews=reviews.run_once,
        corrections=CorrectionTick(storage, clock, on_queued=on_queued).run_once,
        broadcasts=BroadcastTick(telegram.line.bot, storage, clock, telegram.texts).run_once,
        figures=figures.refresh,
        troubles=TroubleTick(
            storage,
            clock,
            owners=settings.admin_ids,
            checks=ready_checks(telegram, news, None).run,
            room=partial(room, settings),
            refused=lambda: sum(telegram.outbox.outcomes[name] for name in _LOST),
            backups=figures.backups,
            on_queued=on_queued,
        ).run_once,
        backups=figures.backups.run_once if figures.backups else None,
        watch=watch.tick,
        retention=Retention(storage, clock, keep_articles=timedelta(days=settings.retention_days)).run_once,
    )
