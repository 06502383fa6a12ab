"""Sends the answers of handlers, answers every button press, and turns errors into a polite text."""

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
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    TelegramObject,
)

from delivery.outcome import plain
from domain.chat import ChatKind
from domain.clock import Clock
from domain.feed import Reason
from domain.ids import ChatId
from handlers.answers import Answer
from handlers.speaker import Speaker
from render.inline import InlinePage, failed_page, hurried_page
from render.message import OutgoingMessage
from render.notice import reason_html
from render.texts import Translator
from storage.interface import Storage, StorageError
from text.truncation import shortened

log = structlog.get_logger(__name__)
# Seconds, used in place of PATIENCE in groups. There a press is answered only when the handler has ended, because the
# answer may need a toast that says who may press the button.
_NEVER = 3600.0
PATIENCE = 0.04  # seconds after which a button press is answered although the handler is still at work
_GONE_FOR = timedelta(minutes=10)  # after this time, a chat that could not be reached is tried again
_MOST_GONE = 1_000
_TOAST = 200  # the most characters of a toast: https://core.telegram.org/bots/api#answercallbackquery
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
# Waits until the chat can be answered; returns False if it is not to be answered any more (Throttle.ready).
Ready = Callable[[ChatId], Awaitable[bool]]


class AnswerMiddleware(BaseMiddleware):
    """A middleware that sends each handler's Answer, apologises for errors, and answers every button press.

    One object is used for all kinds of updates, because it remembers which chats cannot be reached. So if a person asks
    ten things and then blocks the bot, Telegram is called only once in vain.
    """

    def __init__(self, news: Storage, clock: Clock, ready: Ready) -> None:
        self._speaker = Speaker(news, clock)
        self._ready = ready
        self._gone: dict[ChatId, datetime] = {}  # chat → when Telegram said that it cannot be reached

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not data["is_too_fast"] and _only_answers(event, data) and not await self._ready(data["ask"].here.chat_id):
            log.info(
                "a request was not answered: the chat asked something newer, or cannot be written to for a long time"
            )
            return True
        async with _acknowledged(event, data) as acknowledgement:
            answer = _slow_down(event, data) if data["is_too_fast"] else await _ask(handler, event, data)
            acknowledgement.toast = answer.toast
        if isinstance(event, InlineQuery):  # its answer arrives even if the person's chat with the bot is blocked
            await self._speaker.give(answer, event, data)
        elif not self._is_gone(event, data) and not await self._speaker.give(answer, event, data):
            self._gone[data["ask"].here.chat_id] = data["ask"].now
        return True

    def _is_gone(self, event: TelegramObject, data: dict[str, Any]) -> bool:
        chat_id, now = data["ask"].here.chat_id, data["ask"].now
        may_be_back = isinstance(event, ChatMemberUpdated) or (
            isinstance(event, Message) and (event.text or "").startswith("/start")
        )
        if may_be_back:
            self._gone.pop(chat_id, None)
        if len(self._gone) > _MOST_GONE:
            self._gone = {chat: since for chat, since in self._gone.items() if abs(now - since) < _GONE_FOR}
        return chat_id in self._gone and abs(now - self._gone[chat_id]) < _GONE_FOR


def _only_answers(event: TelegramObject, data: dict[str, Any]) -> bool:
    """Return whether the update changes nothing and is answered by a new message.

    For such an update nothing is done if no message can be sent.
    """
    if get_flag(data, "changes"):
        return False
    return isinstance(event, Message) or (
        isinstance(event, CallbackQuery) and data["ask"].chat.kind is not ChatKind.PRIVATE
    )


async def _ask(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Answer:
    t: Translator = data["ask"].t
    try:
        answer = await handler(event, data)
    except StorageError as error:
        log.warning("the storage refused a change", key=error.key)
        return _apology(event, reason_html(Reason(error.key, error.details), t), failed_page(t))
    except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
        raise  # raised again, so that the inbox tries the update again
    except Exception:
        log.exception("a handler failed")
        return _apology(event, t.html("error-unexpected"), failed_page(t))
    return answer if isinstance(answer, Answer) else Answer()


def _slow_down(event: TelegramObject, data: dict[str, Any]) -> Answer:
    """Return a polite message for a request that comes too fast, and no answer for those that follow within a minute.

    Inline queries are always answered. Button presses are acknowledged elsewhere.
    """
    t: Translator = data["ask"].t
    if not data["says_too_fast"] and not isinstance(event, InlineQuery):
        return Answer()
    return _apology(event, t.html("error-too-fast"), hurried_page(t))


@dataclass(slots=True)
class _Acknowledgement:
    toast: str | None = None


@contextlib.asynccontextmanager
async def _acknowledged(event: TelegramObject, data: dict[str, Any]) -> AsyncIterator[_Acknowledgement]:
    """Answer a button press, with its toast, when the block ends.

    In a private chat it is answered earlier, without a toast, if the work takes so long that the button would seem
    dead.
    """
    acknowledgement = _Acknowledgement()
    if not isinstance(event, CallbackQuery):
        yield acknowledgement
        return
    bot: Bot = data["bot"]
    is_private = data["ask"].chat.kind is ChatKind.PRIVATE
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
    # The press is too old to be answered, was answered already, or Telegram asks for a long wait; then the screen is
    # drawn all the same.
    with contextlib.suppress(TelegramBadRequest, TelegramRetryAfter):
        await bot.answer_callback_query(query.id, text=shortened(toast, _TOAST) if toast else None)


def _apology(event: TelegramObject, html: str, page: InlinePage) -> Answer:
    """Return the text as an answer to this kind of event; an inline query gets `page` in its place."""
    if isinstance(event, InlineQuery):
        return Answer(inline=page)
    return (
        Answer(toast=plain(html, has_addresses=False))
        if isinstance(event, CallbackQuery)
        else Answer(send=(OutgoingMessage(html),))
    )
