"""Chats that Telegram took from us: remembered as such, never deleted; who set a group up is told."""

from collections.abc import Iterable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from domain.chat import Chat, ChatKind, ChatState
from domain.clock import Clock
from domain.post import Notice, PostKind
from storage.interface import Addressee, Storage

log = structlog.get_logger(__name__)

RIGHTS_LOST = "delivery-suspended"  # args: title
THREAD_CLOSED = "delivery-thread-closed"  # args: title


class Losses:
    def __init__(self, bot: Bot, storage: Storage, clock: Clock) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock

    async def gone(self, chat_id: int) -> None:
        """Blocked, kicked, deactivated: no call any more until it comes back by itself."""
        await self._storage.chats.lose(chat_id, ChatState.UNREACHABLE, now=self._clock.now())

    async def closed(self, chat_id: int, thread_id: int | None, *, title: str | None = None) -> None:
        """We may not write there: in a thread, or, with None, in the whole chat."""
        lost = await self._storage.chats.lose(chat_id, ChatState.SUSPENDED, now=self._clock.now(), thread_id=thread_id)
        log.info("a chat is suspended", chats=len(lost), thread=thread_id is not None)
        await self._tell(lost, THREAD_CLOSED if thread_id is not None else RIGHTS_LOST, title)

    async def _tell(self, lost: Iterable[Chat], key: str, title: str | None) -> None:
        people = {chat.set_up_by: chat for chat in lost if chat.set_up_by is not None}
        for person, chat in people.items():
            if title is None:
                title = await self._title(chat.id)
            known = await self._storage.chats.get(person)
            to = known or Chat(id=person, kind=ChatKind.PRIVATE, locale=chat.locale, timetable=chat.timetable)
            await self._storage.outbox.enqueue(
                PostKind.NOTICE, Notice(key, {"title": title}), [Addressee(to, to.next_due_at)], now=self._clock.now()
            )

    async def _title(self, chat_id: int) -> str:
        """Asked for when needed, since we keep no titles."""
        try:
            return (await self._bot.get_chat(chat_id)).title or ""
        except AiogramError:
            return ""
