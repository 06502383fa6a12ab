"""What chats were told already, and whose turn it is to tell them more."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from domain.chat import Chat
from domain.digest import Digest
from domain.story import Story
from storage.interface import Storage

TOLD_FOR = timedelta(days=7)  # how long a chat's history says what it was told
_BOUND = 1_000  # chats asked about at once

Histories = dict[tuple[int, int | None], frozenset[int]]  # (chat, thread) → ids of the articles it was told


class ToldHistory:
    """One for the process. Whoever asks it has their turn until they have queued what they tell.

    Two that asked at once would each find the story untold, and each tell it.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def of(self, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[Histories]:
        """Yield what each of the chats was told; equal histories are one object."""
        async with self._turn:
            yield await self._read(chats, now)

    @asynccontextmanager
    async def untold(self, story: Story, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[list[Chat]]:
        """Yield those of the chats that know nothing of the story yet."""
        articles = {article.id for article in story.articles}
        async with self.of(chats, now=now) as told:
            yield [chat for chat in chats if told[chat.id, chat.thread_id].isdisjoint(articles)]

    async def show(self, chat: Chat, digest: Digest, *, now: datetime, update_id: int) -> None:
        """Write down that the chat is shown a digest it asked for.

        What a tick is composing at this moment is either queued already, and taken back, or composed knowing of it.
        """
        async with self._turn:
            await self._storage.chats.record_shown(
                chat.id, digest, now=now, update_id=update_id, thread_id=chat.thread_id
            )

    async def _read(self, chats: Sequence[Chat], now: datetime) -> Histories:
        told: Histories = {}
        for thread_id in {chat.thread_id for chat in chats}:
            ids = [chat.id for chat in chats if chat.thread_id == thread_id]
            for first in range(0, len(ids), _BOUND):
                part = ids[first : first + _BOUND]
                answer = await self._storage.chats.told(part, since=now - TOLD_FOR, thread_id=thread_id)
                told |= {(chat_id, thread_id): articles for chat_id, articles in answer.items()}
        return told
