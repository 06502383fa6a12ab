"""What /health asks: each part of the bot by a name, and what is wrong with it in a few words."""

import time
from collections.abc import Callable
from datetime import timedelta

from aiogram import Bot

from domain.clock import Clock
from domain.feed import Health
from domain.ids import UpdateId
from feeds import jobs
from launch.health import Checks
from launch.pipeline import Pipeline
from launch.telegram import Telegram

_MANY_WAITING = 5_000  # updates
_REFUSALS = 3  # of the database in a row: it may be busy once
_WORKER_PATIENCE = 2.5  # seconds
_SILENCE = 120.0  # seconds after which a loop that looks every second has ended or hangs
_ASKED_AGAIN = 60.0  # seconds between two questions to Telegram about the webhook
_RECENT = timedelta(minutes=10)  # an error from Telegram that is older no longer counts as a fault


def checks_of(telegram: Telegram, news: Pipeline, webhook: "WebhookCheck | None") -> Checks:
    """Return the checks of a running bot; `webhook` where Telegram calls us, None for long polling."""
    inbox, outbox = telegram.inbox, telegram.outbox

    async def database() -> str | None:
        await news.storage.inbox.is_applied(UpdateId(0))
        refused = max(inbox.write_failures, outbox.write_failures)
        return f"it refused to write {refused} times in a row" if refused >= _REFUSALS else None

    async def polling() -> str | None:
        return None if inbox.is_polling_well else "updates cannot be fetched"

    async def workload() -> str | None:
        return None if inbox.waiting < _MANY_WAITING else f"{inbox.waiting} updates wait"

    async def sending() -> str | None:
        if outbox.claim_failures >= _REFUSALS:
            return f"deliveries could not be claimed {outbox.claim_failures} times in a row"
        return None if outbox.silence < _SILENCE else f"it has not looked for deliveries for {outbox.silence:.0f} s"

    async def workers() -> str | None:
        if news.pool.is_busy:  # each job has its time
            return None
        await news.pool.run(jobs.is_there, timeout=_WORKER_PATIENCE)
        return None

    async def reading() -> str | None:
        return news.annotator.fault and "texts cannot be read"

    async def channels() -> str | None:
        changed = sum(feed.state.health is Health.CHANGED for feed in await news.storage.feeds.all())
        return f"the pages of {changed} channels cannot be read: Telegram has changed them" if changed else None

    return Checks(
        {
            "telegram": polling if webhook is None else webhook,
            "database": database,
            "workers": workers,
            "outbox": sending,
            "reading": reading,
            "workload": workload,
            "channels": channels,
        }
    )


class WebhookCheck:
    """What Telegram says of its calls to us, asked once a minute at most."""

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
