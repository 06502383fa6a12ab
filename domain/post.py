"""A post is what goes out; a delivery is one post to one chat, once, with its outcome and message ids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.chat import ChatKind, Place, Timetable
from domain.digest import Digest
from domain.ids import DeliveryId, PostId


class PostKind(StrEnum):
    DIGEST = "digest"
    BREAKING = "breaking"
    FOLLOW = "follow"
    UPDATE = "update"  # news of a story that a chat follows
    NOTICE = "notice"  # a text key and its arguments


@dataclass(frozen=True, slots=True)
class Notice:
    key: str
    args: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Post:
    id: PostId
    kind: PostKind
    created_at: datetime
    content: Digest | Notice


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # marked before the call; found so after a crash, it is uncertain and sent again
    SENT = "sent"
    REFUSED = "refused"  # Telegram will never take it
    DROPPED = "dropped"  # the chat is gone, stopped or deleted


class DeliveryReason(StrEnum):
    """Why a delivery is in its state; for whoever looks into the storage, and for what is obeyed after a restart."""

    FLOOD = "flood"  # Telegram asked us all to wait; see OutboxStore.flood_until
    FAULT = "fault"  # ours: tried again
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    NO_POST = "no post"  # its content is gone
    GONE = "gone"  # the chat is
    CLOSED = "closed"  # the chat or thread, to us
    PAUSED = "paused"  # the reader takes a rest
    QUIET = "quiet"  # the reader sleeps, and hears of it in the next digest
    SHOWN = "shown"  # some of it was shown on request
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class SentPost:
    """What is kept of a post that was queued for a chat."""

    kind: PostKind
    queued_at: datetime
    state: DeliveryState
    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a chat wants of the moment at which something is sent."""

    timetable: Timetable
    breaking_in_quiet_hours: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    id: DeliveryId
    post_id: PostId
    chat_id: int
    thread_id: int | None
    locale: str
    zone: str
    is_silent: bool
    state: DeliveryState
    not_before: datetime
    parts_sent: int  # parts of a long digest already recorded
    message_ids: tuple[int, ...]
    attempts: int
    wishes: Wishes | None = None  # as they are when it is claimed; None for a chat that is not active
    reply_to: int | None = None  # the message that the first part answers
    chat_kind: ChatKind | None = None  # None where nothing is stored of the chat

    @property
    def place(self) -> Place:
        return Place(self.chat_id, self.thread_id)
