"""Showing the progress of long work by editing one message."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

T = TypeVar("T")
PAUSE = 1.0  # the least number of seconds between two edits


class Progress:
    """The progress of work, shown in the message with the pressed button; two edits are at least PAUSE apart."""

    def __init__(
        self,
        query: CallbackQuery,
        say: Callable[[int, int], str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`say` returns HTML for the number of finished parts and the number of all parts."""
        self._bot: Bot | None = query.bot
        self._message = query.message if isinstance(query.message, Message) else None
        self._say = say
        self._monotonic = monotonic
        self._shown_at = monotonic()

    async def during(self, work: Coroutine[Any, Any, T], total: int) -> T:
        """Wait for work that does not report its progress, and return its result.

        If it takes longer than a second, show that none of the `total` parts is done yet.
        """
        task = asyncio.create_task(work)  # noqa: TID251 - ended right below
        try:
            await asyncio.wait({task}, timeout=PAUSE)
            if not task.done():
                await self.at(0, total)
            return await task
        finally:
            task.cancel()

    async def at(self, done: int, total: int) -> None:
        """Show the progress, unless the message was edited less than a second ago."""
        if self._bot is None or self._message is None or self._monotonic() - self._shown_at < PAUSE:
            return
        self._shown_at = self._monotonic()
        with contextlib.suppress(TelegramBadRequest):  # the message was deleted, or shows this already
            await self._bot.edit_message_text(
                self._say(done, total), chat_id=self._message.chat.id, message_id=self._message.message_id
            )
