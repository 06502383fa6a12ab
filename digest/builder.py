"""Loads the stories of a window and has the digest composed, off the loop."""

import asyncio
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from digest.compose import Shortlist
from domain.digest import Digest, DigestRequest, Window
from domain.story import Story
from storage.interface import Storage, StoryQuery

MOST_STORIES = 4000  # of a window; more than the region tells in three days
_WINDOWS = 8  # remembered in one sitting; most chats were served last at the same hour
SHORTLISTS = 64  # remembered in one sitting, with a few hundred stories each

K = TypeVar("K")
V = TypeVar("V")


class Sitting:
    """Digests of one moment: what is the same for many of them is loaded and worked out once."""

    def __init__(self, storage: Storage, *, now: datetime) -> None:
        self._storage = storage
        self._now = now
        self._stories: OrderedDict[tuple[Window, bool], tuple[Story, ...]] = OrderedDict()
        self._shortlists: OrderedDict[DigestRequest, Shortlist] = OrderedDict()

    async def build(self, request: DigestRequest) -> Digest:
        """The digest; holds no story when there is nothing to tell."""
        shortlist = await self.prepare(request)
        return await asyncio.to_thread(shortlist.digest, request.told)

    async def prepare(self, request: DigestRequest) -> Shortlist:
        """All of a digest but what depends on what was told, so that it goes fast afterwards."""
        untold = replace(request, told=frozenset())
        if untold not in self._shortlists:
            stories = await self._find(request.window, is_pushed=request.pushed)
            shortlist = await asyncio.to_thread(Shortlist, stories, untold, now=self._now)
            _remember(self._shortlists, untold, shortlist, SHORTLISTS)
        return self._shortlists[untold]

    async def _find(self, window: Window, *, is_pushed: bool) -> tuple[Story, ...]:
        if (window, is_pushed) not in self._stories:
            query = StoryQuery(window=window, pushable_only=is_pushed, limit=MOST_STORIES)
            _remember(self._stories, (window, is_pushed), await self._storage.stories.find(query), _WINDOWS)
        return self._stories[window, is_pushed]


class DigestBuilder:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def sit(self, *, now: datetime) -> Sitting:
        """For many digests of one moment."""
        return Sitting(self._storage, now=now)

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        """A single one."""
        return await self.sit(now=now).build(request)


def _remember(known: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    known[key] = value
    if len(known) > most:
        known.popitem(last=False)
