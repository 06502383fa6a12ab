"""Expired claims: deliveries that nobody works on any more, each of which would block its chat for ever."""

from collections.abc import Callable, Collection
from datetime import timedelta

import structlog

from domain.clock import Clock
from domain.ids import DeliveryId
from storage.interface import OutboxStore

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=10)
_CHECKED = 60.0  # seconds between two looks


class Leases:
    def __init__(self, storage: OutboxStore, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._storage = storage
        self._clock = clock
        self._monotonic = monotonic
        self._checked_at = monotonic()

    async def take_back(self, held: Collection[DeliveryId]) -> None:
        """Release, once a minute, deliveries whose lease has expired, except those in `held`, which are in progress."""
        if self._monotonic() - self._checked_at < _CHECKED:
            return
        self._checked_at = self._monotonic()
        if lost := await self._storage.recover(now=self._clock.now(), expired_only=True, held=tuple(held)):
            log.error("deliveries with expired leases are sent again", deliveries=lost)
