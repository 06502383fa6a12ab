"""What happens if something fails that the bot needs: disk, clock, network, Telegram."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from cli.context import CommandFailed
from domain.clock import AdjustableClock
from feeds.jobs import make_pool
from launch.serving import run_parts
from launch.shutdown import run_until
from tests.builders import digest
from tests.end_to_end.outlet import Item, open_outlet
from tests.feeds.rig import opened as open_feeds
from tests.launch.bot import Bot, open_bot
from tests.launch.deaths import death
from tests.storage.sqlite.files import locked

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60  # seconds, as promised in the manual


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Bot]:
    async with open_bot(folder, make_pool(ROOT / "catalogue", processes=1), beat=0.02) as bot:
        yield bot


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with opened(tmp_path) as one:
        yield one


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WAIT):
        while not await is_so():  # noqa: ASYNC110 - it is looked at from outside, as an operator does
            await asyncio.sleep(0.1)


async def wrong(bot: Bot, name: str) -> str:
    """Return the fault that /readyz reports for that part, as soon as it reports one."""

    async def is_named() -> bool:
        return name in await bot.readyz()

    await until(is_named)
    return (await bot.readyz())[name]


async def well(bot: Bot, name: str) -> None:
    """Return as soon as /readyz reports no fault of that part."""

    async def is_well() -> bool:
        return name not in await bot.readyz()

    await until(is_well)


@contextlib.asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    """Poll updates until the block ends."""
    stop = asyncio.Event()
    async with bot.telegram.started():
        loops = asyncio.ensure_future(run_until(stop, updates=bot.telegram.inbox.run_polling))
        try:
            yield
        finally:
            stop.set()
            await loops


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a file system of its own with 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@death("no room on the disk")
async def test_a_full_disk_is_said_and_passes(small_disk: Path) -> None:
    async with opened(small_disk) as bot:
        await well(bot, "database")
        ballast = small_disk / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        assert "no room left" in await wrong(bot, "database")
        assert await bot.healthz() == {}
        ballast.unlink()
        await well(bot, "database")


@death("the database's file is removed or replaced")
async def test_a_file_that_is_gone_is_said(bot: Bot, tmp_path: Path) -> None:
    (file,) = tmp_path.glob("*.db")
    file.rename(tmp_path / "elsewhere")
    assert "removed or replaced" in await wrong(bot, "database")
    await bot.figures.refresh()
    assert (await bot.scrape())["jarchi_database_bytes"] == 0
    (tmp_path / "elsewhere").rename(file)
    await well(bot, "database")


@pytest.mark.slow
@death("another program locks the database")
async def test_a_database_that_is_locked_is_said_and_passes(bot: Bot, tmp_path: Path) -> None:
    (file,) = tmp_path.glob("*.db")
    with locked(file):
        assert await wrong(bot, "database")
        assert await bot.healthz() == {}
    await well(bot, "database")


@death("the clock jumps")
async def test_a_clock_that_jumps_is_said_and_ends_nothing(tmp_path: Path) -> None:
    clock = AdjustableClock()
    pool = make_pool(ROOT / "catalogue", processes=1)
    async with open_bot(tmp_path, pool, beat=0.02, now=clock.now) as bot:
        stop = asyncio.Event()
        with capture_logs() as logs:
            watching = asyncio.ensure_future(run_until(stop, watch=bot.watch.run))
            for number, seconds in enumerate((400 * 86_400, -400 * 86_400)):
                await asyncio.sleep(0.2)
                clock.advance(seconds)
                bot.rig.clock.advance(seconds)

                async def is_said(count: int = number + 1) -> bool:
                    return len(logs) >= count

                await until(is_said)
                assert logs[-1]["seconds"] == pytest.approx(seconds, abs=5)
                assert await bot.healthz() == {}
            stop.set()
            await watching
        assert [line["event"] for line in logs] == ["the clock was moved, or the machine slept"] * 2
        series = await bot.scrape()
        assert series["jarchi_clock_jumps_total"] == 2
        assert all(value >= 0 for name, value in series.items() if name.endswith("_seconds"))


@death("the network to outlets is gone")
async def test_feeds_come_back_within_the_hour_after_an_hour_without_network(tmp_path: Path) -> None:
    news = Item("В Оше открыли мост.", AdjustableClock().now() - timedelta(hours=1), "Мост открыт")
    async with open_outlet() as outlet:
        address, port = outlet.url, outlet.port
    pool = make_pool(ROOT / "catalogue", processes=1)
    await pool.start()
    try:
        async with open_feeds(tmp_path, pool) as feeds:
            await feeds.add(address)
            for _ in range(60):  # minutes
                await feeds.poll(everything=False)
                feeds.clock.advance(60)
            assert feeds.poller.polls["error"] >= 2
            assert feeds.poller.stored == 0
            minutes = 0
            async with open_outlet(news, port=port):
                while not feeds.poller.stored:
                    await feeds.poll(everything=False)
                    feeds.clock.advance(60)
                    minutes += 1
                    assert minutes <= 60
    finally:
        await pool.close()


@pytest.mark.slow
@death("Telegram does not answer")
async def test_a_silent_telegram_is_said_and_what_waits_leaves_later(bot: Bot) -> None:
    reader = await bot.rig.reader()
    (chat,) = await bot.rig.storage.chats.threads_of(reader.id)
    async with polling(bot):
        await bot.rig.broadcast(digest("Открыт парк"), chat)
        fault = bot.rig.emulator.faults.add("error", method="getUpdates", status=502)
        sending = bot.rig.emulator.faults.add("error", method="sendMessage", status=502)
        with capture_logs() as logs:
            assert await wrong(bot, "telegram") == "updates cannot be fetched"
            await bot.telegram.outbox.run_once()
        assert {"warning"} == {line["log_level"] for line in logs if line["event"] == "no updates"}
        assert (await bot.scrape())['jarchi_sends_total{outcome="no_answer"}'] >= 1
        bot.rig.emulator.faults.remove(fault.id)
        bot.rig.emulator.faults.remove(sending.id)
        bot.rig.clock.advance(3600)

        async def is_received() -> bool:
            await bot.telegram.outbox.run_once()
            return bool(reader.received)

        await until(is_received)
        assert len(reader.received) == 1


@pytest.mark.slow
@death("Telegram answers pages")
async def test_a_gateways_pages_are_taken_for_no_answer(bot: Bot) -> None:
    reader = await bot.rig.reader()
    (chat,) = await bot.rig.storage.chats.threads_of(reader.id)
    async with polling(bot):
        await bot.rig.broadcast(digest("Открыт парк"), chat)
        faults = [bot.rig.emulator.faults.add("html", method=method) for method in ("getUpdates", "sendMessage")]
        with capture_logs() as logs:
            assert await wrong(bot, "telegram")
            await bot.telegram.outbox.run_once()
        assert {line["error"] for line in logs if line["event"] == "no updates"}
        assert reader.received == []
        assert await bot.rig.states() == ["waiting"]
        for fault in faults:
            bot.rig.emulator.faults.remove(fault.id)
    assert (await bot.scrape())['jarchi_sends_total{outcome="no_answer"}'] >= 1


@death("Telegram no longer takes the token")
async def test_a_token_that_is_revoked_ends_the_process_with_status_2(bot: Bot) -> None:
    bot.rig.emulator.faults.add("error", method="getUpdates", status=401)
    async with bot.telegram.started():
        with pytest.raises(CommandFailed, match="BOT_TOKEN") as caught:
            async with asyncio.timeout(WAIT):
                await run_parts(asyncio.Event(), updates=bot.telegram.inbox.run_polling, watch=bot.watch.run)
    assert caught.value.status == 2
    assert "\n" not in str(caught.value)


@death("Telegram asks to slow down")
async def test_a_flood_is_counted_and_bulk_waits(bot: Bot) -> None:
    reader = await bot.rig.reader()
    (chat,) = await bot.rig.storage.chats.threads_of(reader.id)
    await bot.rig.broadcast(digest("Открыт парк"), chat)
    bot.rig.emulator.faults.add("flood", method="sendMessage", seconds=2)

    async def is_received() -> bool:
        bot.rig.clock.advance(30)
        await bot.telegram.outbox.run_once()
        return bool(reader.received)

    async with bot.telegram.started():
        await until(is_received)
    series = await bot.scrape()
    assert series["jarchi_floods_total"] >= 1
    assert series["jarchi_pace_share"] < 1
    assert len(reader.received) == 1


@death("the nightly copy cannot be made")
async def test_a_copy_that_fails_is_said_and_counted(bot: Bot, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file where a folder should be")
    assert bot.figures.backups is not None
    with capture_logs() as logs:
        assert await bot.figures.backups.run_once()
    (line,) = [line for line in logs if line["event"] == "no backup"]
    assert line["log_level"] == "error"
    assert line["reason"]
    assert (await bot.scrape())["jarchi_backup_failures_total"] == 1
