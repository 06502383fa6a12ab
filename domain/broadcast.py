"""A broadcast: what the newsroom tells its readers about itself, to all or to a segment of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.chat import Place
from domain.ids import BroadcastId, MessageId, PostId
from domain.post import Announcement


@dataclass(frozen=True, slots=True)
class Segment:
    """Which active chats; every empty field means any."""

    locales: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # chats that read news of one of them; a chat without a choice reads of all
    topics: tuple[str, ...] = ()  # likewise


class BroadcastState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"  # what is on its way ends; the report is still to be shown
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Fates:
    """The numbers of a broadcast's deliveries, by what has become of them."""

    waiting: int = 0
    sent: int = 0
    lost: int = 0  # the chat blocked the bot, is gone or closed to it
    refused: int = 0  # Telegram would not take it
    skipped: int = 0  # the reader paused or stopped meanwhile
    stopped: int = 0  # not sent, because the broadcast was stopped

    @property
    def all(self) -> int:
        return self.waiting + self.sent + self.lost + self.refused + self.skipped + self.stopped


@dataclass(frozen=True, slots=True)
class Broadcast:
    id: BroadcastId
    place: Place  # the chat in which it was composed, where its progress is shown
    content: Announcement
    segment: Segment = field(default=Segment())
    state: BroadcastState = BroadcastState.DRAFT
    post_id: PostId | None = None  # once it was started
    message_id: MessageId | None = None  # the message that shows its progress


SEGMENTS: Mapping[str, str] = {"l": "locales", "c": "countries", "t": "topics"}  # by the letter in buttons
