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
        """Queue notices for chats that got a story after it was hidden; return the number of chats.

        Such a chat's delivery was being sent when the story was hidden.
        """
        told = await self._storage.corrections.tell(now=self._clock.now())
        if told:
            log.info("corrections were queued", chats=told)
            self._on_queued()
        return told
