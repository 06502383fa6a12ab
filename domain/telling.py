"""Who may be sent what, in which order, and what counts as told. Pure."""

from collections.abc import Collection
from datetime import datetime

from domain.chat import ChatState
from domain.post import DeliveryState, PostKind

# Lower numbers are sent first.
PRIORITIES = {
    PostKind.BREAKING: 0,
    PostKind.FOLLOW: 0,
    PostKind.NOTICE: 0,
    PostKind.DIGEST: 1,
    PostKind.BROADCAST: 2,
}
OPEN = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})  # deliveries that are not done yet
LOSABLE = frozenset({ChatState.ACTIVE, ChatState.SUSPENDED})  # chats that change when Telegram takes them away


def may_be_queued(kind: PostKind, state: ChatState | None) -> bool:
    """Whether a post may be queued for a chat in that state; None is a chat that was never set up."""
    if kind is PostKind.NOTICE:
        return state is not ChatState.UNREACHABLE
    return state is ChatState.ACTIVE


def may_wait(kind: PostKind, state: ChatState | None) -> bool:
    """Whether a delivery may wait for another try, whatever became of its chat while it was on the way."""
    if state is ChatState.UNREACHABLE:
        return False
    return kind is PostKind.NOTICE or state not in (ChatState.STOPPED, ChatState.SUSPENDED)


def is_told(state: DeliveryState, parts_sent: int) -> bool:
    """Whether a delivery tells its news: sent, if only in part, being sent, or about to be."""
    return state is DeliveryState.SENT or state in OPEN or parts_sent > 0


def may_be_taken_back(state: DeliveryState, parts_sent: int, told: Collection[int], shown: Collection[int]) -> bool:
    """Whether a delivery is dropped because some of its articles were shown on request meanwhile."""
    return state is DeliveryState.WAITING and parts_sent == 0 and not set(told).isdisjoint(shown)


def may_be_queued_again(state: DeliveryState, parts_sent: int) -> bool:
    """Whether a delivery that was taken back waits once more when its post is queued for the chat again."""
    return state is DeliveryState.DROPPED and parts_sent == 0


def reopened(last_digest_end: datetime | None, window_start: datetime) -> datetime | None:
    """Return where the chat's next digest begins when news of a window was dropped before any of it left.

    What was queued later was composed while that counted as told, so it has not made it good.
    """
    return None if last_digest_end is None else min(last_digest_end, window_start)
