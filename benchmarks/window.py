"""A window of live articles for `annotate`: assigned one by one, clustered all at once, rebuilt from the database.

Articles are mixed from sentences of real ones, so that words are as frequent as in real news. Nearly half of the
articles retell one of the last few hundred articles, with other words added.
"""

import asyncio
import contextlib
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.memory import Memory
from catalogue.loader import load_lexicon
from domain.article import Annotation, NewArticle
from domain.clock import AdjustableClock
from domain.features import StoryItem
from domain.feed import NewFeed
from domain.ids import ArticleId
from feeds.jobs import make_pool
from launch.pipeline import assemble
from launch.storage import open_storage
from storage.interface import Annotated, PollResult, Storage
from stories.index import StoryIndex
from text.features import features
from text.mentions import named_in
from text.sentences import split

_CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
_SETS = (("cluster_tg", "ru"), ("topic_tg", "ru"), ("sum_title", "ru"), ("topic_ky", "ky"))
_SOURCES = 40
_RETOLD = 0.45
_RUSSIAN = 0.65
_BATCH = 500
START = datetime(2024, 1, 1, tzinfo=UTC)


def window(folder: Path, count: int, *, start: datetime) -> list[StoryItem]:
    """Return `count` invented articles, half a minute apart, made of sentences of the labelled sets in `folder`."""
    chance = random.Random(1)
    lexicon = load_lexicon(_CATALOGUE)
    pool: dict[str, list[Sequence[str]]] = {"ru": [], "ky": []}
    for task, language in _SETS:
        lines = (folder / f"{task}.in.jsonl").read_text("utf-8").splitlines()
        pool[language] += [found for line in lines if (found := split(json.loads(line)["text"]))]
    told: list[tuple[str, Sequence[str], str]] = []
    items = []
    sentences: Sequence[str]
    for number in range(1, count + 1):
        if told and chance.random() < _RETOLD:
            language, sentences, title = chance.choice(told[-400:])
            words = chance.sample(title.split(), len(title.split()))
            title = " ".join(words[: max(4, len(words) - 2)])
            kept = [sentence for sentence in sentences if chance.random() < 0.7]
            sentences = [*kept, *chance.choice(pool[language])[3:5]]
        else:
            language = "ru" if chance.random() < _RUSSIAN else "ky"
            sentences = [chance.choice(mixed) for mixed in chance.choices(pool[language], k=4) for _ in range(3)]
            title = " ".join(chance.choice(sentences).split()[:9])
        told.append((language, sentences, title))
        moment = start + timedelta(seconds=30 * number)
        text = " ".join(sentences)
        compared = features(title=title, text=text, language=language, named=named_in(title, text, language, lexicon))
        items.append(StoryItem(ArticleId(number), f"source {number % _SOURCES}", language, moment, moment, compared))
    return items


def assigning(items: Sequence[StoryItem]) -> dict[str, float]:
    """Return the articles assigned per second: over all, and while the window is smallest and largest."""
    index = StoryIndex(next_story_id=1)
    seconds = []
    step = max(1, len(items) // 5)
    for begin in range(0, step * 5, step):
        started = time.perf_counter()
        for item in items[begin : begin + step]:
            index.assign(item)
        seconds.append(time.perf_counter() - started)
    return {
        "assigned_per_second": 5 * step / sum(seconds),
        "assigned_per_second_first_fifth": step / seconds[0],
        "assigned_per_second_last_fifth": step / seconds[-1],
    }


@dataclass
class _Lag:
    most: float = 0.0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        task = asyncio.get_running_loop().create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.005)
            self.most = max(self.most, time.perf_counter() - started - 0.005)


async def living(items: Sequence[StoryItem]) -> dict[str, float]:
    """Return measurements of the bot's own work: rebuilding the index from a database, clustering in a worker process.

    Each name says what is measured and in which unit.
    """
    clock = AdjustableClock()
    clock.adjust((items[-1].stored_at - clock.now()).total_seconds())
    with tempfile.TemporaryDirectory() as folder:
        pool = make_pool(_CATALOGUE, processes=1)
        await pool.start()
        async with (
            open_storage(Path(folder) / "jarchi.db") as storage,
            assemble(storage, pool, clock, user_agent="benchmark") as pipeline,
        ):
            await _store(storage, items)
            lag = _Lag()
            with lag.watched():
                started = time.perf_counter()
                await pipeline.annotator.start()
                rebuilt = time.perf_counter() - started
                memory = Memory(children_only=True)
                memory.start()
                started = time.perf_counter()
                await pipeline.annotator.rejoin()
                joined = time.perf_counter() - started
                peak = memory.stop()
        await pool.close()
    return {"rebuild_s": rebuilt, "join_s": joined, "join_pss_mb": peak, "loop_lag_max_ms": 1000 * lag.most}


async def _store(storage: Storage, items: Sequence[StoryItem]) -> None:
    feeds: dict[str, Any] = {}
    for item in items:
        if item.source not in feeds:
            new = NewFeed(f"https://{len(feeds)}.example/rss", item.source, item.source, "kg", item.language)
            feeds[item.source], _ = await storage.feeds.add(new, now=item.stored_at)
    index = StoryIndex(next_story_id=1)
    for begin in range(0, len(items), _BATCH):
        batch = items[begin : begin + _BATCH]
        for item in batch:
            text = " ".join((*item.features.body, *item.features.rest))
            title = " ".join(item.features.title)
            key = str(item.article_id)
            article = NewArticle(key, key, None, title, text, item.language, item.published_at)
            feed = feeds[item.source]
            await storage.feeds.save_poll(PollResult(feed.id, item.stored_at, feed.state, (article,)))
        stored = await storage.articles.without_annotation(limit=_BATCH)
        annotated = [
            Annotated(article.id, Annotation(item.language, features=item.features), index.assign(item))
            for article, item in zip(stored, batch, strict=True)
        ]
        await storage.articles.save_annotations(annotated, now=batch[-1].stored_at)
