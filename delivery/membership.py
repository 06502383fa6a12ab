"""Changes of the bot's membership in a chat: it is blocked, unblocked, added or removed, its rights change, a thread is
closed, a group gets a new id.

The inbox applies a change before a handler gets the update. Applying it twice has the same effect as once.
"""

from dataclasses import replace
from enum import IntEnum

import structlog
from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    Update,
)
from pydantic import BaseModel

from delivery.losses import Losses
from domain.chat import Chat, ChatKind, ChatState, Place
from domain.clock import Clock
from domain.ids import ChatId, PersonId, UpdateId
from domain.timetable import plan
from storage.interface import Storage

log = structlog.get_logger(__name__)

_OUT = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)
_ADMINS = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


class _Status(BaseModel):
    status: str
    is_member: bool = False  # Telegram sends this only for a restricted member
    can_send_messages: bool = False  # Telegram sends this only for a restricted member


class _GetStatus(TelegramMethod[_Status]):
    """The call getChatMember; of its result, only the fields of _Status are read.

    aiogram's own model fails if the server leaves out a right that it knows.
    """

    __returning__ = _Status
    __api_method__ = "getChatMember"

    chat_id: ChatId
    user_id: PersonId


class ChatFacts(BaseModel):
    """The kind and title of a group or channel in which the bot is a member."""

    type: ChatKind
    title: str = ""


class _GetFacts(TelegramMethod[ChatFacts]):
    """The call getChat; of its result, only the fields of ChatFacts are read.

    aiogram's own model fails if the server leaves out a field that it knows.
    """

    __returning__ = ChatFacts
    __api_method__ = "getChat"

    chat_id: ChatId


class Membership:
    def __init__(self, bot: Bot, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._losses = Losses(bot, storage, clock)

    async def apply(self, update: Update) -> None:
        if update.my_chat_member is not None:
            await self._changed(update.my_chat_member)
        message = update.message or update.channel_post
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self._migrate(ChatId(message.chat.id), ChatId(message.migrate_to_chat_id), update)
        if message.migrate_from_chat_id is not None:
            await self._migrate(ChatId(message.migrate_from_chat_id), ChatId(message.chat.id), update)
        await self._thread(message)

    async def _migrate(self, old_id: ChatId, new_id: ChatId, update: Update) -> None:
        await self._storage.chats.migrate(old_id, new_id, now=self._clock.now(), update_id=UpdateId(update.update_id))

    async def _changed(self, change: ChatMemberUpdated) -> None:
        chat_id, member = ChatId(change.chat.id), change.new_chat_member
        if member.status in _OUT:
            await self._losses.gone(chat_id)
        elif can_write(change):
            await self._wake(await self._storage.chats.threads_of(chat_id))
        else:
            await self._losses.closed(chat_id, title=change.chat.title)

    async def _thread(self, message: Message) -> None:
        place = Place(ChatId(message.chat.id), message.message_thread_id)
        if message.forum_topic_closed is not None:
            await self._losses.thread_closed(place)
        elif message.forum_topic_reopened is not None:
            chat = await self._storage.chats.get(place)
            await self._wake((chat,) if chat else ())

    async def _wake(self, chats: tuple[Chat, ...]) -> None:
        """Make those of the chats active again that the bot had lost; a chat that a person stopped stays stopped."""
        now = self._clock.now()
        for chat in chats:
            if chat.state in (ChatState.UNREACHABLE, ChatState.SUSPENDED):
                log.info("a chat is back", kind=str(chat.kind))
                await self._storage.chats.save(plan(replace(chat, state=ChatState.ACTIVE), now), now=now)


def can_write(change: ChatMemberUpdated) -> bool:
    """Return whether the bot may send messages after this change of its membership."""
    member = change.new_chat_member
    if isinstance(member, ChatMemberRestricted):
        return bool(member.is_member and member.can_send_messages)
    if change.chat.type == ChatKind.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return member.status not in _OUT


class Rank(IntEnum):
    """A person's rank in a group or channel, from the lowest to the highest."""

    STRANGER = 0  # not a member, or not allowed to write
    MEMBER = 1
    ADMIN = 2


async def facts_of(bot: Bot, chat_id: ChatId) -> ChatFacts | None:
    """Return the kind and title of a group or channel; None if the bot is not in it or Telegram does not answer."""
    try:
        return await bot(_GetFacts(chat_id=chat_id))
    except (TelegramAPIError, ClientDecodeError) as error:
        log.info("could not ask what a chat is", error=type(error).__name__)
        return None


async def rank_of(bot: Bot, chat_id: ChatId, user_id: PersonId) -> Rank:
    """Return the person's rank in the chat; STRANGER if Telegram does not answer."""
    try:
        member = await bot(_GetStatus(chat_id=chat_id, user_id=user_id))
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("could not ask Telegram who is an admin", error=type(error).__name__)
        return Rank.STRANGER
    if member.status in _ADMINS:
        return Rank.ADMIN
    if member.status == ChatMemberStatus.RESTRICTED:
        return Rank.MEMBER if member.is_member and member.can_send_messages else Rank.STRANGER
    return Rank.MEMBER if member.status == ChatMemberStatus.MEMBER else Rank.STRANGER


async def may_change_settings(
    bot: Bot, chat_id: ChatId, kind: ChatKind, user_id: PersonId | None, sender_chat_id: ChatId | None = None
) -> bool:
    """Return whether a person may change a chat's settings: anybody in a private chat, only admins elsewhere.

    An anonymous admin writes as the group itself, so `sender_chat_id` is the chat's id; in a channel only admins can
    post. False if Telegram does not answer.
    """
    if kind is ChatKind.PRIVATE:
        return user_id is None or user_id == chat_id
    if sender_chat_id is not None:
        return sender_chat_id == chat_id
    if user_id is None:
        return kind is ChatKind.CHANNEL
    return await rank_of(bot, chat_id, user_id) is Rank.ADMIN
