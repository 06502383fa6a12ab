"""Sending one rendered message to one chat, and the outcome of that call."""

from typing import Any

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import ChatAdministratorRights

from delivery.outcome import EXPECTED, Outcome, Sent, Unreadable, outcome_of, plain
from delivery.session import SendText, SentMessage
from domain.ids import ChatId, MessageId
from render.buttons import in_thread
from render.message import Button, ChatKey, OutgoingMessage, PersonKey

log = structlog.get_logger(__name__)


async def send(
    bot: Bot,
    chat_id: ChatId,
    message: OutgoingMessage,
    *,
    thread_id: int | None = None,
    is_silent: bool = False,
    reply_to: MessageId | None = None,
    is_exact: bool = False,
) -> Outcome:
    """Send the message; return the outcome. With `is_exact`, it is never sent without its markup (see `post`)."""
    try:
        sent = await post(
            bot, chat_id, message, thread_id=thread_id, is_silent=is_silent, reply_to=reply_to, is_exact=is_exact
        )
    except EXPECTED as error:
        return outcome_of(error)
    return Sent(sent.message_id)


async def post(
    bot: Bot,
    chat_id: ChatId,
    message: OutgoingMessage,
    *,
    thread_id: int | None = None,
    is_silent: bool = False,
    reply_to: MessageId | None = None,
    is_exact: bool = False,
) -> SentMessage:
    """Send the message; raises the errors of the call.

    If Telegram cannot parse the markup, the message is sent without it, unless `is_exact`. `reply_to` is the id of the
    message to reply to; if that one was deleted, the message replies to nothing.
    """
    if message.photo:
        return await _post_photo(bot, chat_id, message, thread_id=thread_id, is_silent=is_silent)
    method = SendText(
        chat_id=chat_id,
        text=message.html,
        message_thread_id=thread_id,
        parse_mode=ParseMode.HTML,
        disable_notification=True if is_silent or message.is_silent else None,
        reply_parameters=None if reply_to is None else {"message_id": reply_to, "allow_sending_without_reply": True},
        link_preview_options=preview_options(message),
        reply_markup=keyboard(message, thread_id),
    )
    try:
        return await bot(method)
    except TelegramAPIError as error:
        outcome = outcome_of(error)
        if is_exact or not isinstance(outcome, Unreadable):
            raise
        log.error("Telegram cannot read our markup", reason=outcome.reason)
    return await bot(method.model_copy(update={"text": plain(message.html), "parse_mode": None}))


async def _post_photo(
    bot: Bot, chat_id: ChatId, message: OutgoingMessage, *, thread_id: int | None, is_silent: bool
) -> SentMessage:
    sent = await bot.send_photo(
        chat_id,
        message.photo,
        message_thread_id=thread_id,
        caption=message.html,
        parse_mode=ParseMode.HTML,
        disable_notification=True if is_silent or message.is_silent else None,
        reply_markup=keyboard(message, thread_id),  # type: ignore[arg-type] # aiogram takes the plain form as well
    )
    return SentMessage(message_id=MessageId(sent.message_id))


async def edit(bot: Bot, chat_id: ChatId, message_id: MessageId, message: OutgoingMessage) -> bool:
    """Replace the text of one of our messages; return whether it shows the new text, False if it was deleted."""
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message, None),  # type: ignore[arg-type] # aiogram takes the plain form as well
        )
    except EXPECTED as error:
        if "message is not modified" in str(error):
            return True
        log.info("a message could not be replaced", reason=type(error).__name__)
        return False
    return True


def preview_options(message: OutgoingMessage) -> dict[str, str | bool]:
    """Return Telegram's options for the preview: the message's page, large and above the text, or no preview."""
    if message.preview_url is None:
        return {"is_disabled": True}
    return {"url": message.preview_url, "prefer_large_media": True, "show_above_text": True}


def keyboard(message: OutgoingMessage, thread_id: int | None) -> dict[str, Any] | None:
    """Return the message's buttons or keyboard in Telegram's form, with `thread_id` in the buttons.

    None if it has none.
    """
    if message.keys:
        rows = [[{"text": key.text, **_request(key, number)}] for number, key in enumerate(message.keys)]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    if message.clears_keys:
        return {"remove_keyboard": True}
    if message.reply_hint:
        return {"force_reply": True, "input_field_placeholder": message.reply_hint}
    if not message.buttons:
        return None
    return {"inline_keyboard": [[_button(button, thread_id) for button in row] for row in message.buttons]}


def _button(button: Button, thread_id: int | None) -> dict[str, str]:
    data = None if button.data is None else in_thread(button.data, thread_id)
    told = {"text": button.text, "callback_data": data, "url": button.url}
    return {name: value for name, value in told.items() if value is not None}


def _request(key: PersonKey | ChatKey, number: int) -> dict[str, Any]:
    """Return a key's request for a person or chat, in Telegram's form; `number` comes back with the choice.

    For a channel, the bot asks for the right to post, which only admins with that right can give. For a group it asks
    for no rights, because a bot that is an admin gets all messages; instead it must already be a member of the group.
    """
    if isinstance(key, PersonKey):
        return {"request_users": {"request_id": number, "user_is_bot": False}}
    asked = {"request_id": number, "chat_is_channel": key.wants_channel, "request_title": True}
    if key.wants_channel:
        rights = _rights("can_post_messages")
        return {"request_chat": asked | {"user_administrator_rights": rights, "bot_administrator_rights": rights}}
    return {"request_chat": asked | {"user_administrator_rights": _rights(), "bot_is_member": True}}


def _rights(*names: str) -> dict[str, bool]:
    """Return right → True or False: True for the named ones, and for can_manage_chat, which every administrator has."""
    fields = ChatAdministratorRights.model_fields
    absent = {name: False for name, field in fields.items() if field.is_required()}
    return absent | dict.fromkeys(("can_manage_chat", *names), True)
