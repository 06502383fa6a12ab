"""A chat: a private chat, group, channel or forum thread that the bot sends to, with its preferences."""

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
    NEW = "new"  # setting up by /start is not finished; nothing is pushed
    ACTIVE = "active"
    STOPPED = "stopped"  # the person sent /stop; the preferences are kept, and one button starts the digests again
    # The chat blocked or removed the bot, or its account was deleted; active again after /start or an unblocking.
    UNREACHABLE = "unreachable"
    SUSPENDED = "suspended"  # a group in which the bot lost the right to write, or a closed thread


class QuietMode(StrEnum):
    SILENT = "silent"  # messages are delivered without a sound
    HOLD = "hold"  # messages wait until quiet hours end; news of follows comes only in the next digest


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The span of quiet hours in local time, from `start` up to but without `end`; it may include midnight."""

    start: time
    end: time
    mode: QuietMode = QuietMode.SILENT


@dataclass(frozen=True, slots=True)
class Timetable:
    """When digests are due, in local time."""

    zone: str  # IANA name
    hours: tuple[time, ...] = (time(8, 0),)  # the local times of digests, sorted and distinct
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
    quiet: QuietHours | None = None
    paused_until: date | None = None  # the first local day on which digests are sent again


class Layout(StrEnum):
    """How much of each story a digest shows."""

    NORMAL = "normal"  # the whole summary, in a quotation that opens when it is tapped
    SHORT = "short"  # one sentence of each story
    HEADLINES = "headlines"


@dataclass(frozen=True, slots=True)
class Look:
    """How a chat wants its digests drawn: with how much of each story, and with or without a picture."""

    layout: Layout = Layout.NORMAL
    has_picture: bool = False  # whether a preview of the first story's page, with its picture, is shown


NORMAL_LOOK = Look()


class Place(NamedTuple):
    """Where a digest is sent: to one thread of a forum, or to the chat itself (in a forum, its general thread)."""

    chat_id: ChatId
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat or forum topic that digests are sent to.

    `thread_id` is the message_thread_id of a forum topic, else None.
    """

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
    # Whether the chat wants a weekly review, sent with the first digest on the week's last day with digests.
    wants_review: bool = False
    muted_words: tuple[str, ...] = ()
    muted_sources: tuple[str, ...] = ()
    # Whether searches and follows find only the words themselves, not also the same words in other languages.
    own_language_only: bool = False
    look: Look = NORMAL_LOOK
    # Which topics and outlets the chat wants more and less of; see domain.tastes.
    tastes: tuple[tuple[str, int], ...] = ()
    set_up_by: PersonId | None = None  # id of the person to notify when the group is suspended
    next_due_at: datetime | None = None  # None: no digest is planned
    last_digest_end: datetime | None = None  # end of the window of the latest scheduled digest
    served_slot: str | None = None  # local date and time of the latest scheduled digest; see domain.timetable
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
    at_once: bool = False  # whether a matching story is sent at once, and not only as a section of the next digest
    created_at: datetime | None = field(default=None)
