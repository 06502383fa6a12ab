"""Takes stored articles without an annotation, in small batches: annotation, story, search index.

The queue is in the database, so a burst of news never delays polling, and a kill at any point repeats a batch and
changes nothing. The one StoryIndex lives here; it is rebuilt from stored annotations, never by reading texts again.
Between batches the whole window is joined again in a worker, so that early mistakes heal.
"""

import asyncio
import io
import pickle
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import structlog

from digest.summaries import Summariser
from domain.article import Annotation, Article
from domain.clock import Clock
from domain.faults import place_of
from domain.features import StoryItem
from feeds import jobs
from feeds.summaries import Extracting, SummaryWriter
from storage.interface import Annotated, Storage
from stories.index import Placed, StoryIndex
from text.annotate import unread
from text.furniture import FurnitureBook
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

BATCH = 32
ANNOTATE_TIMEOUT = 60.0  # seconds for a batch; it takes two on a slow machine
REJOIN_TIMEOUT = 120.0
TRIES = 3  # of a text that fails by itself, while others are read
FIRST_RETRY = timedelta(minutes=15)  # and four times as long before each further try
_PLAIN = [("A bridge was opened", "A bridge was opened in the town today.", None, "en")]  # what any worker can read
STORY_WINDOW = timedelta(days=4)  # an article joins stories of the last days only
REJOIN_EVERY = 600.0  # seconds between two clusterings of the whole window
REJOIN_AFTER = 20  # new articles that make one worth while
REJOIN_REST = 10.0  # times as long as the last one took, before the next
LEARN_FROM = timedelta(days=2)  # what a restarted bot learns each source's furniture from
LEARN_FROM_MOST = 3000  # articles
_PART = 100  # articles handed over at a time; more would hold up the event loop
_log = structlog.get_logger(__name__)

T = TypeVar("T")


class Annotator:
    """One for the process: start(), then run_once() until it says 0, close()."""

    def __init__(
        self, storage: Storage, pool: WorkerPool, clock: Clock, *, summariser: Summariser | None = None
    ) -> None:
        self._storage = storage
        self._pool = pool
        self._clock = clock
        self._summaries = SummaryWriter(storage.stories, summariser or Extracting(pool), clock)
        self._index: StoryIndex | None = None
        self._lock = asyncio.Lock()
        self._at_work: asyncio.Future[Any] | None = None
        self._is_closed = False
        self._furniture = FurnitureBook()
        self._since_rejoin = 0
        self._rejoined_at = time.monotonic()
        self._rejoin_took = 0.0
        self.fault: str | None = None  # why nothing can be read at the moment

    async def start(self) -> None:
        """Rebuild the index from the stored annotations of the last days, where that has not been done."""
        await self._work(self._open)

    async def run_once(self) -> int:
        """Annotate a batch of articles, or summarise one of stories when no article waits.

        Return how many it held; 0 when there was nothing to do, close() was called, or nothing can be read at the
        moment: then `fault` says why, and what waits goes on waiting.
        """
        return await self._work(partial(self._unless_unwell, self._next)) or 0

    async def rejoin(self) -> None:
        """Join the window again now, whether or not it is time."""
        await self._work(partial(self._unless_unwell, self._rejoin))

    async def close(self) -> None:
        """End what is at work, and do nothing more.

        A batch or a joining may take minutes. What it has not stored it leaves as it was, for the next start.
        """
        self._is_closed = True
        if self._at_work is not None:
            self._at_work.cancel()
        async with self._lock:
            self._index = None

    async def _work(self, what: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        """One piece of work at a time; None where close() ended it."""
        async with self._lock:
            if self._is_closed:
                return None
            task = self._at_work = asyncio.ensure_future(what())
            try:
                await asyncio.wait((task,))
            finally:
                task.cancel()  # where we are cancelled ourselves
                await asyncio.gather(task, return_exceptions=True)
                self._at_work = None
            return None if task.cancelled() else task.result()

    async def _unless_unwell(self, what: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        try:
            done = await what()
        except PoolUnwell as error:
            if self.fault is None:
                _log.error("texts cannot be read for now", error=str(error))
            self.fault = str(error)
            return None
        return done

    async def _next(self) -> int:
        await self._open()
        await self._storage.articles.queue_put_off(now=self._clock.now())
        batch = await self._storage.articles.without_annotation(limit=BATCH)
        if batch:
            await self._annotate(batch)
            self.fault = None
            return len(batch)
        written = await self._summaries.write()
        if not written and self._is_rejoin_due():
            await self._rejoin()
        return written

    async def _open(self) -> None:
        if self._index is not None:
            return
        storage = self._storage.stories
        now = self._clock.now()
        index = StoryIndex(next_story_id=await storage.last_story_id() + 1)
        part: list[tuple[StoryItem, int]] = []
        async for found in storage.indexed_since(now - STORY_WINDOW):
            part.append(found)
            if len(part) == _PART:
                await asyncio.to_thread(_add, index, part)
                part = []
        await asyncio.to_thread(_add, index, part)
        texts = await self._storage.articles.texts_since(now - LEARN_FROM, limit=LEARN_FROM_MOST)
        await asyncio.to_thread(_learn, self._furniture, texts)
        self._index = index

    async def _annotate(self, batch: Sequence[Article]) -> None:
        known = await self._storage.articles.stories_of([article.id for article in batch])
        texts = await asyncio.to_thread(_without_furniture, self._furniture, batch)
        read = await self._read(batch, texts)
        failures = await self._put_off([article.id for article in batch if article.id not in read])
        batch = [article for article in batch if article.id in read or article.id in failures]
        annotations = [
            read.get(article.id) or unread(article.title, article.text, article.language) for article in batch
        ]
        assert self._index is not None
        stories = await asyncio.to_thread(_assign, self._index, batch, annotations, known)
        annotated = [
            Annotated(
                article.id,
                annotation,
                story,
                article.content_hash,
                given_up_after=failures.get(article.id, 0),
                is_news=article.id not in known,
            )
            for article, annotation, story in zip(batch, annotations, stories, strict=True)
        ]
        await self._storage.articles.save_annotations(annotated, now=self._clock.now())
        self._since_rejoin += len(batch)

    async def _read(self, batch: Sequence[Article], texts: Sequence[str]) -> dict[int, Annotation]:
        """Return article id → annotation, without the articles that cannot be read; raises PoolUnwell."""
        told = [
            (article.title, text, article.source_country, article.language)
            for article, text in zip(batch, texts, strict=True)
        ]
        try:
            annotations = await self._pool.run(jobs.annotate, told, timeout=ANNOTATE_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            if len(batch) == 1:
                await self._try_pool()
                _log.error("an article cannot be read", article=batch[0].id, error=_without_words(error))
                return {}
            found: dict[int, Annotation] = {}
            for article, text in zip(batch, texts, strict=True):  # find the one that fails, and let the others through
                found |= await self._read([article], [text])
            return found
        return dict(zip([article.id for article in batch], annotations, strict=True))

    async def _try_pool(self) -> None:
        """Raise PoolUnwell unless a worker reads what any worker can: only then a text failed by itself."""
        try:
            await self._pool.run(jobs.annotate, _PLAIN, timeout=ANNOTATE_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            raise PoolUnwell(f"no text can be read: {_without_words(error)}") from error

    async def _put_off(self, ids: Sequence[int]) -> dict[int, int]:
        """Put off what could not be read; return article id → tries of those that have had all of theirs."""
        if not ids:
            return {}
        earlier = await self._storage.articles.failures(ids)
        given_up: dict[int, int] = {}
        for article_id in ids:
            tries = earlier.get(article_id, 0) + 1
            if tries >= TRIES:
                given_up[article_id] = tries
            else:
                until = self._clock.now() + FIRST_RETRY * 4 ** (tries - 1)
                await self._storage.articles.put_off(article_id, tries=tries, until=until, now=self._clock.now())
        return given_up

    def _is_rejoin_due(self) -> bool:
        rested = time.monotonic() - self._rejoined_at
        if self._since_rejoin >= REJOIN_AFTER:
            return rested >= REJOIN_REST * self._rejoin_took
        return self._since_rejoin > 0 and rested > REJOIN_EVERY

    async def _rejoin(self) -> None:
        """Cluster the window again, so that early mistakes heal."""
        await self._open()
        assert self._index is not None
        started = time.monotonic()
        waited_for, self._since_rejoin = self._since_rejoin, 0
        self._index.forget_before(self._clock.now() - STORY_WINDOW)
        window = await _pickled(self._index.window())
        try:
            moves = await self._pool.run(jobs.rejoin, window, self._index.next_story_id, timeout=REJOIN_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            _log.warning("stories were not joined again", error=_without_words(error))
        except PoolUnwell:
            self._since_rejoin += waited_for
            raise
        else:
            await self._storage.stories.regroup(moves, now=self._clock.now())
            self._index.move(moves)
        self._rejoined_at = time.monotonic()
        self._rejoin_took = self._rejoined_at - started


async def _pickled(window: Sequence[Placed]) -> bytes:
    """As jobs.rejoin reads it: in parts, by one pickler, which writes a word that articles share only once."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, 5)
    for start in range(0, len(window), _PART):
        await asyncio.to_thread(pickler.dump, window[start : start + _PART])
    return written.getvalue()


def _add(index: StoryIndex, part: Sequence[tuple[StoryItem, int]]) -> None:
    for item, story_id in part:
        try:
            index.add(item, story_id)
        except Exception as error:  # noqa: BLE001 - one article that cannot be compared must not keep the bot from starting
            _not_compared(item, error)


def _not_compared(item: StoryItem, error: Exception) -> None:
    _log.error("an article cannot be compared", article=item.article_id, error=place_of(error))


def _without_words(error: WorkerTimeout | WorkerCrashed) -> str:
    """Where a job failed, without the message of what it raised, which may quote the article."""
    places = [line.strip() for line in str(error).splitlines() if line.startswith("  File ")]
    return f"{type(error).__name__} {places[-1] if places else error}"


def _learn(book: FurnitureBook, texts: Sequence[tuple[str, str]]) -> None:
    for source, text in texts:
        book.learn(source, text)


def _without_furniture(book: FurnitureBook, batch: Sequence[Article]) -> list[str]:
    """The batch's texts without what repeats over their sources' articles; the batch counts among these."""
    _learn(book, [(article.source, article.text) for article in batch])
    return [_less(book, article) for article in batch]


def _less(book: FurnitureBook, article: Article) -> str:
    try:
        return book.without(article.source, article.text)
    except Exception as error:  # noqa: BLE001 - the article is read as it is
        _log.error("furniture could not be left out", article=article.id, error=place_of(error))
        return article.text


def _assign(
    index: StoryIndex, batch: Sequence[Article], annotations: Sequence[Annotation], known: dict[int, int]
) -> list[int]:
    """The story of each article; an edited one stays where it was, and is compared by its new words from now on."""
    stories = []
    for article, annotation in zip(batch, annotations, strict=True):
        item = StoryItem(
            article_id=article.id,
            source=article.source,
            language=annotation.language,
            published_at=article.published_at,
            stored_at=article.stored_at,
            features=annotation.features,
        )
        story_id = known.get(article.id)
        try:
            if story_id is None:
                story_id = index.assign(item)
            else:
                index.add(item, story_id)
        except Exception as error:  # noqa: BLE001 - it has a story of its own, and the batch is stored
            _not_compared(item, error)
            story_id = index.open() if story_id is None else story_id
        stories.append(story_id)
    return stories
