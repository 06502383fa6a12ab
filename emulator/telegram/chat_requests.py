"""Choosing a chat for the bot with a button of the reply keyboard, and adding the bot to a chat by a link.

https://core.telegram.org/bots/api#keyboardbuttonrequestchat and https://core.telegram.org/bots/features#deep-linking
"""

from typing import Any

from domain.chat import ChatKind
from emulator.telegram.accounts import Member, User
from emulator.telegram.acts import ImpossibleAct, post_as, send_text, set_bot_status
from emulator.telegram.chats import Chat, Message
from emulator.telegram.state import Telegram


def offered_chats(telegram: Telegram, user: User, request_id: int) -> list[Chat]:
    """Return the chats that an app offers for the newest request_chat button with this id in the private chat."""
    asked = _request(telegram, user, request_id)
    return [chat for chat in telegram.chats.values() if chat.migrated_to is None and _fits(telegram, user, chat, asked)]


def share_chat(telegram: Telegram, user: User, request_id: int, chat: Chat) -> Message:
    """Choose a chat with a request_chat button; the bot gets the rights that the button asks for, and a message.

    Return that message.
    Raises ImpossibleAct if the app does not offer the chat, or if the person may not give these rights.
    """
    asked = _request(telegram, user, request_id)
    if not _fits(telegram, user, chat, asked):
        raise ImpossibleAct("this chat is not offered")
    wanted = asked.get("bot_administrator_rights")
    if wanted is not None and not _has(telegram.member_of(chat, telegram.bot), chat, wanted):
        _grant(telegram, user, chat)
    shared: dict[str, Any] = {"request_id": request_id, "chat_id": chat.id}
    if asked.get("request_title"):
        shared["title"] = chat.title
    if asked.get("request_username") and chat.username:
        shared["username"] = chat.username
    message = post_as(telegram, user, telegram.chats[user.id], service={"chat_shared": shared})
    telegram.announce(message)
    return message


def add_by_link(telegram: Telegram, user: User, chat: Chat, parameter: str, rights: tuple[str, ...] = ()) -> None:
    """Add the bot to a group with t.me/BOT?startgroup=…, or to a channel with t.me/BOT?startchannel=…

    With `rights` the bot becomes an administrator. In a group the app sends /start with the parameter.
    """
    if chat.kind is ChatKind.PRIVATE or not telegram.member_of(chat, user).is_inside:
        raise ImpossibleAct(f"{user.first_name} is in no such group or channel")
    if rights:
        _grant(telegram, user, chat)
    elif chat.kind is ChatKind.CHANNEL:
        raise ImpossibleAct("bots are in channels as administrators only")
    elif not telegram.member_of(chat, telegram.bot).is_inside:
        set_bot_status(telegram, chat, user, "member")
    if chat.is_group and parameter:
        send_text(telegram, user, chat, f"/start@{telegram.bot.username} {parameter}")


def _request(telegram: Telegram, user: User, request_id: int) -> dict[str, Any]:
    for message in reversed(telegram.chats[user.id].messages.values()):
        for row in (message.reply_markup or {}).get("keyboard", []):
            for key in row:
                asked: dict[str, Any] | None = key.get("request_chat")
                if asked is not None and asked["request_id"] == request_id:
                    return asked
    raise ImpossibleAct("no key asks for such a chat")


def _fits(telegram: Telegram, user: User, chat: Chat, asked: dict[str, Any]) -> bool:
    member = telegram.member_of(chat, user)
    if chat.kind is ChatKind.PRIVATE or not member.is_inside:
        return False
    wanted = asked.get("user_administrator_rights")
    return (
        (chat.kind is ChatKind.CHANNEL) == bool(asked.get("chat_is_channel"))
        and asked.get("chat_is_forum") in (None, chat.is_forum)
        and asked.get("chat_has_username") in (None, bool(chat.username))
        and (not asked.get("chat_is_created") or member.status == "creator")
        and (wanted is None or _has(member, chat, wanted))
        and (not asked.get("bot_is_member") or telegram.member_of(chat, telegram.bot).is_inside)
    )


def _has(member: Member, chat: Chat, wanted: dict[str, bool]) -> bool:
    """Return whether a member has the wanted rights; the owner has all rights."""
    if member.status == "creator":
        return True
    held = member.wire(chat.kind)
    return member.is_admin and all(held.get(name) for name, is_wanted in wanted.items() if is_wanted)


def _grant(telegram: Telegram, user: User, chat: Chat) -> None:
    if telegram.member_of(chat, user).status != "creator":
        raise ImpossibleAct("only the owner may add administrators here")
    set_bot_status(telegram, chat, user, "administrator")
