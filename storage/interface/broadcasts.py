"""Broadcasts: composed, counted, sent through the outbox, stopped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.audit import Change
from domain.broadcast import Broadcast, Fates, Segment
from domain.chat import Place
from domain.ids import BroadcastId, MessageId, PostId, UpdateId
from domain.post import Announcement


class BroadcastStore(Protocol):
    async def compose(
        self, place: Place, content: Announcement, *, now: datetime, update_id: UpdateId | None = None
    ) -> Broadcast | None:
        """Store a draft to all, in place of an earlier draft of that chat; None if the update was applied before."""
        ...

    async def get(self, broadcast_id: BroadcastId) -> Broadcast | None:
        """Return a broadcast, or None."""
        ...

    async def reword(self, broadcast_id: BroadcastId, content: Announcement, *, now: datetime) -> None:
        """Change what a draft says; nothing else than a draft is changed."""
        ...

    async def aim(self, broadcast_id: BroadcastId, segment: Segment, *, now: datetime) -> None:
        """Change whom a draft goes to; nothing else than a draft is changed."""
        ...

    async def discard(self, broadcast_id: BroadcastId, *, now: datetime) -> None:
        """Delete a draft; nothing else than a draft is deleted."""
        ...

    async def count(self, segment: Segment) -> Mapping[str, int]:
        """Return locale → how many chats and threads are active and in the segment, for locales that have any."""
        ...

    async def start(
        self, broadcast_id: BroadcastId, *, message_id: MessageId | None, now: datetime, change: Change | None = None
    ) -> PostId | None:
        """Queue a draft for everybody in its segment behind all digests, and record `change`, in one transaction.

        `message_id` is the message in which its progress will be shown. Return its post. If it is not
        a draft, return None and record nothing.
        """
        ...

    async def stop(self, broadcast_id: BroadcastId, *, now: datetime, change: Change | None = None) -> PostId | None:
        """Drop what waits of a running broadcast, erase its content, and record `change`, in one transaction.

        Nothing more leaves. Return its post, for the outbox to withdraw; None if it is not running, and then nothing is
        recorded.
        """
        ...

    async def fates(self, broadcast_id: BroadcastId) -> Fates:
        """Return how its deliveries stand."""
        ...

    async def running(self) -> tuple[Broadcast, ...]:
        """Return the broadcasts that were started and whose report is still to be shown, oldest first."""
        ...

    async def finish(self, broadcast_id: BroadcastId, *, now: datetime) -> None:
        """Note that the report of a broadcast was shown; its content is erased."""
        ...
