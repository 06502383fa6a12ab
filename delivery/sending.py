"""One rendered message to one chat: the call, and how it ended."""

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.methods.base import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from pydantic import BaseModel

from delivery.outcome import EXPECTED, Outcome, Sent, outcome_of, plain
from render.message import OutgoingMessage

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class SentMessage(BaseModel):
    """What we want to know of a message that was sent."""

    message_id: int


class SendText(TelegramMethod[SentMessage]):
    """sendMessage with what we say and hear of it.

    aiogram's own has fifteen fields more and reads the whole message that comes back: a third of a delivery's cost.
    """

    __returning__ = SentMessage
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    parse_mode: str | None = None
    disable_notification: bool | None = None
    link_preview_options: LinkPreviewOptions | None = None
    reply_markup: InlineKeyboardMarkup | None = None


async def send(
    bot: Bot,
    chat_id: int,
    message: OutgoingMessage,
    *,
    thread_id: int | None = None,
    is_silent: bool = False,
    as_plain: bool = False,
) -> Outcome:
    """Send it; what Telegram or the way there says comes back as a value."""
    method = SendText(
        chat_id=chat_id,
        text=plain(message.html) if as_plain else message.html,
        message_thread_id=thread_id,
        parse_mode=None if as_plain else ParseMode.HTML,
        disable_notification=True if is_silent or message.is_silent else None,
        link_preview_options=None if message.has_preview else _NO_PREVIEW,
        reply_markup=keyboard(message),
    )
    try:
        sent = await bot(method)
    except EXPECTED as error:
        return outcome_of(error)
    return Sent(sent.message_id)


def keyboard(message: OutgoingMessage) -> InlineKeyboardMarkup | None:
    """The message's buttons as Telegram wants them; None where there are none."""
    if not message.buttons:
        return None
    rows = [
        [InlineKeyboardButton(text=button.text, callback_data=button.data, url=button.url) for button in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)
