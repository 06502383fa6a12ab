"""The middleware before all handlers: it makes the Ask, and limits the rate of requests."""

import asyncio
import contextlib
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    ChatShared,
    InlineQuery,
    Message,
    TelegramObject,
    Update,
    User,
)
from aiogram.types import Chat as TelegramChat

from delivery.ephemeral import ephemeral_id, only_for
from domain.chat import Chat, ChatKind, Place
from domain.clock import Clock
from domain.ids import ChatId, PersonId, UpdateId, person_id
from domain.roles import Role
from handlers.ask import Ask
from handlers.filters import answers
from handlers.newcomer import newcomer
from render.buttons import read
from render.prompt import asked_by
from render.texts import Texts
from storage.interface import Storage

log = structlog.get_logger(__name__)
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
BURST = 30  # requests that a chat may make at once before it is slowed down
PER_SECOND = 1.0  # requests a second that a chat may make when it is slowed down
CHATS = 10_000  # requests are counted only for this many chats, those that asked last
TOLD_AGAIN = 60.0  # seconds after which a chat that is still too fast is told so again


class AskMiddleware(BaseMiddleware):
    """The outermost middleware: it adds `ask`, which every handler receives."""

    def __init__(
        self,
        news: Storage,
        texts: Texts,
        clock: Clock,
        *,
        admin_ids: frozenset[PersonId],
        default_locale: str,
        default_zone: str,
    ) -> None:
        self._news = news
        self._texts = texts
        self._clock = clock
        self._admin_ids = admin_ids
        self._default_locale = default_locale
        self._default_zone = default_zone

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        bot: Bot = data["bot"]
        origin = _origin(event)
        if origin is None:
            await _release(event, bot)
            return None
        if not await _is_for_us(event, bot):
            return None
        if not origin.is_whole and await self._has_threads(origin):
            # The thread is not known, so the press is only acknowledged; with a guess, the settings of another thread
            # might be changed.
            await _release(event, bot, self._texts.translator(self._newcomer(origin).locale)("group-topic-lost"))
            return None
        stored, role = await asyncio.gather(
            self._news.chats.get(Place(origin.chat_id, origin.thread_id)), self._role_of(origin.person)
        )
        chat = stored or self._newcomer(origin)
        ask = Ask(
            chat=chat,
            is_known=stored is not None,
            person=origin.person,
            role=role,
            t=self._texts.translator(chat.locale),
            now=self._clock.now(),
            update_id=UpdateId(event.update_id),
            bot_name=(await bot.me()).username or "",
            is_for_one=_is_ephemeral(event),
        )
        if (chat_id := _chat_afar(event, bot.id, ask.bot_name)) is not None:
            if chat.kind is not ChatKind.PRIVATE or chat_id >= 0:
                await _release(event, bot)
                return None
            ask = await self._afar(ask, chat_id)
        data["ask"] = ask
        return await handler(event, data)

    async def _afar(self, ask: Ask, chat_id: ChatId) -> Ask:
        """Return the ask for a group or channel that is set up from a private chat.

        Whether the person may do that is checked later, by handlers/access.py. A chat that is not stored is taken for a
        channel here, until handlers/access.py finds out its kind.
        """
        stored = await self._news.chats.get(Place(chat_id))
        proposed = newcomer(
            chat_id,
            ChatKind.CHANNEL,
            thread_id=None,
            language_code=ask.chat.locale,
            default_locale=self._default_locale,
            default_zone=self._default_zone,
        )
        return replace(ask, chat=stored or proposed, is_known=stored is not None, answered_in=ask.chat.place)

    async def _role_of(self, person: PersonId | None) -> Role | None:
        """Return the person's role as it is now; it may have changed since a screen was drawn."""
        if person is None:
            return None
        return Role.OWNER if person in self._admin_ids else await self._news.newsroom.role_of(person)

    def _newcomer(self, origin: "_Origin") -> Chat:
        return newcomer(
            origin.chat_id,
            ChatKind(origin.chat.type),
            thread_id=origin.thread_id,
            language_code=origin.language_code,
            default_locale=self._default_locale,
            default_zone=self._default_zone,
        )

    async def _has_threads(self, origin: "_Origin") -> bool:
        known = await self._news.chats.threads_of(origin.chat_id)
        return bool(origin.chat.is_forum) or any(one.thread_id is not None for one in known)


@dataclass(frozen=True, slots=True)
class _Origin:
    """The chat and the person from whom an update comes."""

    chat: TelegramChat
    thread_id: int | None  # None if there is no forum thread, or if it is the general one
    language_code: str | None
    person: PersonId | None
    is_whole: bool = True  # False if Telegram did not give the thread although the chat may have threads

    @property
    def chat_id(self) -> ChatId:
        return ChatId(self.chat.id)


def _origin(update: Update) -> _Origin | None:
    """Return the origin of an update; None for a button that is not under a message of ours."""
    event = (
        update.message or update.channel_post or update.callback_query or update.my_chat_member or update.inline_query
    )
    match event:
        case Message():
            message, person = event, event.from_user
        case CallbackQuery(message=Message() as under):
            message, person = under, event.from_user
        case CallbackQuery(message=under) if under is not None:
            # The message was deleted or is too old: Telegram gives only its chat, and the thread is in the button's
            # data.
            press = read(event.data or "")
            thread_id = press.thread_id if press else None
            sender = event.from_user
            return _Origin(
                under.chat, thread_id, sender.language_code, person_id(sender.id), is_whole=thread_id is not None
            )
        case ChatMemberUpdated():
            return _Origin(event.chat, None, event.from_user.language_code, person_id(event.from_user.id))
        case InlineQuery(from_user=person):
            # Telegram does not give the chat of an inline query. The preferences are those of the person's chat with
            # the bot.
            return _Origin(TelegramChat(id=person.id, type="private"), None, person.language_code, person_id(person.id))
        case _:
            return None
    thread_id = message.message_thread_id if message.is_topic_message else None
    # For somebody who writes as a group or channel, Telegram gives a substitute account, to which nothing must be sent.
    is_somebody = person is not None and not (message is event and message.sender_chat is not None)
    language_code = person.language_code if person else None
    return _Origin(message.chat, thread_id, language_code, person_id(person.id) if person and is_somebody else None)


def _chat_afar(update: Update, bot_id: int, bot_name: str) -> ChatId | None:
    """Return the group or channel that a button, a choice of a chat, or the answer to a question of ours is about.

    None if it is about the update's own chat.
    """
    match update.message or update.callback_query:
        case Message(chat_shared=ChatShared(chat_id=chat_id)):
            return ChatId(chat_id)
        case Message(reply_to_message=Message(from_user=User(id=author), entities=[*_] as links)) as reply if (
            author == bot_id and answers(reply)
        ):
            press = asked_by((one.url or "" for one in links), bot_name)
            return press.chat_id if press else None
        case CallbackQuery(data=str(text)):
            press = read(text)
            return press.chat_id if press else None
        case _:
            return None


def _is_ephemeral(update: Update) -> bool:
    """Return whether an update is an ephemeral command, or a press on a button under an ephemeral message."""
    event = update.message or update.callback_query
    return (
        event is not None
        and only_for(event) is not None
        and (isinstance(event, Message) or ephemeral_id(event) is not None)
    )


async def _release(update: Update, bot: Bot, toast: str | None = None) -> None:
    """Answer a press that nothing else will answer, so that its button does not seem to be loading."""
    if update.callback_query is not None:
        with contextlib.suppress(TelegramBadRequest):  # the press is too old to be answered
            await bot.answer_callback_query(update.callback_query.id, text=toast)


async def _is_for_us(update: Update, bot: Bot) -> bool:
    """Return whether to handle an update.

    In groups and channels, messages with text are handled only if they are commands for this bot.
    """
    message = update.message or update.channel_post
    if message is None or message.chat.type == "private":
        return True
    text = message.text or message.caption
    if text is None:
        return True
    addressee = text.split(maxsplit=1)[0].partition("@")[2] if text.startswith("/") else ""
    return text.startswith("/") and (not addressee or addressee.lower() == ((await bot.me()).username or "").lower())


class RateLimit(BaseMiddleware):
    """Token buckets for chats: `burst` requests at once, then `per_second`.

    When its bucket is empty, a chat is told to slow down, once in TOLD_AGAIN seconds. Inline queries have a bucket of
    their own for each person, because Telegram sends a query for every few letters that are typed.
    """

    def __init__(
        self, monotonic: Callable[[], float], *, burst: int = BURST, per_second: float = PER_SECOND, chats: int = CHATS
    ) -> None:
        self._monotonic = monotonic
        self._burst = burst
        self._per_second = per_second
        self._chats = chats
        # (chat, whether the bucket is for inline queries) → number of tokens, the monotonic time at which they were
        # counted, and the time at which the chat was last told to slow down.
        self._buckets: OrderedDict[tuple[ChatId, bool], tuple[float, float, float]] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        allowed, is_told = self._take((data["ask"].here.chat_id, _is_inline(event)))
        data |= {"is_too_fast": not allowed, "says_too_fast": is_told}  # AnswerMiddleware reads both
        return await handler(event, data)

    def _take(self, key: tuple[ChatId, bool]) -> tuple[bool, bool]:
        now = self._monotonic()
        tokens, as_of, told_at = self._buckets.pop(key, (float(self._burst), now, -math.inf))
        tokens = min(self._burst, tokens + (now - as_of) * self._per_second)
        allowed = tokens >= 1
        is_told = not allowed and now - told_at >= TOLD_AGAIN
        self._buckets[key] = (tokens - 1 if allowed else tokens, now, now if is_told else told_at)
        if len(self._buckets) > self._chats:
            self._buckets.popitem(last=False)
        return allowed, is_told


def _is_inline(event: TelegramObject) -> bool:
    return isinstance(event, Update) and event.inline_query is not None
