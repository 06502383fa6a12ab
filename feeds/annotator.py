"""The annotator: it gives stored articles, in small batches, their annotation, index words and story.

Its queue is in the database, so a burst of news never delays polling. If the process is killed at any point, the batch
is repeated, and nothing is lost. The only live window of stories is kept here; it is rebuilt from stored annotations,
never from texts. The steps for a batch are in feeds.steps. Between batches a worker clusters the whole window again,
which corrects early mistakes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import structlog

from digest.summaries import Summariser
from domain.article import Article
from domain.clock import Clock
from domain.ids import ArticleId, StoryId
from domain.lease import Lease
from domain.tally import Spread
from feeds.rejoining import Rejoining
from feeds.steps import READ_AT_ONCE, Steps, without_words
from feeds.summaries import Extracting, SummaryWriter
from feeds.window import STORY_WINDOW, LiveWindow
from storage.interface import Annotated, Storage
from stories.index import StoryIndex
from text.annotate import unread
from text.topics import CurrentTopics, Topic
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

BATCH = READ_AT_ONCE
TRIES = 3  # attempts to read a text that fails although other texts can be read
FIRST_RETRY = timedelta(minutes=15)  # time before the second try; before each further one, four times as long
STORY_IDS = 1000  # story ids that are reserved at a time
_log = structlog.get_logger(__name__)

T = TypeVar("T")


class Annotator:
    """The annotator; a process has only one. Call start(), then run_once() until it returns 0, then close().

    If there are several processes, only the one that holds `lease` annotates. `on_corrected` is called after an editor
    has moved articles to another story.
    """

    def __init__(
        self,
        storage: Storage,
        pool: WorkerPool,
        clock: Clock,
        *,
        summariser: Summariser | None = None,
        topics: CurrentTopics | None = None,
        lease: Lease | None = None,
        on_corrected: Callable[[], None] = lambda: None,
    ) -> None:
        self._storage = storage
        self._pool = pool
        self._clock = clock
        self._summaries = SummaryWriter(storage.stories, summariser or Extracting(pool), clock)
        self._topics = topics or CurrentTopics()
        self.window = LiveWindow(
            storage, pool, clock, topics=self._topics, lease=lease or Lease.forever(), on_corrected=on_corrected
        )
        self._lock = asyncio.Lock()
        self._at_work: asyncio.Future[Any] | None = None
        self._is_closed = False
        self._rejoining = Rejoining()
        # Story → the earlier story that it develops, as the last clustering found it.
        self._affairs: Mapping[StoryId, StoryId] = {}
        self.fault: str | None = None  # why no text can be read at the moment; None if texts can be read
        # Both are for the metrics: the number of annotated articles, and the seconds that each batch took.
        self.annotated = 0
        self.seconds = Spread()

    def settle(self) -> bool:
        """Ask for the window to be clustered as soon as all waiting articles are read; return whether that will happen.

        False if no article came since the last clustering, or if no text can be read now. Until then each new article
        is in the story that fitted best when it came, and new stories are not linked to those that they develop.
        """
        return self.fault is None and self._rejoining.hurry()

    async def start(self) -> None:
        """Rebuild the index from the annotations of the last days, unless that was done before.

        Nothing is done while another process has the lease.
        """
        if self.window.may_be_ours:
            await self._work(self.window.live)

    async def run_once(self) -> int:
        """Annotate a batch of articles; if none waits, summarise a batch of stories. Return the size of the batch.

        Return 0 if there was nothing to do, if close() was called, or if another process does this work. Also return 0
        if no text can be read at the moment; then `fault` says why, and the articles stay in the queue.
        """
        if not self.window.may_be_ours:
            return 0
        return await self._work(partial(self._unless_unwell, self._next)) or 0

    async def topics_of(
        self, batch: Sequence[Article], topics: Sequence[Topic]
    ) -> dict[ArticleId, tuple[str, ...]] | None:
        """Return article id → the topics that it would get if `topics` were in use; None if no worker can read now."""

        async def find() -> dict[ArticleId, tuple[str, ...]]:
            return await (await self.window.steps()).topics_of(batch, topics)

        return await self._work(partial(self._unless_unwell, find))

    async def rejoin(self) -> None:
        """Cluster the window again now, even if the time for it has not come."""
        await self._work(partial(self._unless_unwell, self._rejoin))

    async def correct(self, store: Callable[[], Awaitable[Mapping[ArticleId, StoryId] | None]]) -> bool:
        """Store an editor's correction; return whether something was stored. See LiveWindow.correct."""
        return await self.window.correct(store)

    async def alike(self, article_ids: Sequence[ArticleId], *, most: int) -> list[StoryId]:
        """Return other stories that resemble the story of these articles; see LiveWindow.alike."""
        return await self.window.alike(article_ids, most=most)

    async def close(self) -> None:
        """Stop the work in progress, and start no more.

        A batch or a clustering may take minutes; work that was not stored is repeated after the next start.
        """
        self._is_closed = True
        if self._at_work is not None:
            self._at_work.cancel()
        async with self._lock:
            self.window.drop()

    async def _work(self, what: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        """Do a piece of work after the one before it has ended; return its result, or None if close() ended it."""
        async with self._lock:
            if self._is_closed:
                return None
            task = self._at_work = asyncio.ensure_future(what())
            try:
                await asyncio.wait((task,))
            finally:
                task.cancel()  # this method itself was cancelled, so the work has to be cancelled, too
                await asyncio.gather(task, return_exceptions=True)
                self._at_work = None
            return None if task.cancelled() else task.result()

    async def _unless_unwell(self, what: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        try:
            done = await what()
        except PoolUnwell as error:
            if self.fault is None:
                _log.error("texts cannot be read at the moment", error=str(error))
            self.fault = str(error)
            return None
        return done

    async def _next(self) -> int:
        steps = await self.window.live()
        await self._storage.articles.queue_put_off(now=self._clock.now())
        batch = await self._storage.articles.without_annotation(limit=BATCH)
        if batch:
            with self.seconds.timed():
                await self._annotate(steps, batch)
            self.annotated += len(batch)
            self.fault = None
            return len(batch)
        if found := await self._sort(steps):
            return found
        written = await self._summaries.write()
        if not written and self._rejoining.is_due():
            await self._rejoin()
        return written

    async def _sort(self, steps: Steps) -> int:
        """Find topics anew for articles annotated before the newsroom changed topics; return how many articles."""
        batch = await self._storage.topics.unsorted(limit=BATCH)
        if batch:
            found = await steps.topics_of(batch, self._topics.changed)
            none: dict[ArticleId, tuple[str, ...]] = {article.id: () for article in batch}
            await self._storage.topics.sort(none | found, now=self._clock.now())
        return len(batch)

    async def _annotate(self, steps: Steps, batch: Sequence[Article]) -> None:
        read = await steps.read(batch, await steps.without_furniture(batch))
        failures = await self._put_off([article.id for article in batch if article.id not in read])
        batch = [article for article in batch if article.id in read or article.id in failures]
        annotations = [read.get(item.id) or unread(item.title, item.text, item.language) for item in batch]
        await self._make_room(steps.index, len(batch))
        async with self.window.placing:
            known = await self._storage.articles.stories_of([article.id for article in batch])
            stories = await steps.assign(batch, annotations, known)
            annotated = [
                Annotated(
                    article.id,
                    annotation,
                    story,
                    article.content_hash,
                    article.has_page,
                    given_up_after=failures.get(article.id, 0),
                    is_news=article.id not in known,
                )
                for article, annotation, story in zip(batch, annotations, stories, strict=True)
            ]
            if not self.window.is_ours:  # another process annotates articles now
                return
            await self._storage.articles.save_annotations(annotated, now=self._clock.now())
        self._rejoining.new += len(batch)

    async def _make_room(self, index: StoryIndex, stories: int) -> None:
        """Reserve ids for that many new stories in the storage, because other processes may create stories, too."""
        if index.room < stories:
            run = max(stories, STORY_IDS)
            index.number_from(await self._storage.stories.reserve_ids(run, now=self._clock.now()), run)

    async def _put_off(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        """Put off the articles that could not be read.

        Return article id → number of tries, for articles that are given up because this was their last try.
        """
        if not ids:
            return {}
        earlier = await self._storage.articles.failures(ids)
        given_up: dict[ArticleId, int] = {}
        for article_id in ids:
            tries = earlier.get(article_id, 0) + 1
            if tries >= TRIES:
                given_up[article_id] = tries
            else:
                until = self._clock.now() + FIRST_RETRY * 4 ** (tries - 1)
                await self._storage.articles.put_off(article_id, tries=tries, until=until, now=self._clock.now())
        return given_up

    def _changed(self, affairs: Mapping[StoryId, StoryId], live: AbstractSet[StoryId]) -> dict[StoryId, StoryId | None]:
        """Return the changes that the last clustering made to affairs: story → the earlier story that it now develops.

        The value is None if the story develops none any more. `affairs` is the result of the clustering, and `live` has
        the stories in the window. If a story or the one that it develops has left the window, their link stays.
        """
        before, self._affairs = self._affairs, affairs
        changed: dict[StoryId, StoryId | None] = {
            story: None for story, earlier in before.items() if story not in affairs and {story, earlier} <= live
        }
        return changed | {story: earlier for story, earlier in affairs.items() if before.get(story) != earlier}

    async def _rejoin(self) -> None:
        """Cluster the whole window again, which corrects early mistakes."""
        steps = await self.window.live()
        await self.window.refresh()
        with self._rejoining.running() as waited_for:
            steps.index.forget_before(self._clock.now() - STORY_WINDOW)
            await self._make_room(steps.index, len(steps.index))
            corrections = self.window.corrections
            said = await self._storage.corrections.said(since=self._clock.now() - STORY_WINDOW)
            try:
                moves, affairs = await steps.rejoin([(pair.one, pair.other, pair.is_same) for pair in said])
            except (WorkerTimeout, WorkerCrashed) as error:
                _log.warning("the window could not be clustered again", error=without_words(error))
                return
            except PoolUnwell:
                self._rejoining.new += waited_for
                raise
            async with self.window.placing:
                if corrections == self.window.corrections and self.window.is_ours:
                    await self._storage.stories.regroup(moves, now=self._clock.now())
                    steps.index.move(moves)
                else:  # an editor has moved articles meanwhile: discard the result, and cluster again soon
                    affairs = self._affairs
                    self._rejoining.new += waited_for
            live = {story for _, story in steps.index.window()}
            await self._storage.stories.save_affairs(self._changed(affairs, live), now=self._clock.now())
            self.fault = None
