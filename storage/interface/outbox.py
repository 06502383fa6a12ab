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
    """A chat that a post goes to; if the post is a digest, also the chat's new timetable values."""

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
        """Store the posts, a delivery for each chat, and each chat's new next_due_at, all in one transaction.

        A chat whose next_due_at has changed since it was read is left out, so that no hour is queued twice. Return the
        ids of the posts in order, with None for a digest without content.
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
        """Store a post that is not a scheduled digest, with a delivery for each chat; timetables do not change.

        A post goes to active chats, but a notice to all chats that can be reached. With `post_id`, which an earlier
        call returned, no post is stored, and that post goes to these chats as well. Return the post's id.
        """
        ...

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        """Claim up to `limit` waiting deliveries whose time has come, urgent ones first, and return them.

        A claimed delivery is being sent, and belongs to the caller for the time `lease`. A chat and its threads
        together have only one such delivery at a time. `owner` is the process that sends, if there are several.
        """
        ...

    async def post(self, post_id: PostId) -> Post | None:
        """Return a post, or None if its content was deleted.

        A notice's content is deleted when none of its deliveries is open any more; the content of a digest that was
        shown on request is never stored.
        """
        ...

    async def record(self, outcomes: Sequence["DeliveryOutcome"], *, now: datetime) -> None:
        """Save the outcomes of deliveries; if there are several for one delivery, the last one counts.

        If another process has taken over a delivery, only the number of sent parts is saved, because the other process
        may be sending the rest.

        A delivery that would wait is dropped if its chat was stopped or lost meanwhile. If a delivery of news is
        dropped unsent, by this or any other method, then the chat's next digest also covers the window of that news.
        """
        ...

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        """Set deliveries back to waiting that were being sent by a process that died; return how many there were.

        Without `expired_only` these are all deliveries that are being sent, since the only process has just started.
        With it, these are the deliveries of `owner` whose lease has expired, except `held`, and those of processes that
        do not run any more (domain.lease.PROCESS). A wait longer than LONGEST_WAIT was set by a wrong clock, and ends
        now.
        """
        ...

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """Return until when Telegram told the bot to wait, as recorded before a restart; None if that is over."""
        ...

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        """Return how many posts of that kind were queued for each place since then; dropped ones do not count.

        Posts queued after `until`, while the clock was ahead, do not count either.
        """
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return since when the delivery that waits longest could have been sent; None if none waits."""
        ...

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        """Return all stored posts for a chat and its threads, without their content, in the order of queueing."""
        ...

    async def waiting(self) -> int:
        """Return how many deliveries are not finished."""
        ...

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete finished deliveries from before that moment, looking at the oldest `batch`; return how many.

        Posts from before that moment are deleted as well when they have no delivery left.
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
