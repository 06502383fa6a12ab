"""What chats were told already, and whose turn it is to tell them more."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from domain.chat import Chat, Place
from domain.digest import Digest
from domain.story import Story
from storage.interface import Storage

TOLD_FOR = timedelta(days=7)  # how long a chat's history says what it was told
_BOUND = 1_000  # chats asked about at once

Histories = dict[Place, frozenset[int]]  # ids of the articles that were told there


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
            yield [chat for chat in chats if told[chat.place].isdisjoint(articles)]

    async def show(self, chat: Chat, digest: Digest, *, now: datetime, update_id: int) -> None:
        """Write down that the chat is shown a digest it asked for.

        What a tick is composing at this moment is either queued already, and taken back, or composed knowing of it.
        """
        async with self._turn:
            await self._storage.told.record_shown(chat.place, digest, now=now, update_id=update_id)

    async def _read(self, chats: Sequence[Chat], now: datetime) -> Histories:
        told: Histories = {}
        places = [chat.place for chat in chats]
        for first in range(0, len(places), _BOUND):
            told |= await self._storage.told.articles(places[first : first + _BOUND], since=now - TOLD_FOR)
        return told
