"""The outbox: claims deliveries, renders and sends them at the permitted pace, and records the outcomes.

The Bot API does not let a client repeat a call without sending twice. If the process dies after a message was sent and
before that is recorded, the message is sent again: at most one for each chat, and `in_flight` in all. A message that
was not sent is never recorded as sent.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

import structlog
from aiogram import Bot
from structlog.contextvars import bind_contextvars

from delivery.changes import ChangedPosts
from delivery.leases import LEASE, Leases
from delivery.losses import Losses
from delivery.moment import Later, Never, Now, moment_of
from delivery.outcome import (
    ChatClosed,
    ChatGone,
    ChatMoved,
    Outcome,
    Refused,
    RetryAt,
    Sent,
    Uncertain,
    Unreadable,
    backoff,
    name_of,
)
from delivery.posts import NO_TITLES, GiveTitles, RenderedPosts
from delivery.records import DeliveryRecords, Progress
from delivery.sending import send
from delivery.throttle import Throttle, bulk
from domain.clock import Clock
from domain.ids import DeliveryId, PostId
from domain.lease import Process
from domain.post import Delivery, DeliveryReason, DeliveryState
from render.message import OutgoingMessage
from render.texts import Texts
from storage.interface import Storage

log = structlog.get_logger(__name__)
_IDLE = 1.0  # seconds between two looks into the queue while it is empty
_LONGEST_HOLD = 30.0  # seconds for which posts are held back if Telegram does not answer
_GIVE_UP = timedelta(days=2)  # if no attempt got an answer for this long, the post is too old to be sent


class Outbox:
    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        texts: Texts,
        throttle: Throttle,
        *,
        clock: Clock,
        titles: GiveTitles = lambda: NO_TITLES,
        in_flight: int = 20,
        monotonic: Callable[[], float] = time.monotonic,
        process: Process | None = None,
    ) -> None:
        """`process` is this process among several that share the database; None if it is the only one."""
        self._bot = bot
        self._storage = storage
        self._throttle = throttle
        self._clock = clock
        self._in_flight = in_flight
        self._monotonic = monotonic
        self._posts = RenderedPosts(storage.outbox, texts, titles)
        self._losses = Losses(bot, storage, clock)
        self.records = DeliveryRecords(storage.outbox, clock)
        self._at_work: dict[DeliveryId, asyncio.Task[None]] = {}  # id of each delivery in progress → its task
        self._process = process or Process.alone()
        self._leases = Leases(storage.outbox, clock, monotonic, self._process)
        self._claimed_as = ""  # the process's name when it claimed the deliveries in progress
        self._changed = ChangedPosts()
        self._has_work = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._is_closing = False
        self._silences = 0  # number of calls in a row that got no answer
        self._looked_at = monotonic()
        self.claim_failures = 0  # number of failed claims in a row, for /health
        self.outcomes: Counter[str] = Counter()  # name of an outcome → how often it occurred, for the metrics

    @property
    def silence(self) -> float:
        """The seconds since run() last looked for deliveries."""
        return self._monotonic() - self._looked_at

    async def start(self) -> None:
        """Put back into the queue what was being sent when a process crashed, and obey a flood wait that still runs."""
        now = self._clock.now()
        uncertain = await self._storage.outbox.recover(
            now=now, expired_only=not self._process.is_alone, owner=self._process.name
        )
        if uncertain:
            log.info("deliveries from before the restart are sent again", deliveries=uncertain)
        until = await self._storage.outbox.flood_until(now=now)
        if until is not None:
            self._throttle.pacing.flooded(0, (until - now).total_seconds(), self._monotonic(), is_bulk=True)
        self.records.commits.start()

    async def run(self) -> None:
        """Send what is queued now and later, until close() is called."""
        while not self._is_closing:
            self._has_work.clear()
            self._looked_at = self._monotonic()
            try:
                await self._leases.take_back(self._at_work)
                started = await self._start_some()
                self.claim_failures = 0
            except Exception:  # the database may be busy or full only for a moment
                self.claim_failures += 1
                log.exception("could not claim deliveries")
                started = 0
            if not started:
                await self._wait_for_work()

    async def run_once(self) -> int:
        """Send everything that is due now; return the number of deliveries. Used by commands and tests."""
        taken = 0
        while started := await self._start_some():
            taken += started
            await asyncio.gather(*self._at_work.values())
        return taken

    def wake(self) -> None:
        """Look into the queue now, because something was queued."""
        self._has_work.set()

    def withdraw(self, posts: Collection[PostId]) -> None:
        """Do not send the present contents of these posts any more, because they were changed in the storage.

        Messages that are waiting for their turn go back to the queue; only those that are being transmitted still
        arrive.
        """
        self._posts.forget(posts)
        self._changed.add(posts)
        self.wake()

    async def close(self, *, patience: float = 15.0) -> None:
        """Wait up to `patience` seconds for deliveries in progress, and start no others."""
        self._is_closing = True
        self._throttle.drain()
        self._has_work.set()
        async with self._claiming:
            pass  # wait for a claim in progress, so that its deliveries are among those that are waited for below
        if self._at_work:
            _, late = await asyncio.wait(self._at_work.values(), timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self.records.commits.close()

    async def _start_some(self) -> int:
        """Claim deliveries until `in_flight` are in progress, and begin to send them; return how many were claimed.

        Nothing is claimed if fewer than half of `in_flight` are free, because few large claims take less time than many
        small ones.
        """
        room = self._in_flight - len(self._at_work)
        closed = self._throttle.pacing.bulk_closed(self._monotonic())
        if self._is_closing or closed > 0 or room * 2 < self._in_flight or not self._process.may_work:
            return 0
        if self._at_work and self._claimed_as != self._process.name:
            # This process lost its lease and now has another name. Deliveries claimed under the old one must end first.
            return 0
        async with self._claiming:
            self._claimed_as = self._process.name
            claimed = await self._storage.outbox.claim(
                now=self._clock.now(), limit=room, lease=LEASE, owner=self._claimed_as
            )
            for delivery in claimed:
                task = asyncio.create_task(self._deliver(delivery))  # noqa: TID251 - ended by close()
                self._at_work[delivery.id] = task
                task.add_done_callback(partial(self._finished, delivery.id))
        return len(claimed)

    async def _wait_for_work(self) -> None:
        closed = self._throttle.pacing.bulk_closed(self._monotonic())
        try:
            async with asyncio.timeout(min(closed, _IDLE) or _IDLE):
                await self._has_work.wait()
        except TimeoutError:
            pass

    def _finished(self, delivery_id: DeliveryId, _: asyncio.Task[None]) -> None:
        self._at_work.pop(delivery_id, None)
        if (self._in_flight - len(self._at_work)) * 2 >= self._in_flight:
            self._has_work.set()

    async def _deliver(self, delivery: Delivery) -> None:
        # Each delivery has its own task, and with it its own context for logging.
        bind_contextvars(delivery=delivery.id, post=delivery.post_id)
        unchanged = self._changed.unchanged(delivery.post_id)

        def is_wanted() -> bool:
            return unchanged() and self._process.may_finish(delivery.owner)

        try:
            rendered = await self._posts.of(delivery)
            if rendered is None or not rendered.messages:
                await self._without_messages(delivery, is_known=rendered is not None)
                return
            now = self._clock.now()
            match moment_of(delivery, rendered.kind, now):
                case Later(at):
                    await self.records.record(delivery, DeliveryState.WAITING, not_before=at)
                case Never(reason):
                    await self.records.record(delivery, DeliveryState.DROPPED, reason=reason)
                case Now(is_silent):
                    timely = delivery if is_silent == delivery.is_silent else replace(delivery, is_silent=is_silent)
                    is_old = now - rendered.created_at > _GIVE_UP
                    with bulk(is_wanted):
                        await self._send_parts(timely, rendered.messages, is_old=is_old)
        # If one delivery fails, the others must still be sent; it is tried again at growing intervals.
        except Exception:
            log.exception("a delivery failed")
            await self.records.retry(delivery, backoff(delivery.attempts), reason=DeliveryReason.FAULT)

    async def _without_messages(self, delivery: Delivery, *, is_known: bool) -> None:
        if is_known and self._changed.may_return(delivery.id):
            await self.records.retry(delivery, 0)
        else:
            reason = DeliveryReason.WITHDRAWN if is_known else DeliveryReason.NO_POST
            await self.records.record(delivery, DeliveryState.DROPPED, reason=reason)

    async def _send_parts(self, delivery: Delivery, messages: tuple[OutgoingMessage, ...], *, is_old: bool) -> None:
        progress = (delivery.parts_sent, delivery.message_ids)
        while progress[0] < len(messages):
            outcome = await self._send(delivery, messages[progress[0]], is_first=progress[0] == 0)
            if not isinstance(outcome, Sent):
                await self._settle(delivery, outcome, progress, is_old=is_old)
                return
            progress = (progress[0] + 1, (*progress[1], outcome.message_id))
            if progress[0] == len(messages):
                break
            # Recorded before the next part is sent, so that after a crash only one message is repeated in a chat.
            state = DeliveryState.WAITING if self._is_closing else DeliveryState.SENDING
            await self.records.record(delivery, state, progress)
            if self._is_closing:
                return
        await self.records.record(delivery, DeliveryState.SENT, progress)

    async def _send(self, delivery: Delivery, message: OutgoingMessage, *, is_first: bool) -> Outcome:
        reply_to, is_silent = delivery.reply_to if is_first else None, delivery.is_silent
        outcome = await send(
            self._bot, delivery.chat_id, message, thread_id=delivery.thread_id, is_silent=is_silent, reply_to=reply_to
        )
        self._silences = self._silences + 1 if isinstance(outcome, Uncertain) else 0
        self.outcomes[name_of(outcome)] += 1
        return outcome

    async def _settle(self, delivery: Delivery, outcome: Outcome, progress: Progress, *, is_old: bool) -> None:
        """Record why a part was not sent, and do what this outcome requires."""
        match outcome:
            case RetryAt(seconds, is_flood):
                await self.records.retry(delivery, seconds, progress, reason=DeliveryReason.FLOOD if is_flood else None)
            case Uncertain(reason) if is_old:
                log.error("given up", delivery=delivery.id, reason=reason)
                await self.records.record(delivery, DeliveryState.REFUSED, progress, reason=DeliveryReason.NO_ANSWER)
            case Uncertain(reason):
                log.warning("no answer", delivery=delivery.id, reason=reason, attempt=delivery.attempts)
                rest = min(2.0 ** min(self._silences, 10) / 4, _LONGEST_HOLD)
                self._throttle.pacing.hold_bulk(rest, self._monotonic())
                await self.records.retry(
                    delivery, backoff(delivery.attempts), progress, reason=DeliveryReason.NO_ANSWER
                )
            case ChatMoved(new_id):
                await self._storage.chats.migrate(delivery.chat_id, new_id, now=self._clock.now())
                await self.records.retry(delivery, 0, progress)
            case ChatGone(reason):
                log.info("a chat is gone", reason=reason)
                await self._losses.gone(delivery.chat_id)
                await self.records.record(delivery, DeliveryState.DROPPED, progress, reason=DeliveryReason.GONE)
            case ChatClosed(is_thread):
                if is_thread:
                    await self._losses.thread_closed(delivery.place)
                else:
                    await self._losses.closed(delivery.chat_id)
                await self.records.record(delivery, DeliveryState.DROPPED, progress, reason=DeliveryReason.CLOSED)
            case Unreadable(reason) | Refused(reason):
                log.error("refused", delivery=delivery.id, post=delivery.post_id, reason=reason)
                await self.records.record(delivery, DeliveryState.REFUSED, progress, reason=DeliveryReason.REFUSED)
            case Sent():
                await self.records.record(delivery, DeliveryState.SENT, progress)
            case _:
                assert_never(outcome)
