"""Broadcasts: composed, counted, sent through the outbox, stopped."""

from datetime import datetime
from typing import Protocol

from domain.broadcast import Broadcast, Fates, Segment
from domain.chat import Place
from domain.ids import PostId, UpdateId
from domain.post import Announcement


class BroadcastStore(Protocol):
    async def compose(
        self, place: Place, content: Announcement, *, now: datetime, update_id: UpdateId | None = None
    ) -> Broadcast | None:
        """Store a draft to all, in place of an earlier draft of that chat; None if the update was applied before."""
        ...

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """Return a broadcast, or None."""
        ...

    async def aim(self, broadcast_id: int, segment: Segment, *, now: datetime) -> None:
        """Change whom a draft goes to; nothing else than a draft is changed."""
        ...

    async def discard(self, broadcast_id: int, *, now: datetime) -> None:
        """Delete a draft; nothing else than a draft is deleted."""
        ...

    async def count(self, segment: Segment) -> int:
        """Return how many chats and threads are active and in the segment."""
        ...

    async def start(self, broadcast_id: int, *, message_id: int | None, now: datetime) -> PostId | None:
        """Queue a draft for everybody in its segment behind all digests, in one transaction; None if it is no draft.

        `message_id` is the message in which its progress will be shown.
        """
        ...

    async def stop(self, broadcast_id: int, *, now: datetime) -> PostId | None:
        """Drop what waits of a running broadcast and erase its content, so that nothing more leaves.

        Return its post, for the outbox to withdraw; None if it is not running.
        """
        ...

    async def fates(self, broadcast_id: int) -> Fates:
        """Return how its deliveries stand."""
        ...

    async def running(self) -> tuple[Broadcast, ...]:
        """Return the broadcasts that were started and whose report is still to be shown, oldest first."""
        ...

    async def finish(self, broadcast_id: int, *, now: datetime) -> None:
        """Note that the report of a broadcast was shown; its content is erased."""
        ...
