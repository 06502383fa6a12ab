"""`scale`: the same work on SQLite and on PostgreSQL, one after the other in one run.

Up to 20,000 articles are stored with their annotations, `--batch` at a time, as the pipeline does. Further articles
combine the titles and texts of those (benchmarks.multiply); they are made in SQLite and copied to PostgreSQL. Then
searches of all kinds are timed, ranked and newest first, and the pages of both databases compared. Then a digest is
queued for `--chats` chats, and its deliveries are claimed and recorded 100 at a time.
Without --url a server is started on a socket in a temporary folder, whose commits wait for the disk as little as
SQLite's do (synchronous_commit=off). With --url and --keep a later run finds the articles of an earlier one; the
database at --url must hold nothing else.
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from benchmarks.archive import START, open_feeds, prepared, published, store
from benchmarks.copying import copy_rest
from benchmarks.multiply import STORED, multiply
from benchmarks.search import quantile, timed_pages, timed_queries
from benchmarks.servers import postgres_at
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, MessageId, StoryId
from domain.post import Delivery, DeliveryState
from launch.storage import open_storage
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest, Storage

_AT_ONCE = 100  # deliveries that are claimed at a time
_LEASE = timedelta(minutes=5)
_CHATS_AT_ONCE = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=200, help="articles in each transaction")
    parser.add_argument("--queries", type=int, default=20, help="of each of ten kinds")
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--url", default="", help="an empty PostgreSQL database; by default a server is started")
    parser.add_argument("--keep", type=Path, help="an SQLite file to fill, and to use again once it is full")


def run(args: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> dict[str, Any]:
    figures: dict[str, Any] = {"articles": args.articles, "chats": args.chats}
    pages: dict[str, list[tuple[str | None, ...]]] = {}
    with tempfile.TemporaryDirectory() as folder, postgres_at(args.url, shared_buffers="512MB") as url:
        file = args.keep or Path(folder) / "scale.db"
        for name, place in (("sqlite", file), ("postgres", SecretStr(url))):
            figures |= {f"{name}_{key}": value for key, value in (await _filled(place, file, args)).items()}
            async with _opened(place) as storage:
                for order in ("ranked", "newest"):
                    times, found = await timed_pages(
                        storage,
                        timed_queries(args.queries, args.articles),
                        args.articles,
                        newest_first=order == "newest",
                    )
                    figures[f"{name}_{order}_p50_ms"] = quantile(times, 0.5)
                    figures[f"{name}_{order}_p99_ms"] = quantile(times, 0.99)
                    pages.setdefault(name, []).extend(found)
                figures |= {f"{name}_{key}": value for key, value in (await _sent(storage, args.chats)).items()}
    figures["pages"] = len(pages["sqlite"])
    figures["same_pages"] = sum(one == other for one, other in zip(pages["sqlite"], pages["postgres"], strict=True))
    return figures


async def _filled(place: Path | SecretStr, file: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Fill a database up to the wanted number of articles; return figures.

    Articles beyond STORED are made by `multiply` in SQLite; in PostgreSQL they are copied from the SQLite `file`.
    """
    figures: dict[str, Any] = {}
    async with _opened(place) as storage:
        there = (await storage.housekeeping.counts())["articles"]
        if not there:
            there = min(args.articles, STORED)
            figures["articles_per_second"] = await _stored(storage, there, args.batch)
    if there < args.articles:
        started = time.perf_counter()
        if isinstance(place, SecretStr):
            await copy_rest(file, place.get_secret_value())  # noqa: ASYNC240 - a secret, no path
        else:
            await asyncio.to_thread(multiply, place, args.articles, seconds=float("inf"))
        figures["copied_per_second"] = round((args.articles - there) / (time.perf_counter() - started), 1)
    async with _opened(place) as storage:
        figures["bytes_per_article"] = round((await storage.housekeeping.size()).data / args.articles)
    return figures


@contextlib.asynccontextmanager
async def _opened(place: Path | SecretStr) -> AsyncIterator[Storage]:
    async with open_storage(place, is_alone=True) as storage:
        yield storage


async def _stored(storage: Storage, count: int, batch: int) -> float:
    """Store `count` articles; return how many were stored per second, without the time for making them."""
    feeds, spent = await open_feeds(storage), 0.0
    for first in range(1, count + 1, batch):
        made = await asyncio.to_thread(prepared, first, min(batch, count + 1 - first))
        started = time.perf_counter()
        await store(storage, feeds, made, now=published(first + batch) + timedelta(minutes=5))
        spent += time.perf_counter() - started
    return round(count / spent, 1)


async def _sent(storage: Storage, count: int) -> dict[str, float]:
    """Queue a digest for `count` chats, claim all its deliveries and record them as sent; return the figures."""
    chats = [
        Chat(
            ChatId(number), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE, next_due_at=START
        )
        for number in range(1, count + 1)
    ]
    for first in range(0, count, _CHATS_AT_ONCE):
        await asyncio.gather(*(storage.chats.save(chat, now=START) for chat in chats[first : first + _CHATS_AT_ONCE]))
    story = DigestStory(StoryId(1), "Мост", None, "ru", None, (), (), (), START, articles=(ArticleId(1),))
    digest = Digest(Window(START - timedelta(days=1), START), (story,))
    started = time.perf_counter()
    await storage.outbox.enqueue_digests(
        [QueuedDigest(digest, [Addressee(chat, START + timedelta(days=1)) for chat in chats])], now=START
    )
    queued, started = time.perf_counter() - started, time.perf_counter()
    claimed: list[Delivery] = []
    while found := await storage.outbox.claim(now=START, limit=_AT_ONCE, lease=_LEASE):
        claimed += found
    if len(claimed) != count:
        raise RuntimeError(f"{len(claimed)} of {count} deliveries were claimed")
    claiming, started = time.perf_counter() - started, time.perf_counter()
    for first in range(0, count, _AT_ONCE):
        some = claimed[first : first + _AT_ONCE]
        outcomes = [DeliveryOutcome(one.id, DeliveryState.SENT, 1, (MessageId(1),)) for one in some]
        await storage.outbox.record(outcomes, now=START)
    return {
        "queued_s": round(queued, 2),
        "claims_per_second": round(count / claiming, 1),
        "recorded_per_second": round(count / (time.perf_counter() - started), 1),
    }
