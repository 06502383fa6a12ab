"""Loads the stories of a window and has the digest composed, off the loop."""

import asyncio
from datetime import datetime

from digest.compose import compose
from domain.digest import Digest, DigestRequest
from storage.interface import Storage, StoryQuery

MOST_STORIES = 4000  # of a window; more than the region tells in three days


class DigestBuilder:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        """The digest; holds no story when there is nothing to tell."""
        query = StoryQuery(window=request.window, pushable_only=request.pushed, limit=MOST_STORIES)
        stories = await self._storage.stories.find(query)
        return await asyncio.to_thread(compose, stories, request, now=now)
