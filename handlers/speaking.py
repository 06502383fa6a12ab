"""Sending the answers of handlers: new messages, edits, and what to do if Telegram refuses them."""

import contextlib
from typing import Any, assert_never

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardMarkup,
    InlineQuery,
    LinkPreviewOptions,
    TelegramObject,
)

from delivery.inline import answer_inline
from delivery.losses import Losses
from delivery.outcome import (
    ChatClosed,
    ChatGone,
    ChatMoved,
    Refused,
    RetryAt,
    Sent,
    Uncertain,
    Unreadable,
    outcome_of,
)
from delivery.sending import keyboard, post, preview_options, send
from delivery.throttle import TooLong
from domain.chat import Chat
from domain.clock import Clock
from handlers.answers import Answer
from handlers.ask import Ask
from render.inline import InlinePage
from render.message import OutgoingMessage
from storage.interface import Storage

log = structlog.get_logger(__name__)


class Speaker:
    def __init__(self, news: Storage, clock: Clock) -> None:
        self._news = news
        self._clock = clock

    async def give(self, answer: Answer, event: TelegramObject, data: dict[str, Any]) -> bool:
        """Send the answer; return False if the chat cannot be reached any more."""
        bot: Bot = data["bot"]
        ask: Ask = data["ask"]
        chat = ask.chat
        try:
            if isinstance(event, InlineQuery):
                await answer_inline(bot, event.id, answer.inline or InlinePage())
                return True
            if answer.deletes and isinstance(event, CallbackQuery) and event.message is not None:
                with contextlib.suppress(TelegramBadRequest):  # too old to be deleted, or deleted already
                    await bot.delete_message(chat.id, event.message.message_id)
            if answer.edit is not None:
                edited = isinstance(event, CallbackQuery) and await _edit(bot, chat, event, answer.edit)
                if not edited:
                    await post(bot, chat.id, answer.edit, thread_id=chat.thread_id)
            for message in answer.send:
                await post(bot, chat.id, message, thread_id=chat.thread_id)
            if answer.file is not None:
                await bot.send_document(
                    chat.id,
                    BufferedInputFile(answer.file.content, answer.file.name),
                    caption=answer.file.html,
                    message_thread_id=chat.thread_id,
                )
        except TooLong as error:
            log.info("an answer was dropped: it would have come too late", seconds=round(error.seconds))
        except TelegramAPIError as error:
            return await self._unheard(error, bot, ask)
        return True

    async def _unheard(self, error: TelegramAPIError, bot: Bot, ask: Ask) -> bool:
        """Handle Telegram's error as for deliveries; return False if the chat cannot be reached any more."""
        losses = Losses(bot, self._news, self._clock)
        match outcome := outcome_of(error):
            case ChatGone():
                await losses.gone(ask.chat.id)
                return False
            case ChatClosed(is_thread=True):
                await losses.thread_closed(ask.chat.place)
            case ChatClosed():
                await losses.closed(ask.chat.id)
            case ChatMoved(new_id=new_id):
                await self._news.chats.migrate(ask.chat.id, new_id, now=ask.now)
            case Refused() | Unreadable():
                await _own_up(error, bot, ask)
            case Sent() | RetryAt() | Uncertain():
                raise error  # the inbox tries again
            case _:
                assert_never(outcome)
        return True


async def _own_up(error: TelegramAPIError, bot: Bot, ask: Ask) -> None:
    """Say that something went wrong, because Telegram refused the answer, which is an error of ours."""
    log.error("Telegram refused an answer", reason=error.message)
    sorry = OutgoingMessage(ask.t.html("error-unexpected"))
    outcome = await send(bot, ask.chat.id, sorry, thread_id=ask.chat.thread_id)
    if not isinstance(outcome, Sent):
        log.error("the apology was refused as well", outcome=type(outcome).__name__)


async def _edit(bot: Bot, chat: Chat, query: CallbackQuery, message: OutgoingMessage) -> bool:
    """Return whether the message with the button now shows this."""
    if query.message is None:
        return False
    markup = keyboard(message, chat.thread_id)
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat.id,
            message_id=query.message.message_id,
            reply_markup=None if markup is None else InlineKeyboardMarkup.model_validate(markup),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions.model_validate(preview_options(message)),
        )
    except TelegramBadRequest as error:
        # Pressed twice: it shows this already. In all other cases (deleted, too old): a new message.
        return "not modified" in (error.message or "").lower()
    return True
