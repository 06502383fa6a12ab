"""Nightly copies of the database: made and checked while the bot runs, passed to a command, and rotated."""

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

NIGHT = time_of_day(3, 30)  # local time; by then the day's news is read, and the morning's digests are hours away
AGAIN = 3600.0  # seconds until the next attempt after a failure
PATIENCE = 3600.0  # seconds that the command may take
_ROOM = 1.1  # free space that a copy needs, as a multiple of the database's size
_NAME = re.compile(r"jarchi-(\d{8}T\d{6})Z\.db")
# The environment variables that the command gets: neither the token nor any other of our settings.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSH_AUTH_SOCK")


def last_night(now: datetime, zone: str) -> datetime:
    """Return the latest moment at which a copy should have been made."""
    local = now.astimezone(ZoneInfo(zone))
    night = datetime.combine(local.date(), NIGHT, tzinfo=local.tzinfo)
    if night > local:
        night = datetime.combine(local.date() - timedelta(days=1), NIGHT, tzinfo=local.tzinfo)
    return night.astimezone(UTC)


def kept(made: Collection[datetime], *, days: int, weeks: int) -> frozenset[datetime]:
    """Return the copies to keep, by their moments: the newest of each of the last days and weeks with a copy."""
    by_day: dict[object, datetime] = {}
    by_week: dict[object, datetime] = {}
    for moment in sorted(made):  # a later copy replaces an earlier one
        by_day[moment.date()] = by_week[moment.isocalendar()[:2]] = moment
    newest = [sorted(found.values(), reverse=True) for found in (by_day, by_week)]
    return frozenset(newest[0][: max(1, days)]) | frozenset(newest[1][:weeks])


class Backups:
    """The maker of nightly copies; `copy` writes a checked copy into a file, `size` returns the database's size.

    `command` is run with each copy as its last argument, without a shell; an empty one runs nothing. Moments are given
    by `clock` and in `zone`, waits by `monotonic`.
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
        self._unsent: Path | None = None  # a copy that the command has not accepted yet
        self.failures = 0  # failed copies and commands, for the metrics
        self.latest: datetime | None = None  # the moment of the newest copy, if known; for the metrics

    async def run_once(self) -> bool:
        """Make last night's copy unless it exists, and pass it on; return whether anything was done."""
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
        await asyncio.to_thread(self._forget_halves)
        await self._copy(target)
        log.info("backup made", file=target.name, megabytes=size.data // 1_000_000)
        return target

    async def _send(self, copy: Path) -> None:
        """Run the command with the copy; the command's output goes where the bot's log goes."""
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
        """Return the existing copies; other files in the folder are ignored."""
        if not self._folder.is_dir():
            return {}
        found = {}
        for path in self._folder.iterdir():
            if name := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    found[datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)] = path
        return found

    def _forget_halves(self) -> None:
        """Delete unfinished copies, which remain if the process is killed while copying."""
        for path in self._folder.glob("jarchi-*Z.db.partial*"):
            path.unlink(missing_ok=True)

    def _rotate(self, now: datetime) -> None:
        # A copy dated by a clock that was ahead stays until its date has come.
        made = {moment: path for moment, path in self._made().items() if moment <= now}
        for moment in made.keys() - kept(made.keys(), days=self._days, weeks=self._weeks):
            made[moment].unlink(missing_ok=True)


class _NotTaken(Exception):
    """An error: the command did not accept the copy; the message says why."""
