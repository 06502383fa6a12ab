"""Posts and deliveries: a post is what goes out; a delivery is one post to one chat, its outcome and message ids."""

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
    REVIEW = "review"  # a review of a week, by affairs
    UPDATE = "update"  # news of a story that the chat follows
    NOTICE = "notice"  # a text key and its arguments
    BROADCAST = "broadcast"  # what the newsroom tells its readers about itself
    CORRECTION = "correction"  # a notice to chats that were told a story that editors have hidden


@dataclass(frozen=True, slots=True)
class Notice:
    key: str
    args: dict[str, str | int]

    @property
    def afar(self) -> "Notice":
        """The same notice, worded for the person who set up the group or channel that it is about."""
        # The button of a screen would be about that person's own chat.
        args = {name: value for name, value in self.args.items() if name != "screen"}
        return Notice(f"{self.key}-afar", args)


@dataclass(frozen=True, slots=True)
class Wording:
    """A message that was composed by hand, in Telegram's HTML."""

    html: str
    photo: str = ""  # the file_id of a picture that stands above it
    buttons: tuple[tuple[str, str], ...] = ()  # (text, address), below it


@dataclass(frozen=True, slots=True)
class Announcement:
    """The main wording of a broadcast, and its versions for readers of some languages."""

    html: str
    photo: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    versions: Mapping[str, Wording] = field(default_factory=dict)  # by locale

    def wording(self, locale: str) -> Wording:
        """Return what readers of a language get; a version without a picture or buttons has the main ones."""
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
    # If editors hid a story of this digest and another post replaces it: the stories that may still be told. Else None.
    left: frozenset[StoryId] | None = None


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # set before the call; after a crash it is unknown whether it was sent, so it is sent again
    SENT = "sent"
    REFUSED = "refused"  # Telegram refused it for good
    DROPPED = "dropped"  # the chat is gone, stopped or deleted


class DeliveryReason(StrEnum):
    """The reason for a delivery's state, for people who inspect the storage; FLOOD is also obeyed after a restart."""

    FLOOD = "flood"  # Telegram told the bot to wait; see OutboxStore.flood_until
    FAULT = "fault"  # an error of ours; tried again
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    NO_POST = "no post"  # the post's content was deleted
    GONE = "gone"  # the chat does not exist any more
    CLOSED = "closed"  # the chat or thread does not let us write
    PAUSED = "paused"  # the reader paused the digests
    QUIET = "quiet"  # the reader has quiet hours and gets the news in the next digest
    SHOWN = "shown"  # some of its news was shown on request meanwhile
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"
    ENDED = "stopped by us"  # the newsroom stopped its broadcast
    WITHDRAWN = "withdrawn"  # editors took back everything that it tells
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class SentPost:
    """A post that was queued for a chat, without its content."""

    kind: PostKind
    queued_at: datetime
    state: DeliveryState
    message_ids: tuple[MessageId, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """The chat's wishes about when it may be sent something."""

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
    parts_sent: int  # parts of a long digest that are recorded as sent
    message_ids: tuple[MessageId, ...]
    attempts: int
    wishes: Wishes | None = None  # read when the delivery is claimed; None for a chat that is not active
    reply_to: MessageId | None = None  # id of the message that the first part replies to
    chat_kind: ChatKind | None = None  # None if the chat is not stored
    owner: str = ""  # the process that claimed it, if there are several

    @property
    def place(self) -> Place:
        return Place(self.chat_id, self.thread_id)
