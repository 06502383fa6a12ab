"""Nightly copies of the database: made once a night, checked, passed on, and rotated."""

import json
import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.clock import AdjustableClock
from domain.feed import NewFeed
from jobs.backups import AGAIN, Backups, kept, last_night
from storage.interface import Size, StorageError
from tests.storage.openers import KEEPERS

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
ZONE = "Asia/Bishkek"  # six hours ahead of UTC
FEED = NewFeed("https://tandem.example/rss", "Тандем", "Тандем", "kg", "ru")


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2026, 3, 4, 21, 30, tzinfo=UTC), datetime(2026, 3, 4, 21, 30, tzinfo=UTC)),
        (datetime(2026, 3, 4, 21, 29, tzinfo=UTC), datetime(2026, 3, 3, 21, 30, tzinfo=UTC)),
        (datetime(2026, 3, 5, 20, 0, tzinfo=UTC), datetime(2026, 3, 4, 21, 30, tzinfo=UTC)),
    ],
)
def test_night_is_where_the_readers_are(now: datetime, night: datetime) -> None:
    assert last_night(now, ZONE) == night


def test_a_night_that_the_clocks_skip_is_not_lost() -> None:
    assert last_night(datetime(2026, 3, 29, 12, tzinfo=UTC), "Europe/Helsinki") > datetime(2026, 3, 29, 0, tzinfo=UTC)


def test_the_last_days_are_kept_and_the_newest_of_each_week_before() -> None:
    made = [NOW - timedelta(days=number) for number in range(60)]
    left = sorted(kept(made, days=3, weeks=4), reverse=True)
    assert left[:3] == made[:3]
    assert [moment.isoweekday() for moment in left[3:]] == [7, 7, 7]
    assert len(left) == 6
    assert kept(left, days=3, weeks=4) == frozenset(left), "rotating again takes nothing more"


def test_the_newest_copy_is_always_kept_and_after_a_pause_the_old_ones_stay() -> None:
    old = [NOW - timedelta(days=400), NOW - timedelta(days=401)]
    assert kept(old, days=7, weeks=0) == frozenset(old)
    assert kept([NOW, NOW - timedelta(hours=2)], days=0, weeks=0) == {NOW}


class Rig:
    def __init__(self, folder: Path, **options: Any) -> None:
        self.clock = AdjustableClock()
        self.clock.adjust((NOW - self.clock.now()).total_seconds(), rate=0)
        self.keeper = KEEPERS["sqlite"](folder)
        self.folder = folder / "copies"
        self.seconds = 0.0
        self.size = Size(1000, 0)
        self.backups = Backups(
            self.folder, self.keeper.backup, self._size, self.clock, zone=ZONE, monotonic=lambda: self.seconds,
            **{"days": 7, "weeks": 4, **options},
        )  # fmt: skip

    async def _size(self) -> Size:
        return self.size

    async def make_database(self) -> None:
        async with self.keeper.open(is_alone=True) as storage:
            await storage.feeds.add(FEED, now=NOW)

    def copies(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


async def test_a_copy_is_made_once_a_night_and_can_be_put_back(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    await rig.make_database()
    assert await rig.backups.run_once()
    assert not await rig.backups.run_once()
    rig.clock.advance(86_400)
    assert await rig.backups.run_once()
    first, second = rig.copies()
    assert (first, second) == ("jarchi-20260305T120000Z.db", "jarchi-20260306T120000Z.db")
    assert stat.S_IMODE((rig.folder / first).stat().st_mode) == 0o600
    assert stat.S_IMODE(rig.folder.stat().st_mode) == 0o700
    (tmp_path / "elsewhere").mkdir()
    other = KEEPERS["sqlite"](tmp_path / "elsewhere")
    await other.restore(rig.folder / second)
    async with other.open(is_alone=True) as storage:
        assert [feed.url for feed in await storage.feeds.all()] == [FEED.url]


async def test_a_copy_that_a_clock_ahead_has_dated_does_not_stand_for_tonights(tmp_path: Path) -> None:
    rig = Rig(tmp_path, days=1, weeks=0)
    await rig.make_database()
    rig.clock.advance(86_400 * 365)
    await rig.backups.run_once()
    rig.clock.advance(-86_400 * 365)
    assert await rig.backups.run_once()
    assert rig.copies() == ["jarchi-20260305T120000Z.db", "jarchi-20270305T120000Z.db"]
    assert rig.backups.latest == NOW


async def test_what_the_bot_has_not_made_is_never_deleted(tmp_path: Path) -> None:
    rig = Rig(tmp_path, days=1, weeks=0)
    await rig.make_database()
    rig.folder.mkdir()
    for name in ("notes.txt", "jarchi-by-hand.db", "jarchi-20260101T000000Z.db", "jarchi-20269999T000000Z.db"):
        (rig.folder / name).write_text("", "utf-8")
    await rig.backups.run_once()
    assert rig.copies() == [
        "jarchi-20260305T120000Z.db", "jarchi-20269999T000000Z.db", "jarchi-by-hand.db", "notes.txt",
    ]  # fmt: skip


async def test_half_a_copy_of_a_process_that_was_killed_does_not_stay(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    await rig.make_database()
    rig.folder.mkdir()
    (rig.folder / "jarchi-20260304T213000Z.db.partial").write_bytes(b"half")
    await rig.backups.run_once()
    assert rig.copies() == ["jarchi-20260305T120000Z.db"]


async def test_without_room_nothing_is_begun_and_it_is_tried_again_an_hour_later(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    await rig.make_database()
    rig.size = Size(1 << 60, 0)
    await rig.backups.run_once()
    assert (rig.copies(), rig.backups.failures) == ([], 1)
    rig.size = Size(1000, 0)
    assert not await rig.backups.run_once()
    rig.seconds = AGAIN
    assert await rig.backups.run_once()
    assert len(rig.copies()) == 1


async def test_a_database_that_cannot_be_copied_leaves_the_older_copies(tmp_path: Path) -> None:
    rig = Rig(tmp_path, days=1, weeks=0)
    await rig.make_database()
    await rig.backups.run_once()
    rig.clock.advance(86_400)

    async def broken(_: Path) -> None:
        raise StorageError("storage-damaged", reason="no")

    rig.backups._copy = broken
    await rig.backups.run_once()
    assert rig.copies() == ["jarchi-20260305T120000Z.db"]
    assert rig.backups.failures == 1


def command(report: Path, status: int = 0) -> str:
    code = (
        "import json, os, sys; "
        f"open({str(report)!r}, 'w').write(json.dumps([sys.argv[1:], sorted(os.environ)])); sys.exit({status})"
    )
    return f'{sys.executable} -c "{code}" --to "a box"'


async def test_the_command_gets_the_copy_and_none_of_our_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    rig = Rig(tmp_path, command=command(tmp_path / "report"))
    await rig.make_database()
    await rig.backups.run_once()
    words, names = json.loads((tmp_path / "report").read_text("utf-8"))
    assert words == ["--to", "a box", str(rig.folder / "jarchi-20260305T120000Z.db")]
    assert "PATH" in names or "PATH" not in os.environ
    assert "BOT_TOKEN" not in names


async def test_a_command_that_fails_is_tried_again_with_the_same_copy(tmp_path: Path) -> None:
    report = tmp_path / "report"
    rig = Rig(tmp_path, command=command(report, status=3))
    await rig.make_database()
    await rig.backups.run_once()
    assert rig.backups.failures == 1
    report.unlink()
    assert not await rig.backups.run_once()
    rig.seconds = AGAIN
    assert await rig.backups.run_once()
    assert report.exists()
    assert len(rig.copies()) == 1


async def test_a_command_that_is_not_there_is_a_failure_like_any_other(tmp_path: Path) -> None:
    rig = Rig(tmp_path, command="/no/such/program")
    await rig.make_database()
    await rig.backups.run_once()
    assert (rig.backups.failures, len(rig.copies())) == (1, 1)
