"""Takes stored articles without an annotation, in small batches: annotation, story, search index.

The queue is in the database, so a burst of news never delays polling, and a kill at any point repeats a batch and
changes nothing. The one StoryIndex lives here; it is rebuilt from stored annotations, never by reading texts again.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

import structlog

from digest.stories import StoryIndex, StoryItem
from domain.article import Annotation, Article
from domain.clock import Clock
from feeds import jobs
from feeds.worker import WorkerCrashed, WorkerPool, WorkerTimeout
from storage.interface import Annotated, Storage

BATCH = 32
ANNOTATE_TIMEOUT = 60.0  # seconds for a batch; it takes two on a slow machine
REJOIN_TIMEOUT = 120.0
STORY_WINDOW = timedelta(days=4)  # an article joins stories of the last days only
REJOIN_EVERY = 600.0  # seconds between two clusterings of the whole window
REJOIN_AFTER = 20  # new articles that make one worth while
_log = structlog.get_logger(__name__)


class Annotator:
    """One for the process: start(), then run_once() until it says 0."""

    def __init__(self, storage: Storage, pool: WorkerPool, clock: Clock) -> None:
        self._storage = storage
        self._pool = pool
        self._clock = clock
        self._index: StoryIndex | None = None
        self._lock = asyncio.Lock()
        self._since_rejoin = 0
        self._rejoined_at = time.monotonic()

    async def start(self) -> None:
        """Rebuild the index from the stored annotations of the last days."""
        async with self._lock:
            await self._rebuild()

    async def run_once(self) -> int:
        """Annotate one batch; how many articles it held, 0 when there was nothing to do."""
        async with self._lock:
            if self._index is None:
                await self._rebuild()
            batch = await self._storage.articles.without_annotation(limit=BATCH)
            if batch:
                await self._annotate(batch)
            elif self._since_rejoin >= REJOIN_AFTER or self._is_rejoin_due():
                await self._rejoin()
            return len(batch)

    async def close(self) -> None:
        """Wait for the batch at hand."""
        async with self._lock:
            self._index = None

    async def _rebuild(self) -> None:
        storage = self._storage.stories
        index = StoryIndex(next_story_id=await storage.last_story_id() + 1)
        async for item in storage.indexed_since(self._clock.now() - STORY_WINDOW):
            index.add(
                StoryItem(
                    article_id=item.article_id,
                    source=item.source,
                    language=item.language,
                    published_at=item.published_at,
                    stored_at=item.stored_at,
                    features=item.features,
                ),
                item.story_id,
            )
        self._index = index

    async def _annotate(self, batch: Sequence[Article]) -> None:
        known = await self._storage.articles.stories_of([article.id for article in batch])
        annotations = await self._read(batch)
        assert self._index is not None
        stories = await asyncio.to_thread(_assign, self._index, batch, annotations, known)
        annotated = [
            Annotated(article.id, annotation, story, is_news=article.id not in known)
            for article, annotation, story in zip(batch, annotations, stories, strict=True)
        ]
        await self._storage.articles.save_annotations(annotated, now=self._clock.now())
        self._since_rejoin += len(batch)

    async def _read(self, batch: Sequence[Article]) -> list[Annotation]:
        try:
            texts = [(article.title, article.text, article.source_country, article.language) for article in batch]
            return await self._pool.run(jobs.annotate, texts, timeout=ANNOTATE_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            if len(batch) > 1:  # find the one that does it, and let the others through
                return [annotation for article in batch for annotation in await self._read([article])]
            _log.error("an article cannot be read", article=batch[0].id, error=str(error))
            return [Annotation(language=batch[0].language, headline=batch[0].title or batch[0].text[:100])]

    def _is_rejoin_due(self) -> bool:
        return self._since_rejoin > 0 and time.monotonic() - self._rejoined_at > REJOIN_EVERY

    async def _rejoin(self) -> None:
        """Cluster the window again, so that early mistakes heal."""
        assert self._index is not None
        self._since_rejoin, self._rejoined_at = 0, time.monotonic()
        self._index.forget_before(self._clock.now() - STORY_WINDOW)
        try:
            moves = await self._pool.run(
                jobs.rejoin, self._index.items(), self._index.next_story_id, timeout=REJOIN_TIMEOUT
            )
        except (WorkerTimeout, WorkerCrashed) as error:
            _log.warning("stories were not joined again", error=str(error))
            return
        if moves:
            await self._storage.stories.regroup(moves, now=self._clock.now())
            await self._rebuild()


def _assign(
    index: StoryIndex, batch: Sequence[Article], annotations: Sequence[Annotation], known: dict[int, int]
) -> list[int]:
    """The story of each article; an edited one stays where it was."""
    stories = []
    for article, annotation in zip(batch, annotations, strict=True):
        if article.id in known:
            stories.append(known[article.id])
            continue
        item = StoryItem(
            article_id=article.id,
            source=article.source,
            language=annotation.language,
            published_at=article.published_at,
            stored_at=article.stored_at,
            features=annotation.features,
        )
        stories.append(index.assign(item))
    return stories
