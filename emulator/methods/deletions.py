"""Deleting messages, and pinning and unpinning them."""

from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.chats import Message
from emulator.telegram.errors import bad_request
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

LIFE = 48 * 3600  # seconds during which a bot may delete a message: https://core.telegram.org/bots/api#deletemessage


def _may_delete(telegram: Telegram, message: Message) -> bool:
    chat = message.chat
    if chat.kind.value != "private" and telegram.member_of(chat, telegram.bot).is_admin:
        return True
    is_ours = message.sender is telegram.bot
    is_young = telegram.now() - message.date < LIFE
    return is_young and (is_ours or chat.kind.value == "private")


async def delete_message(telegram: Telegram, call: Call) -> bool:
    chat = reachable_chat(telegram, call.text("chat_id"))
    if not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = telegram.message_in(chat, call.text("message_id"), "to delete")
    if not _may_delete(telegram, message):
        raise bad_request("message can't be deleted for everyone")
    _remove(telegram, message)
    return True


async def delete_messages(telegram: Telegram, call: Call) -> bool:
    chat = reachable_chat(telegram, call.text("chat_id"))
    ids = call.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    for message in [chat.messages[number] for number in ids if isinstance(number, int) and number in chat.messages]:
        if _may_delete(telegram, message):
            _remove(telegram, message)
    return True


def _remove(telegram: Telegram, message: Message) -> None:
    del message.chat.messages[message.id]
    telegram.tell("deleted", message.chat, message_id=message.id)


async def pin_message(telegram: Telegram, call: Call) -> bool:
    chat = reachable_chat(telegram, call.text("chat_id"))
    if chat.is_group and not telegram.member_of(chat, telegram.bot).is_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = telegram.message_in(chat, call.text("message_id"), "to pin").id
    telegram.tell("chat", chat)
    return True


async def unpin_message(telegram: Telegram, call: Call) -> bool:
    chat = reachable_chat(telegram, call.text("chat_id"))
    chat.pinned = None
    telegram.tell("chat", chat)
    return True


METHODS: dict[str, Method] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_message,
    "unpinChatMessage": unpin_message,
}
