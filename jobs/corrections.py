"""Notifying chats to which a story was sent just while it was being hidden; all others were notified at once."""

from collections.abc import Callable

import structlog

from domain.clock import Clock
from storage.interface import Storage

log = structlog.get_logger(__name__)


class CorrectionTick:
    """The tick for corrections; `on_queued` is called after something was queued for the outbox."""

    def __init__(self, storage: Storage, clock: Clock, *, on_queued: Callable[[], None] = lambda: None) -> None:
        self._storage = storage
        self._clock = clock
        self._on_queued = on_queued

    async def run_once(self) -> int:
        """Queue the notices that are still missing; return the number of chats."""
        told = await self._storage.corrections.tell(now=self._clock.now())
        if told:
            log.info("corrections were queued", chats=told)
            self._on_queued()
        return told
