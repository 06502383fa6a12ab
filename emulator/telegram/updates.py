"""The queue of updates that the bot polls, or that are sent to its webhook."""

import asyncio
import random
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

from domain.clock import Clock
from emulator.telegram.errors import ApiError

LIFE = timedelta(hours=24)  # updates that the bot has not fetched after this time are lost
RENUMBER_AFTER = timedelta(days=7)  # after this time without updates, the next id is chosen at random
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
LIMIT = 100
LONGEST_POLL = 50  # seconds for which a call of getUpdates waits at most

CONFLICT_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_SET = "Conflict: terminated by setWebhook request"
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class UpdateQueue:
    """Updates in the order of their ids; each is kept until the bot confirms it or it is a day old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: OrderedDict[int, tuple[datetime, dict[str, Any]]] = OrderedDict()
        self._next_id = 100_000_001
        self._last_at = clock.now()
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[str] | None = None
        self.allowed: tuple[str, ...] | None = None

    def put(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue {kind: payload}; return the update's id, or None if the bot does not want updates of that kind."""
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
        """Set `allowed_updates`; None leaves it as it was, an empty list means the default."""
        if kinds is not None:
            self.allowed = tuple(kinds) or None

    def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that are unconfirmed and younger than a day, oldest first."""
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
        """End the wait for an update, because an update that was held back may be delivered now."""
        self._arrived.set()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Confirm the updates below `offset`, wait up to `timeout` seconds for others, and return up to `limit`.

        As in Telegram, a second poll ends the first one by ApiError 409.
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
        """End a waiting poll by ApiError 409 with this description."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(why)
        self._poller = None

    async def next_arrival(self, timeout: float) -> None:
        """Wait until an update is queued, `timeout` seconds at most."""
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
