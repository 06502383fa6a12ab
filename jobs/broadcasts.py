"""Shows how broadcasts go on, in the message with which each was started, and how each ended."""

import structlog
from aiogram import Bot

from delivery.outcome import RetryAt, Uncertain
from delivery.sending import edit, send
from domain.broadcast import Broadcast, Fates
from domain.clock import Clock
from render.message import OutgoingMessage
from render.newsroom.broadcasts import progress_screen
from render.texts import Texts
from storage.interface import Storage

log = structlog.get_logger(__name__)


class BroadcastTick:
    """Runs once a second, so a message is edited at most so often; what has not changed is not edited."""

    def __init__(self, bot: Bot, storage: Storage, clock: Clock, texts: Texts) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._texts = texts
        self._shown: dict[int, Fates] = {}

    async def run_once(self) -> None:
        """Show the progress of what is running, and the report of what has ended."""
        for broadcast in await self._storage.broadcasts.running():
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
        return await edit(self._bot, broadcast.place.chat_id, broadcast.message_id, screen)

    async def _screen(self, broadcast: Broadcast, fates: Fates) -> OutgoingMessage:
        chat = await self._storage.chats.get(broadcast.place)
        return progress_screen(broadcast, fates, self._texts.translator(chat.locale if chat else "en"))

    async def _report(self, broadcast: Broadcast, fates: Fates) -> None:
        """Show the report in place, or in a message of its own where the one with the progress is gone.

        Whoever started it may have had everything about them deleted; then nobody is told.
        """
        if not await self._show(broadcast, fates) and broadcast.place.chat_id:
            outcome = await send(self._bot, broadcast.place.chat_id, await self._screen(broadcast, fates))
            if isinstance(outcome, RetryAt | Uncertain):
                return  # tried again at the next tick
        await self._storage.broadcasts.finish(broadcast.id, now=self._clock.now())
        self._shown.pop(broadcast.id, None)
        log.info("a broadcast has ended", sent=fates.sent, lost=fates.lost, stopped=fates.stopped)
