"""Chats and their preferences, what they follow, and what they were told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.chat import Chat, ChatState, Follow, Place
from domain.digest import Digest
from domain.ids import FollowId, UpdateId
from domain.post import Notice


class ChatStore(Protocol):
    async def get(self, place: Place) -> Chat | None:
        """Return the chat or thread that was set up there, or None."""
        ...

    async def save(self, chat: Chat, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Add a chat or change it; the caller has computed next_due_at.

        What a known chat was served (`last_digest_end`, `served_slot`) stays as it is. Deliveries that wait for a chat
        that is saved as stopped are dropped, but for notices.
        """
        ...

    async def delete(self, chat_id: int, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Forget everything about a chat and its threads: nothing that is kept names its id any more.

        A person's role in the newsroom goes as well; what they changed stays, and no longer says who changed it.
        """
        ...

    async def migrate(self, old_id: int, new_id: int, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Rewrite a group's id everywhere, because it became a supergroup.

        What was set up before the move wins over what was set up under the new id meanwhile.
        """
        ...

    async def threads_of(self, chat_id: int) -> tuple[Chat, ...]:
        """Return all that was set up under a chat id: the chat itself first, then its threads."""
        ...

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        """Return active chats with next_due_at <= now, earliest first."""
        ...

    async def planned_after(self, moment: datetime, *, served_after: datetime | None = None) -> tuple[Chat, ...]:
        """Return active chats whose next_due_at is later than `moment`, or whose last digest ends after `served_after`.

        Those are the chats that a clock which was ahead has planned.
        """
        ...

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        """Return active chats; with `wants_breaking` those that asked for breaking news."""
        ...

    async def lose(
        self, chat_id: int, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        """Mark a chat and all its threads as taken away by Telegram; return those that changed, as they were.

        Only active and suspended chats change: no push is planned for them any more, and every delivery that waits for
        them is dropped. In the same transaction the notice is queued for whoever set them up, in their own language.
        """
        ...

    async def lose_thread(
        self, place: Place, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        """Do as `lose` does for one thread alone; a place without a thread is a forum's general one."""
        ...


class FollowStore(Protocol):
    async def of(self, chat_id: int) -> tuple[Follow, ...]:
        """Return what a chat follows, oldest first."""
        ...

    async def all(self) -> tuple[Follow, ...]:
        """Return what all chats follow, oldest first."""
        ...

    async def add(
        self, chat_id: int, query: str, *, at_once: bool, now: datetime, update_id: UpdateId | None = None
    ) -> Follow:
        """Return the chat's follow with that query, added, or changed to `at_once` where it is there already.

        Raises StorageError `follow-error-gone` when the update was applied before and the follow was removed since.
        """
        ...

    async def remove(
        self, chat_id: int, follow_id: FollowId, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        """Remove a chat's own follow; return whether there was one."""
        ...


class ToldStore(Protocol):
    async def articles(self, places: Sequence[Place], *, since: datetime) -> dict[Place, frozenset[int]]:
        """Return the ids of the articles that each place was told in posts made since.

        Told is what was sent, if only in part, and what is being sent or waits; a place that was told nothing has an
        empty set.
        """
        ...

    async def record_shown(
        self, place: Place, digest: Digest, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Count a digest that was shown on request as told.

        What waits for the place and would tell some of it again is dropped; where that was a digest, the chat is due at
        once, for what is left of it. A digest without stories changes nothing.
        """
        ...
