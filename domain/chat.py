"""A chat: a private chat, group, channel or forum thread we send to. It owns the preferences."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from domain.ids import ChatId, FollowId, PersonId

COUNTRIES = ("kg", "kz", "uz", "tj", "tm", "world")


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class ChatState(StrEnum):
    NEW = "new"  # has not finished /start; nothing is pushed
    ACTIVE = "active"
    STOPPED = "stopped"  # the person said /stop; everything kept, one tap back
    # Blocked us, removed us or was deactivated; active again after /start or when the bot is unblocked.
    UNREACHABLE = "unreachable"
    SUSPENDED = "suspended"  # a group in which we lost the right to write, or a closed thread


class QuietMode(StrEnum):
    SILENT = "silent"  # delivered without a sound
    HOLD = "hold"  # kept back for the next digest


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local times, start inclusive, end exclusive; the span may cross midnight."""

    start: time
    end: time
    mode: QuietMode = QuietMode.SILENT


@dataclass(frozen=True, slots=True)
class Timetable:
    """When digests are due, in local time."""

    zone: str  # IANA name
    hours: tuple[time, ...] = (time(8, 0),)  # sorted, distinct
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
    quiet: QuietHours | None = None
    paused_until: date | None = None  # first local day on which digests come again


class Layout(StrEnum):
    """How much of each story a digest shows."""

    NORMAL = "normal"  # the summary, collapsed
    SHORT = "short"  # one sentence
    HEADLINES = "headlines"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a chat's digests."""

    layout: Layout = Layout.NORMAL
    has_picture: bool = False  # whether the first story's page is previewed, with its picture


NORMAL_LOOK = Look()


class Place(NamedTuple):
    """Where a chat's digests go: one thread of a forum, or the chat itself, which in a forum is the general thread."""

    chat_id: ChatId
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """One place that digests are sent to; `thread_id` is a forum topic's message_thread_id, None elsewhere."""

    id: ChatId
    kind: ChatKind
    locale: str
    timetable: Timetable
    thread_id: int | None = None
    state: ChatState = ChatState.NEW
    languages: tuple[str, ...] = ()  # languages the chat reads, preferred first
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    wants_breaking: bool = False
    breaking_in_quiet_hours: bool = False
    wants_review: bool = False  # a weekly review, sent with the first digest on the week's last day with digests
    muted_words: tuple[str, ...] = ()
    muted_sources: tuple[str, ...] = ()
    # Searches and follows match the words themselves only, not the same words in other languages.
    own_language_only: bool = False
    look: Look = NORMAL_LOOK
    # Which topics and outlets the chat wants more and less of; see domain.tastes.
    tastes: tuple[tuple[str, int], ...] = ()
    set_up_by: PersonId | None = None  # id of the user to notify when the group is suspended
    next_due_at: datetime | None = None  # None: no digest is planned
    last_digest_end: datetime | None = None  # end of the last pushed window
    served_slot: str | None = None  # local date and time of the last scheduled digest; see domain.timetable
    created_at: datetime | None = None

    @property
    def place(self) -> Place:
        return Place(self.id, self.thread_id)


@dataclass(frozen=True, slots=True)
class Follow:
    """Words or a name that a chat follows, in any inflection; `query` is a query of text.query."""

    id: FollowId
    chat_id: ChatId
    query: str
    at_once: bool = False  # pushed as soon as a story matches, and not only in a section of the digest
    created_at: datetime | None = field(default=None)
