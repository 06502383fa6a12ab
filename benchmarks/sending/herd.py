"""100,000 chats due at 08:00 with ten different settings: ten digests, all queued without blocking the event loop."""

import asyncio
import gc
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as local_time
from pathlib import Path

from benchmarks.sending.stage import digest
from digest.told import ToldHistory
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.digest import Digest, DigestRequest
from domain.ids import ChatId
from jobs.digests import DigestTick
from storage.rows.chats import COLUMNS, chat_to_row
from storage.sqlite import SqliteStorage, open_storage

DUE = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)  # 08:00 in Bishkek
TOPICS = ("politics", "economy", "society", "sports", "culture", "education", "health", "security", "media", "science")


@dataclass(frozen=True)
class Herd:
    seconds: float
    lag_ms: float  # the longest delay of the event loop
    composed: int
    queued: int


class MorningClock:
    """A clock that always shows DUE, the moment at which all digests are due."""

    def now(self) -> datetime:
        return DUE


class CountingBuilder:
    def __init__(self) -> None:
        self.built: list[DigestRequest] = []
        self._now = DUE

    def batch(self, *, now: datetime) -> "CountingBuilder":
        self._now = now
        return self

    async def prepare(self, request: DigestRequest) -> None: ...

    async def build(self, request: DigestRequest) -> Digest:
        self.built.append(request)
        return digest(request.topics[0], self._now, stories=10)


def queue_herd(chats: int = 100_000) -> Herd:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_queue(Path(folder) / "jarchi.db", chats))


async def _queue(path: Path, count: int) -> Herd:
    opened = await open_storage(path, clock=MorningClock())
    await settle(opened, count)
    builder = CountingBuilder()
    tick = DigestTick(opened.storage, MorningClock(), ToldHistory(opened.storage), builder)
    lag = 0.0

    async def watch() -> None:
        nonlocal lag
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            lag = max(lag, time.perf_counter() - before - 0.001)

    await opened.storage.outbox.recover(now=DUE)  # as the bot does at every start
    gc.collect()
    gc.freeze()  # keeps the garbage collector from examining the objects loaded so far, as the serving bot does
    watching = asyncio.ensure_future(watch())
    await asyncio.sleep(0.05)
    lag = 0.0
    started = time.perf_counter()
    await tick.run_once()
    seconds = time.perf_counter() - started
    gc.unfreeze()
    watching.cancel()
    queued = await opened.storage.outbox.waiting()
    await opened.close()
    return Herd(seconds, lag * 1000, len(builder.built), queued)


async def settle(opened: SqliteStorage, count: int) -> None:
    """Set up all chats in one statement, since one by one would take minutes."""
    table = Timetable("Asia/Bishkek", (local_time(8),))
    rows = [
        chat_to_row(
            Chat(
                ChatId(number + 1),
                ChatKind.PRIVATE,
                "ru",
                table,
                state=ChatState.ACTIVE,
                topics=(TOPICS[number % len(TOPICS)],),
                languages=("ru",),
                next_due_at=DUE,
                last_digest_end=DUE - timedelta(days=1),
            )
        )
        for number in range(count)
    ]
    marks = ", ".join("?" for _ in COLUMNS.split(","))
    async with opened.database.write() as connection:
        await connection.executemany(f"INSERT INTO chats ({COLUMNS}) VALUES ({marks})", rows)
