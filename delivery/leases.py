"""Taking back expired claims on deliveries; a claimed delivery that no process sends would block its chat."""

from collections.abc import Callable, Collection
from datetime import timedelta

import structlog

from domain.clock import Clock
from domain.ids import DeliveryId
from domain.lease import Process
from storage.interface import OutboxStore

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=10)
_CHECKED = 60.0  # seconds between two checks for expired leases
# Seconds between two checks for expired leases if there are other processes, because one of them may die.
_CHECKED_TOGETHER = 5.0


class Leases:
    def __init__(self, storage: OutboxStore, clock: Clock, monotonic: Callable[[], float], process: Process) -> None:
        self._storage = storage
        self._process = process
        self._clock = clock
        self._monotonic = monotonic
        self._checked_at = monotonic()

    async def take_back(self, held: Collection[DeliveryId]) -> None:
        """If the time for a check has come, release the deliveries whose lease has expired or whose process is gone.

        This process is still sending those in `held`, so they are not released.
        """
        pause = _CHECKED if self._process.is_alone else _CHECKED_TOGETHER
        if self._monotonic() - self._checked_at < pause:
            return
        self._checked_at = self._monotonic()
        lost = await self._storage.recover(
            now=self._clock.now(), expired_only=True, held=tuple(held), owner=self._process.name
        )
        if lost:
            log.error("deliveries with expired leases are sent again", deliveries=lost)
