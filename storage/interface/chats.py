"""Chats, their preferences, and what they follow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.chat import Chat, ChatState, Follow
from domain.digest import Digest
from domain.post import Notice


class ChatStore(Protocol):
    async def get(self, chat_id: int, thread_id: int | None = None) -> Chat | None: ...

    async def save(self, chat: Chat, *, update_id: int | None = None) -> None:
        """Add or change; the caller has computed next_due_at. What was served of a known chat stays as it is."""
        ...

    async def delete(self, chat_id: int, *, update_id: int | None = None) -> None:
        """Forget everything about it: no row with the chat's id is left in any table."""
        ...

    async def migrate(self, old_id: int, new_id: int, *, update_id: int | None = None) -> None:
        """A group became a supergroup: rewrite its id everywhere."""
        ...

    async def threads_of(self, chat_id: int) -> tuple[Chat, ...]:
        """Everything set up under that chat id: the chat itself and its forum threads."""
        ...

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        """Active chats with next_due_at <= now, earliest first."""
        ...

    async def planned_after(self, moment: datetime) -> tuple[Chat, ...]:
        """Active chats with next_due_at later than that."""
        ...

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        """Active chats; with `wants_breaking` those that asked for breaking news."""
        ...

    async def lose(
        self,
        chat_id: int,
        state: ChatState,
        *,
        now: datetime,
        thread_id: int | None = None,
        notice: Notice | None = None,
    ) -> tuple[Chat, ...]:
        """Telegram took the chat away: no push is planned and what waits for it is dropped.

        `thread_id` means that thread alone, 0 a forum's general one; None everything of the chat. Only active and
        suspended chats change; nothing is deleted. In the same transaction the notice is queued for whoever set them
        up. The chats that changed, as they were.
        """
        ...

    async def told(
        self, chat_ids: Sequence[int], *, since: datetime, thread_id: int | None = None
    ) -> dict[int, frozenset[int]]:
        """Chat → ids of the articles told, read from its deliveries' posts. Equal values may be one object."""
        ...

    async def record_shown(
        self,
        chat_id: int,
        digest: Digest,
        *,
        now: datetime,
        update_id: int | None = None,
        thread_id: int | None = None,
    ) -> None:
        """A digest that was shown on request counts as told.

        What waits for the chat and would tell some of it again is dropped; of a digest, what is left is due at once.
        """
        ...

    async def follows(self, chat_id: int | None = None) -> tuple[Follow, ...]:
        """Of one chat, or of all."""
        ...

    async def add_follow(
        self, chat_id: int, query: str, *, at_once: bool, now: datetime, update_id: int | None = None
    ) -> Follow: ...

    async def remove_follow(self, chat_id: int, follow_id: int, *, update_id: int | None = None) -> bool: ...
