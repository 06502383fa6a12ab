"""Sending pictures that the bot has drawn, and replacing a picture in a message."""

from typing import Any

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputMediaPhoto

from delivery.sending import keyboard
from render.message import OutgoingPicture


async def post_picture(bot: Bot, chat_id: int, picture: OutgoingPicture, *, thread_id: int | None = None) -> None:
    """Send the picture; raises the errors of the call."""
    await bot.send_photo(
        chat_id,
        BufferedInputFile(picture.content, picture.name),
        message_thread_id=thread_id,
        caption=picture.caption.html,
        parse_mode=ParseMode.HTML,
        reply_markup=_markup(picture, thread_id),
    )


async def replace_picture(bot: Bot, chat_id: int, message_id: int, picture: OutgoingPicture) -> bool:
    """Show the picture in a message in place of its old one.

    Return False if that is impossible, for example because the message was deleted.
    """
    shown = InputMediaPhoto(
        media=BufferedInputFile(picture.content, picture.name),
        caption=picture.caption.html,
        parse_mode=ParseMode.HTML,
    )
    try:
        await bot.edit_message_media(shown, chat_id=chat_id, message_id=message_id, reply_markup=_markup(picture, None))
    except TelegramBadRequest as error:
        return "not modified" in error.message.lower()
    return True


def _markup(picture: OutgoingPicture, thread_id: int | None) -> InlineKeyboardMarkup | None:
    markup: dict[str, Any] | None = keyboard(picture.caption, thread_id)
    return None if markup is None else InlineKeyboardMarkup.model_validate(markup)
