"""Retention: deletes what is no longer needed, in small batches, so that nothing else has to wait for long."""

import asyncio
from datetime import datetime, timedelta

import structlog

from domain.clock import Clock
from domain.retention import hold
from storage.interface import Storage

log = structlog.get_logger(__name__)

DELIVERIES_KEPT = timedelta(days=8)  # one day longer than digests look back for what was told
_MOST_BATCHES = 200  # the most batches in one run; the next run goes on with the rest


class Retention:
    def __init__(self, storage: Storage, clock: Clock, *, keep_articles: timedelta) -> None:
        self._storage = storage
        self._clock = clock
        self._keep_articles = keep_articles

    async def run_once(self) -> int:
        """Delete what is old; return the number of deleted articles and deliveries.

        Drafts are deleted but not counted.
        """
        now = self._clock.now()
        if await self._waits(now):
            return 0
        await self._storage.drafts.forget(now=now)
        gone = 0
        for _ in range(_MOST_BATCHES):
            batch = await self._storage.outbox.forget(older_than=now - DELIVERIES_KEPT)
            batch += await self._storage.housekeeping.retain(now=now, keep=self._keep_articles)
            if batch == 0:
                break
            gone += batch
            await asyncio.sleep(0.01)
        if gone:
            log.info("old articles and deliveries removed", rows=gone)
        return gone

    async def _waits(self, now: datetime) -> bool:
        """Return whether nothing may be deleted now, because so many articles are old that the clock must be wrong."""
        housekeeping = self._storage.housekeeping
        expired = await housekeeping.expired(now=now, keep=self._keep_articles)
        earlier = await housekeeping.retention_hold()
        waits = hold(expired, earlier, now=now)
        if waits != earlier:
            await housekeeping.hold_retention(waits, now=now)
        if waits is not None:
            log.warning(
                "retention waits: it would delete far more than usual, as when the clock is ahead",
                articles=expired.articles,
                of=expired.of,
                until=f"{waits.until:%Y-%m-%d}",
            )
        return waits is not None
