"""Who may be sent what, in which order, and what counts as told. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.chat import Chat, ChatKind, ChatState
from domain.post import DeliveryState, PostKind

# Lower numbers are sent first.
PRIORITIES = {
    PostKind.BREAKING: 0,
    PostKind.FOLLOW: 0,
    PostKind.UPDATE: 0,
    PostKind.NOTICE: 0,
    PostKind.DIGEST: 1,
}
OPEN = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})  # deliveries that are not done yet
LOSABLE = frozenset({ChatState.ACTIVE, ChatState.SUSPENDED})  # chats that change when Telegram takes them away


def may_be_queued(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a post may be queued for a chat in that state; None is a chat that was never set up."""
    if kind is PostKind.NOTICE:
        return state is not ChatState.UNREACHABLE
    return state is ChatState.ACTIVE


def may_wait(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a delivery may wait for another try, given the state that its chat has come to meanwhile."""
    if state is ChatState.UNREACHABLE:
        return False
    return kind is PostKind.NOTICE or state not in (ChatState.STOPPED, ChatState.SUSPENDED)


def is_told(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a delivery tells its news: sent, if only in part, being sent, or about to be."""
    return state is DeliveryState.SENT or state in OPEN or parts_sent > 0


def may_be_taken_back(state: DeliveryState, parts_sent: int, told: Collection[int], shown: Collection[int]) -> bool:
    """Return whether a delivery is dropped because some of its articles were shown on request meanwhile."""
    return state is DeliveryState.WAITING and parts_sent == 0 and not set(told).isdisjoint(shown)


def may_be_queued_again(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a delivery that was taken back waits once more when its post is queued for the chat again."""
    return state is DeliveryState.DROPPED and parts_sent == 0


def is_received(state: DeliveryState) -> bool:
    """Return whether a delivery counts towards what its chat may receive in a day."""
    return state is not DeliveryState.DROPPED


def is_final(earlier: DeliveryState, state: DeliveryState) -> bool:
    """Return whether `state` must not replace `earlier`: a dropped delivery is not dropped again, nor made to wait."""
    return earlier is DeliveryState.DROPPED and state in (DeliveryState.DROPPED, DeliveryState.WAITING)


def keeps_words(kind: PostKind, *, has_open: bool) -> bool:
    """Return whether a post keeps its content; a notice, which names a group, loses it once nobody waits for it."""
    return kind is not PostKind.NOTICE or has_open


def comes_again(taken_back: Collection[PostKind], state: ChatState | None, next_due_at: datetime | None) -> bool:
    """Return whether the chat's digest is due at once, because one was taken back and has news still to be told."""
    return PostKind.DIGEST in taken_back and state is ChatState.ACTIVE and next_due_at is not None


def people_to_tell(lost: Sequence[Chat]) -> Mapping[int, Chat]:
    """Return who set up the lost chats, each with the chat whose language and zone stand in for theirs."""
    return {chat.set_up_by: chat for chat in lost if chat.set_up_by is not None}


def person_to_tell(person: int, known: Chat | None, lost: Chat) -> Chat:
    """Return the chat that a notice about a lost one goes to: the person's own, in their language where we know it."""
    return known or Chat(person, ChatKind.PRIVATE, lost.locale, lost.timetable)


def reopened(last_digest_end: datetime | None, window_start: datetime) -> datetime | None:
    """Return where the chat's next digest begins when news of a window was dropped before any of it left.

    What was queued later was composed while that counted as told, so it has not made it good.
    """
    return None if last_digest_end is None else min(last_digest_end, window_start)
