"""Editing and deleting ephemeral messages: https://core.telegram.org/bots/api#editephemeralmessagetext"""

from typing import Any

from emulator.methods.messages import read_text
from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.chats import Message
from emulator.telegram.errors import bad_request
from emulator.telegram.keyboards import checked_markup
from emulator.telegram.state import Telegram
from emulator.wire.call import Call


async def edit_text(telegram: Telegram, call: Call) -> bool:
    message = _sent(telegram, call)
    text, entities = read_text(telegram, call)
    wanted: dict[str, Any] = {
        "text": text,
        "entities": entities,
        "reply_markup": checked_markup(call.text("reply_markup"), only_inline=True),
    }
    if all(getattr(message, name) == value for name, value in wanted.items()):
        raise bad_request("message is not modified")
    for name, value in wanted.items():
        setattr(message, name, value)
    telegram.tell("edited", message.chat, message_id=message.id)
    return True


async def delete(telegram: Telegram, call: Call) -> bool:
    message = _sent(telegram, call)
    del message.chat.messages[message.id]
    telegram.tell("deleted", message.chat, message_id=message.id)
    return True


def _sent(telegram: Telegram, call: Call) -> Message:
    chat = reachable_chat(telegram, call.text("chat_id"))
    message = chat.messages.get(call.integer("ephemeral_message_id"))
    if message is None or message.receiver is None or message.receiver.id != call.integer("receiver_user_id"):
        raise bad_request("message to edit not found")
    return message


METHODS: dict[str, Method] = {
    "editEphemeralMessageText": edit_text,
    "deleteEphemeralMessage": delete,
}
