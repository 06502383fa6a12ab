"""Says what handlers answer, and turns what went wrong into a polite text. The only place that calls Telegram."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.flags import get_flag
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    TelegramObject,
)

from delivery.losses import Losses
from delivery.outcome import ChatClosed, ChatGone, ChatMoved, Refused, Sent, Unreadable, outcome_of, plain
from delivery.sending import keyboard, post, send
from delivery.throttle import TooLong
from domain.chat import Chat, ChatKind
from domain.feed import Reason
from handlers.answers import Answer
from render.message import OutgoingMessage
from render.notice import reason_html
from render.texts import Translator
from storage.interface import StorageError
from text.cutting import shortened

log = structlog.get_logger(__name__)
_NEVER = 3600.0  # in groups the toast that says who may press is worth the wait
PATIENCE = 0.04  # seconds before a pressed button is answered although its work is not done
_GONE_FOR = timedelta(minutes=10)  # after that it is asked once more, should it have come back unheard
_MOST_GONE = 1_000
_TOAST = 200  # characters: https://core.telegram.org/bots/api#answercallbackquery
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Ready = Callable[[int], Awaitable[bool]]  # see Throttle.ready


class Answering(BaseMiddleware):
    """Around each handler: its Answer is said, a fault of ours is owned up to politely, a button is always answered.

    One for all kinds of updates: who blocked the bot after asking ten things is not told ten times in vain.
    """

    def __init__(self, ready: Ready) -> None:
        self._ready = ready
        self._gone: dict[int, datetime] = {}  # chat → when Telegram said that nothing reaches it

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if _only_answers(event, data) and not await self._ready(data["chat"].id):
            log.info("a request was not answered: its chat asked something newer, or may not be written to for long")
            return True
        async with _acknowledged(event, data) as acknowledgement:
            answer = _slow_down(event, data) if data["is_too_fast"] else await _ask(handler, event, data)
            acknowledgement.toast = answer.toast
        if not self._is_gone(event, data) and not await _give(answer, event, data):
            self._gone[data["chat"].id] = data["now"]
        return True

    def _is_gone(self, event: TelegramObject, data: dict[str, Any]) -> bool:
        chat_id, now = data["chat"].id, data["now"]
        may_be_back = isinstance(event, ChatMemberUpdated) or (
            isinstance(event, Message) and (event.text or "").startswith("/start")
        )
        if may_be_back:
            self._gone.pop(chat_id, None)
        if len(self._gone) > _MOST_GONE:
            self._gone = {chat: since for chat, since in self._gone.items() if abs(now - since) < _GONE_FOR}
        return chat_id in self._gone and abs(now - self._gone[chat_id]) < _GONE_FOR


def _only_answers(event: TelegramObject, data: dict[str, Any]) -> bool:
    """True for what changes nothing and is answered by a new message: without its answer it need not be done."""
    if get_flag(data, "changes"):
        return False
    return isinstance(event, Message) or (
        isinstance(event, CallbackQuery) and data["chat"].kind is not ChatKind.PRIVATE
    )


async def _ask(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Answer:
    t: Translator = data["t"]
    try:
        answer = await handler(event, data)
    except StorageError as error:
        log.warning("the storage refused", key=error.key)
        return _apology(event, reason_html(Reason(error.key, error.details), t))
    except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
        raise  # the inbox tries again
    except Exception:
        log.exception("a handler failed")
        return _apology(event, t.html("error-unexpected"))
    return answer if isinstance(answer, Answer) else Answer()


def _slow_down(event: TelegramObject, data: dict[str, Any]) -> Answer:
    """One polite word; then messages go unanswered until the bucket refills, and buttons are only acknowledged."""
    return _apology(event, data["t"].html("error-too-fast")) if data["says_too_fast"] else Answer()


@dataclass(slots=True)
class _Acknowledgement:
    toast: str | None = None


@contextlib.asynccontextmanager
async def _acknowledged(event: TelegramObject, data: dict[str, Any]) -> AsyncIterator[_Acknowledgement]:
    """A pressed button is answered when the block ends, with its toast; in a private chat, without one, already before
    where the work takes longer than a person would take for a dead button."""
    acknowledgement = _Acknowledgement()
    if not isinstance(event, CallbackQuery):
        yield acknowledgement
        return
    bot: Bot = data["bot"]
    is_private = data["chat"].kind is ChatKind.PRIVATE
    early = asyncio.create_task(  # noqa: TID251 - ended right below
        _acknowledge(bot, event, None, after=PATIENCE if is_private else _NEVER)
    )
    try:
        yield acknowledgement
    finally:
        early.cancel()
        (outcome,) = await asyncio.gather(early, return_exceptions=True)
    if outcome is not None or acknowledgement.toast:
        await _acknowledge(bot, event, acknowledgement.toast)


async def _acknowledge(bot: Bot, query: CallbackQuery, toast: str | None, *, after: float = 0) -> None:
    await asyncio.sleep(after)
    with contextlib.suppress(TelegramBadRequest):  # pressed too long ago, or answered: nobody waits for this any more
        await bot.answer_callback_query(query.id, text=shortened(toast, _TOAST) if toast else None)


def _apology(event: TelegramObject, html: str) -> Answer:
    return (
        Answer(toast=plain(html, has_addresses=False))
        if isinstance(event, CallbackQuery)
        else Answer(send=(OutgoingMessage(html),))
    )


async def _give(answer: Answer, event: TelegramObject, data: dict[str, Any]) -> bool:
    """Say it; False where nothing reaches the chat any more."""
    bot: Bot = data["bot"]
    chat: Chat = data["chat"]
    try:
        if answer.edit is not None:
            edited = isinstance(event, CallbackQuery) and await _edit(bot, chat, event, answer.edit)
            if not edited:
                await post(bot, chat.id, answer.edit, thread_id=chat.thread_id)
        for message in answer.send:
            await post(bot, chat.id, message, thread_id=chat.thread_id)
    except TooLong as error:
        log.info("an answer was dropped: it would have come too late", seconds=round(error.seconds))
    except TelegramAPIError as error:
        return await _unheard(error, data)
    return True


async def _own_up(error: TelegramAPIError, data: dict[str, Any]) -> None:
    """Telegram will never take the answer, which is a fault of ours: say that something went wrong."""
    log.error("Telegram refused an answer", reason=error.message)
    chat: Chat = data["chat"]
    sorry = OutgoingMessage(data["t"].html("error-unexpected"))
    outcome = await send(data["bot"], chat.id, sorry, thread_id=chat.thread_id)
    if not isinstance(outcome, Sent):
        log.error("not even the apology was taken", outcome=type(outcome).__name__)


async def _unheard(error: TelegramAPIError, data: dict[str, Any]) -> bool:
    """What Telegram says of a chat that cannot be answered is remembered, as it is for deliveries."""
    chat: Chat = data["chat"]
    losses = Losses(data["bot"], data["news"], data["clock"])
    match outcome_of(error):
        case ChatGone():
            await losses.gone(chat.id)
            return False
        case ChatClosed(is_thread=True):
            await losses.thread_closed(chat.place)
        case ChatClosed():
            await losses.closed(chat.id)
        case ChatMoved(new_id=new_id):
            await data["news"].chats.migrate(chat.id, new_id, now=data["now"])
        case Refused() | Unreadable():
            await _own_up(error, data)
        case _:
            raise error
    return True


async def _edit(bot: Bot, chat: Chat, query: CallbackQuery, message: OutgoingMessage) -> bool:
    """Whether the message of the button now shows this."""
    if query.message is None:
        return False
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat.id,
            message_id=query.message.message_id,
            reply_markup=_keyboard(message, chat.thread_id),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=not message.has_preview),
        )
    except TelegramBadRequest as error:
        # Pressed twice: it shows this already. Anything else (deleted, too old): a new message.
        return "not modified" in (error.message or "").lower()
    return True


def _keyboard(message: OutgoingMessage, thread_id: int | None) -> InlineKeyboardMarkup | None:
    markup = keyboard(message, thread_id)
    return None if markup is None else InlineKeyboardMarkup.model_validate(markup)
