"""Chats to which the bot cannot write any more.

Such a chat is marked, not deleted; if it is a group or channel, whoever set it up is notified.
"""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from domain.chat import ChatState, Place
from domain.clock import Clock
from domain.ids import ChatId
from domain.post import Notice
from storage.interface import Storage

log = structlog.get_logger(__name__)

# Key of the notice that the bot lost the right to write in a chat; the text has the argument `title`.
RIGHTS_LOST = "delivery-suspended"
# Key of the notice that a thread was closed; the text has the argument `title`.
THREAD_CLOSED = "delivery-thread-closed"


class Losses:
    def __init__(self, bot: Bot, storage: Storage, clock: Clock) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock

    async def gone(self, chat_id: ChatId) -> None:
        """Mark a chat that blocked or removed the bot as unreachable; nothing is sent to it until it comes back."""
        await self._storage.chats.lose(chat_id, ChatState.UNREACHABLE, now=self._clock.now())

    async def thread_closed(self, place: Place) -> None:
        """Suspend one thread in which the bot may not write, and notify whoever set it up.

        A place without a thread id is a forum's general thread.
        """
        notice = Notice(THREAD_CLOSED, {"title": await self._title(place.chat_id)})
        lost = await self._storage.chats.lose_thread(place, ChatState.SUSPENDED, now=self._clock.now(), notice=notice)
        log.info("a thread is suspended", chats=len(lost))

    async def closed(self, chat_id: ChatId, *, title: str | None = None) -> None:
        """Suspend a whole chat in which the bot may not write, and notify whoever set it up.

        `title` is the chat's title; if it is None, Telegram is asked for it.
        """
        notice = Notice(RIGHTS_LOST, {"title": await self._title(chat_id) if title is None else title})
        lost = await self._storage.chats.lose(chat_id, ChatState.SUSPENDED, now=self._clock.now(), notice=notice)
        log.info("a chat is suspended", chats=len(lost))

    async def _title(self, chat_id: ChatId) -> str:
        """Ask Telegram for the chat's title, since titles are not stored; return "" if nobody is to be notified."""
        if not any(chat.set_up_by for chat in await self._storage.chats.threads_of(chat_id)):
            return ""  # nobody is to be notified
        try:
            return (await self._bot.get_chat(chat_id)).title or ""
        except AiogramError:
            return ""
