"""One rendered message to one chat: the call, and how it ended."""

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from delivery.outcome import EXPECTED, Outcome, Sent, outcome_of, plain
from render.message import OutgoingMessage

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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
    try:
        sent = await bot.send_message(
            chat_id,
            plain(message.html) if as_plain else message.html,
            message_thread_id=thread_id,
            parse_mode=None if as_plain else ParseMode.HTML,
            disable_notification=True if is_silent or message.is_silent else None,
            link_preview_options=None if message.has_preview else _NO_PREVIEW,
            reply_markup=keyboard(message),
        )
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
