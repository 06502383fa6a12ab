"""The leases of this process: taken and renewed in the storage, and given back at the end."""

import asyncio
import os
import secrets
import socket
from collections.abc import Collection, Mapping

import structlog

from domain.lease import LENGTH, POLLS, PROCESS, RENEWED_EVERY, Lease, Process, Work, chosen, passed
from domain.process_role import ProcessRole
from storage.interface import LeaseStore, StorageError

log = structlog.get_logger(__name__)

_PATIENCE = 8.0  # seconds for one renewal
_WORK = {
    ProcessRole.POLL: Work.PAGES,
    ProcessRole.READ: Work.INDEX,
    ProcessRole.SERVE: Work.UPDATES,
    ProcessRole.DELIVER: Work.TIMETABLE,
}


class Leases:
    """The leases that this process holds, which say what it may do now; a process that runs alone may do everything."""

    def __init__(self, process: Process, work: Mapping[Work, Lease]) -> None:
        self.process = process
        self.work = work
        self.pollers: frozenset[str] = frozenset()  # names of the processes that poll feeds
        self.task: asyncio.Task[None] | None = None  # the task that renews the leases; None before start()

    @classmethod
    def alone(cls) -> "Leases":
        return cls(Process.alone(), {work: Lease.forever() for work in Work})

    @classmethod
    def shared(cls) -> "Leases":
        """Return the leases of one of several processes; it does not hold any of them yet."""
        return cls(Process(_new_name(), Lease()), {work: Lease() for work in Work})

    def polls(self, host: str) -> bool:
        """Return whether this process polls the feeds on that host; a host is polled by one process only."""
        return self.process.is_alone or chosen(self.pollers, host) == self.process.name


class LeaseRenewal:
    """The task that renews the leases that a process needs for its roles; it runs from start() to close()."""

    def __init__(self, store: LeaseStore, leases: Leases, roles: Collection[ProcessRole]) -> None:
        self._store = store
        self._leases = leases
        self._roles = frozenset(roles)

    async def start(self) -> None:
        """Take the leases that are free and start to renew them; raises StorageError.

        If this process is the only one, nothing is taken, because it may do everything.
        """
        if not self._leases.process.is_alone:
            await self.renew()
            self._leases.task = asyncio.create_task(self._run(), name="leases")  # noqa: TID251 - ended by close()

    async def _run(self) -> None:
        """Renew until cancelled; while the storage cannot be reached, the leases end by themselves."""
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self.renew()
            except (StorageError, TimeoutError) as error:
                log.warning("leases could not be renewed", error=type(error).__name__)

    async def close(self) -> None:
        """Give all leases back, so that other processes need not wait for their end."""
        task, self._leases.task = self._leases.task, None
        if task is None:
            return
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        for lease in (self._leases.process.lease, *self._leases.work.values()):
            lease.lose()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._store.release(self._leases.process.name)
        except (StorageError, TimeoutError) as error:
            log.warning("leases could not be given back; they end by themselves", error=type(error).__name__)

    async def renew(self) -> None:
        """Renew the leases that are held, and take those that are free; raises StorageError."""
        process, work = self._leases.process, self._leases.work
        if not process.may_work:
            await self._begin_again()
        had_lease = process.may_work
        asked_at, held = await self._take()
        if had_lease and not process.may_work:
            # The lease ended during the request, which may have given this process a new lease under the same name.
            # Other processes would then leave alone what was claimed under that name before, although this process no
            # longer works on it. So another name is taken.
            await self._begin_again()
            asked_at, held = await self._take()
        process.lease.renew(asked_at)
        for one in self._wanted:
            had = work[one].is_held
            if one in held:
                work[one].renew(asked_at)
            else:
                work[one].lose()
            if had != work[one].is_held:
                log.info("work was taken over" if one in held else "work was lost to another process", work=one)
        self._leases.pollers = frozenset((await self._store.owners(POLLS)).values())

    @property
    def _wanted(self) -> list[Work]:
        return [_WORK[role] for role in self._roles]

    async def _take(self) -> tuple[float, frozenset[str]]:
        """Ask for the leases of all work of the process's roles.

        Return the time of asking, and the names of the leases given.
        """
        name = self._leases.process.name
        names = [f"{PROCESS}{name}", *self._wanted]
        if ProcessRole.POLL in self._roles:
            names.append(f"{POLLS}{name}")
        asked_at = passed()
        return asked_at, await self._store.take(name, names, length=LENGTH)

    async def _begin_again(self) -> None:
        """Release the leases that this process may still hold after an interruption, and give it another name."""
        process = self._leases.process
        for lease in self._leases.work.values():
            lease.lose()
        await self._store.release(process.name)
        process.name = _new_name()


def _new_name() -> str:
    """Return a new name for the process; it begins with the machine's name, for people who look into the database."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
