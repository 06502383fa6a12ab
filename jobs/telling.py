"""What the ticks that tell chats something share: the storage, the clock, who is woken, and whose turn it is."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.chat import Chat
from domain.clock import Clock
from domain.story import Story
from storage.interface import Storage

TOLD_FOR = timedelta(days=7)  # how long a chat's history says what it was told
_BOUND = 1_000  # chats asked about at once

Histories = dict[tuple[int, int | None], frozenset[int]]  # (chat, thread) → ids of the articles it was told


@dataclass(frozen=True, slots=True)
class Telling:
    """`lock` is held from asking what chats were told until more is queued for them, so that two do not tell the same.

    `on_queued` is told when there is something for the outbox.
    """

    storage: Storage
    clock: Clock
    on_queued: Callable[[], None] = lambda: None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def told(self, chats: Sequence[Chat], now: datetime) -> Histories:
        """What each of them was told; equal histories are one object."""
        told: Histories = {}
        for thread_id in {chat.thread_id for chat in chats}:
            ids = [chat.id for chat in chats if chat.thread_id == thread_id]
            for first in range(0, len(ids), _BOUND):
                part = ids[first : first + _BOUND]
                answer = await self.storage.chats.told(part, since=now - TOLD_FOR, thread_id=thread_id)
                told |= {(chat_id, thread_id): articles for chat_id, articles in answer.items()}
        return told

    async def untold(self, story: Story, chats: Sequence[Chat], now: datetime) -> list[Chat]:
        """Those of the chats that know nothing of the story yet."""
        told = await self.told(chats, now)
        articles = {article.id for article in story.articles}
        return [chat for chat in chats if told[chat.id, chat.thread_id].isdisjoint(articles)]
