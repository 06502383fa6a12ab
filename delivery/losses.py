"""Chats that Telegram took from us: remembered as such, never deleted; who set a group up is told."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from domain.chat import ChatState
from domain.clock import Clock
from domain.post import Notice
from storage.interface import Storage

log = structlog.get_logger(__name__)

RIGHTS_LOST = "delivery-suspended"  # args: title
THREAD_CLOSED = "delivery-thread-closed"  # args: title
GENERAL_THREAD = 0  # a forum's first thread: its messages carry no message_thread_id


class Losses:
    def __init__(self, bot: Bot, storage: Storage, clock: Clock) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock

    async def gone(self, chat_id: int) -> None:
        """Blocked, kicked, deactivated: no call any more until it comes back by itself."""
        await self._storage.chats.lose(chat_id, ChatState.UNREACHABLE, now=self._clock.now())

    async def thread_closed(self, chat_id: int, thread_id: int | None) -> None:
        """We may not write in that thread; None is a forum's general one."""
        await self._suspend(chat_id, thread_id or GENERAL_THREAD, THREAD_CLOSED, None)

    async def closed(self, chat_id: int, *, title: str | None = None) -> None:
        """We may not write in the whole chat."""
        await self._suspend(chat_id, None, RIGHTS_LOST, title)

    async def _suspend(self, chat_id: int, thread_id: int | None, key: str, title: str | None) -> None:
        if title is None:
            title = await self._title(chat_id)
        lost = await self._storage.chats.lose(
            chat_id,
            ChatState.SUSPENDED,
            now=self._clock.now(),
            thread_id=thread_id,
            notice=Notice(key, {"title": title}),
        )
        log.info("a chat is suspended", chats=len(lost), thread=thread_id is not None)

    async def _title(self, chat_id: int) -> str:
        """Asked for when needed, since we keep no titles."""
        if not any(chat.set_up_by for chat in await self._storage.chats.threads_of(chat_id)):
            return ""  # nobody to tell
        try:
            return (await self._bot.get_chat(chat_id)).title or ""
        except AiogramError:
            return ""
