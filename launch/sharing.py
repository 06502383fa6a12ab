"""What a process does, and how it shares the work with other processes on the same database."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

import structlog

from domain.lease import Lease, LeaseLost, Work
from domain.process_role import EVERY_ROLE, ProcessRole
from launch.leases import Leases
from launch.signals import Signals
from storage.interface import Signal

log = structlog.get_logger(__name__)

Run = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Sharing:
    """This process's roles, its leases, and its signals to other processes; by default there are no others."""

    roles: frozenset[ProcessRole] = EVERY_ROLE
    leases: Leases = field(default_factory=Leases.alone)
    signals: Signals = field(default_factory=Signals)

    @classmethod
    def with_others(cls, roles: frozenset[ProcessRole]) -> "Sharing":
        return cls(roles, Leases.shared())

    @property
    def is_alone(self) -> bool:
        return self.leases.process.is_alone

    def lease(self, work: Work) -> Lease:
        return self.leases.work[work]

    def tell(self, signal: Signal, ids: Collection[int] = ()) -> None:
        """Send a signal to the other processes, if there may be any."""
        if not self.is_alone:
            self.signals.send(signal, ids)

    def while_held(self, work: Work, run: Run) -> Run:
        """Return a function that calls `run` only while this process has the lease on that work.

        If `run` raises LeaseLost, its work is left to the process that has the lease now.
        """
        lease = self.lease(work)
        if lease.is_forever:
            return run

        async def run_if_held() -> None:
            if lease.is_held:
                try:
                    await run()
                except LeaseLost:  # the process that has the lease now will do this work
                    log.warning("work that another process took over was left to it", work=work)

        return run_if_held


class Woken:
    """A loop that calls `run` each time it is woken, from the start to the end of the process."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._event = asyncio.Event()

    def wake(self, _: Collection[int] = ()) -> None:
        self._event.set()

    async def loop(self) -> None:
        while True:
            await self._event.wait()
            self._event.clear()
            try:
                await self._run()
            except Exception:  # an error loses nothing, since a tick does the same a little later
                log.exception("what a signal woke has failed")
