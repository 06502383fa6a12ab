"""Nightly backups of the database: made and checked while the bot runs, given to a command, and rotated."""

import asyncio
import contextlib
import os
import re
import shlex
import shutil
import signal
import time
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from domain.clock import Clock
from storage.interface import Size, StorageError

log = structlog.get_logger(__name__)

# Local time; the news of the day has been read by then, and the morning's digests are hours away.
NIGHT = time_of_day(3, 30)
AGAIN = 3600.0  # seconds after which a failed backup is tried again
PATIENCE = 3600.0  # seconds that the operator's command may take
_ROOM = 1.1  # a backup is made only if the free space is at least this many times the size of the database
_NAME = re.compile(r"jarchi-(\d{8}T\d{6})Z\.db")
# The only environment variables that the command gets, so that it sees neither the token nor other settings.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSH_AUTH_SOCK")


def last_night(now: datetime, zone: str) -> datetime:
    """Return the latest moment at which a nightly backup was due."""
    local = now.astimezone(ZoneInfo(zone))
    night = datetime.combine(local.date(), NIGHT, tzinfo=local.tzinfo)
    if night > local:
        night = datetime.combine(local.date() - timedelta(days=1), NIGHT, tzinfo=local.tzinfo)
    return night.astimezone(UTC)


def kept(made: Collection[datetime], *, days: int, weeks: int) -> frozenset[datetime]:
    """Return the moments of the backups to keep: the newest of each of the last days and of the last weeks.

    Days and weeks without a backup do not count.
    """
    by_day: dict[object, datetime] = {}
    by_week: dict[object, datetime] = {}
    for moment in sorted(made):  # later backups come last, and each replaces an earlier one of the same day or week
        by_day[moment.date()] = by_week[moment.isocalendar()[:2]] = moment
    newest = [sorted(found.values(), reverse=True) for found in (by_day, by_week)]
    return frozenset(newest[0][: max(1, days)]) | frozenset(newest[1][:weeks])


class Backups:
    """The maker of nightly backups; `copy` writes a checked copy into a file, `size` returns the database's size.

    `command` is run with each backup as its last argument, without a shell; if it is empty, nothing is run. `clock` and
    `zone` say when it is night; `monotonic` measures waits.
    """

    def __init__(
        self,
        folder: Path,
        copy: Callable[[Path], Awaitable[None]],
        size: Callable[[], Awaitable[Size]],
        clock: Clock,
        *,
        zone: str,
        days: int,
        weeks: int,
        command: str = "",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._copy = copy
        self._size = size
        self._clock = clock
        self._zone = zone
        self._days, self._weeks = days, weeks
        self._command = shlex.split(command)
        self._monotonic = monotonic
        self._failed_at: float | None = None
        self._unsent: Path | None = None  # a backup that was made but that the command has not accepted yet
        self.failures = 0  # how often making a backup or running BACKUP_COMMAND has failed, for the metrics
        self.latest: datetime | None = None  # when the newest backup was made, if known; for the metrics

    async def run_once(self) -> bool:
        """Make the backup of last night unless it exists, and give it to BACKUP_COMMAND, which takes it elsewhere.

        Return whether anything was done.
        """
        now = self._clock.now().replace(microsecond=0)
        made = await asyncio.to_thread(self._made)
        self.latest = max((moment for moment in made if moment <= now), default=None)
        is_due = self.latest is None or self.latest < last_night(now, self._zone)
        if not is_due and self._unsent is None:
            return False
        if self._failed_at is not None and self._monotonic() - self._failed_at < AGAIN:
            return False
        try:
            if is_due:
                self._unsent = await self._make(now)
                self.latest = now
                await asyncio.to_thread(self._rotate, now)
            if self._unsent is not None and self._command:
                await self._send(self._unsent)
            self._unsent = self._failed_at = None
        except (OSError, StorageError, _NotTaken) as error:
            self.failures += 1
            self._failed_at = self._monotonic()
            reason = error.key if isinstance(error, StorageError) else str(error)
            log.error("no backup", reason=reason, again_in_minutes=AGAIN / 60)
        return True

    async def _make(self, now: datetime) -> Path:
        await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        size = await self._size()
        free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
        if free < (size.data + size.journal) * _ROOM:
            raise StorageError("storage-full")
        target = self._folder / f"jarchi-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
        await asyncio.to_thread(self._delete_unfinished)
        await self._copy(target)
        log.info("backup made", file=target.name, megabytes=size.data // 1_000_000)
        return target

    async def _send(self, copy: Path) -> None:
        """Run the command with the backup as its argument; the command writes its output to the bot's log."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            str(copy),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                status = await process.wait()
        except TimeoutError as error:
            raise _NotTaken(f"BACKUP_COMMAND took more than {PATIENCE:.0f} s") from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
        if status:
            raise _NotTaken(f"BACKUP_COMMAND ended with status {status}")
        log.info("backup sent", file=copy.name)

    def _made(self) -> dict[datetime, Path]:
        """Return moment → file of the existing backups; other files in the folder are ignored."""
        if not self._folder.is_dir():
            return {}
        found = {}
        for path in self._folder.iterdir():
            if name := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    found[datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)] = path
        return found

    def _delete_unfinished(self) -> None:
        """Delete unfinished backups, which remain if the process is killed while it makes one."""
        for path in self._folder.glob("jarchi-*Z.db.partial*"):
            path.unlink(missing_ok=True)

    def _rotate(self, now: datetime) -> None:
        # A backup with a date in the future, from a clock that was ahead, is kept until that date.
        made = {moment: path for moment, path in self._made().items() if moment <= now}
        for moment in made.keys() - kept(made.keys(), days=self._days, weeks=self._weeks):
            made[moment].unlink(missing_ok=True)


class _NotTaken(Exception):
    """The operator's command, which gets each new backup, failed or took too long; the message says which."""
