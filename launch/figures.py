"""The figures that the bot measures of itself, for Prometheus.

Figures that need queries to the database are refreshed by a tick of the timetable and stay the same until the next one,
so that a request for the metrics costs nothing. Labels are a few fixed words that say how or where something ended;
they never name a person or chat.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric

from delivery.outcome import OUTCOMES
from domain.feed import LeftOut, PollOutcome
from domain.tally import LONG, Spread
from jobs.backups import Backups
from launch.pipeline import Pipeline
from launch.telegram import Telegram
from launch.watch import Watch
from storage.interface import Size, Unread

# An article that has waited longer for the annotator does not count as waiting, because it will never be annotated.
_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the storage answered at the last refresh."""

    rows: Mapping[str, int]
    unread: Unread
    size: Size
    feed_since: datetime | None
    delivery_since: datetime | None
    article_since: datetime | None


class Figures:
    """All figures of a running process; `errors` are the numbers of logged errors by part of the program.

    `telegram` is None for a process that does not connect to Telegram.
    """

    def __init__(
        self,
        telegram: Telegram | None,
        news: Pipeline,
        watch: Watch,
        errors: Mapping[str, int],
        backups: Backups | None = None,
    ) -> None:
        self._telegram = telegram
        self._news = news
        self._watch = watch
        self._errors = errors
        self._stored: _Stored | None = None
        self.lateness = Spread(LONG)
        self.backups = backups

    async def refresh(self) -> None:
        """Read from the storage those figures that need slow queries."""
        storage, now = self._news.storage, self._news.clock.now()
        self._stored = _Stored(
            rows=await storage.housekeeping.counts(),
            unread=await storage.articles.unread(),
            size=await storage.housekeeping.size(),
            feed_since=await storage.feeds.oldest_due(now=now),
            delivery_since=await storage.outbox.oldest_due(now=now),
            article_since=await storage.articles.oldest_unread(since=now - _LATELY),
        )

    async def collect(self) -> Iterable[Metric]:
        """Return all figures with their present values."""
        if self._stored is None:
            await self.refresh()
        assert self._stored is not None
        return (*self._of_news(), *self._of_people(), *self._of_process(), *self._of_storage(self._stored))

    def _of_news(self) -> Iterable[Metric]:
        poller, annotator = self._news.poller, self._news.annotator
        yield _counts("polls", "Polls by how they ended", "outcome", _all(PollOutcome, poller.polls))
        yield _spread("poll_seconds", "Seconds of a poll, from asking for its turn at the host", poller.seconds)
        yield _count("articles_stored", "New articles", poller.stored)
        left_out = _all(LeftOut, poller.left_out)
        yield _counts("entries_left_out", "Entries not stored as their feed gives them", "reason", left_out)
        yield _count("articles_annotated", "Articles read", annotator.annotated)
        yield _spread("annotation_seconds", "Seconds of a batch of articles", annotator.seconds)
        yield _gauge("reading_fault", "1 while no text can be read", annotator.fault is not None)

    def _of_people(self) -> Iterable[Metric]:
        if self._telegram is None:
            return
        inbox, outbox, throttle = self._telegram.inbox, self._telegram.outbox, self._telegram.line.throttle
        yield _count("updates_received", "Updates stored", inbox.received)
        yield _gauge("updates_waiting", "Updates not handled to the end", inbox.waiting)
        yield _spread("handler_seconds", "Seconds of an update, with its answer", inbox.seconds)
        yield _counts(
            "sends", "Messages by how sending them ended", "outcome", _all(OUTCOMES.values(), outbox.outcomes)
        )
        yield _count("floods", "Calls that Telegram answered with 429", throttle.floods)
        pace = throttle.pacing.bulk_factor(throttle.monotonic())
        yield _gauge("pace_share", "Share of the full pace that bulk has now", pace)
        yield _spreads("pace_wait_seconds", "Seconds that a message waited for its turn", "kind", throttle.waits)
        yield _spread("digest_lateness_seconds", "Seconds from a digest's moment until it is queued", self.lateness)

    def _of_process(self) -> Iterable[Metric]:
        pool = self._news.pool
        yield _spread("loop_lag_seconds", "Seconds by which the event loop was late", self._watch.lag)
        yield _count("clock_jumps", "How often the machine's clock was moved", self._watch.clock_jumps)
        yield _count("workers_lost", "Workers killed or dead at a job", pool.lost)
        yield _count("worker_restarts", "Fork servers started again", pool.restarts)
        yield _counts("errors", "Errors logged, by the room they happened in", "place", self._errors)

    def _of_storage(self, stored: _Stored) -> Iterable[Metric]:
        now = self._news.clock.now()
        rows = GaugeMetricFamily("jarchi_rows", "Rows kept", labels=["noun"])
        for noun, count in stored.rows.items():
            rows.add_metric([noun], count)
        yield rows
        unread = GaugeMetricFamily("jarchi_unread_articles", "Articles whose text was not read", labels=["state"])
        for state in ("waiting", "put_off", "given_up"):
            unread.add_metric([state], getattr(stored.unread, state))
        yield unread
        if self.backups is not None:
            yield _count("backup_failures", "Copies not made or not taken by the command", self.backups.failures)
            if self.backups.latest is not None:
                age = _age(self.backups.latest, now)
                yield _gauge("backup_age_seconds", "Seconds since the latest copy of the database", age)
        yield _spread("query_seconds", "Seconds of a transaction with the database", self._news.queries)
        yield _gauge("database_bytes", "Bytes of the database", stored.size.data)
        yield _gauge("journal_bytes", "Bytes of the database's journal", stored.size.journal)
        yield _gauge("oldest_due_feed_seconds", "Seconds that a feed has been due", _age(stored.feed_since, now))
        age = _age(stored.delivery_since, now)
        yield _gauge("oldest_delivery_seconds", "Seconds that a delivery could have left", age)
        age = _age(stored.article_since, now)
        yield _gauge("oldest_unread_article_seconds", "Seconds that an article has waited to be read", age)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def _all(names: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
    """Return the count of each name, 0 for a name that was not counted yet.

    A figure must be shown before the first error, because alerts compare it with its earlier value.
    """
    return {str(name): counts.get(name, 0) for name in names}


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"jarchi_{name}", what, value=float(value))


def _count(name: str, what: str, value: float) -> Metric:
    return CounterMetricFamily(f"jarchi_{name}", what, value=float(value))


def _counts(name: str, what: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"jarchi_{name}", what, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family


def _spread(name: str, what: str, spread: Spread) -> Metric:
    family = HistogramMetricFamily(f"jarchi_{name}", what)
    family.add_metric([], _buckets(spread), spread.total)
    return family


def _spreads(name: str, what: str, label: str, spreads: Mapping[str, Spread]) -> Metric:
    family = HistogramMetricFamily(f"jarchi_{name}", what, labels=[label])
    for value, spread in spreads.items():
        family.add_metric([value], _buckets(spread), spread.total)
    return family


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    """Return (bound, number of values up to it), cumulatively, as Prometheus expects."""
    bounds = (*map(str, spread.bounds), "+Inf")
    return list(zip(bounds, map(float, accumulate(spread.counts)), strict=True))
