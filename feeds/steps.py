"""The steps for a batch of articles: leave out furniture, annotate in workers, find stories. Nothing is stored here.

The annotator runs these steps on stored articles, `bot.py annotate` on articles from a file; so measurements with that
command are measurements of the running bot.
"""

import asyncio
import io
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence

import structlog

from domain.article import Annotation, Article
from domain.faults import place_of
from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from feeds import jobs
from stories.index import Placed, StoryIndex
from stories.ties import Said
from text.furniture import FurnitureBook
from text.topics import CurrentTopics, Topic
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

READ_AT_ONCE = 32  # articles in one job
READ_TIMEOUT = 60.0  # seconds for one job, which takes two seconds on a slow machine
REJOIN_TIMEOUT = 120.0
LEARN_FROM = 30  # the furniture of a source is learnt from this many of its latest articles
# An article that every worker can read; if it cannot be read, the workers are to blame.
_PLAIN = [("A bridge was opened", "A bridge was opened in the town today.", None, "en")]
# Articles that are added or pickled in one call in a thread. With more, the call would hold Python's global lock (GIL)
# for so long that the event loop would stand still.
_PART = 100
_log = structlog.get_logger(__name__)

Texts = Mapping[ArticleId, str]
Annotations = Mapping[ArticleId, Annotation]


class Steps:
    """The steps of processing articles for one live window of stories; the caller runs one step at a time."""

    def __init__(
        self,
        pool: WorkerPool,
        index: StoryIndex,
        *,
        learn_from: int = LEARN_FROM,
        topics: CurrentTopics | None = None,
    ) -> None:
        """Make the steps for the window whose articles and stories are in `index`.

        Furniture is learnt from the latest `learn_from` articles of each source. `topics` are the topics to find; None
        for those of the catalogue.
        """
        self._pool = pool
        self._topics = topics or CurrentTopics()
        self.index = index
        self._furniture = FurnitureBook(articles=learn_from)

    async def add(self, placed: Sequence[tuple[StoryItem, StoryId]]) -> None:
        """Add to the window articles that belong to a story already, each given with its story's id."""
        for start in range(0, len(placed), _PART):
            await asyncio.to_thread(_add, self.index, placed[start : start + _PART])

    async def learn(self, texts: Sequence[tuple[str, str]]) -> None:
        """Learn the furniture of sources from earlier articles, given as pairs of (source, text)."""
        await asyncio.to_thread(_learn, self._furniture, texts)

    async def without_furniture(self, batch: Sequence[Article]) -> Texts:
        """Return article id → text without its source's furniture, which is learnt from this batch, too."""
        return await asyncio.to_thread(_without_furniture, self._furniture, batch)

    async def read(self, batch: Sequence[Article], texts: Texts, on_read: Callable[[int], object] = int) -> Annotations:
        """Return article id → annotation; articles that cannot be read are left out. Raises PoolUnwell.

        `on_read` is called after each part with the number of articles in it.
        """
        parts = [batch[start : start + READ_AT_ONCE] for start in range(0, len(batch), READ_AT_ONCE)]

        async def read(part: Sequence[Article]) -> dict[ArticleId, Annotation]:
            annotations = await self._read(part, texts)
            on_read(len(part))
            return annotations

        found: dict[ArticleId, Annotation] = {}
        for annotations in await asyncio.gather(*map(read, parts)):
            found |= annotations
        return found

    async def topics_of(
        self, batch: Sequence[Article], topics: Sequence[Topic] | None
    ) -> dict[ArticleId, tuple[str, ...]]:
        """Return article id → topics that `read` would find; articles that cannot be read are left out.

        Raises PoolUnwell. No furniture is learnt from these articles, because it was learnt when they were new.
        """
        texts = await asyncio.to_thread(lambda: {one.id: _less(self._furniture, one) for one in batch})
        told = _for_jobs(batch, texts)
        try:
            found = await self._pool.run(jobs.find_topics, told, topics, timeout=READ_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            if len(batch) == 1:
                await self._try_pool()
                _log.error("the topics of an article cannot be found", article=batch[0].id, error=without_words(error))
                return {}
            parts = [await self.topics_of([article], topics) for article in batch]
            return {key: value for part in parts for key, value in part.items()}
        return dict(zip(texts, found, strict=True))

    async def assign(
        self, batch: Sequence[Article], annotations: Sequence[Annotation], known: Mapping[ArticleId, StoryId]
    ) -> list[StoryId]:
        """Return the story of each article, a new one if none fits; `known` has the stories of edited articles."""
        return await asyncio.to_thread(_assign, self.index, batch, annotations, known)

    async def rejoin(self, said: Sequence[Said] = ()) -> tuple[Mapping[ArticleId, StoryId], Mapping[StoryId, StoryId]]:
        """Cluster the whole window again in a worker; `said` are editors' judgements on pairs, the latest first.

        Return article → story for articles that move, and story → the earlier story that it develops. Raises the errors
        of the pool. When the moves are stored, the caller must call index.move() with them.
        """
        window = await _pickled(self.index.window())
        return await self._pool.run(jobs.rejoin, window, self.index.next_story_id, said, timeout=REJOIN_TIMEOUT)

    async def _read(self, batch: Sequence[Article], texts: Texts) -> dict[ArticleId, Annotation]:
        told = _for_jobs(batch, texts)
        try:
            annotations = await self._pool.run(jobs.annotate, told, self._topics.changed, timeout=READ_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            if len(batch) == 1:
                await self._try_pool()
                _log.error("an article cannot be read", article=batch[0].id, error=without_words(error))
                return {}
            found: dict[ArticleId, Annotation] = {}
            for article in batch:  # one by one, to find the article that fails and read the others
                found |= await self._read([article], texts)
            return found
        return dict(zip([article.id for article in batch], annotations, strict=True))

    async def _try_pool(self) -> None:
        """Raise PoolUnwell if no worker can read a plain article; if one can, the text that failed is to blame."""
        try:
            await self._pool.run(jobs.annotate, _PLAIN, timeout=READ_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            raise PoolUnwell(f"no text can be read: {without_words(error)}") from error


def _for_jobs(batch: Sequence[Article], texts: Texts) -> list[tuple[str | None, str, str | None, str | None]]:
    """Return (title, text, country of the source, language) of each article, as the jobs take them."""
    return [(article.title, texts[article.id], article.source_country, article.language) for article in batch]


def without_words(error: WorkerTimeout | WorkerCrashed) -> str:
    """Return where a job failed, without the message of the exception, which may quote the article."""
    lines = str(error).splitlines() or [""]
    places = [line.strip() for line in lines if line.startswith("  File ")]
    return f"{type(error).__name__} {places[-1] if places else lines[0]}"


async def _pickled(window: Sequence[Placed]) -> bytes:
    """Return the window pickled for jobs.rejoin.

    A single pickler is used, so that a word that articles share is written once.
    """
    written = io.BytesIO()
    pickler = pickle.Pickler(written, 5)
    for start in range(0, len(window), _PART):
        await asyncio.to_thread(pickler.dump, window[start : start + _PART])
    return written.getvalue()


def _add(index: StoryIndex, part: Sequence[tuple[StoryItem, StoryId]]) -> None:
    for item, story_id in part:
        try:
            index.add(item, story_id)
        # An article that cannot be compared must not keep the bot from starting.
        except Exception as error:  # noqa: BLE001
            _not_compared(item, error)


def _not_compared(item: StoryItem, error: Exception) -> None:
    _log.error("an article cannot be compared", article=item.article_id, error=place_of(error))


def _learn(book: FurnitureBook, texts: Iterable[tuple[str, str]]) -> None:
    for source, text in texts:
        if source:
            book.learn(source, text)


def _without_furniture(book: FurnitureBook, batch: Sequence[Article]) -> Texts:
    _learn(book, ((article.source, article.text) for article in batch))
    return {article.id: _less(book, article) for article in batch}


def _less(book: FurnitureBook, article: Article) -> str:
    try:
        return book.without(article.source, article.text)
    except Exception as error:  # noqa: BLE001 - the article is read unchanged
        _log.error("furniture could not be removed", article=article.id, error=place_of(error))
        return article.text


def _assign(
    index: StoryIndex, batch: Sequence[Article], annotations: Sequence[Annotation], known: Mapping[ArticleId, StoryId]
) -> list[StoryId]:
    """Return the story of each article, a new one if none fits.

    An edited article, which is in `known`, keeps its story; later articles are compared with its new words.
    """
    stories = []
    for article, annotation in zip(batch, annotations, strict=True):
        item = item_of(article, annotation)
        story_id = known.get(article.id)
        try:
            if story_id is None:
                story_id = index.assign(item)
            else:
                index.add(item, story_id)
        except Exception as error:  # noqa: BLE001 - the article gets a new story, and the batch goes on
            _not_compared(item, error)
            story_id = index.open() if story_id is None else story_id
        stories.append(story_id)
    return stories


def item_of(article: Article, annotation: Annotation) -> StoryItem:
    """Return an annotated article in the form that StoryIndex takes."""
    return StoryItem(
        article_id=article.id,
        source=article.source,
        language=annotation.language,
        published_at=article.published_at,
        stored_at=article.stored_at,
        features=annotation.features,
    )
