"""Writing summaries: once for each story that changed, in batches, while no article waits to be annotated."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import structlog

from digest.summaries import Summariser, groups_of, summary_of
from domain.clock import Clock
from domain.digest import SummarySentence
from domain.faults import place_of
from domain.ids import StoryId
from domain.story import Story, StoryArticle, Summary
from feeds import jobs
from storage.interface import StoryStore
from workers.pool import PoolUnwell, WorkerPool

BATCH = 16  # stories in a batch
TIMEOUT = 20.0  # seconds for a batch, which usually takes a tenth of a second
REST = 300.0  # seconds of pause if the summariser does not work; digests compose their summaries meanwhile
_READ = 12  # only this many sentences of an article, its first ones, are sent to a worker
_HOPELESS = 3  # if this many stories fail before one succeeds, the summariser is to blame, not the stories
_log = structlog.get_logger(__name__)


class Extracting:
    """The Summariser that picks sentences from the articles, in a worker."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> Sequence[tuple[SummarySentence, ...]]:
        short = [[replace(article, sentences=article.sentences[:_READ]) for article in group] for group in groups]
        return await self._pool.run(jobs.summarise, short, timeout=TIMEOUT)


class SummaryWriter:
    """The writer of summaries: it passes changed stories to a Summariser and stores the results."""

    def __init__(
        self,
        stories: StoryStore,
        summariser: Summariser,
        clock: Clock,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stories = stories
        self._clock = clock
        self._summariser = summariser
        self._monotonic = monotonic
        self._rests_until = 0.0

    async def write(self) -> int:
        """Write summaries for a batch of stories; return how many, 0 if none waits or the summariser pauses."""
        if self._monotonic() < self._rests_until:
            return 0
        batch = await self._stories.without_summary(limit=BATCH)
        written = await self._written(batch) if batch else {}
        if written:
            await self._stories.save_summaries(written, now=self._clock.now())
        elif batch:
            _log.warning("the summariser does not work", stories=len(batch))
            self._rests_until = self._monotonic() + REST
        return len(written)

    async def _written(self, batch: Sequence[Story]) -> dict[StoryId, tuple[Summary, ...]]:
        """Return story → its summaries, which are empty for a story that cannot be summarised.

        Stories that are missing in the result are tried again later, because the summariser is to blame for them.
        """
        try:
            return await self._summarised(batch)
        except PoolUnwell:  # the stories are not to blame, and are tried again later
            return {}
        except Exception as error:  # noqa: BLE001 - the failing story is found below, and the others are summarised
            if len(batch) == 1:
                return {batch[0].id: _given_up(batch[0], error)}
        written: dict[StoryId, tuple[Summary, ...]] = {}
        failed: dict[StoryId, tuple[Summary, ...]] = {}
        for story in batch:
            try:
                written |= await self._summarised([story])
            except PoolUnwell:
                return written
            except Exception as error:  # noqa: BLE001 - as above
                failed[story.id] = _given_up(story, error)
            if len(failed) == _HOPELESS and not written:
                return {}
        return written | failed

    async def _summarised(self, stories: Sequence[Story]) -> dict[StoryId, tuple[Summary, ...]]:
        groups = [(story.id, group) for story in stories for group in groups_of(story)]
        texts = await self._summariser.summarise([group for _, group in groups])
        made: dict[StoryId, tuple[Summary, ...]] = {story.id: () for story in stories}
        for (story_id, group), sentences in zip(groups, texts, strict=True):
            made[story_id] = (*made[story_id], summary_of(group, sentences))
        return made


def _given_up(story: Story, error: Exception) -> tuple[Summary, ...]:
    """Log a story that cannot be summarised.

    Return no summaries, so that digests compose one or leave the story out.
    """
    _log.error("a story cannot be summarised", story=story.id, error=place_of(error))
    return ()
