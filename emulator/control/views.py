"""The JSON objects by which the chat page shows the bot, its chats and their messages."""

from typing import Any

from domain.chat import ChatKind
from emulator.telegram.chats import Chat, Message
from emulator.telegram.menu import commands_for, profile
from emulator.telegram.state import Telegram

MESSAGE_LIMIT = 200  # the number of newest messages of a chat that the page shows


def state(telegram: Telegram) -> dict[str, Any]:
    """Return the bot and all chats, each chat with its newest message."""
    return {
        "bot": telegram.bot.wire(),
        "chats": [_summary(telegram, chat) for chat in telegram.chats.values() if chat.migrated_to is None],
    }


def chat(telegram: Telegram, chat: Chat) -> dict[str, Any]:
    """Return all that the page shows of a chat: its newest messages, who may write in it, its topics, its commands."""
    messages = list(chat.messages.values())[-MESSAGE_LIMIT:]
    people = (
        [telegram.users[chat.id]]
        if chat.kind is ChatKind.PRIVATE
        else [member.user for member in chat.members.values() if member.is_inside and not member.user.is_bot]
    )
    viewer = people[0] if people else telegram.bot
    is_admin = chat.kind is not ChatKind.PRIVATE and telegram.member_of(chat, viewer).is_admin
    return _summary(telegram, chat) | {
        "messages": [message_wire(message) for message in messages],
        "people": [user.wire() for user in people],
        "topics": [
            {"thread": topic.thread_id, "name": topic.name, "is_closed": topic.is_closed}
            for topic in chat.topics.values()
            if not topic.is_deleted
        ],
        "commands": commands_for(
            telegram,
            chat.id,
            viewer.language_code,
            is_private=chat.kind is ChatKind.PRIVATE,
            is_admin=is_admin,
            user_id=viewer.id,
        ),
        "bot_name": profile(telegram, "name", viewer.language_code),
        "about": profile(telegram, "description", viewer.language_code),
        "short_about": profile(telegram, "short_description", viewer.language_code),
    }


def message_wire(message: Message) -> dict[str, Any]:
    """Return a message with what the Bot API lacks but clients show: reply keyboard and silent delivery."""
    shape = message.wire()
    if message.reply_markup is not None:
        shape["reply_markup"] = message.reply_markup
    shape["is_silent"] = message.is_silent
    if message.reactions:
        shape["reactions"] = [{"user_id": user, "emoji": emoji} for user, emoji in message.reactions.items()]
    if message.is_ephemeral:
        seer = message.receiver or message.sender
        shape |= {"message_id": message.id, "only_for": seer.id if seer else 0}
    return shape


def file_id(message: Message) -> str:
    document: dict[str, Any] = message.media.get("document") or (message.media.get("photo") or [{}])[-1]
    return str(document.get("file_id", ""))


def _summary(telegram: Telegram, chat: Chat) -> dict[str, Any]:
    last = next((one for one in reversed(chat.messages.values()) if not one.is_ephemeral), None)
    shape = chat.wire() | {
        "is_blocked": chat.is_blocked,
        "is_started": chat.is_started,
        "pinned": chat.pinned,
        "role": chat.role,
        "last": message_wire(last) if last else None,
    }
    if chat.kind is ChatKind.PRIVATE:
        shape["is_deactivated"] = telegram.users[chat.id].is_deactivated
        shape["language_code"] = telegram.users[chat.id].language_code
    else:
        shape["bot_status"] = telegram.member_of(chat, telegram.bot).status
    return shape
