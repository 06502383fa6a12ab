"""Messages in a group that only one person sees: https://core.telegram.org/bots/api#ephemeral-messages-and-commands

A bot that is not an admin may send one only to a person who has just pressed a button or sent an ephemeral command.
"""

from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, TelegramObject

from delivery.sending import keyboard, post, preview_options
from delivery.session import SendText, SentMessage
from domain.chat import Place
from domain.ids import PersonId, person_id
from render.message import OutgoingMessage

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """The only person who sees an answer, with the press or command because of which the bot may send it."""

    person: PersonId
    query_id: str | None = None  # id of the press, if a press is answered
    command_id: int | None = None  # id of the ephemeral command, if a command is answered


def only_for(event: TelegramObject) -> OnlyFor | None:
    """Return the only person who may see the answer: the one who pressed a button or sent an ephemeral command.

    None for all other updates, whose answers everybody sees.
    """
    match event:
        case CallbackQuery(id=query_id, from_user=person):
            return OnlyFor(person_id(person.id), query_id=query_id)
        case Message(ephemeral_message_id=int(number), from_user=person) if person is not None:
            return OnlyFor(person_id(person.id), command_id=number)
        case _:
            return None


def ephemeral_id(event: TelegramObject) -> int | None:
    """Return the id of the ephemeral message on which a button was pressed; None for any other event."""
    if isinstance(event, CallbackQuery) and isinstance(event.message, Message):
        return event.message.ephemeral_message_id
    return None


async def post_only_for(bot: Bot, place: Place, message: OutgoingMessage, reader: OnlyFor) -> SentMessage:
    """Send a message that only one person sees; if Telegram refuses that, send an ordinary message.

    Raises the errors of the call. A server that does not know ephemeral messages ignores their parameters and sends an
    ordinary message.
    """
    parameters: dict[str, int | str] = {"receiver_user_id": reader.person}
    if reader.query_id is not None:
        parameters["callback_query_id"] = reader.query_id
    method = SendText(
        chat_id=place.chat_id,
        text=message.html,
        message_thread_id=place.thread_id,
        parse_mode=ParseMode.HTML,
        reply_parameters=None if reader.command_id is None else {"ephemeral_message_id": reader.command_id},
        link_preview_options=preview_options(message),
        reply_markup=keyboard(message, place.thread_id),
        ephemeral_message_parameters=parameters,
    )
    try:
        return await bot(method)
    except TelegramBadRequest as error:
        log.info("an answer could not be for one person alone", reason=error.message)
    return await post(bot, place.chat_id, message, thread_id=place.thread_id)


async def edit_only_for(bot: Bot, place: Place, number: int, person: PersonId, message: OutgoingMessage) -> bool:
    """Replace the text and buttons of a person's ephemeral message; return whether it shows `message` afterwards.

    `number` is the id of the ephemeral message.
    """
    markup = keyboard(message, place.thread_id)
    try:
        return await bot.edit_ephemeral_message_text(
            chat_id=place.chat_id,
            receiver_user_id=person,
            ephemeral_message_id=number,
            text=message.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions.model_validate(preview_options(message)),
            reply_markup=None if markup is None else InlineKeyboardMarkup.model_validate(markup),
        )
    except TelegramBadRequest as error:
        return "not modified" in (error.message or "").lower()
