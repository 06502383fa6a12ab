"""Showing the progress of running broadcasts in the message with which each was started, and the final report."""

import math
import time
from collections.abc import Callable

import structlog
from aiogram import Bot

from delivery.outcome import RetryAt, Uncertain
from delivery.sending import edit, send
from domain.broadcast import Broadcast
from domain.clock import Clock
from domain.disclosure import Course, course_of
from domain.ids import BroadcastId
from render.message import OutgoingMessage
from render.newsroom.broadcasts import progress_screen
from render.texts import Texts
from storage.interface import Storage

log = structlog.get_logger(__name__)
PAUSE = 1.0  # the least number of seconds between two edits of one message


class BroadcastTick:
    """The tick that shows how far broadcasts are sent, called every second.

    A message with the progress is edited only if its numbers have changed.
    """

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
        self._default_locale = default_locale  # of reports for people of the newsroom who are not readers of the bot
        self._monotonic = monotonic
        self._shown: dict[BroadcastId, Course] = {}
        # Broadcast → when its message was last edited, in monotonic seconds.
        self._edited_at: dict[BroadcastId, float] = {}

    async def run_once(self) -> None:
        """Show the progress of running broadcasts, and the report of those that have ended."""
        for broadcast in await self._storage.broadcasts.running():
            if self._monotonic() - self._edited_at.get(broadcast.id, -math.inf) < PAUSE:
                continue  # the last edit was less than PAUSE ago
            course = course_of(await self._storage.broadcasts.fates(broadcast.id))
            if course.is_over:
                await self._report(broadcast, course)
            elif self._shown.get(broadcast.id) != course:
                await self._show(broadcast, course)

    async def _show(self, broadcast: Broadcast, course: Course) -> bool:
        self._shown[broadcast.id] = course
        if broadcast.message_id is None:
            return False
        screen = await self._screen(broadcast, course)
        is_shown = await edit(self._bot, broadcast.place.chat_id, broadcast.message_id, screen)
        self._edited_at[broadcast.id] = self._monotonic()
        return is_shown

    async def _screen(self, broadcast: Broadcast, course: Course) -> OutgoingMessage:
        chat = await self._storage.chats.get(broadcast.place)
        return progress_screen(broadcast, course, self._texts.translator(chat.locale if chat else self._default_locale))

    async def _report(self, broadcast: Broadcast, course: Course) -> None:
        """Show the report in the message with the progress, or in a new message if that one was deleted.

        If the person who composed the broadcast had all their data deleted, the report is shown to nobody.
        """
        if not await self._show(broadcast, course) and broadcast.place.chat_id:
            outcome = await send(self._bot, broadcast.place.chat_id, await self._screen(broadcast, course))
            if isinstance(outcome, RetryAt | Uncertain):
                return  # the next tick tries again
        await self._storage.broadcasts.finish(broadcast.id, now=self._clock.now())
        for known in (self._shown, self._edited_at):
            known.pop(broadcast.id, None)
        log.info("a broadcast has ended", chats=course.audience.count)
