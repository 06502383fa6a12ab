"""Posts and their deliveries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.chat import Chat, Place
from domain.digest import Digest
from domain.ids import ChatId, DeliveryId, MessageId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, SentPost


@dataclass(frozen=True, slots=True)
class Addressee:
    """A chat that a post goes to, and for a digest also the chat's new timetable values."""

    chat: Chat
    next_due_at: datetime | None
    is_silent: bool = False
    not_before: datetime | None = None
    window_end: datetime | None = None  # the new last_digest_end; None leaves that unchanged
    served_slot: str | None = None  # the new served_slot; None leaves that unchanged
    reply_to: MessageId | None = None  # id of the message that the first part replies to


@dataclass(frozen=True, slots=True)
class QueuedDigest:
    """A digest and the chats it goes to."""

    content: Digest | None  # None: there is nothing to tell, and only next_due_at changes
    addressees: Sequence[Addressee]
    # The id returned by `enqueue_digests`, if the digest was queued for other chats before.
    post_id: PostId | None = None


class OutboxStore(Protocol):
    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        """Store the posts, a delivery for each chat, and each chat's new next_due_at, all in one transaction.

        A chat whose next_due_at has changed since it was read is left out, so that the same hour is never queued twice.
        Return the posts' ids, in order; None for those without anything to tell.
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
        """Store another post and a delivery for each chat, in one transaction; timetables do not change.

        The post goes to active chats, and a notice to all chats that can be reached. With `post_id` (returned by an
        earlier call) more chats get the same post. Return the post's id.
        """
        ...

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        """Return waiting deliveries whose time has come, urgent ones first, leased and marked as being sent.

        A chat and its threads together have only one delivery that is being sent. `owner` is the process that sends
        these deliveries, if there are several processes.
        """
        ...

    async def post(self, post_id: PostId) -> Post | None:
        """Return a post; None if its content is not kept any more.

        A notice's content is deleted once no delivery of it is open; a digest that was shown on request has no content.
        """
        ...

    async def record(self, outcomes: Sequence["DeliveryOutcome"], *, now: datetime) -> None:
        """Save the outcomes of deliveries; of several outcomes of one delivery, the last one counts.

        If a delivery was taken away meanwhile from the process that reports its outcome, only what was sent is saved,
        since another process may be sending the rest.

        A delivery that would wait for a chat that stopped or was lost meanwhile is dropped. If a delivery of news is
        dropped unsent, by this or any other method, the chat's next digest also covers its window.
        """
        ...

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        """Return deliveries to waiting that were being sent when the process died; return how many there were.

        At the start of the only process these are all that are being sent. With `expired_only`, they are those of
        `owner` whose lease has expired, except for `held`, and those of other processes that do not run any more
        (domain.lease.PROCESS). Waits longer than LONGEST_WAIT, set by a wrong clock, end now.
        """
        ...

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """Return the end of a flood wait that is still running, as recorded before a restart, or None."""
        ...

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        """Return how many posts of that kind were queued for each place since then, without dropped ones.

        Posts queued after `until`, by a clock that was ahead, are not counted.
        """
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return since when the longest waiting delivery may be sent; None if none waits."""
        ...

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        """Return everything that is kept of the posts for a chat and its threads, in the order of queueing."""
        ...

    async def waiting(self) -> int:
        """Return how many deliveries are not finished."""
        ...

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete finished deliveries from before that moment, among the oldest `batch`; return how many.

        Posts from before that moment are deleted, too, once they have no delivery.
        """
        ...


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of a call for one delivery, to be recorded."""

    delivery_id: DeliveryId
    state: DeliveryState
    parts_sent: int = 0
    message_ids: tuple[MessageId, ...] = ()
    not_before: datetime | None = None  # with WAITING: the delivery is not sent before this
    reason: DeliveryReason | None = None
    owner: str = ""  # the process that claimed it, if there are several
