"""Chats with their preferences, what they follow, and what they were told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.chat import Chat, ChatState, Follow, Place
from domain.digest import Digest
from domain.ids import ArticleId, ChatId, FollowId, PersonId, UpdateId
from domain.post import Notice


class ChatStore(Protocol):
    async def get(self, place: Place) -> Chat | None:
        """Return the chat or thread at that place; None if nothing was set up there."""
        ...

    async def save(self, chat: Chat, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Store a new or changed chat, with the next_due_at that the caller has computed.

        `last_digest_end` and `served_slot` of a stored chat are not changed. If the chat is saved as stopped, its
        waiting deliveries are dropped, except for notices.
        """
        ...

    async def delete(self, chat_id: ChatId, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Delete everything about a chat and its threads; afterwards no row contains its id.

        A person's role in the newsroom is deleted as well. Records of changes that the person made stay, without the
        id.
        """
        ...

    async def migrate(
        self, old_id: ChatId, new_id: ChatId, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Replace a group's id everywhere, because Telegram gave it a new id when it became a supergroup.

        If there are preferences under both ids, those of the old id are kept.
        """
        ...

    async def threads_of(self, chat_id: ChatId) -> tuple[Chat, ...]:
        """Return everything that was set up under a chat id: the chat itself first, then its threads."""
        ...

    async def set_up_by(self, person: PersonId) -> tuple[Chat, ...]:
        """Return the groups, channels and threads that a person set up, by chat id, each chat before its threads."""
        ...

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        """Return up to `limit` active chats with next_due_at <= now, the earliest first."""
        ...

    async def planned_after(self, moment: datetime, *, served_after: datetime | None = None) -> tuple[Chat, ...]:
        """Return active chats whose next_due_at is after `moment`, or whose last digest ends after `served_after`.

        Such chats were planned while the clock was ahead, and have to be planned again.
        """
        ...

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        """Return active chats; with `wants_breaking`, only those that asked for breaking news."""
        ...

    async def lose(
        self, chat_id: ChatId, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        """Mark a chat and all its threads as lost; return the chats that changed, as they were before.

        Only active and suspended chats change: they have no planned digest any more, and their waiting deliveries are
        dropped. In the same transaction the notice is queued for the people who set up the chats that changed, in each
        person's language.
        """
        ...

    async def lose_thread(
        self, place: Place, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        """Do the same as `lose` for a single thread; a place without a thread id is the general thread of a forum."""
        ...


class FollowStore(Protocol):
    async def of(self, chat_id: ChatId) -> tuple[Follow, ...]:
        """Return a chat's follows, oldest first."""
        ...

    async def all(self) -> tuple[Follow, ...]:
        """Return the follows of all chats, oldest first."""
        ...

    async def add(
        self, chat_id: ChatId, query: str, *, at_once: bool, now: datetime, update_id: UpdateId | None = None
    ) -> Follow:
        """Add a follow with that query to the chat, or change `at_once` if the chat has it already; return the follow.

        Raises StorageError `follow-error-gone` if the update was applied before and the follow was removed since.
        """
        ...

    async def remove(
        self, chat_id: ChatId, follow_id: FollowId, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        """Remove a follow of that chat; return whether it existed."""
        ...


class ToldStore(Protocol):
    async def articles(self, places: Sequence[Place], *, since: datetime) -> dict[Place, frozenset[ArticleId]]:
        """Return the ids of the articles that each place was told in posts made since that moment.

        An article counts as told to a place if a delivery to it that contains the article was sent at least in part, is
        being sent, or waits. A place that was told nothing has an empty set.
        """
        ...

    async def record_shown(
        self, place: Place, digest: Digest, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Record the stories of a digest that was shown on request as told.

        The place's waiting deliveries that would tell one of these articles again are dropped. If one of them was a
        digest, the chat's next digest is due at once, to tell the rest of its news. A digest without stories changes
        nothing.
        """
        ...
