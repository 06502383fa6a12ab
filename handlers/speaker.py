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
    Message,
    TelegramObject,
)

from delivery.ephemeral import OnlyFor, edit_only_for, ephemeral_id, only_for, post_only_for
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
from delivery.pictures import post_picture, replace_picture
from delivery.sending import keyboard, post, preview_options, send
from delivery.throttle import TooLong
from domain.chat import ChatKind, Place
from domain.clock import Clock
from domain.ids import person_id
from handlers.answers import Answer
from handlers.ask import Ask
from render.afar import seen_from_afar
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
        here = Place(answer.to) if answer.to is not None else ask.here
        reader = _reader(answer, event, ask)
        try:
            if isinstance(event, InlineQuery):
                await answer_inline(bot, event.id, answer.inline or InlinePage())
                return True
            if answer.deletes and isinstance(event, CallbackQuery) and event.message is not None:
                with contextlib.suppress(TelegramBadRequest):  # too old to be deleted, or deleted already
                    await bot.delete_message(here.chat_id, event.message.message_id)
            if answer.edit is not None:
                screen = _placed(answer.edit, ask)
                edited = isinstance(event, CallbackQuery) and await _edit(bot, here, event, screen)
                if not edited:
                    await self._say(bot, here, screen, reader)
            for message in answer.send:
                await self._say(bot, here, _placed(message, ask), reader)
            if answer.picture is not None:
                pressed = event.message if isinstance(event, CallbackQuery) else None
                if pressed is None or not await replace_picture(bot, here.chat_id, pressed.message_id, answer.picture):
                    await post_picture(bot, here.chat_id, answer.picture, thread_id=here.thread_id)
            if answer.file is not None:
                await bot.send_document(
                    here.chat_id,
                    BufferedInputFile(answer.file.content, answer.file.name),
                    caption=answer.file.html,
                    message_thread_id=here.thread_id,
                )
        except TooLong as error:
            log.info("an answer was dropped: it would have come too late", seconds=round(error.seconds))
        except TelegramAPIError as error:
            return await self._after_error(error, bot, ask, here) or answer.to is not None
        return True

    @staticmethod
    async def _say(bot: Bot, here: Place, message: OutgoingMessage, reader: OnlyFor | None) -> None:
        if reader is None:
            await post(bot, here.chat_id, message, thread_id=here.thread_id)
        else:
            await post_only_for(bot, here, message, reader)

    async def _after_error(self, error: TelegramAPIError, bot: Bot, ask: Ask, here: Place) -> bool:
        """Do what an error of Telegram requires, as when posts are delivered; return False if the chat is gone.

        For example, record that the chat cannot be reached any more, or has moved, or is closed to the bot.
        """
        losses = Losses(bot, self._news, self._clock)
        match outcome := outcome_of(error):
            case ChatGone():
                await losses.gone(here.chat_id)
                return False
            case ChatClosed(is_thread=True):
                await losses.thread_closed(here)
            case ChatClosed():
                await losses.closed(here.chat_id)
            case ChatMoved(new_id=new_id):
                await self._news.chats.migrate(here.chat_id, new_id, now=ask.now)
            case Refused() | Unreadable():
                await _apologise(error, bot, ask, here)
            case RetryAt(seconds):
                log.info("an answer was dropped: it would have come too late", seconds=round(seconds))
            case Sent() | Uncertain():
                raise error  # raised again, so that the inbox tries the update again
            case _:
                assert_never(outcome)
        return True


async def _apologise(error: TelegramAPIError, bot: Bot, ask: Ask, here: Place) -> None:
    """Log that Telegram refused an answer, because the bot made it wrongly; send an apology in its place."""
    log.error("Telegram refused an answer", reason=error.message)
    sorry = OutgoingMessage(ask.t.html("error-unexpected"))
    outcome = await send(bot, here.chat_id, sorry, thread_id=here.thread_id)
    if not isinstance(outcome, Sent):
        log.error("the apology was refused as well", outcome=type(outcome).__name__)


def _placed(message: OutgoingMessage, ask: Ask) -> OutgoingMessage:
    """Return the message; if it is about a group or channel, in the form for its admin's private chat."""
    return seen_from_afar(message, ask.chat.id, ask.title) if ask.is_afar else message


def _reader(answer: Answer, event: TelegramObject, ask: Ask) -> OnlyFor | None:
    """Return the only person who sees the answer; None if everybody in the chat sees it.

    In a group, only the person who asked sees the answer to an ephemeral command, and to a press that does not change
    the chat.
    """
    if ask.chat.kind not in (ChatKind.GROUP, ChatKind.SUPERGROUP) or ask.is_afar or answer.to is not None:
        return None
    if isinstance(event, Message) or answer.is_private or ephemeral_id(event) is not None:
        return only_for(event)
    return None


async def _edit(bot: Bot, here: Place, query: CallbackQuery, message: OutgoingMessage) -> bool:
    """Replace the message under which the button was pressed; return whether it shows the new text now."""
    if query.message is None:
        return False
    if (number := ephemeral_id(query)) is not None:
        return await edit_only_for(bot, here, number, person_id(query.from_user.id), message)
    markup = keyboard(message, here.thread_id)
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=here.chat_id,
            message_id=query.message.message_id,
            reply_markup=None if markup is None else InlineKeyboardMarkup.model_validate(markup),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions.model_validate(preview_options(message)),
        )
    except TelegramBadRequest as error:
        # If the button was pressed twice, the message shows the text already. In all other cases, such as a deleted
        # message, the result is False.
        return "not modified" in (error.message or "").lower()
    return True
