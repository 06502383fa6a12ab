"""The live window of stories: rebuilt from the storage when this process takes it over, and changed by corrections."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from domain.ahead import SKEW
from domain.clock import Clock
from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from domain.lease import Lease
from feeds.steps import Steps
from storage.interface import Storage
from stories.index import StoryIndex
from text.topics import CurrentTopics
from workers.pool import WorkerPool

STORY_WINDOW = timedelta(days=4)  # an article joins only stories of the last days
LEARN_SINCE = timedelta(days=2)  # after a restart, the furniture of sources is learnt from the articles of this time
LEARN_FROM_MOST = 3000  # the most articles from which furniture is learnt at the start
_PART = 100  # articles that are added to the window in one step; between steps, other tasks may run


class LiveWindow:
    """The live window of stories; only the process that holds `lease` puts articles into stories.

    `placing` is a lock, which is held for fractions of a second while articles are put into stories. `on_corrected` is
    called after an editor has moved articles.
    """

    def __init__(
        self,
        storage: Storage,
        pool: WorkerPool,
        clock: Clock,
        *,
        topics: CurrentTopics,
        lease: Lease,
        on_corrected: Callable[[], None] = lambda: None,
    ) -> None:
        self._storage = storage
        self._pool = pool
        self._clock = clock
        self._topics = topics
        self._lease = lease
        self._on_corrected = on_corrected
        self._steps: Steps | None = None
        self._held: Callable[[], bool] = lambda: False
        self._seen_at: datetime | None = None  # when the window was last used, by this process's clock
        self.placing = asyncio.Lock()
        self.corrections = 0  # how many times editors moved articles

    @property
    def may_be_ours(self) -> bool:
        """Whether this process may put articles into stories."""
        return self._lease.is_held

    @property
    def is_ours(self) -> bool:
        """Whether no other process has put articles into stories since this window was built."""
        return self._held()

    async def live(self) -> Steps:
        """Return the steps of this process.

        The window is built again first if another process had it meanwhile, or if the clock was ahead when it was last
        used, because then articles have left it too early.
        """
        now = self._clock.now()
        was_ahead = self._seen_at is not None and now < self._seen_at - SKEW
        self._seen_at = now
        if was_ahead or not self.is_ours:
            self._steps = None
            self._held = self._lease.held_since()
        return await self.steps()

    async def steps(self) -> Steps:
        """Return the Steps that work on this window, for uses that may work with an outdated window.

        The window is built if it does not exist yet. What other processes have changed since it was built is missing.
        """
        if self._steps is not None:
            return self._steps
        storage = self._storage.stories
        now = self._clock.now()
        steps = Steps(self._pool, StoryIndex(room=0), topics=self._topics)
        part: list[tuple[StoryItem, StoryId]] = []
        async for found in storage.indexed_since(now - STORY_WINDOW):
            part.append(found)
            if len(part) == _PART:
                await steps.add(part)
                part = []
        await steps.add(part)
        await steps.learn(await self._storage.articles.texts_since(now - LEARN_SINCE, limit=LEARN_FROM_MOST))
        self._steps = steps
        return steps

    def drop(self) -> None:
        """Forget the window, so that `live` builds it again."""
        self._steps = None

    async def correct(self, store: Callable[[], Awaitable[Mapping[ArticleId, StoryId] | None]]) -> bool:
        """Store an editor's correction while no article is put into a story, and move articles in the window.

        Return whether something was stored. `store` returns article id → new story for the moved articles; None if it
        stored nothing. If the whole window is being clustered at the moment, that clustering's result is not used.
        """
        async with self.placing:
            moves = await store()
            if moves is None:
                return False
            self.corrections += 1
            if self._steps is not None:
                self._steps.index.move(moves)
        self._on_corrected()
        return True

    async def refresh(self) -> None:
        """Move articles in this window as editors have moved them in other processes."""
        if self._lease.is_forever:
            return
        async with self.placing:
            if self._steps is None:
                return
            index = self._steps.index
            before = {item.article_id: story for item, story in index.window()}
            stored = await self._storage.articles.stories_of(list(before))
            moves = {article: story for article, story in stored.items() if story != before[article]}
            if moves:
                self.corrections += 1
                index.move(moves)

    async def alike(self, article_ids: Sequence[ArticleId], *, most: int) -> list[StoryId]:
        """Return other stories that are similar to the story of these articles, the most similar first.

        If another process has the live window, similarity is unknown here; then stories are returned that have several
        names in common with this one.
        """
        async with self.placing:
            if self._steps is not None and (self.is_ours or self._lease.is_forever):
                return await asyncio.to_thread(self._steps.index.alike, article_ids, most=most)
        if self._lease.is_forever:
            return []
        found: list[StoryId] = []
        since = self._clock.now() - STORY_WINDOW
        for story in dict.fromkeys((await self._storage.articles.stories_of(article_ids)).values()):
            found += [one.id for one in await self._storage.stories.related(story, since=since, limit=most)]
        return found[:most]
