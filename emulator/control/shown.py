"""What the page shows, as JSON."""

from typing import Any

from domain.chat import ChatKind
from emulator.telegram.chats import Chat, Message
from emulator.telegram.menu import commands_for
from emulator.telegram.state import Telegram

SHOWN = 200  # messages of a chat


def state(telegram: Telegram) -> dict[str, Any]:
    """The bot and all chats, each with its newest message."""
    return {
        "bot": telegram.bot.wire(),
        "chats": [_summary(telegram, chat) for chat in telegram.chats.values() if chat.migrated_to is None],
    }


def chat(telegram: Telegram, shown: Chat) -> dict[str, Any]:
    """One chat whole: its newest messages, who may write in it, its topics, the commands its menu offers."""
    messages = list(shown.messages.values())[-SHOWN:]
    people = (
        [telegram.users[shown.id]]
        if shown.kind is ChatKind.PRIVATE
        else [member.user for member in shown.members.values() if member.is_inside and not member.user.is_bot]
    )
    viewer = people[0] if people else telegram.bot
    is_admin = shown.kind is not ChatKind.PRIVATE and telegram.member_of(shown, viewer).is_admin
    return _summary(telegram, shown) | {
        "messages": [message_wire(message) for message in messages],
        "people": [user.wire() for user in people],
        "topics": [
            {"thread": topic.thread_id, "name": topic.name, "is_closed": topic.is_closed}
            for topic in shown.topics.values()
            if not topic.is_deleted
        ],
        "commands": commands_for(
            telegram,
            shown.id,
            viewer.language_code,
            is_private=shown.kind is ChatKind.PRIVATE,
            is_admin=is_admin,
            user_id=viewer.id,
        ),
        "about": telegram.profile.get(("description", viewer.language_code))
        or telegram.profile.get(("description", "")),
    }


def message_wire(message: Message) -> dict[str, Any]:
    """A message with what a client knows beyond the Bot API: the reply keyboard, and whether it came silently."""
    shape = message.wire()
    if message.reply_markup is not None:
        shape["reply_markup"] = message.reply_markup
    shape["is_silent"] = message.is_silent
    return shape


def file_id(message: Message) -> str:
    document: dict[str, Any] = message.media.get("document") or (message.media.get("photo") or [{}])[-1]
    return str(document.get("file_id", ""))


def _summary(telegram: Telegram, shown: Chat) -> dict[str, Any]:
    last = next(reversed(shown.messages.values()), None)
    shape = shown.wire() | {
        "is_blocked": shown.is_blocked,
        "is_started": shown.is_started,
        "pinned": shown.pinned,
        "role": shown.role,
        "last": message_wire(last) if last else None,
    }
    if shown.kind is ChatKind.PRIVATE:
        shape["is_deactivated"] = telegram.users[shown.id].is_deactivated
        shape["language_code"] = telegram.users[shown.id].language_code
    else:
        shape["bot_status"] = telegram.member_of(shown, telegram.bot).status
    return shape
