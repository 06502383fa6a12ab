"""The builder of digests: it loads the stories of a window and has digests composed from them in a thread."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

import structlog

from digest.compose import Shortlist
from digest.review import review
from domain.digest import Digest, DigestRequest, Window
from domain.faults import place_of
from domain.ids import StoryId
from domain.story import Story
from storage.interface import Storage, StoryQuery
from text.lexicon.lexicon import Lexicon
from text.phrases import NO_PHRASES, Phrases

MOST_STORIES = 4000  # stories of one window; the region has fewer in three days
MOST_REVIEWED = 1500  # the most stories from which the stories of a review are chosen
# A batch keeps the stories of this many windows. That is enough, because most chats had their last digest at the same
# hour, and so have the same window.
_WINDOWS = 8
SHORTLISTS = 64  # shortlists kept for one batch; each has a few hundred stories

_MOST_REPORTED = 1000  # failed stories that are remembered, so that each one is logged only once
log = structlog.get_logger(__name__)

K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R")
P = ParamSpec("P")


class Run(Protocol):
    """A function that calls another function in a thread, as asyncio.to_thread does."""

    async def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...


class DigestBatch:
    """The digests that are composed at one moment.

    Stories and shortlists that several of them need are computed once.
    """

    def __init__(
        self,
        storage: Storage,
        phrases: Phrases,
        lexicon: Lexicon | None,
        *,
        now: datetime,
        report: Callable[[Shortlist], None],
        run: Run,
    ) -> None:
        self._run = run
        self._storage = storage
        self._phrases = phrases
        self._lexicon = lexicon
        self._now = now
        self._report = report
        self._stories: OrderedDict[tuple[Window, bool], tuple[Story, ...]] = OrderedDict()
        self._shortlists: OrderedDict[DigestRequest, Shortlist] = OrderedDict()

    async def build(self, request: DigestRequest) -> Digest:
        """Return the digest for a request; it has no stories if there is nothing to tell."""
        shortlist = await self.prepare(request)
        digest = await self._run(shortlist.digest, request.told)
        self._report(shortlist)
        return digest

    async def prepare(self, request: DigestRequest) -> Shortlist:
        """Return the shortlist for a request.

        Afterwards `build` is quick for all requests that differ only in `told`.
        """
        untold = replace(request, told=frozenset())
        if untold not in self._shortlists:
            stories = await self._find(request.window, is_pushed=request.pushed)
            shortlist = await self._run(
                Shortlist, stories, untold, now=self._now, phrases=self._phrases, lexicon=self._lexicon
            )
            _remember(self._shortlists, untold, shortlist, SHORTLISTS)
        return self._shortlists[untold]

    async def _find(self, window: Window, *, is_pushed: bool) -> tuple[Story, ...]:
        if (window, is_pushed) not in self._stories:
            query = StoryQuery(window=window, pushable_only=is_pushed, pinned_at=self._now, limit=MOST_STORIES)
            _remember(self._stories, (window, is_pushed), await self._storage.stories.find(query), _WINDOWS)
        return self._stories[window, is_pushed]


class DigestBuilder:
    """The builder of all digests and alerts; a story that cannot be composed is left out and logged once.

    Summaries that are composed here avoid sentences that recall older news, such as «Напомним, …» (Let us recall: …),
    which are recognised by `phrases`. With a `lexicon`, follows match articles in other languages as well. `run` calls
    a function in a thread.
    """

    def __init__(
        self,
        storage: Storage,
        phrases: Phrases = NO_PHRASES,
        lexicon: Lexicon | None = None,
        *,
        run: Run = asyncio.to_thread,
    ) -> None:
        self._run = run
        self._storage = storage
        self._phrases = phrases
        self._lexicon = lexicon
        self._reported: OrderedDict[StoryId, None] = OrderedDict()

    def batch(self, *, now: datetime) -> DigestBatch:
        """Return a new batch for digests of the moment `now`."""
        return DigestBatch(self._storage, self._phrases, self._lexicon, now=now, report=self._report, run=self._run)

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        """Return the digest for a single request, without a batch."""
        return await self.batch(now=now).build(request)

    async def reviewed(self, request: DigestRequest) -> tuple[Story, ...]:
        """Return the stories from which reviews of the request's window are chosen, in any language.

        These are the stories that several outlets tell; if there are few of them, all stories.
        """
        return await self._reviewed(replace(request, languages=()))

    async def review(self, request: DigestRequest, *, now: datetime, stories: Sequence[Story] | None = None) -> Digest:
        """Return the review of the request's window: each affair is told once, by its newest story.

        If no `stories` are given, the stories of the window in the request's languages are loaded.
        """
        if stories is None:
            stories = await self._reviewed(request)
        return await self._run(review, stories, request, now=now, phrases=self._phrases, lexicon=self._lexicon)

    async def _reviewed(self, request: DigestRequest) -> tuple[Story, ...]:
        query = StoryQuery(
            window=request.window, languages=request.languages, pushable_only=request.pushed, limit=MOST_REVIEWED
        )
        stories = await self._storage.stories.find(replace(query, sources=2))
        return stories if len(stories) >= request.limit else await self._storage.stories.find(query)

    async def compose(self, stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> Digest:
        """Return the digest of the given stories only, for example for an alert.

        Stories that the request does not want, or that have no news for its readers, are left out as in any digest.
        """
        untold = replace(request, told=frozenset())
        shortlist = await self._run(Shortlist, stories, untold, now=now, phrases=self._phrases, lexicon=self._lexicon)
        digest = await self._run(shortlist.digest, request.told)
        self._report(shortlist)
        return digest

    def _report(self, shortlist: Shortlist) -> None:
        """Log the id and the error of every story that could not be composed, without its words.

        Each story is logged only once, because digests with it may be requested all day.
        """
        for story_id, error in shortlist.failed.items():
            if story_id not in self._reported:
                _remember(self._reported, story_id, None, _MOST_REPORTED)
                log.error("a story could not be composed", story=story_id, error=place_of(error))


def _remember(known: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    known[key] = value
    if len(known) > most:
        known.popitem(last=False)
