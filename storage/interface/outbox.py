"""Posts and their deliveries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.chat import Chat, Place
from domain.digest import Digest
from domain.ids import DeliveryId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, SentPost


@dataclass(frozen=True, slots=True)
class Addressee:
    """A chat that a post goes to, and, where the post is a digest, what its timetable becomes."""

    chat: Chat
    next_due_at: datetime | None
    is_silent: bool = False
    not_before: datetime | None = None
    window_end: datetime | None = None  # becomes last_digest_end; None leaves that as it is
    served_slot: str | None = None  # becomes served_slot; None leaves that as it is
    reply_to: int | None = None  # the message that the first part answers


@dataclass(frozen=True, slots=True)
class QueuedDigest:
    """A digest and the chats it goes to."""

    content: Digest | None  # None: there is nothing to tell, but the hour moves on
    addressees: Sequence[Addressee]
    post_id: PostId | None = None  # where it was queued for other chats before: what `enqueue_digests` answered then


class OutboxStore(Protocol):
    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        """Store the posts, a delivery for each chat, and move each chat's next_due_at, all in one transaction.

        A chat whose next_due_at is no longer the one it was selected with is left out, so the same hour is never
        queued twice. Return the posts' ids, in order; None where there is nothing to tell.
        """
        ...

    async def enqueue(
        self,
        kind: PostKind,
        content: Digest | Notice,
        addressees: Sequence[Addressee],
        *,
        now: datetime,
        post_id: PostId | None = None,
    ) -> PostId:
        """Store another post and a delivery for each chat, in one transaction; timetables stay as they are.

        It goes to chats that are active, and a notice to anybody who can be reached. With `post_id` (an earlier answer
        of this method) more chats get the same post. Return the post's id.
        """
        ...

    async def claim(self, *, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Return waiting deliveries whose time has come, urgent ones first, leased and marked as being sent.

        Of a chat and its threads one delivery is on the way at a time.
        """
        ...

    async def post(self, post_id: PostId) -> Post | None:
        """Return a post; None where its content is kept no more.

        A notice's words go once nobody waits for it any more; a digest that was shown on request has no content.
        """
        ...

    async def record(self, outcomes: Sequence["DeliveryOutcome"], *, now: datetime) -> None:
        """Save the outcomes of deliveries; the last of several outcomes of one delivery counts.

        A delivery that would wait for a chat that stopped or was lost meanwhile is dropped. When a delivery of news is
        dropped with no part sent, here or by any other method, the chat's next digest covers its window, too.
        """
        ...

    async def recover(self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = ()) -> int:
        """Let deliveries wait again that were being sent when the process died; return the number of deliveries.

        At the start those are all that are being sent; with `expired_only` those whose lease is over, the `held` left
        out. What was put off by a clock that was ahead waits no longer.
        """
        ...

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """Return the end of a flood wait that is still to be obeyed, as recorded before a restart, or None."""
        ...

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        """Return how many posts of that kind were queued for each place since, those that were dropped left out.

        What is later than `until`, a clock that was ahead has queued, and is not counted.
        """
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return the moment since which the delivery that has waited longest may leave; None if none waits."""
        ...

    async def of(self, chat_id: int) -> tuple[SentPost, ...]:
        """Return all that is kept of what was queued for a chat and its threads, in the order of queueing."""
        ...

    async def waiting(self) -> int:
        """Return how many deliveries are not done yet."""
        ...

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete finished deliveries of before that moment, among the oldest `batch`; return how many went.

        Posts of before that moment go, too, once no delivery holds them.
        """
        ...


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What to write down after a call: exactly one of the moments of a delivery's life."""

    delivery_id: DeliveryId
    state: DeliveryState
    parts_sent: int = 0
    message_ids: tuple[int, ...] = ()
    not_before: datetime | None = None  # with WAITING: parked until then
    reason: DeliveryReason | None = None
