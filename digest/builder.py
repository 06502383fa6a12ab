"""Loads the stories of a window and has the digest composed, off the loop."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import structlog

from digest.compose import Shortlist
from domain.digest import Digest, DigestRequest, Window
from domain.faults import place_of
from domain.story import Story
from storage.interface import Storage, StoryQuery
from text.phrases import NO_PHRASES, Phrases

MOST_STORIES = 4000  # of a window; more than the region tells in three days
_WINDOWS = 8  # remembered in one sitting; most chats were served last at the same hour
SHORTLISTS = 64  # remembered in one sitting, with a few hundred stories each

_MOST_REPORTED = 1000  # stories of which the log has heard
log = structlog.get_logger(__name__)

K = TypeVar("K")
V = TypeVar("V")


class Sitting:
    """Digests of one moment: what is the same for many of them is loaded and worked out once."""

    def __init__(
        self, storage: Storage, phrases: Phrases, *, now: datetime, report: Callable[[Shortlist], None]
    ) -> None:
        self._storage = storage
        self._phrases = phrases
        self._now = now
        self._report = report
        self._stories: OrderedDict[tuple[Window, bool], tuple[Story, ...]] = OrderedDict()
        self._shortlists: OrderedDict[DigestRequest, Shortlist] = OrderedDict()

    async def build(self, request: DigestRequest) -> Digest:
        """The digest; holds no story when there is nothing to tell."""
        shortlist = await self.prepare(request)
        digest = await asyncio.to_thread(shortlist.digest, request.told)
        self._report(shortlist)
        return digest

    async def prepare(self, request: DigestRequest) -> Shortlist:
        """All of a digest but what depends on what was told, so that it goes fast afterwards."""
        untold = replace(request, told=frozenset())
        if untold not in self._shortlists:
            stories = await self._find(request.window, is_pushed=request.pushed)
            shortlist = await asyncio.to_thread(Shortlist, stories, untold, now=self._now, phrases=self._phrases)
            _remember(self._shortlists, untold, shortlist, SHORTLISTS)
        return self._shortlists[untold]

    async def _find(self, window: Window, *, is_pushed: bool) -> tuple[Story, ...]:
        if (window, is_pushed) not in self._stories:
            query = StoryQuery(window=window, pushable_only=is_pushed, limit=MOST_STORIES)
            _remember(self._stories, (window, is_pushed), await self._storage.stories.find(query), _WINDOWS)
        return self._stories[window, is_pushed]


class DigestBuilder:
    """Composes every digest and alert; a story that cannot be composed is left out, and logged once.

    `phrases` tell how reminders open, for summaries that were not written before.
    """

    def __init__(self, storage: Storage, phrases: Phrases = NO_PHRASES) -> None:
        self._storage = storage
        self._phrases = phrases
        self._reported: OrderedDict[int, None] = OrderedDict()

    def sit(self, *, now: datetime) -> Sitting:
        """For many digests of one moment."""
        return Sitting(self._storage, self._phrases, now=now, report=self._report)

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        """A single one."""
        return await self.sit(now=now).build(request)

    async def compose(self, stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> Digest:
        """Return a digest of stories that are at hand, as an alert is."""
        untold = replace(request, told=frozenset())
        shortlist = await asyncio.to_thread(Shortlist, stories, untold, now=now, phrases=self._phrases)
        digest = await asyncio.to_thread(shortlist.digest, request.told)
        self._report(shortlist)
        return digest

    def _report(self, shortlist: Shortlist) -> None:
        """Log what failed, once a story and without its words: the same story is asked for all day."""
        for story_id, error in shortlist.failed.items():
            if story_id not in self._reported:
                _remember(self._reported, story_id, None, _MOST_REPORTED)
                log.error("a story could not be composed", story=story_id, error=place_of(error))


def _remember(known: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    known[key] = value
    if len(known) > most:
        known.popitem(last=False)
