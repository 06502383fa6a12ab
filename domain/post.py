"""Posts and deliveries: a post is a message to be sent; a delivery is one post for one chat, with its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.chat import NORMAL_LOOK, ChatKind, Look, Place, Timetable
from domain.digest import Digest
from domain.ids import ChatId, DeliveryId, MessageId, PostId, StoryId


class PostKind(StrEnum):
    DIGEST = "digest"
    BREAKING = "breaking"
    FOLLOW = "follow"
    REVIEW = "review"  # the affairs of a week, each told once
    UPDATE = "update"  # news of a single story, for a chat that has bookmarked it to get its news as they come
    NOTICE = "notice"  # a short message about the bot itself, as the key of a text and its arguments
    BROADCAST = "broadcast"  # what the newsroom tells the bot's readers
    CORRECTION = "correction"  # a notice to chats that had been told a story which editors then hid


@dataclass(frozen=True, slots=True)
class Notice:
    key: str
    args: dict[str, str | int]

    @property
    def afar(self) -> "Notice":
        """Return the notice about a group or channel in the wording for the private chat of whoever set it up."""
        # Without "screen", because in a private chat its button would open the settings of that private chat.
        args = {name: value for name, value in self.args.items() if name != "screen"}
        return Notice(f"{self.key}-afar", args)


@dataclass(frozen=True, slots=True)
class Wording:
    """A message that somebody composed, in Telegram's HTML."""

    html: str
    photo: str = ""  # the file_id of a picture, shown above the text
    buttons: tuple[tuple[str, str], ...] = ()  # (text, address) of each button below the text


@dataclass(frozen=True, slots=True)
class Announcement:
    """The content of a broadcast: its main wording, and other wordings for the readers of some languages."""

    html: str
    photo: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    versions: Mapping[str, Wording] = field(default_factory=dict)  # locale → the wording for its readers

    def wording(self, locale: str) -> Wording:
        """Return the wording for readers of a language.

        If that wording has no picture or no buttons, those of the main wording are used.
        """
        own = self.versions.get(locale)
        if own is None:
            return Wording(self.html, self.photo, self.buttons)
        return Wording(own.html, own.photo or self.photo, own.buttons or self.buttons)


@dataclass(frozen=True, slots=True)
class Post:
    id: PostId
    kind: PostKind
    created_at: datetime
    content: Digest | Notice | Announcement
    # The stories that may still be told, if editors hid a story of this digest and another post replaces the digest;
    # None otherwise.
    left: frozenset[StoryId] | None = None


class DeliveryState(StrEnum):
    WAITING = "waiting"
    # Set before the call to Telegram. After a crash nobody knows whether the message was sent, so it is sent again.
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"  # Telegram refused the message; it is not tried again
    DROPPED = "dropped"  # not sent, because the chat stopped the bot or is gone, or the delivery is not wanted any more


class DeliveryReason(StrEnum):
    """Why a delivery is in its state.

    The fates of a broadcast are counted by it. After a restart, the outbox learns from the deliveries with the reason
    FLOOD until when Telegram wants no messages.
    """

    FLOOD = "flood"  # Telegram told the bot to wait; see OutboxStore.flood_until
    FAULT = "fault"  # an error in the bot; the delivery is tried again
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    NO_POST = "no post"  # the post's content has been deleted
    GONE = "gone"  # the chat does not exist any more
    CLOSED = "closed"  # the bot may not write to the chat or thread
    PAUSED = "paused"  # the reader has paused digests
    QUIET = "quiet"  # the reader has quiet hours, and the news comes in the next digest
    SHOWN = "shown"  # the reader was shown some of the delivery's news on request meanwhile
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"
    ENDED = "stopped by us"  # the newsroom stopped the broadcast
    WITHDRAWN = "withdrawn"  # editors hid every story that the delivery tells
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class SentPost:
    """A post that was queued for a chat, without the post's content."""

    kind: PostKind
    queued_at: datetime
    state: DeliveryState
    message_ids: tuple[MessageId, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a chat wants its messages: when they come, whether alerts come in quiet hours, and how digests look."""

    timetable: Timetable
    breaking_in_quiet_hours: bool = False
    look: Look = NORMAL_LOOK


@dataclass(frozen=True, slots=True)
class Delivery:
    id: DeliveryId
    post_id: PostId
    chat_id: ChatId
    thread_id: int | None
    locale: str
    zone: str
    is_silent: bool
    state: DeliveryState
    not_before: datetime
    parts_sent: int  # how many of the post's messages are recorded as sent
    message_ids: tuple[MessageId, ...]
    attempts: int
    wishes: Wishes | None = None  # the chat's wishes when the delivery was claimed; None if the chat is not active
    reply_to: MessageId | None = None  # id of the message that the first part replies to
    chat_kind: ChatKind | None = None  # None if the chat is not stored
    owner: str = ""  # the process that claimed the delivery, if there are several processes

    @property
    def place(self) -> Place:
        return Place(self.chat_id, self.thread_id)
