"""The checks behind /health: each has the name of a part of the bot, and returns what is wrong with it in short."""

import time
from collections.abc import Callable
from datetime import timedelta

from aiogram import Bot

from cli.faults import storage_fault
from domain.clock import Clock
from domain.feed import Health
from feeds import jobs
from launch.health import Check, Checks
from launch.pipeline import Pipeline
from launch.sharing import Sharing
from launch.telegram import Telegram
from launch.watch import Watch
from storage.interface import StorageError

_MANY_WAITING = 5_000  # if more updates are waiting, that counts as a fault
_REFUSALS = 3  # this many failed calls of the database in a row are a fault; a single one may only mean that it is busy
_WORKER_PATIENCE = 2.5  # seconds for an answer of a worker
_HELD_UP = 30.0  # seconds by which the event loop may be late
# Telegram counts as unreachable if it has given no answer for this many seconds. If there are no updates, Telegram
# answers a call for them only after half a minute.
_UNREACHED = 180.0
_STUCK = timedelta(minutes=15)
_SILENCE = 120.0  # a loop that should look for work every second counts as dead after this many seconds without a look
_ASKED_AGAIN = 60.0  # seconds between two requests to Telegram about the webhook
_RECENT = timedelta(minutes=10)  # a webhook call's error that is older is not reported any more


def alive_checks(telegram: Telegram | None, watch: Watch) -> Checks:
    """Return the checks of liveness: of parts that, once they have ended, cannot start again in this process."""

    async def loop() -> str | None:
        return None if watch.silence < _HELD_UP else f"it was blocked for {watch.silence:.0f} s"

    async def scheduler() -> str | None:
        return "it has stopped" if watch.dead == "scheduler" else None

    async def tasks() -> str | None:
        return f"{watch.dead} has ended" if watch.dead not in (None, "scheduler") else None

    checks: dict[str, Check] = {"loop": loop, "scheduler": scheduler, "tasks": tasks}
    if telegram is not None and telegram.delivers:
        outbox = telegram.outbox

        async def deliveries() -> str | None:
            return None if outbox.silence < _SILENCE else f"it has not looked for deliveries for {outbox.silence:.0f} s"

        checks["deliveries"] = deliveries
    return Checks(checks)


def ready_checks(
    telegram: Telegram | None, news: Pipeline, webhook: "WebhookCheck | None", sharing: Sharing | None = None
) -> Checks:
    """Return the checks of everything that this process needs for its roles.

    `telegram` is None for a process that does not connect to Telegram, `webhook` is None if updates are polled, and
    `sharing` is None for the only process.
    """
    of_people = {} if telegram is None else _checks_of_people(telegram, news, webhook)

    async def database() -> str | None:
        try:
            await news.storage.housekeeping.probe()
        except StorageError as error:
            return storage_fault(error, "the database")
        refused = (
            0 if telegram is None else max(telegram.inbox.marks.failures, telegram.outbox.records.commits.failures)
        )
        return f"it refused to write {refused} times in a row" if refused >= _REFUSALS else None

    async def workers() -> str | None:
        # All workers have jobs, each with its own time limit. A test job would have to wait for them, so none is sent.
        if news.pool.is_busy:
            return None
        await news.pool.run(jobs.is_there, timeout=_WORKER_PATIENCE)
        return None

    async def reading() -> str | None:
        return news.annotator.fault and "texts cannot be read"

    async def channels() -> str | None:
        changed = sum(feed.state.health is Health.CHANGED for feed in await news.storage.feeds.all())
        return f"the pages of {changed} channels cannot be read: Telegram has changed them" if changed else None

    async def leases() -> str | None:
        is_well = sharing is None or sharing.leases.process.may_work
        return None if is_well else "they were not renewed, so this process does nothing that others may do"

    checks = of_people | {"database": database, "workers": workers, "reading": reading, "channels": channels}
    return Checks(checks if sharing is None or sharing.is_alone else checks | {"leases": leases})


def _checks_of_people(telegram: Telegram, news: Pipeline, webhook: "WebhookCheck | None") -> dict[str, Check]:
    inbox, outbox = telegram.inbox, telegram.outbox

    async def polling() -> str | None:
        silence = time.monotonic() - inbox.reached_at
        return None if inbox.is_polling_well and silence < _UNREACHED else "updates cannot be fetched"

    async def workload() -> str | None:
        return None if inbox.waiting < _MANY_WAITING else f"{inbox.waiting} updates wait"

    async def sending() -> str | None:
        if outbox.claim_failures >= _REFUSALS:
            return f"deliveries could not be claimed {outbox.claim_failures} times in a row"
        now, pacing = news.clock.now(), telegram.line.throttle.pacing
        since = await news.storage.outbox.oldest_due(now=now)
        is_stuck = since is not None and now - since > _STUCK
        # During flood control nothing is sent, because Telegram demands it; then a silent outbox is no fault.
        is_open = pacing.bulk_closed(telegram.line.throttle.monotonic()) <= 0
        return "due deliveries are not sent" if is_stuck and is_open else None

    served: dict[str, Check] = {"telegram": polling if webhook is None else webhook, "workload": workload}
    return (served if telegram.serves else {}) | ({"outbox": sending} if telegram.delivers else {})


class WebhookCheck:
    """Telegram's report about its webhook calls, which is requested once a minute at most."""

    def __init__(
        self, bot: Bot, address: str, clock: Clock, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._address = address
        self._clock = clock
        self._monotonic = monotonic
        self._asked_at: float | None = None
        self._fault: str | None = None

    async def __call__(self) -> str | None:
        now = self._monotonic()
        if self._asked_at is None or now - self._asked_at >= _ASKED_AGAIN:
            self._fault = await self._ask()
            self._asked_at = now
        return self._fault

    async def _ask(self) -> str | None:
        info = await self._bot.get_webhook_info()
        if info.url != self._address:
            return "Telegram calls another address" if info.url else "Telegram calls nobody"
        failed_at = info.last_error_date
        if failed_at is not None and info.pending_update_count and self._clock.now() - failed_at < _RECENT:
            return f"Telegram cannot deliver: {info.last_error_message or 'no reason given'}"
        return None
