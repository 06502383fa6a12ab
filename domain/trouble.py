"""Trouble: what is wrong with a feed or with the bot itself, decided from plain facts; pure.

A feed's habit comes from its own articles, so that a weekly paper is not silent after three days, and a news agency is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from domain.feed import Feed, Health, LeftOut, PollOutcome
from domain.ids import FeedId, PersonId

HISTORY = timedelta(days=56)  # how far back a feed's habit is looked for
LATEST, EARLIER = 8, 16  # articles of a feed whose texts are compared: the newest ones with those before them
ALIKE = 160  # characters at the beginning of a text by which texts are compared
GONE_AFTER = timedelta(days=1)  # a feed counts as gone after so long without a successful poll
_WEEK = timedelta(days=7)  # a shorter history does not show weekends
_GAPS = 2  # multiples of the longest gap in a feed's history
_DAYS_FROM = timedelta(days=3)  # a silence of this length is said in days, a shorter one in hours
_FLOOD = 5  # multiples of a feed's usual day
_USUAL_DAY = 10  # articles; a feed with fewer may have a busy day
_DAYS = 3  # earlier days with articles, without which no day is usual
_REFUSALS = 20  # messages that could not be sent within an hour; as JarchiTelegramRefuses in deploy/alerts.yml
_BACKUP_AGE = timedelta(seconds=130_000)  # as JarchiNoBackup
_GONE = {Health.GONE, Health.BLOCKED, Health.NO_PREVIEW, Health.NOT_A_CHANNEL, Health.STRANGER}


class TroubleKind(StrEnum):
    """The kinds that somebody of the newsroom may want to hear of; the values are in callback data."""

    GONE = "feed-gone"
    SILENT = "feed-silent"
    MOVED = "feed-moved"
    LAYOUT = "feed-layout"  # its texts are suddenly empty or all alike, as when the site's layout has changed
    FLOOD = "feed-flood"
    DELIVERIES = "deliveries"
    WORKERS = "workers"
    DISK = "disk"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong; `args` are for its text."""

    kind: TroubleKind
    feed_id: FeedId | None = None
    args: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What identifies it: the same cause has the same key, such as `feed-silent:12`."""
        return str(self.kind) if self.feed_id is None else f"{self.kind}:{self.feed_id}"


@dataclass(frozen=True, slots=True)
class OpenTrouble:
    """A trouble that the newsroom has been told of and that lasts."""

    trouble: Trouble
    since: datetime


@dataclass(frozen=True, slots=True)
class Rest:
    """Somebody's wish not to hear of a trouble: until a moment, or never again if `until` is None."""

    person: PersonId
    key: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Sample:
    """Counts of the texts of several articles: all, those without words, and how many begin differently."""

    articles: int = 0
    empty: int = 0
    distinct: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether all texts are empty, or all begin alike."""
        return self.articles >= LATEST and (self.empty == self.articles or self.distinct == 1)

    @property
    def is_good(self) -> bool:
        """Whether most texts have words of their own."""
        return self.articles >= LATEST and 2 * self.empty < self.articles and 2 * self.distinct > self.articles


@dataclass(frozen=True, slots=True)
class History:
    """What the stored articles of a feed say of its habits, within HISTORY."""

    first_at: datetime  # the oldest publication
    newest_at: datetime
    longest_gap: timedelta  # between two publications
    days: tuple[int, ...] = ()  # new articles of each day of 24 hours that had any, except for the last one
    today: int = 0  # new articles of the last 24 hours
    latest: Sample = field(default_factory=Sample)
    earlier: Sample = field(default_factory=Sample)

    @property
    def patience(self) -> timedelta:
        """How long the feed may be silent: twice its longest gap, of which a week at least must have been seen."""
        is_short = self.newest_at - self.first_at < _WEEK
        return _GAPS * max(self.longest_gap, _WEEK if is_short else timedelta(hours=1))

    @property
    def usual_day(self) -> int | None:
        """The middle one of the earlier days' counts; None if too few are known."""
        return sorted(self.days)[len(self.days) // 2] if len(self.days) >= _DAYS else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at one moment."""

    now: datetime
    feeds: Sequence[Feed] = ()
    histories: Mapping[FeedId, History] = field(default_factory=dict)
    faults: Mapping[str, str | None] = field(default_factory=dict)  # the results of the checks behind /health
    refused: int = 0  # messages that could not be sent in the last hour
    free: int | None = None  # free bytes on the database's disk; None if that is not a disk of this machine
    needed: int = 0  # bytes that should be free
    copied_at: datetime | None = None  # when the database was copied last, or the bot started; None without backups


def troubles(facts: Facts, open_keys: Collection[str] = ()) -> tuple[Trouble, ...]:
    """Return the troubles of this moment.

    `open_keys` are those of the troubles that began before: they last until they are mended, however usual they become.
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
        return  # its silence has the same cause
    if state.moved_to is not None or state.last_outcome is PollOutcome.MOVED:
        yield found(TroubleKind.MOVED, host=urlsplit(state.moved_to or feed.url).hostname or "")
    if history is None:
        return
    # Counted until the last successful poll: a bot that was switched off has heard nothing of anybody.
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
