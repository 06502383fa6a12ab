"""Trouble: what is wrong with a feed or with the bot itself, decided from plain facts. Pure.

How long a feed may be silent depends on how often it publishes: a weekly paper may be silent longer than a news agency.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from domain.feed import Feed, Health, LeftOut, PollOutcome
from domain.ids import FeedId, PersonId

HISTORY = timedelta(days=56)  # how far back a feed's articles are looked at, to learn how often it publishes
LATEST, EARLIER = 8, 16  # numbers of articles: a feed's newest texts are compared with those just before them
ALIKE = 160  # characters; two texts are alike if they are equal up to this length
GONE_AFTER = timedelta(days=1)  # a failing feed counts as gone if no poll has succeeded for this long
_WEEK = timedelta(days=7)  # a shorter history may include no weekend, so that its longest gap says little
_GAPS = 2  # a feed counts as silent after this many times the longest gap between its articles
_DAYS_FROM = timedelta(days=3)  # a silence of this length or more is shown in days, a shorter one in hours
_FLOOD = 5  # a feed counts as flooding if a day brings more than this many times the articles of its usual day
_USUAL_DAY = 10  # articles; a feed whose usual day has fewer is treated as if it had this many
_DAYS = 3  # the fewest days with articles by which a feed's usual number of articles in a day is judged
# If more messages than this are refused in an hour, that is a trouble; the same number as in JarchiTelegramRefuses in
# deploy/alerts.yml.
_REFUSALS = 20
# A newest backup that is older is a trouble; the same age as in JarchiNoBackup in deploy/alerts.yml.
_BACKUP_AGE = timedelta(seconds=130_000)
_GONE = {Health.GONE, Health.BLOCKED, Health.NO_PREVIEW, Health.NOT_A_CHANNEL, Health.STRANGER}


class TroubleKind(StrEnum):
    """The kinds of trouble that the newsroom can be alerted to; the values are in callback data."""

    GONE = "feed-gone"
    SILENT = "feed-silent"
    MOVED = "feed-moved"
    LAYOUT = "feed-layout"  # the feed's newest texts are empty or all alike, as when its site's layout has changed
    FLOOD = "feed-flood"
    DELIVERIES = "deliveries"
    WORKERS = "workers"
    DISK = "disk"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong with a feed or the bot; `args` are the arguments of its text."""

    kind: TroubleKind
    feed_id: FeedId | None = None
    args: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the trouble, such as `feed-silent:12`; it is the same whenever the trouble is found again."""
        return str(self.kind) if self.feed_id is None else f"{self.kind}:{self.feed_id}"


@dataclass(frozen=True, slots=True)
class OpenTrouble:
    """A trouble that has been reported to the newsroom and is not mended yet."""

    trouble: Trouble
    since: datetime


@dataclass(frozen=True, slots=True)
class Rest:
    """A person's wish not to be told of a trouble until a moment; never again if `until` is None."""

    person: PersonId
    key: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Sample:
    """Counts of several articles of a feed: all, those without text, and the different beginnings of their texts."""

    articles: int = 0
    empty: int = 0
    distinct: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether there are at least LATEST articles, and either all texts are empty or all have the same beginning."""
        return self.articles >= LATEST and (self.empty == self.articles or self.distinct == 1)

    @property
    def is_good(self) -> bool:
        """Whether there are at least LATEST articles, most have a text, and most texts have different beginnings."""
        return self.articles >= LATEST and 2 * self.empty < self.articles and 2 * self.distinct > self.articles


@dataclass(frozen=True, slots=True)
class History:
    """How a feed usually publishes, computed from its articles of the last HISTORY."""

    first_at: datetime  # when the oldest article was published
    newest_at: datetime
    longest_gap: timedelta  # the longest time between the publication of two successive articles
    days: tuple[int, ...] = ()  # numbers of new articles in each 24 hours that had any, without the last 24 hours
    today: int = 0  # new articles of the last 24 hours
    latest: Sample = field(default_factory=Sample)
    earlier: Sample = field(default_factory=Sample)

    @property
    def patience(self) -> timedelta:
        """How long the feed may be silent: twice its longest gap; two weeks if its history is under a week."""
        is_short = self.newest_at - self.first_at < _WEEK
        return _GAPS * max(self.longest_gap, _WEEK if is_short else timedelta(hours=1))

    @property
    def usual_day(self) -> int | None:
        """The median number of articles on the earlier days; None if there are too few days."""
        return sorted(self.days)[len(self.days) // 2] if len(self.days) >= _DAYS else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the feeds and the bot at one moment."""

    now: datetime
    feeds: Sequence[Feed] = ()
    histories: Mapping[FeedId, History] = field(default_factory=dict)
    # Name of a check shown at /health → what it found wrong; None if it found nothing.
    faults: Mapping[str, str | None] = field(default_factory=dict)
    refused: int = 0  # messages that could not be sent in the last hour
    free: int | None = None  # free bytes on the disk of the database; None if the database is on another machine
    needed: int = 0  # bytes that should be free on the database's disk
    # When the last backup was made, or else when the bot started; None if backups are off.
    copied_at: datetime | None = None


def troubles(facts: Facts, open_keys: Collection[str] = ()) -> tuple[Trouble, ...]:
    """Return everything that is wrong at this moment.

    `open_keys` are the keys of the troubles found before. A trouble of the kind LAYOUT lasts until the feed brings good
    texts, even when it has no good earlier texts left to compare with.
    """
    polled = [feed for feed in facts.feeds if not feed.is_paused]
    of_feeds = (one for feed in polled for one in _of_feed(feed, facts, open_keys))
    return (*of_feeds, *_of_bot(facts))


def _of_feed(feed: Feed, facts: Facts, open_keys: Collection[str]) -> Iterator[Trouble]:
    def found(kind: TroubleKind, **args: str | int) -> Trouble:
        return Trouble(kind, feed.id, {"title": feed.title or feed.source or feed.host, **args})

    state, history = feed.state, facts.histories.get(feed.id)
    if _is_gone(feed, facts.now):
        yield found(TroubleKind.GONE)
        return  # the feed's silence has the same cause, so it is not reported as well
    if state.moved_to is not None or state.last_outcome is PollOutcome.MOVED:
        yield found(TroubleKind.MOVED, host=urlsplit(state.moved_to or feed.url).hostname or "")
    if history is None:
        return
    # The silence is counted up to the last successful poll, because no feed brings articles while the bot is off.
    silence = (state.last_success_at or history.newest_at) - history.newest_at
    if silence > history.patience:
        span, unit = ("days", timedelta(days=1)) if silence >= _DAYS_FROM else ("hours", timedelta(hours=1))
        yield found(TroubleKind.SILENT, span=span, count=silence // unit)
    was_bad = Trouble(TroubleKind.LAYOUT, feed.id).key in open_keys
    if state.health is Health.CHANGED or (history.latest.is_bad and (was_bad or history.earlier.is_good)):
        yield found(TroubleKind.LAYOUT)
    is_over = state.last_read is not None and state.last_read.left_out.get(LeftOut.OVER_BUDGET, 0) > 0
    usual = history.usual_day
    if is_over or (usual is not None and history.today > _FLOOD * max(usual, _USUAL_DAY)):
        yield found(TroubleKind.FLOOD, today=history.today, usual=usual or 0)


def _is_gone(feed: Feed, now: datetime) -> bool:
    state = feed.state
    if state.health in _GONE:
        return True
    return state.health is Health.FAILING and now - (state.last_success_at or feed.added_at) >= GONE_AFTER


def _of_bot(facts: Facts) -> Iterator[Trouble]:
    faults = facts.faults
    if faults.get("outbox") or facts.refused > _REFUSALS:
        yield Trouble(TroubleKind.DELIVERIES, args={"refused": facts.refused})
    if faults.get("workers") or faults.get("reading"):
        yield Trouble(TroubleKind.WORKERS)
    if facts.free is not None and facts.free < facts.needed:
        args = {"free": facts.free // 1_000_000, "needed": facts.needed // 1_000_000}
        yield Trouble(TroubleKind.DISK, args=args)
    if facts.copied_at is not None and facts.now - facts.copied_at > _BACKUP_AGE:
        yield Trouble(TroubleKind.BACKUP, args={"hours": (facts.now - facts.copied_at) // timedelta(hours=1)})
