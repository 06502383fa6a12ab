"""The queue of updates a bot fetches, or that is sent to its webhook."""

import asyncio
import random
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

from domain.clock import Clock
from emulator.telegram.errors import ApiError

LIFE = timedelta(hours=24)  # what a bot has not fetched by then is lost
RENUMBER_AFTER = timedelta(days=7)  # after a silence of that long the next id is chosen anew
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
LIMIT = 100
LONGEST_POLL = 50  # seconds

CONFLICT_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_SET = "Conflict: terminated by setWebhook request"
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class UpdateQueue:
    """Updates in order of their ids, each kept until it is confirmed or a day old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: OrderedDict[int, tuple[datetime, dict[str, Any]]] = OrderedDict()
        self._next_id = 100_000_001
        self._last_at = clock.now()
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[str] | None = None
        self.allowed: tuple[str, ...] | None = None

    def put(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue {kind: payload}; its id, or None where the bot has not allowed that kind."""
        if (self.allowed is None and kind in NOT_BY_DEFAULT) or (self.allowed is not None and kind not in self.allowed):
            return None
        now = self._clock.now()
        if now - self._last_at > RENUMBER_AFTER:
            self._next_id = random.randint(1, 2**30)
        self._last_at = now
        update_id, self._next_id = self._next_id, self._next_id + 1
        self._waiting[update_id] = (now, {"update_id": update_id, kind: payload})
        self._arrived.set()
        return update_id

    def allow(self, kinds: list[str] | None) -> None:
        """Remember `allowed_updates`; None leaves the earlier choice, an empty list means the default."""
        if kinds is not None:
            self.allowed = tuple(kinds) or None

    def waiting(self) -> list[dict[str, Any]]:
        """What has not been confirmed and is younger than a day, oldest first."""
        oldest = self._clock.now() - LIFE
        for update_id in [key for key, (moment, _) in self._waiting.items() if moment <= oldest]:
            del self._waiting[update_id]
        return [update for _, update in self._waiting.values()]

    def confirm(self, update_id: int) -> None:
        self._waiting.pop(update_id, None)

    def has(self, update_id: int) -> bool:
        return update_id in self._waiting

    def clear(self) -> None:
        self._waiting.clear()

    def wake(self) -> None:
        """End a wait for an arrival, since what waits may be sent now."""
        self._arrived.set()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """getUpdates: confirm what lies below `offset`, then wait up to `timeout` seconds for something to answer.

        A second poller makes the first one end with 409.
        """
        self.interrupt(CONFLICT_POLL)
        self._confirm_below(offset)
        found = self.waiting()
        if not found and timeout > 0:
            poller: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            self._poller = poller
            try:
                await self._wait(poller, timeout)
            finally:
                if self._poller is poller:
                    self._poller = None
            found = self.waiting()
        return found[:limit]

    def interrupt(self, why: str) -> None:
        """End the poll that is waiting, if any, with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(why)
        self._poller = None

    async def next_arrival(self, timeout: float) -> None:
        """Return when something is queued, or after `timeout` seconds."""
        self._arrived.clear()
        try:
            await asyncio.wait_for(self._arrived.wait(), timeout)
        except TimeoutError:
            return

    async def _wait(self, poller: "asyncio.Future[str]", timeout: float) -> None:
        arrival = asyncio.ensure_future(self.next_arrival(timeout))
        waited: list[asyncio.Future[Any]] = [arrival, poller]
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        if poller.done():
            raise ApiError(409, poller.result())

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:
            known = list(self._waiting)
            offset = known[max(len(known) + offset, 0)] if known else 0
        for update_id in [key for key in self._waiting if key < offset]:
            del self._waiting[update_id]
