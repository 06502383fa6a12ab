"""The history of what chats were told, and the lock for those who tell them more."""

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
_BOUND = 1_000  # chats read in one query

Histories = dict[Place, frozenset[ArticleId]]  # ids of the articles that each place was told


class ToldHistory:
    """The only history of the process. Its context managers hold a lock until what is told is queued.

    Without the lock, two jobs at the same moment could both find a story untold, and both tell it.
    """

    def __init__(self, storage: Storage, *, is_shared: bool = False) -> None:
        """`is_shared`: other processes have such a history as well, and the lock is the storage's."""
        self._storage = storage
        lock = asyncio.Lock()
        self._turn: Callable[[], AbstractAsyncContextManager[None]] = (
            (lambda: storage.leases.turn("told")) if is_shared else (lambda: lock)
        )

    @asynccontextmanager
    async def of(self, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[Histories]:
        """Yield what each of the chats was told; equal histories are one object."""
        async with self._turn():
            yield await self._read(chats, now)

    @asynccontextmanager
    async def untold(self, story: Story, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[list[Chat]]:
        """Yield the chats that were told nothing of the story yet."""
        articles = {article.id for article in story.articles}
        async with self.of(chats, now=now) as told:
            yield [chat for chat in chats if told[chat.place].isdisjoint(articles)]

    async def show(self, chat: Chat, digest: Digest, *, now: datetime, update_id: UpdateId) -> None:
        """Record a digest that a chat asked for as told.

        A digest that a tick composes at the same moment is either queued already, and then taken back, or composed
        later with this one in its history.
        """
        async with self._turn():
            await self._storage.told.record_shown(chat.place, digest, now=now, update_id=update_id)

    async def _read(self, chats: Sequence[Chat], now: datetime) -> Histories:
        told: Histories = {}
        places = [chat.place for chat in chats]
        for first in range(0, len(places), _BOUND):
            told |= await self._storage.told.articles(places[first : first + _BOUND], since=now - TOLD_FOR)
        return told
