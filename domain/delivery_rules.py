"""Rules of delivery: who may be sent what, in which order, and what counts as told. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.chat import Chat, ChatKind, ChatState
from domain.ids import ArticleId, PersonId
from domain.post import DeliveryState, PostKind

# Lower numbers are sent first.
PRIORITIES = {
    PostKind.BREAKING: 0,
    PostKind.FOLLOW: 0,
    PostKind.UPDATE: 0,
    PostKind.NOTICE: 0,
    PostKind.CORRECTION: 0,
    PostKind.DIGEST: 1,
    PostKind.BROADCAST: 2,
    PostKind.REVIEW: 1,
}
OPEN = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})  # states of deliveries that are not finished
# States of chats that change when Telegram shuts the bot out.
LOSABLE = frozenset({ChatState.ACTIVE, ChatState.SUSPENDED})


def may_be_queued(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a post may be queued for a chat in that state; None means a chat that was never set up."""
    if kind is PostKind.NOTICE:
        return state is not ChatState.UNREACHABLE
    if kind is PostKind.CORRECTION:  # a chat that was never set up may have been shown the story on request
        return state in (None, ChatState.NEW, ChatState.ACTIVE)
    return state is ChatState.ACTIVE


def may_wait(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a delivery may wait for another try, now that its chat is in that state."""
    if state is ChatState.UNREACHABLE:
        return False
    return kind is PostKind.NOTICE or state not in (ChatState.STOPPED, ChatState.SUSPENDED)


def is_told(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether the news of a delivery counts as told: it was sent at least in part, or is still on its way."""
    return state is DeliveryState.SENT or state in OPEN or parts_sent > 0


def is_received_in_part(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether at least a part of a delivery was sent, so that its chat also gets corrections of its news."""
    return state is DeliveryState.SENT or parts_sent > 0


def is_under_way(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether the rest of a delivery arrives even if its news is hidden: its sending has begun."""
    return state is DeliveryState.SENDING or (state is DeliveryState.WAITING and parts_sent > 0)


def may_be_withdrawn(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a delivery waits and nothing of it was sent, so that it can be dropped without a trace."""
    return state is DeliveryState.WAITING and parts_sent == 0


def may_be_taken_back(
    state: DeliveryState, parts_sent: int, told: Collection[ArticleId], shown: Collection[ArticleId]
) -> bool:
    """Return whether to drop a waiting delivery because some of its articles were shown on request meanwhile."""
    return may_be_withdrawn(state, parts_sent) and not set(told).isdisjoint(shown)


def may_be_queued_again(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a delivery that was taken back goes back to waiting when its post is queued for the chat again."""
    return state is DeliveryState.DROPPED and parts_sent == 0


def is_received(state: DeliveryState) -> bool:
    """Return whether a delivery counts towards what its chat may receive in a day."""
    return state is not DeliveryState.DROPPED


def is_final(earlier: DeliveryState, state: DeliveryState) -> bool:
    """Return whether `state` must not replace `earlier`: a dropped delivery stays dropped."""
    return earlier is DeliveryState.DROPPED and state in (DeliveryState.DROPPED, DeliveryState.WAITING)


def keeps_words(kind: PostKind, *, has_open: bool) -> bool:
    """Return whether a post keeps its content; a notice, which names a group, loses it when no delivery is open."""
    return kind is not PostKind.NOTICE or has_open


def comes_again(taken_back: Collection[PostKind], state: ChatState | None, next_due_at: datetime | None) -> bool:
    """Return whether the chat's digest is due at once, because one was taken back with news still untold."""
    return PostKind.DIGEST in taken_back and state is ChatState.ACTIVE and next_due_at is not None


def people_to_tell(lost: Sequence[Chat]) -> Mapping[PersonId, Chat]:
    """Return person → a lost chat that they set up, whose language and zone are used if theirs are not known."""
    return {chat.set_up_by: chat for chat in lost if chat.set_up_by is not None}


def person_to_tell(person: PersonId, known: Chat | None, lost: Chat) -> Chat:
    """Return the chat that a notice about a lost chat goes to: the person's own chat, in their language if known."""
    return known or Chat(person, ChatKind.PRIVATE, lost.locale, lost.timetable)


def reopened(last_digest_end: datetime | None, window_start: datetime) -> datetime | None:
    """Return where the chat's next digest window begins after a digest of an earlier window was dropped unsent.

    Digests queued later do not hold that news, because it counted as told when they were made.
    """
    return None if last_digest_end is None else min(last_digest_end, window_start)
