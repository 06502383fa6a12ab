"""The inbox of updates: an update is stored, then confirmed to Telegram, then handled, in order for each chat.

Telegram forgets an update when it is confirmed (by getUpdates with a higher offset, or by answering a webhook call with
200), so the update is stored before. A change that a handler makes is stored together with the update's id and is made
only once. When the handler has returned, the update counts as handled; after a crash before that it is handled again.

An update that crashes the process would do so again at every start. Therefore each attempt to handle an update from
before a restart is counted in the storage before it begins. Updates with such attempts are handled one at a time, and
after _MOST_STARTS attempts an update is set aside.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from pydantic import ValidationError

from delivery.group_commit import GroupCommit
from delivery.payload import chat_of, strip_update
from delivery.queue import UpdateQueue
from delivery.raw_updates import GetRawUpdates, pause_after
from delivery.throttle import wanted
from domain.clock import Clock
from domain.ids import UpdateId
from domain.lease import Lease, Process
from domain.tally import Spread
from storage.interface import InboxStore, StorageError, StoredUpdate

log = structlog.get_logger(__name__)

Handle = Callable[[Update], Awaitable[object]]

# After this time without updates, polling asks without an offset, because after a week Telegram may begin at lower ids.
_NUMBERING_KEPT = timedelta(days=2)
# After an update that was stored before the start, a chat's next update waits until that one is recorded as handled,
# but at most this many seconds.
_MARK_PATIENCE = 5.0
_MOST_STARTS = 3  # an update is set aside if the process ended this many times while handling it
_TRIES = 3  # how often a handler is called in all, if its answer does not reach Telegram
_TRY_PAUSE = 2.0  # seconds before the second attempt; doubled for each further one
_CLAIMED_EVERY = 1.0  # seconds between two looks for updates that other processes have stored


class Inbox:
    """The inbox; it passes aiogram Updates to `handle`: up to `workers` at once, but one at a time for each chat."""

    def __init__(
        self,
        bot: Bot,
        storage: InboxStore,
        handle: Handle,
        *,
        clock: Clock,
        workers: int = 32,
        poll_seconds: int = 30,
        process: Process | None = None,
        may_poll: Lease | None = None,
        on_received: Callable[[], None] = lambda: None,
    ) -> None:
        """`process` is this process among several, None if it is the only one.

        `may_poll` is the lease on polling Telegram. `on_received` is called after updates were stored that another
        process may have to handle.
        """
        self._bot = bot
        self._storage = storage
        self._handle = handle
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._process = process or Process.alone()
        self._may_poll = may_poll or Lease.forever()
        self._on_received = on_received
        self._has_new = asyncio.Event()
        self.marks: GroupCommit[UpdateId] = GroupCommit(self._mark_handled)
        self.queue = UpdateQueue(self._handle_one, workers=workers)
        self._met_before: set[UpdateId] = set()  # ids of updates that a process left unhandled when it ended
        self.is_polling_well = True  # False after three failed calls in a row; shown at /readyz
        self.reached_at = time.monotonic()  # when Telegram last answered; shown at /readyz
        self.received = 0  # number of updates that came, for the metrics
        self.seconds = Spread()  # seconds that handlers take until their answer is sent, for the metrics

    async def start(self) -> None:
        """Queue the updates that were stored but not handled before the start, and start to handle updates."""
        self.marks.start()
        self.queue.start()
        if self._process.is_alone:
            await self._take_up(await self._storage.waiting())
        else:
            await self._claim()

    async def run_claims(self) -> None:
        """Claim and handle updates that any process has stored, until cancelled.

        If this process is the only one, there is nothing to claim, and this only waits to be cancelled.
        """
        if self._process.is_alone:
            await asyncio.Event().wait()
        while True:
            self._has_new.clear()
            try:
                if self._process.may_work and self.queue.has_room.is_set():
                    await self._claim()
            except StorageError as error:
                log.warning("updates could not be claimed", key=error.key)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_CLAIMED_EVERY):
                    await self._has_new.wait()

    def wake(self) -> None:
        """Look for stored updates now, without waiting for the next look."""
        self._has_new.set()

    async def _claim(self) -> None:
        name = self._process.name
        claimed = [replace(one, owner=name) for one in await self._storage.claim(name, now=self._clock.now())]
        await self._take_up([update for update in claimed if update.is_left])
        self.queue.add(update for update in claimed if not update.is_left)

    async def _take_up(self, left: Sequence[StoredUpdate]) -> None:
        """Queue updates that were waiting or being handled when a process ended."""
        if left:
            log.info("updates that an ended process left are handled now", updates=len(left))
        self._met_before |= {update.update_id for update in left}
        for update in left:
            if update.starts >= _MOST_STARTS:
                log.error(
                    "an update was being handled each time the process ended; it is set aside",
                    update_id=update.update_id,
                    kind=next(iter(update.payload.keys() - {"update_id"}), ""),
                    starts=update.starts,
                )
                await self._storage.set_aside(update.update_id, now=self._clock.now())
        kept = [update for update in left if update.starts < _MOST_STARTS]
        self.queue.add_alone(update for update in kept if update.starts)
        self.queue.add(update for update in kept if not update.starts)

    async def run_polling(self) -> None:
        """Poll Telegram for updates until cancelled; raises TelegramUnauthorizedError if the token is refused."""
        # The first call has no offset and confirms nothing. Updates that it brings again are not stored twice, because
        # they are known by their ids.
        offset: int | None = None
        failures = 0
        last_received = self._clock.now()
        while True:
            await self.queue.has_room.wait()
            if not self._may_poll.is_held:  # another process may be polling Telegram, which allows only one
                offset, last_received = None, self._clock.now()
                self.reached_at = time.monotonic()
                await asyncio.sleep(_CLAIMED_EVERY)
                continue
            try:
                updates = await self._bot(
                    GetRawUpdates(offset=offset, timeout=self._poll_seconds), request_timeout=self._poll_seconds + 10
                )
                await self.receive(updates)
            except TelegramUnauthorizedError:
                raise
            except Exception as error:  # nothing is lost: Telegram sends updates again until they are confirmed
                failures += 1
                self.is_polling_well = failures < 3
                pause = pause_after(error, failures)
                is_ours = not isinstance(error, TelegramAPIError | ClientDecodeError | StorageError)
                log.warning("no updates", error=type(error).__name__, failures=failures, pause=pause, exc_info=is_ours)
                await asyncio.sleep(pause)
                continue
            failures, self.is_polling_well = 0, True
            self.reached_at = time.monotonic()
            now = self._clock.now()
            if updates:
                offset = max(update["update_id"] for update in updates) + 1
                last_received = now
            elif now - last_received > _NUMBERING_KEPT:
                offset = None

    async def receive(self, updates: Iterable[Mapping[str, Any]]) -> None:
        """Store updates as Telegram sent them; when this returns, Telegram may forget them."""
        kept = []
        for update in updates:
            try:
                payload = strip_update(update)
            except (KeyError, TypeError, ValueError, AttributeError):
                log.exception("an update of unknown form was ignored", update_id=update.get("update_id"))
                continue
            if payload is not None:
                kept.append(StoredUpdate(payload["update_id"], chat_of(payload), payload))
        if not kept:
            return
        try:
            new = await self._storage.put(kept, now=self._clock.now())
        except StorageError as error:
            if error.key != "storage-full":
                raise
            await self._handle_unstored(kept)
            return
        self.received += len(new)
        if self._process.is_alone:
            self.queue.add(update for update in kept if update.update_id in new)
        elif new:
            self._has_new.set()
            self._on_received()

    async def _handle_unstored(self, updates: Sequence[StoredUpdate]) -> None:
        """Handle updates that cannot be stored because the disk is full, before they are confirmed to Telegram.

        If the process crashes meanwhile, nothing is lost, because Telegram sends them again.
        """
        log.error("no room on the disk: updates are answered without being stored", updates=len(updates))
        self.received += len(updates)
        self.queue.add(replace(update, owner=self._process.name) for update in updates)
        chats = {update.chat_id for update in updates}
        while self.queue.holds(chats):  # noqa: ASYNC110 - rare and short
            await asyncio.sleep(0.02)

    async def settle(self) -> None:
        """Wait until all updates that were received are handled."""
        await self.queue.settle()

    async def close(self, *, patience: float = 10.0) -> None:
        """Wait up to `patience` seconds for running handlers; the rest is handled after the next start."""
        await self.queue.close(patience=patience)
        await self.marks.close()

    @property
    def waiting(self) -> int:
        return self.queue.waiting

    async def _handle_one(self, stored: StoredUpdate) -> None:
        def is_ours() -> bool:
            return self._process.may_finish(stored.owner)

        if not is_ours():
            return  # another process handles the update now, or this process does it after claiming the update again
        was_met = stored.update_id in self._met_before
        if was_met:
            self._met_before.discard(stored.update_id)
            await self._count_start(stored.update_id)
        try:
            update = Update.model_validate(stored.payload, context={"bot": self._bot})
        except ValidationError:
            log.exception("an update that cannot be read was ignored", update_id=stored.update_id)
        else:
            with self.seconds.timed(), wanted(is_ours):
                await self._try(update)
        if not is_ours():
            return
        written = self.marks.add(stored.update_id)
        # An update from before the start is recorded as handled before this returns. The record of any other update is
        # not waited for, so that the chat's next update can begin at once.
        if was_met:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_MARK_PATIENCE):
                    await asyncio.shield(written)

    async def _count_start(self, update_id: UpdateId) -> None:
        try:
            await self._storage.count_start(update_id, now=self._clock.now())
        except StorageError as error:  # people get their answer even if the disk is full
            log.warning("a start could not be counted", key=error.key)

    async def _try(self, update: Update) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                await self._handle(update)
                return
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
                # The handler can simply run again: because of the update's id, its change is not made a second time.
                log.warning("an answer did not reach Telegram", error=type(error).__name__, attempt=attempt)
                if attempt < _TRIES:
                    await asyncio.sleep(_TRY_PAUSE * 2 ** (attempt - 1))
            except Exception:  # an error in one handler must not stop the others
                log.exception("a handler failed", update_id=update.update_id)
                return

    async def _mark_handled(self, update_ids: Iterable[UpdateId]) -> None:
        await self._storage.mark_handled(tuple(update_ids), now=self._clock.now())
