"""Methods that return chats and their members."""

from typing import Any

from domain.chat import ChatKind
from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.accounts import permissions
from emulator.telegram.chats import Chat
from emulator.telegram.errors import bad_request
from emulator.telegram.state import Telegram
from emulator.wire.call import Call


async def get_chat(telegram: Telegram, call: Call) -> dict[str, Any]:
    chat = reachable_chat(telegram, call.text("chat_id"))
    shape = chat.wire() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.is_group:
        shape["permissions"] = permissions(may_write=not chat.is_closed_for_writing)
    if chat.username:
        shape["active_usernames"] = [chat.username]
    if chat.pinned in chat.messages:
        shape["pinned_message"] = chat.messages[chat.pinned].wire()
    return shape


async def get_chat_member(telegram: Telegram, call: Call) -> dict[str, Any]:
    chat = reachable_chat(telegram, call.text("chat_id"))
    if call.integer("user_id") <= 0:
        raise bad_request("invalid user_id specified")
    user = telegram.users.get(call.integer("user_id"))
    if user is None:
        raise bad_request("member not found" if chat.kind is ChatKind.PRIVATE else "PARTICIPANT_ID_INVALID")
    if chat.kind is ChatKind.PRIVATE and user.id not in (chat.id, telegram.bot.id):
        raise bad_request("member not found")
    if chat.kind is ChatKind.CHANNEL and not telegram.member_of(chat, telegram.bot).is_admin:
        raise bad_request("member list is inaccessible")
    return telegram.member_of(chat, user).wire(chat.kind)


async def get_chat_administrators(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    chat = _not_private(
        reachable_chat(telegram, call.text("chat_id")), "there are no administrators in the private chat"
    )
    return [member.wire(chat.kind) for member in chat.members.values() if member.is_admin]


async def get_chat_member_count(telegram: Telegram, call: Call) -> int:
    chat = reachable_chat(telegram, call.text("chat_id"))
    if chat.kind is ChatKind.PRIVATE:
        return 2
    return sum(1 for member in chat.members.values() if member.is_inside)


async def leave_chat(telegram: Telegram, call: Call) -> bool:
    chat = _not_private(
        reachable_chat(telegram, call.text("chat_id")), "chat member status can't be changed in private chats"
    )
    telegram.member_of(chat, telegram.bot).status = "left"
    telegram.tell("chat", chat)
    return True


def _not_private(chat: Chat, refusal: str) -> Chat:
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request(refusal)
    return chat


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
