"""Broadcasts: a draft is composed and changed, then sent through the outbox; it may be stopped."""

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
        """Store a draft that goes to all chats, and return it; it replaces an earlier draft of the same chat.

        Return None if the update was applied before.
        """
        ...

    async def get(self, broadcast_id: BroadcastId) -> Broadcast | None:
        """Return a broadcast, or None if there is none with that id."""
        ...

    async def reword(self, broadcast_id: BroadcastId, content: Announcement, *, now: datetime) -> None:
        """Change the content of a draft; a broadcast that was started is not changed."""
        ...

    async def aim(self, broadcast_id: BroadcastId, segment: Segment, *, now: datetime) -> None:
        """Change to which segment a draft goes; a broadcast that was started is not changed."""
        ...

    async def discard(self, broadcast_id: BroadcastId, *, now: datetime) -> None:
        """Delete a draft; a broadcast that was started is not deleted."""
        ...

    async def count(self, segment: Segment) -> Mapping[str, int]:
        """Return locale → number of active chats and threads in the segment; locales without any are left out."""
        ...

    async def start(
        self, broadcast_id: BroadcastId, *, message_id: MessageId | None, now: datetime, change: Change | None = None
    ) -> PostId | None:
        """Queue a draft for every chat in its segment, behind all digests, and record `change`, in one transaction.

        `message_id` is the message in which the progress will be shown. Return the id of the post. If the broadcast is
        not a draft, return None and record nothing.
        """
        ...

    async def stop(self, broadcast_id: BroadcastId, *, now: datetime, change: Change | None = None) -> PostId | None:
        """Drop the waiting deliveries of a running broadcast, erase its content, record `change`, in one transaction.

        After this nothing more of it is claimed. Return the id of its post, so that the outbox can drop what it has
        claimed. If the broadcast is not running, return None and record nothing.
        """
        ...

    async def fates(self, broadcast_id: BroadcastId) -> Mapping[str, Fates]:
        """Return locale → how many of the broadcast's deliveries had each outcome.

        The locale is the one that a chat had when the broadcast was started.
        """
        ...

    async def running(self) -> tuple[Broadcast, ...]:
        """Return the broadcasts that were started and whose final report has not been shown, oldest first."""
        ...

    async def finish(self, broadcast_id: BroadcastId, *, now: datetime) -> None:
        """Record that the final report of a broadcast was shown, and erase its content."""
        ...
