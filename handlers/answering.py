"""Says what handlers answer, and turns what went wrong into a polite text. The only place that calls Telegram."""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    TelegramObject,
)

from delivery.outcome import Unreadable, outcome_of, plain
from domain.chat import Chat
from domain.feed import Reason
from handlers.answers import Answer
from render.message import OutgoingMessage
from render.notice import reason_html
from render.texts import Translator
from storage.interface import StorageError

_log = logging.getLogger(__name__)
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Answering(BaseMiddleware):
    """Around each handler: its Answer is said, a fault of ours is owned up to politely, a button is always answered."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        t: Translator = data["t"]
        if data["is_too_fast"]:
            return await _slow_down(event, data)
        try:
            answer = await handler(event, data)
        except StorageError as error:
            _log.warning("the storage refused: %s", error.key)
            answer = _apology(event, reason_html(Reason(error.key, error.details), t))
        except TelegramNetworkError:
            raise  # the inbox tries again
        except Exception:  # noqa: BLE001 - whatever it was, the person is told that it is not theirs
            _log.exception("a handler failed")
            answer = _apology(event, t.html("error-unexpected"))
        with contextlib.suppress(TelegramForbiddenError):  # blocked meanwhile; Telegram says so in an update of its own
            await _give(answer if isinstance(answer, Answer) else Answer(), event, data)
        return True


async def _slow_down(event: TelegramObject, data: dict[str, Any]) -> bool:
    """One polite word; then messages go unanswered until the bucket refills, and buttons are only acknowledged."""
    answer = _apology(event, data["t"].html("error-too-fast")) if data["says_too_fast"] else Answer()
    await _give(answer, event, data)
    return True


def _apology(event: TelegramObject, html: str) -> Answer:
    return Answer(toast=plain(html)) if isinstance(event, CallbackQuery) else Answer(send=(OutgoingMessage(html),))


async def _give(answer: Answer, event: TelegramObject, data: dict[str, Any]) -> None:
    bot: Bot = data["bot"]
    chat: Chat = data["chat"]
    if isinstance(event, CallbackQuery):
        with contextlib.suppress(TelegramBadRequest):  # pressed too long ago; nobody waits for this any more
            await bot.answer_callback_query(event.id, text=answer.toast[:200] if answer.toast else None)
    if answer.edit is not None:
        edited = isinstance(event, CallbackQuery) and await _edit(bot, chat, event, answer.edit)
        if not edited:
            await send(bot, chat, answer.edit)
    for message in answer.send:
        await send(bot, chat, message)


async def _edit(bot: Bot, chat: Chat, query: CallbackQuery, message: OutgoingMessage) -> bool:
    """Whether the message of the button now shows this."""
    if query.message is None:
        return False
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat.id,
            message_id=query.message.message_id,
            reply_markup=keyboard(message),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=not message.has_preview),
        )
    except TelegramBadRequest as error:
        # Pressed twice: it shows this already. Anything else (deleted, too old): a new message.
        return "not modified" in error.message.lower()
    return True


async def send(bot: Bot, chat: Chat, message: OutgoingMessage) -> None:
    """One message; where Telegram cannot read our markup, the same text plain."""
    html: str | None = "HTML"
    text = message.html
    while True:
        try:
            await bot.send_message(
                chat.id,
                text,
                message_thread_id=chat.thread_id,
                parse_mode=html,
                reply_markup=keyboard(message),
                disable_notification=message.is_silent,
                link_preview_options=LinkPreviewOptions(is_disabled=not message.has_preview),
            )
        except TelegramAPIError as error:
            if html is None or not isinstance(outcome_of(error), Unreadable):
                raise
            _log.exception("Telegram cannot read our markup")
            html, text = None, plain(message.html)
        else:
            return


def keyboard(message: OutgoingMessage) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=button.text, callback_data=button.data, url=button.url) for button in row]
            for row in message.buttons
        ]
    )
