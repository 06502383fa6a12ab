"""The other ticks of the timetable: the clock file, retention, and ticks that fail."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from domain.clock import AdjustableClock
from domain.digest import DigestRequest, Window
from domain.ids import MessageId
from domain.post import DeliveryState, PostKind
from jobs import timetable
from jobs.clock_file import ClockFile
from jobs.retention import Retention
from storage.interface import Addressee, DeliveryOutcome
from tests.jobs.rig import open_newsroom


async def test_the_clock_follows_its_file(tmp_path: Path) -> None:
    path, clock = tmp_path / "clock.json", AdjustableClock()
    following = ClockFile(path, clock)
    assert not await following.run_once()
    path.write_text(json.dumps({"offset": 3600, "rate": 1}))
    assert await following.run_once()
    assert abs((clock.now() - AdjustableClock().now()).total_seconds() - 3600) < 5
    assert not await following.run_once()
    path.write_text("{half a fi")
    assert not await following.run_once()
    path.write_text(json.dumps({"offset": 7200}))
    assert await following.run_once()


async def test_old_deliveries_and_updates_go(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        chat = await newsroom.chat()
        storage, now = newsroom.storage, newsroom.clock.now()
        await newsroom.article("Весть")
        window = Window(now - timedelta(days=1), now + timedelta(days=1))
        digest = await newsroom.builder.build(DigestRequest(window), now=now)
        await storage.outbox.enqueue(PostKind.BREAKING, digest, [Addressee(chat, None)], now=now)
        claimed = await storage.outbox.claim(now=now, limit=1, lease=timedelta(minutes=1))
        await storage.outbox.record([DeliveryOutcome(claimed[0].id, DeliveryState.SENT, 1, (MessageId(1),))], now=now)
        retention = Retention(storage, newsroom.clock, keep_articles=timedelta(days=400))
        await retention.run_once()
        assert len(await newsroom.inside.posts()) == 1
        newsroom.clock.moment += timedelta(days=9)
        await retention.run_once()
        assert await newsroom.inside.posts() == []
        assert await newsroom.inside.deliveries() == []


async def test_a_tick_that_fails_comes_again_and_none_runs_twice_at_once() -> None:
    runs, at_once = 0, 0

    async def failing() -> None:
        nonlocal runs
        runs += 1
        raise ValueError("a bug")

    async def slow() -> None:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        await asyncio.sleep(0.7)
        at_once -= 1

    scheduler = timetable.start(timetable.Ticks(clock_file=failing, digests=slow))
    try:
        async with asyncio.timeout(10):
            while runs < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        scheduler.shutdown(wait=False)


def test_every_tick_stands_in_the_timetable() -> None:
    source = Path(timetable.__file__).read_text(encoding="utf-8")
    for name in timetable.Ticks.__dataclass_fields__:
        assert f"ticks.{name}" in source
    assert len(source.splitlines()) < 90, "the whole timetable is to fit on one screen"


async def test_a_clock_years_ahead_deletes_neither_the_archive_nor_what_was_told(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        storage, right = newsroom.storage, newsroom.clock.moment
        chat = await newsroom.chat()
        for number in range(5):
            await newsroom.article(f"Весть номер {number}")
        window = Window(right - timedelta(days=1), right + timedelta(days=1))
        digest = await newsroom.builder.build(DigestRequest(window), now=right)
        await storage.told.record_shown(chat.place, digest, now=right)
        retention = Retention(storage, newsroom.clock, keep_articles=timedelta(days=180))
        before = await storage.housekeeping.counts()
        for wrong in (right + timedelta(days=730), right + timedelta(days=731), right + timedelta(days=1500)):
            newsroom.clock.moment = wrong
            assert await retention.run_once() == 0
            assert await storage.housekeeping.counts() == before
            assert "retention waits" in str(await storage.housekeeping.check())
        newsroom.clock.moment = right
        assert await retention.run_once() == 0
        assert await storage.housekeeping.check() == ()
        newsroom.clock.moment = right + timedelta(days=200)
        for _ in range(14):
            assert await retention.run_once() == 0
            newsroom.clock.moment += timedelta(hours=12)
        assert await retention.run_once() > 5, "a bot that was off for months goes on after a week"
        assert (await storage.housekeeping.counts())["articles"] == 0
