"""Statistics for the newsroom: what is counted, and how readers come and go. Pure.

These counts may betray single people; domain.disclosure decides which of them may be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.chat import ChatState

Counts = Mapping[str, Mapping[str, int]]  # group → key → count; a group that is one count has the key ""
Days = Mapping[str, Mapping[date, int]]  # what is counted → day, in UTC → count

# The groups of counts. "active" chats are the readers.
OF_READERS = (
    "language", "country",
    "muted",  # readers who muted something
    "muted_source",  # readers who muted that source
    "liked",  # readers who rated something
    "liked_more",  # readers who want more of that topic or outlet; keys of domain.tastes
)  # fmt: skip
GROUPS = ("state", *OF_READERS, "delivery", "opened", "saved", "followed")  # a delivery's key is "kind state"
OF_NEWS = ("articles", "stories", "affairs")
LATELY = timedelta(days=7)  # how far back deliveries and opened stories are counted; they are kept for 8 days
WEEKS = 13  # a quarter of a year
DAYS = 30  # of news
DAYS_KEPT = timedelta(days=500)  # counts of readers' days; the quarter and the year in which it begins
SLOW = timedelta(hours=2)  # a feed is slow if half of its articles come later than this after their publication


class ReaderEvent(StrEnum):
    """What changes the number of readers."""

    JOINED = "joined"  # reads for the first time, or again
    LEFT = "left"  # stopped, or deleted everything
    BLOCKED = "blocked"  # cannot be reached or written to any more


def event_of(before: ChatState | None, after: ChatState | None) -> ReaderEvent | None:
    """Return what a chat's change of state means for the number of readers; None is a chat that is not stored."""
    was, is_now = before is ChatState.ACTIVE, after is ChatState.ACTIVE
    if was is is_now:
        return None
    if is_now:
        return ReaderEvent.JOINED
    return ReaderEvent.BLOCKED if after in (ChatState.UNREACHABLE, ChatState.SUSPENDED) else ReaderEvent.LEFT


@dataclass(frozen=True, slots=True)
class Week:
    """How readers came and went from `start` to `end`, inclusive; `readers` is how many there were at its end."""

    start: date
    end: date
    joined: int
    left: int
    blocked: int
    readers: int


@dataclass(frozen=True, slots=True)
class NewsDay:
    """How many articles, new stories and stories that develop an earlier one a day brought."""

    day: date
    articles: int
    stories: int
    affairs: int


@dataclass(frozen=True, slots=True)
class FeedNews:
    """The feeds that are silent for longer than usual, and the slow ones with their usual delay, slowest first."""

    polled: int = 0
    silent: tuple[str, ...] = ()
    slow: tuple[tuple[str, timedelta], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of /stats, `stats` and the picture, with nothing in them that may not be shown."""

    readers: int  # at least so many; see domain.disclosure
    is_exact: bool  # whether `readers` is the exact number
    counts: Mapping[str, Mapping[str, int | None]]  # None: not shown
    weeks: tuple[Week, ...]  # oldest first
    days: tuple[NewsDay, ...]  # oldest first, the last one is today
    feeds: FeedNews = field(default_factory=FeedNews)


def first_week(today: date) -> date:
    """Return the Monday on which the quarter begins that the weeks of a report cover."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def counted_from(today: date) -> date:
    """Return the first day of which counts of readers are needed for a report."""
    return date(first_week(today).year, 1, 1)


def news_days(days: Days, today: date) -> tuple[NewsDay, ...]:
    """Return the news of the last DAYS days."""
    return tuple(
        NewsDay(day, *(days.get(name, {}).get(day, 0) for name in OF_NEWS))
        for day in (today - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1))
    )
