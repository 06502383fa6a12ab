"""Telling chats that were told a hidden story while it was being hidden; all others were told at that time."""

from collections.abc import Callable

import structlog

from domain.clock import Clock
from storage.interface import Storage

log = structlog.get_logger(__name__)


class CorrectionTick:
    """The tick for corrections; `on_queued` is called if there is something for the outbox."""

    def __init__(self, storage: Storage, clock: Clock, *, on_queued: Callable[[], None] = lambda: None) -> None:
        self._storage = storage
        self._clock = clock
        self._on_queued = on_queued

    async def run_once(self) -> int:
        """Queue the notices that are still missing; return for how many chats."""
        told = await self._storage.corrections.tell(now=self._clock.now())
        if told:
            log.info("corrections were queued", chats=told)
            self._on_queued()
        return told
