"""The history of what chats were told, with a lock for those who are about to tell them more."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta

from domain.chat import Chat, Place
from domain.digest import Digest
from domain.ids import ArticleId, UpdateId
from domain.story import Story
from storage.interface import Storage

TOLD_FOR = timedelta(days=7)  # how far back the history goes
_BOUND = 1_000  # the most chats whose histories one query reads

Histories = dict[Place, frozenset[ArticleId]]  # place → ids of the articles that it was told


class ToldHistory:
    """The history of what chats were told; a process has only one.

    `of` and `untold` hold a lock until their `with` block ends, and the caller queues its posts inside it. Otherwise
    two ticks that run at the same moment could both find that a story was not told, and both tell it.
    """

    def __init__(self, storage: Storage, *, is_shared: bool = False) -> None:
        """Make a history; `is_shared` says that other processes have one, too, so the lock is taken in the storage."""
        self._storage = storage
        lock = asyncio.Lock()
        self._turn: Callable[[], AbstractAsyncContextManager[None]] = (
            (lambda: storage.leases.turn("told")) if is_shared else (lambda: lock)
        )

    @asynccontextmanager
    async def of(self, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[Histories]:
        """Hold the lock; yield place → ids of the articles that it was told within TOLD_FOR, for all `chats`."""
        async with self._turn():
            yield await self._read(chats, now)

    @asynccontextmanager
    async def untold(self, story: Story, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[list[Chat]]:
        """Hold the lock; yield the chats that were told no article of the story within TOLD_FOR."""
        articles = {article.id for article in story.articles}
        async with self.of(chats, now=now) as told:
            yield [chat for chat in chats if told[chat.place].isdisjoint(articles)]

    async def show(self, chat: Chat, digest: Digest, *, now: datetime, update_id: UpdateId) -> None:
        """Record as told the stories of a digest that a chat was shown on request.

        This waits for the lock, so a scheduled digest for the chat is either queued by then, and the storage drops it,
        or is composed later and leaves these stories out.
        """
        async with self._turn():
            await self._storage.told.record_shown(chat.place, digest, now=now, update_id=update_id)

    async def _read(self, chats: Sequence[Chat], now: datetime) -> Histories:
        told: Histories = {}
        places = [chat.place for chat in chats]
        for first in range(0, len(places), _BOUND):
            told |= await self._storage.told.articles(places[first : first + _BOUND], since=now - TOLD_FOR)
        return told
