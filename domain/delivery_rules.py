"""The rules of delivery: which chat may be sent which post, in which order, and what counts as told. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.chat import Chat, ChatKind, ChatState
from domain.ids import ArticleId, PersonId
from domain.post import DeliveryState, PostKind

# Kind of post → priority; posts with lower numbers are sent first.
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
# The states of a chat that become UNREACHABLE when Telegram says that the chat blocked the bot or is gone.
LOSABLE = frozenset({ChatState.ACTIVE, ChatState.SUSPENDED})


def may_be_queued(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a post of this kind may be queued for a chat in this state.

    The state is None for a chat that was never set up.
    """
    if kind is PostKind.NOTICE:
        return state is not ChatState.UNREACHABLE
    if kind is PostKind.CORRECTION:  # None and NEW are allowed, because a chat may be shown a story before it is set up
        return state in (None, ChatState.NEW, ChatState.ACTIVE)
    return state is ChatState.ACTIVE


def may_wait(kind: PostKind, state: ChatState | None) -> bool:
    """Return whether a delivery whose sending failed may be tried again.

    `state` is the present state of its chat, None if the chat is not stored.
    """
    if state is ChatState.UNREACHABLE:
        return False
    return kind is PostKind.NOTICE or state not in (ChatState.STOPPED, ChatState.SUSPENDED)


def is_told(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether the news of a delivery counts as told: a part of it was sent, or the delivery is not finished."""
    return state is DeliveryState.SENT or state in OPEN or parts_sent > 0


def is_received_in_part(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether at least a part of a delivery was sent; only then does the chat get corrections of that news."""
    return state is DeliveryState.SENT or parts_sent > 0


def is_under_way(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether the sending of a delivery has begun, so that the rest is sent even if editors hide its news."""
    return state is DeliveryState.SENDING or (state is DeliveryState.WAITING and parts_sent > 0)


def may_be_withdrawn(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a delivery can be dropped without its chat noticing: it is waiting, and no part of it was sent."""
    return state is DeliveryState.WAITING and parts_sent == 0


def may_be_taken_back(
    state: DeliveryState, parts_sent: int, told: Collection[ArticleId], shown: Collection[ArticleId]
) -> bool:
    """Return whether to drop a delivery: no part of it was sent yet, and the chat has seen some of its news meanwhile.

    `told` are the ids of the delivery's articles, `shown` those of the articles that the chat was shown on request.
    """
    return may_be_withdrawn(state, parts_sent) and not set(told).isdisjoint(shown)


def may_be_queued_again(state: DeliveryState, parts_sent: int) -> bool:
    """Return whether a dropped delivery is set to waiting again when its post is queued for the same chat once more."""
    return state is DeliveryState.DROPPED and parts_sent == 0


def is_received(state: DeliveryState) -> bool:
    """Return whether a delivery counts towards the number of posts that a chat may be sent in a day."""
    return state is not DeliveryState.DROPPED


def is_final(earlier: DeliveryState, state: DeliveryState) -> bool:
    """Return whether a delivery keeps the state `earlier` although `state` is reported: a dropped delivery stays
    dropped, even if its sender reports that it waits for another attempt.
    """
    return earlier is DeliveryState.DROPPED and state in (DeliveryState.DROPPED, DeliveryState.WAITING)


def keeps_words(kind: PostKind, *, has_open: bool) -> bool:
    """Return whether a post's content stays in the storage; `has_open`: whether one of its deliveries is not finished.

    The content of a notice may name a group, so it is deleted as soon as all deliveries of the notice are finished.
    """
    return kind is not PostKind.NOTICE or has_open


def comes_again(taken_back: Collection[PostKind], state: ChatState | None, next_due_at: datetime | None) -> bool:
    """Return whether a chat's next digest is to be due at once: if the chat is active, and a digest for it was dropped.

    The news of the dropped digest would otherwise be late. `taken_back` are the kinds of the dropped posts;
    `next_due_at` is None if the chat gets no digests.
    """
    return PostKind.DIGEST in taken_back and state is ChatState.ACTIVE and next_due_at is not None


def people_to_tell(lost: Sequence[Chat]) -> Mapping[PersonId, Chat]:
    """Return the people to notify of lost chats, each with one lost chat that the person had set up."""
    return {chat.set_up_by: chat for chat in lost if chat.set_up_by is not None}


def person_to_tell(person: PersonId, known: Chat | None, lost: Chat) -> Chat:
    """Return the private chat in which a person is notified of a lost chat.

    `known` is that private chat if it is stored; otherwise a new one gets the language and time zone of the lost chat.
    """
    return known or Chat(person, ChatKind.PRIVATE, lost.locale, lost.timetable)


def reopened(last_digest_end: datetime | None, window_start: datetime) -> datetime | None:
    """Return the new last_digest_end of a chat after one of its digests or alerts was dropped unsent.

    It is `window_start`, when the window of the dropped one began, or the present last_digest_end if that is
    earlier; None stays None. The chat's next digest begins there, and so contains the dropped news. Later digests that
    are already composed do not contain it: while the dropped digest waited to be sent, its news counted as told.
    """
    return None if last_digest_end is None else min(last_digest_end, window_start)
