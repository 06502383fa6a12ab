"""The work behind `annotate`: clean, read on every core, join, summarise."""

import gc
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import structlog

from catalogue.loading import load_lexicon, load_phrases, load_topics
from digest.summarise import summarise
from domain.article import Annotation
from domain.faults import place_of
from domain.features import StoryItem
from domain.story import StoryArticle
from stories.index import StoryIndex
from text.annotate import ArticleReader, unread
from text.clean import clean_title, clean_url
from text.furniture import furniture
from text.language import detect

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

log = structlog.get_logger(__name__)

_WORTH_FORKING = 100  # articles; fewer are read before a second process is ready
_CHUNK = 16
_Job = tuple[str | None, str, str | None]  # title, cleaned text, hint of its language


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input, checked."""

    id: str | int
    title: str | None
    text: str
    html: str
    url: str | None
    source: str
    published_at: datetime


class Reading:
    """Annotates batches of lines and remembers the stories of earlier ones; a context manager, since it may fork."""

    def __init__(self, catalogue_dir: Path, sentences: int, *, processes: int | None = None) -> None:
        self._phrases = load_phrases(catalogue_dir)
        self._reader = ArticleReader(load_topics(catalogue_dir), self._phrases, load_lexicon(catalogue_dir))
        self._sentences = sentences
        self._processes = processes or len(os.sched_getaffinity(0))
        self._pool: Pool | None = None
        self._stories = StoryIndex(next_story_id=1)
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()

    def annotated(self, lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
        """A row of output for each line, in order; their stories are joined together."""
        texts, annotations = self.read(lines)
        stories = self._join(lines, annotations)
        for line, text, annotation, story in zip(lines, texts, annotations, stories, strict=True):
            yield {
                "id": line.id,
                "language": annotation.language,
                "topics": list(annotation.topics),
                "countries": list(annotation.countries),
                "names": [{"text": name.text, "kind": name.kind} for name in annotation.names],
                "text": text,
                "summary": self._summary(line, annotation),
                "story": story,
            }

    def read(self, lines: Sequence[Line]) -> tuple[list[str], list[Annotation]]:
        """The cleaned text of each line and what was read out of it."""
        texts = self._clean(lines)
        # Where service lines are all there is, they still say in which language.
        jobs = [
            (clean_title(line.title) if line.title else None, text, None if text or line.title else detect(line.text))
            for line, text in zip(lines, texts, strict=True)
        ]
        return texts, self._annotate(jobs)

    def prepare(self) -> None:
        """Load the models and fork the processes now rather than with the first long batch."""
        self._reader.load()
        if self._processes > 1 and self._pool is None:
            gc.freeze()  # what the processes share stays shared when one of them collects garbage
            context = multiprocessing.get_context("fork")
            self._pool = context.Pool(self._processes, initializer=_adopt, initargs=(self._reader,))

    def _clean(self, lines: Sequence[Line]) -> list[str]:
        """Cleaned texts, without the lines that repeat over the articles of one source."""
        texts = [self._reader.clean_html(line.html) if line.html else self._reader.clean(line.text) for line in lines]
        by_source: defaultdict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            if line.source:
                by_source[line.source].append(number)
        for numbers in by_source.values():
            repeated = furniture(texts[number] for number in numbers)
            if repeated:
                for number in numbers:
                    texts[number] = self._reader.clean(texts[number], furniture=repeated)
        return texts

    def _annotate(self, jobs: list[_Job]) -> list[Annotation]:
        if self._processes < 2 or (len(jobs) < _WORTH_FORKING and self._pool is None):
            return [_annotated(self._reader, job) for job in jobs]
        self.prepare()
        assert self._pool is not None
        return self._pool.map(_read, jobs, chunksize=_CHUNK)

    def _join(self, lines: Sequence[Line], annotations: Sequence[Annotation]) -> list[int]:
        ids: list[int] = []
        stories: dict[int, int] = {}
        for line, annotation in zip(lines, annotations, strict=True):
            self._read += 1
            item = StoryItem(
                article_id=self._read,
                source=line.source,
                language=annotation.language,
                published_at=line.published_at,
                stored_at=line.published_at,
                features=annotation.features,
            )
            ids.append(self._read)
            try:
                stories[self._read] = self._stories.assign(item)
            except Exception as error:  # noqa: BLE001 - it has a story of its own, and the batch goes on
                log.error("an article cannot be compared", line=self._read, error=place_of(error))
                stories[self._read] = self._stories.open()
        if len(lines) > 1:
            stories |= self._stories.rejoin()
        return [stories[number] for number in ids]

    def _summary(self, line: Line, annotation: Annotation) -> str:
        article = StoryArticle(
            id=0,
            source=line.source,
            url=clean_url(line.url) if line.url else None,
            headline=annotation.headline,
            language=annotation.language,
            published_at=line.published_at,
            stored_at=line.published_at,
            is_pushable=True,
            topics=annotation.topics,
            countries=annotation.countries,
            sentences=annotation.sentences,
        )
        try:
            found = summarise([article], sentences=self._sentences, phrases=self._phrases)
            return " ".join(sentence.text for sentence in found)
        except Exception as error:  # noqa: BLE001 - one article that cannot be summarised costs none of the others
            log.error("an article cannot be summarised", error=place_of(error))
            return ""


_reader: ArticleReader | None = None  # of a forked process


def _adopt(reader: ArticleReader) -> None:
    global _reader
    _reader = reader


def _read(job: _Job) -> Annotation:
    assert _reader is not None
    return _annotated(_reader, job)


def _annotated(reader: ArticleReader, job: _Job) -> Annotation:
    title, text, language = job
    try:
        return reader.annotate(title, text, language=language)
    except Exception as error:  # noqa: BLE001 - one article that cannot be read costs none of the others
        log.error("an article cannot be read", error=place_of(error))
        return unread(title, text, language or "other")
