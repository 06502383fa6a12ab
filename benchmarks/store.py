"""`store`: writes articles and ready annotations into tables and index, while readers search.

Articles (150 words, features, three sentences) are made before. Then they go through the pipeline's two transactions,
`--batch` at a time: a poll's articles are stored, then their annotations with index, story and lexicon. The time of a
commit is that of COMMIT itself, including merges of the index and checkpoints of the journal when these happen; the
time of a transaction is from the call to its end. Meanwhile a reader searches for frequent and rare words, up to 50
times a second, every other search newest first and the rest ranked; the loop's lag is how late a timer of 5 ms fires.
"""

import argparse
import asyncio
import gc
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from benchmarks.archive import (
    annotation,
    articles,
    fill,
    index_words_of,
    open_feeds,
    published,
    put,
    story_of,
    vocabulary,
)
from benchmarks.search import quantile
from domain.article import Annotation, NewArticle
from domain.clock import AdjustableClock
from domain.features import StoryFeatures
from domain.ids import StoryId
from storage.interface import Annotated, Storage
from storage.search_request import request_of
from storage.sqlite import open_storage
from storage.sqlite.database import Database
from text.query import parse

_FEATURES = 60  # words in the features of an article


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=200, help="articles in each transaction")
    parser.add_argument("--length", type=int, default=150, help="words of an article")
    parser.add_argument("--before", type=int, default=20_000, help="articles that are stored beforehand")


@dataclass(slots=True)
class _Times:
    commits: list[float] = field(default_factory=list)
    transactions: list[float] = field(default_factory=list)
    searches: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return articles_per_second, commit_p99_ms, and how long searches take and the event loop is late meanwhile."""
    with tempfile.TemporaryDirectory(prefix="jarchi-store-") as folder:
        return asyncio.run(_run(Path(folder) / "store.db", args))


async def _run(path: Path, args: argparse.Namespace) -> dict[str, Any]:
    opened = await open_storage(path, clock=AdjustableClock())
    storage = opened.storage
    try:
        there = await fill(storage, args.before)
        made = articles(there + 1, args.articles, length=args.length)
        ready = {one.fingerprint: _annotation(number, one) for number, one in enumerate(made)}
        feeds = await open_feeds(storage)
        times, done = _Times(), asyncio.Event()
        _time_commits(opened.database, times)
        gc.collect()
        # Keeps the garbage collector from examining the objects loaded so far, as the bot does after its start.
        gc.freeze()
        async with asyncio.TaskGroup() as group:
            group.create_task(_search(storage, times, done))
            group.create_task(_lag(times, done))
            await asyncio.sleep(0.2)
            started = time.perf_counter()
            for first in range(0, len(made), args.batch):
                batch = made[first : first + args.batch]
                now = published(there + first + len(batch)) + timedelta(minutes=5)
                await _timed(times.transactions, partial(put, storage, feeds, batch, now=now))
                waiting = await storage.articles.without_annotation(limit=args.batch)
                rows = [Annotated(one.id, ready[one.fingerprint], StoryId(story_of(one.id))) for one in waiting]
                await _timed(times.transactions, partial(storage.articles.save_annotations, rows, now=now))
            spent = time.perf_counter() - started
            done.set()
    finally:
        gc.unfreeze()
        await opened.close()
    return {
        "articles": len(made),
        "batch": args.batch,
        "articles_per_second": round(len(made) / spent, 1),
        "commit_p50_ms": quantile(times.commits, 0.5),
        "commit_p99_ms": quantile(times.commits, 0.99),
        "commit_max_ms": round(max(times.commits), 1),
        "transaction_p50_ms": quantile(times.transactions, 0.5),
        "transaction_p99_ms": quantile(times.transactions, 0.99),
        "searches": len(times.searches),
        "search_p50_ms": quantile(times.searches, 0.5),
        "search_p99_ms": quantile(times.searches, 0.99),
        "loop_lag_p99_ms": quantile(times.lags, 0.99),
        "loop_lag_max_ms": round(max(times.lags), 1),
    }


def _time_commits(database: Database, times: _Times) -> None:
    commit = database._commit  # noqa: SLF001 - the only place where the COMMIT can be timed

    async def timed(connection: aiosqlite.Connection) -> None:
        await _timed(times.commits, lambda: commit(connection))

    database._commit = timed  # type: ignore[method-assign]  # noqa: SLF001


def _annotation(number: int, article: NewArticle) -> Annotation:
    chance, known = random.Random(number), vocabulary().words
    features = StoryFeatures(
        title=tuple(chance.sample(known, 8)), body={chance.choice(known): 1 for _ in range(_FEATURES)}
    )
    return annotation(article, index_words_of(article), features=features)


async def _timed(times: list[float], call: Callable[[], Awaitable[object]]) -> None:
    started = time.perf_counter()
    await call()
    times.append((time.perf_counter() - started) * 1000)


async def _search(storage: Storage, times: _Times, done: asyncio.Event) -> None:
    chance, known = random.Random(1), vocabulary()
    words = known.common(50) + known.rare(2000)
    newest_first = False
    while not done.is_set():
        request = request_of(parse(chance.choice(words)), limit=5, newest_first=newest_first)
        await _timed(times.searches, partial(storage.search.search, request))
        newest_first = not newest_first
        await asyncio.sleep(0.02)


async def _lag(times: _Times, done: asyncio.Event) -> None:
    while not done.is_set():
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        times.lags.append((time.perf_counter() - started - 0.005) * 1000)
