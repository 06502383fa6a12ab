"""The common pace of several processes: each process takes tokens from the storage, a few at a time."""

import asyncio
import time
from collections.abc import Callable

from delivery.pacing import Limits
from storage.interface import PaceStore, StorageError

NAME = "bot"
_FRESH = 0.3  # seconds in which a token must be used; later, other processes may have used up the pace of that moment
_NAP = 1.0  # the most seconds between two attempts to take tokens


class SharedPace:
    """The tokens that this process has taken from the common pace.

    Bulk messages take tokens in batches; an answer takes a single one, and may use the reserve.
    """

    def __init__(self, store: PaceStore, limits: Limits, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._limits = limits
        # The most tokens that the common pace saves up. They are fewer than the burst, because processes may still have
        # tokens that they took before; used together with new ones, these could exceed the burst.
        self._capacity = min(limits.burst, max(limits.batch + limits.reserve + 1, limits.burst - limits.batch))
        self._monotonic = monotonic
        self._left = 0
        self._until = 0.0

    async def take(self, *, is_bulk: bool) -> None:
        """Wait until this process may make one more call."""
        while True:
            if is_bulk and self._left and self._monotonic() < self._until:
                self._left -= 1
                return
            tokens = self._limits.batch if is_bulk else 1
            asked_at = self._monotonic()
            try:
                wait = await self._store.take(
                    NAME,
                    tokens,
                    reserve=self._limits.reserve if is_bulk else 0,
                    rate=self._limits.rate,
                    capacity=self._capacity,
                )
            except StorageError:
                # The call waits, because without the storage nothing says how much the other processes send.
                await asyncio.sleep(_NAP)
                continue
            if wait:
                await asyncio.sleep(min(wait, _NAP))
            else:
                if is_bulk:
                    self._left, self._until = tokens - 1, asked_at + _FRESH
                # This call may be made even if taking its token took longer than _FRESH: otherwise a slow storage would
                # stop all sending.
                return

    async def close(self, seconds: float) -> None:
        """Stop the bulk messages of all processes for `seconds`, because Telegram demands it."""
        await self._store.close(NAME, seconds)
