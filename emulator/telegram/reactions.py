"""Reactions to messages: https://core.telegram.org/bots/api#reactiontypeemoji"""

from typing import Any

from domain.chat import ChatKind
from emulator.telegram.accounts import User
from emulator.telegram.acts import ImpossibleAct
from emulator.telegram.chats import Message
from emulator.telegram.state import Telegram

_OFFERED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 "
    "😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 "
    "👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 "
    "🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
EMOJI = frozenset(_OFFERED.split())


def shown(emoji: str | None) -> list[dict[str, str]]:
    """Return the Bot API's list of `ReactionType` objects."""
    return [] if emoji is None else [{"type": "emoji", "emoji": emoji}]


def set_reaction(telegram: Telegram, user: User, message: Message, emoji: str | None) -> None:
    """Set an account's reaction to a message; with None, take it back."""
    if emoji is None:
        message.reactions.pop(user.id, None)
    else:
        message.reactions[user.id] = emoji
    telegram.tell("edited", message.chat, message_id=message.id)


def react(telegram: Telegram, user: User, message: Message, emoji: str | None) -> None:
    """React to a message as a person.

    The bot gets an update about it if the chat is private or the bot is an administrator there.
    """
    chat = message.chat
    if emoji is not None and emoji not in EMOJI:
        raise ImpossibleAct(f"{emoji} is not offered as a reaction")
    if chat.kind is not ChatKind.PRIVATE and not telegram.member_of(chat, user).is_inside:
        raise ImpossibleAct(f"{user.first_name} is not in this chat")
    old = message.reactions.get(user.id)
    set_reaction(telegram, user, message, emoji)
    if chat.kind is not ChatKind.PRIVATE and not telegram.member_of(chat, telegram.bot).is_admin:
        return
    change: dict[str, Any] = {
        "chat": chat.wire(),
        "message_id": message.id,
        "user": user.wire(),
        "date": telegram.now(),
        "old_reaction": shown(old),
        "new_reaction": shown(emoji),
    }
    telegram.queue.put("message_reaction", change)
