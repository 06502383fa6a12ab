"""Statistics for the newsroom: what is counted, and how many readers come and go. Pure.

These counts could betray something about single people; domain.disclosure decides which of them may be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.chat import ChatState

Counts = Mapping[str, Mapping[str, int]]  # group → key → count; if a group is a single number, its key is ""
Days = Mapping[str, Mapping[date, int]]  # name of the count → day in UTC → count

# The groups of counts that are about readers, which are the chats in the state "active".
OF_READERS = (
    "language", "country",
    "muted",  # readers who muted anything
    "muted_source",  # readers who muted a source, by that source
    "liked",  # readers who rated anything
    "liked_more",  # readers who want more of a topic or outlet, by its key in domain.tastes
)  # fmt: skip
# All groups of counts. A key of "delivery" is the post's kind and the delivery's state, such as "digest sent".
GROUPS = ("state", *OF_READERS, "delivery", "opened", "saved", "followed")
OF_NEWS = ("articles", "stories", "affairs")
LATELY = timedelta(days=7)  # only deliveries and opened stories of this time are counted; they are stored for 8 days
WEEKS = 13  # how many weeks the readers in a report are counted for: a quarter of a year
DAYS = 30  # how many days the news in a report are counted for
# Daily counts of readers are kept this long: a quarter, and the whole year in which that quarter begins.
DAYS_KEPT = timedelta(days=500)
SLOW = timedelta(hours=2)  # a feed is slow if half of its articles are stored more than this after their publication


class ReaderEvent(StrEnum):
    """The events that change the number of readers."""

    JOINED = "joined"  # a chat became active, for the first time or again
    LEFT = "left"  # a person stopped the bot, or deleted all their data
    BLOCKED = "blocked"  # the chat cannot be reached, or the bot may not write to it any more


def event_of(before: ChatState | None, after: ChatState | None) -> ReaderEvent | None:
    """Return the event that a chat's change of state counts as: joined, left or blocked; None if it is none of these.

    A state of None means that the chat is not stored.
    """
    was, is_now = before is ChatState.ACTIVE, after is ChatState.ACTIVE
    if was is is_now:
        return None
    if is_now:
        return ReaderEvent.JOINED
    return ReaderEvent.BLOCKED if after in (ChatState.UNREACHABLE, ChatState.SUSPENDED) else ReaderEvent.LEFT


@dataclass(frozen=True, slots=True)
class Week:
    """The changes in the number of readers from `start` to `end`, inclusive; `readers` is the number at the end."""

    start: date
    end: date
    joined: int
    left: int
    blocked: int
    readers: int


@dataclass(frozen=True, slots=True)
class NewsDay:
    """How many articles and new stories a day brought, and how many of these stories develop an earlier one."""

    day: date
    articles: int
    stories: int
    affairs: int


@dataclass(frozen=True, slots=True)
class FeedNews:
    """Feeds that are silent for longer than usual, and slow ones with their usual delay, slowest first."""

    polled: int = 0
    silent: tuple[str, ...] = ()
    slow: tuple[tuple[str, timedelta], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics that /stats, the command `stats` and the picture show; it holds nothing that may not be shown."""

    readers: int  # a lower bound, see domain.disclosure
    is_exact: bool  # whether `readers` is the exact number
    # Kind of count, one of GROUPS → what is counted, such as a language → the count; None: too small to be shown.
    counts: Mapping[str, Mapping[str, int | None]]
    weeks: tuple[Week, ...]  # oldest first
    days: tuple[NewsDay, ...]  # oldest first, the last one is today
    feeds: FeedNews = field(default_factory=FeedNews)


def first_week(today: date) -> date:
    """Return the Monday with which the quarter of a report begins."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def counted_from(today: date) -> date:
    """Return the earliest day for which a report needs counts of readers."""
    return date(first_week(today).year, 1, 1)


def news_days(days: Days, today: date) -> tuple[NewsDay, ...]:
    """Return the numbers of articles and stories on each of the last DAYS days, oldest first."""
    return tuple(
        NewsDay(day, *(days.get(name, {}).get(day, 0) for name in OF_NEWS))
        for day in (today - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1))
    )
