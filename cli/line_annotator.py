"""The steps of `annotate`: those of the bot's annotator, applied to input lines instead of stored articles."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import structlog

from catalogue.loader import load_lexicon, load_phrases, load_topics
from digest.summarise import summarise
from domain.article import Annotation, Article
from domain.faults import place_of
from domain.ids import NO_FEED, ArticleId, StoryId
from domain.story import StoryArticle
from feeds import jobs
from feeds.steps import LEARN_FROM, READ_AT_ONCE, Steps
from stories.index import StoryIndex
from text.annotate import unread
from text.clean import clean_url

_CLEAN_TIMEOUT = 60.0  # seconds that one job may take
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input, after it was checked."""

    id: str | int
    title: str | None
    text: str
    html: str
    url: str | None
    source: str
    published_at: datetime


class LineAnnotator:
    """An annotator of input lines in batches, which keeps the stories of earlier batches; an async context manager.

    The constructor raises CatalogueError; if no line can be read, the methods raise the errors of workers.pool.
    `on_read` is called after each part of a batch with the number of lines that were read.
    """

    def __init__(
        self,
        catalogue_dir: Path,
        sentences: int,
        *,
        batch: int = 1,
        processes: int | None = None,
        on_read: Callable[[int], object] = int,
    ) -> None:
        # Loaded here only to report faults in the files; the fork server loads them again for the workers.
        load_topics(catalogue_dir)
        load_lexicon(catalogue_dir)
        self._phrases = load_phrases(catalogue_dir)
        self._sentences = sentences
        self._on_read = on_read
        self._pool = jobs.make_pool(catalogue_dir, processes=processes or len(os.sched_getaffinity(0)))
        self._steps = Steps(self._pool, StoryIndex(next_story_id=1), learn_from=max(LEARN_FROM, batch))
        self._count = 0

    async def __aenter__(self) -> Self:
        await self._pool.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.close()

    async def prepare(self) -> None:
        """Load the models now; otherwise the first batch would load them."""
        await self._pool.run(jobs.annotate, [], timeout=_CLEAN_TIMEOUT)

    async def annotated(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        """Return the output for each line, in order; lines about one event get the same story."""
        articles, texts, annotations = await self.read(lines)
        stories = await self._join(articles, annotations)
        return [
            {
                "id": line.id,
                "language": annotation.language,
                "topics": list(annotation.topics),
                "countries": list(annotation.countries),
                "names": [{"text": name.text, "kind": name.kind} for name in annotation.names],
                "text": text,
                "summary": self._summary(article, annotation),
                "story": story,
            }
            for line, article, text, annotation, story in zip(lines, articles, texts, annotations, stories, strict=True)
        ]

    async def read(self, lines: Sequence[Line]) -> tuple[list[Article], list[str], list[Annotation]]:
        """Return the lines as articles, their texts without furniture, and their annotations."""
        articles = await self._articles(lines)
        texts = await self._steps.without_furniture(articles)
        read = await self._steps.read(articles, texts, self._on_read)
        annotations = [read.get(item.id) or unread(item.title, item.text, item.language) for item in articles]
        return articles, [texts[article.id] for article in articles], annotations

    async def _articles(self, lines: Sequence[Line]) -> list[Article]:
        """Return the lines as articles, with the values that the bot would store."""
        parts = [lines[start : start + READ_AT_ONCE] for start in range(0, len(lines), READ_AT_ONCE)]
        cleaned = await asyncio.gather(*(self._clean(part) for part in parts))
        articles = []
        for line, (title, text, language) in zip(lines, (row for rows in cleaned for row in rows), strict=True):
            self._count += 1
            articles.append(
                Article(
                    id=ArticleId(self._count),
                    feed_id=NO_FEED,
                    source=line.source,
                    source_country=None,
                    fingerprint="",
                    content_hash="",
                    url=clean_url(line.url) if line.url else None,
                    title=title,
                    text=text,
                    language=language,
                    published_at=line.published_at,
                    stored_at=line.published_at,
                    is_pushable=True,
                )
            )
        return articles

    async def _clean(self, part: Sequence[Line]) -> list[tuple[str | None, str, str]]:
        told = [(line.title, line.text, line.html) for line in part]
        return await self._pool.run(jobs.clean_articles, told, timeout=_CLEAN_TIMEOUT)

    async def _join(self, articles: Sequence[Article], annotations: Sequence[Annotation]) -> list[StoryId]:
        stories = await self._steps.assign(articles, annotations, {})
        if len(articles) < 2:
            return stories
        moves, _ = await self._steps.rejoin()
        self._steps.index.move(moves)
        return [moves.get(article.id, story) for article, story in zip(articles, stories, strict=True)]

    def _summary(self, article: Article, annotation: Annotation) -> str:
        told = StoryArticle(
            id=article.id,
            source=article.source,
            url=article.url,
            headline=annotation.headline,
            language=annotation.language,
            published_at=article.published_at,
            stored_at=article.stored_at,
            is_pushable=True,
            topics=annotation.topics,
            countries=annotation.countries,
            sentences=annotation.sentences,
        )
        try:
            found = summarise([told], sentences=self._sentences, phrases=self._phrases)
            return " ".join(sentence.text for sentence in found)
        except Exception as error:  # noqa: BLE001 - an article that cannot be summarised must not affect the others
            log.error("an article cannot be summarised", error=place_of(error))
            return ""
