"""Shows how broadcasts go on, in the message with which each was started, and how each ended."""

import math
import time
from collections.abc import Callable

import structlog
from aiogram import Bot

from delivery.outcome import RetryAt, Uncertain
from delivery.sending import edit, send
from domain.broadcast import Broadcast, Fates
from domain.clock import Clock
from domain.ids import BroadcastId
from render.message import OutgoingMessage
from render.newsroom.broadcasts import progress_screen
from render.texts import Texts
from storage.interface import Storage

log = structlog.get_logger(__name__)
PAUSE = 1.0  # seconds between two edits of a message, at least


class BroadcastTick:
    """Runs once a second. A message is edited at most so often, and only where something has changed."""

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        clock: Clock,
        texts: Texts,
        *,
        default_locale: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._texts = texts
        self._default_locale = default_locale  # for those who have never set the bot up as readers
        self._monotonic = monotonic
        self._shown: dict[BroadcastId, Fates] = {}
        self._edited_at: dict[BroadcastId, float] = {}  # when its message was last edited, in monotonic seconds

    async def run_once(self) -> None:
        """Show the progress of what is running, and the report of what has ended."""
        for broadcast in await self._storage.broadcasts.running():
            if self._monotonic() - self._edited_at.get(broadcast.id, -math.inf) < PAUSE:
                continue  # the last edit took a while, or this tick comes early
            fates = await self._storage.broadcasts.fates(broadcast.id)
            if fates.waiting == 0:
                await self._report(broadcast, fates)
            elif self._shown.get(broadcast.id) != fates:
                await self._show(broadcast, fates)

    async def _show(self, broadcast: Broadcast, fates: Fates) -> bool:
        self._shown[broadcast.id] = fates
        if broadcast.message_id is None:
            return False
        screen = await self._screen(broadcast, fates)
        is_shown = await edit(self._bot, broadcast.place.chat_id, broadcast.message_id, screen)
        self._edited_at[broadcast.id] = self._monotonic()
        return is_shown

    async def _screen(self, broadcast: Broadcast, fates: Fates) -> OutgoingMessage:
        chat = await self._storage.chats.get(broadcast.place)
        return progress_screen(broadcast, fates, self._texts.translator(chat.locale if chat else self._default_locale))

    async def _report(self, broadcast: Broadcast, fates: Fates) -> None:
        """Show the report in place of the progress, or in a new message if that one is gone.

        If the person who composed the broadcast had all their data deleted, nobody is told.
        """
        if not await self._show(broadcast, fates) and broadcast.place.chat_id:
            outcome = await send(self._bot, broadcast.place.chat_id, await self._screen(broadcast, fates))
            if isinstance(outcome, RetryAt | Uncertain):
                return  # tried again at the next tick
        await self._storage.broadcasts.finish(broadcast.id, now=self._clock.now())
        for known in (self._shown, self._edited_at):
            known.pop(broadcast.id, None)
        log.info("a broadcast has ended", sent=fates.sent, lost=fates.lost, stopped=fates.stopped)
