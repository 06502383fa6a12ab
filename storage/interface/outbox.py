"""Posts and their deliveries: queueing them, claiming them for sending, and recording what became of them."""

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
    """A chat that a post goes to, with values for its delivery.

    `next_due_at`, `window_end` and `served_slot` become values of the chat itself, but only with a scheduled digest.
    """

    chat: Chat
    next_due_at: datetime | None
    is_silent: bool = False
    not_before: datetime | None = None
    window_end: datetime | None = None  # the chat's new last_digest_end; None: the old value stays
    served_slot: str | None = None  # the chat's new served_slot; None: the old value stays
    reply_to: MessageId | None = None  # id of the message that the first part replies to


@dataclass(frozen=True, slots=True)
class QueuedDigest:
    """A digest and the chats that it goes to."""

    content: Digest | None  # None if there is nothing to tell, so that only next_due_at changes
    addressees: Sequence[Addressee]
    # The id that `enqueue_digests` returned if the same digest was queued for other chats before.
    post_id: PostId | None = None


class OutboxStore(Protocol):
    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        """Store a post for each digest, a delivery for each chat, and each chat's new next_due_at, in one transaction.

        A chat whose next_due_at has changed since the caller read it is left out, so that it gets no digest twice.
        Return the ids of the posts in the order of `digests`, with None for a digest without content.
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
        """Store a post that is not a scheduled digest, with a delivery for each chat; return the post's id.

        A digest goes only to active chats, and a notice to all chats that can be reached. With the `post_id` that an
        earlier call returned, that post goes to these chats as well, and no new post is stored. The chats' next_due_at
        do not change.
        """
        ...

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        """Claim up to `limit` waiting deliveries whose time has come, urgent ones first, and return them.

        A claimed delivery counts as being sent, and no other process may claim it for the time `lease`. Of a chat and
        its threads together, only one delivery is being sent at a time. `owner` is the name of the claiming process, if
        there are several processes.
        """
        ...

    async def post(self, post_id: PostId) -> Post | None:
        """Return a post; None if there is none with that id, or if its content is not stored.

        The content of a notice is erased when none of its deliveries is open any more. The content of a digest that was
        shown on request is never stored.
        """
        ...

    async def record(self, outcomes: Sequence["DeliveryOutcome"], *, now: datetime) -> None:
        """Save the outcomes of deliveries; if there are several for one delivery, the last one counts.

        If another process has taken over a delivery, an outcome that leaves it unfinished changes only the number of
        sent parts, because the other process may be sending the rest.

        A delivery whose outcome is WAITING is dropped if its chat was stopped or lost meanwhile. If a digest is dropped
        before any part of it was sent, by this or any other method, the chat's next digest also covers the window of
        the dropped one.
        """
        ...

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        """Let those deliveries wait again that a dead process was sending; return how many there were.

        Without `expired_only`, these are all deliveries that are being sent; that is right when the only process has
        just started. With `expired_only`, these are the deliveries of `owner` whose lease has expired, except those in
        `held`, and the deliveries of processes that do not run any more (domain.lease.PROCESS). A delivery that waits
        for a moment more than LONGEST_WAIT from now may be sent at once, because a wrong clock has set that moment.
        """
        ...

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """Return until when Telegram told the bot to send nothing; None if that moment has passed.

        The moment is read from the waiting deliveries, so that it is known after a restart.
        """
        ...

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        """Return place → how many posts of that kind were queued for it since `since`, without dropped ones.

        With `until`, posts queued later than that are left out; they were queued while the clock was ahead.
        """
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return since when the delivery that has waited longest could have been sent; None if none can be sent now."""
        ...

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        """Return all posts that were queued for a chat or its threads, without contents, in the order of queueing."""
        ...

    async def waiting(self) -> int:
        """Return how many deliveries wait or are being sent."""
        ...

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete those of the oldest `batch` deliveries that are finished and were queued before `older_than`.

        Return how many were deleted. Posts from before that moment that have no delivery left are deleted as well.
        """
        ...


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of an attempt to send one delivery."""

    delivery_id: DeliveryId
    state: DeliveryState
    parts_sent: int = 0
    message_ids: tuple[MessageId, ...] = ()
    not_before: datetime | None = None  # for the state WAITING: the delivery is not tried before this moment
    reason: DeliveryReason | None = None
    owner: str = ""  # the process that claimed the delivery, if there are several processes
