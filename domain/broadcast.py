"""A broadcast: what the newsroom tells its readers about itself, to all or to a segment of them."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from domain.chat import Place
from domain.ids import BroadcastId, MessageId, PostId
from domain.post import Announcement


@dataclass(frozen=True, slots=True)
class Segment:
    """The active chats that a broadcast goes to. All conditions must hold; an empty field is no condition."""

    locales: tuple[str, ...] = ()
    # Chats that read news of one of these countries; a chat that has chosen no country reads news of all.
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # chats that read one of these topics; a chat that has chosen no topic reads all


class BroadcastState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    # Nothing more is sent, except deliveries whose sending had begun; the report is still to be shown.
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Fates:
    """The numbers of a broadcast's deliveries by their outcome."""

    waiting: int = 0
    sent: int = 0
    lost: int = 0  # not sent: the chat blocked the bot, does not exist any more, or does not let the bot write
    refused: int = 0  # not sent: Telegram refused the message
    skipped: int = 0  # not sent: the reader paused or stopped the bot after the broadcast had begun
    stopped: int = 0  # not sent: the newsroom stopped the broadcast

    @property
    def all(self) -> int:
        return self.waiting + self.sent + self.lost + self.refused + self.skipped + self.stopped

    def __add__(self, other: "Fates") -> "Fates":
        return Fates(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Broadcast:
    id: BroadcastId
    place: Place  # the chat in which the broadcast was composed and in which its progress is shown
    content: Announcement
    segment: Segment = field(default=Segment())
    state: BroadcastState = BroadcastState.DRAFT
    post_id: PostId | None = None  # None until the broadcast is started
    message_id: MessageId | None = None  # id of the message that shows the progress


# Letter in the buttons' callback data → field of Segment.
SEGMENTS: Mapping[str, str] = {"l": "locales", "c": "countries", "t": "topics"}
