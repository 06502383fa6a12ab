"""One rendered message to one chat: the call, and how it ended."""

from typing import Any

from aiogram import Bot
from aiogram.enums import ParseMode

from delivery.outcome import EXPECTED, Outcome, Sent, outcome_of, plain
from delivery.session import SendText
from render.message import Button, OutgoingMessage

_NO_PREVIEW = {"is_disabled": True}


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


def keyboard(message: OutgoingMessage) -> dict[str, Any] | None:
    """The message's buttons as Telegram wants them; None where there are none."""
    if not message.buttons:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}


def _button(button: Button) -> dict[str, str]:
    told = {"text": button.text, "callback_data": button.data, "url": button.url}
    return {name: value for name, value in told.items() if value is not None}
