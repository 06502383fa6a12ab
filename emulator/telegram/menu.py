"""The menu of commands, and the bot's name and descriptions, as an app shows them.

https://core.telegram.org/bots/api#determining-list-of-commands
"""

from typing import Any

from emulator.telegram.state import Telegram


def commands_for(
    telegram: Telegram, chat_id: int, language: str, *, is_private: bool, is_admin: bool, user_id: int
) -> list[dict[str, Any]]:
    """Return the commands that an app shows: those that the bot has set for the narrowest scope that has any.

    Of the commands of one scope, those for the person's language are preferred to those for all languages.
    """
    scopes = [f"chat_member:{chat_id}:{user_id}"]
    if is_admin and not is_private:
        scopes.append(f"chat_administrators:{chat_id}")
    scopes.append(f"chat:{chat_id}")
    if is_admin and not is_private:
        scopes.append("all_chat_administrators")
    scopes += ["all_private_chats" if is_private else "all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            if telegram.commands.get((scope, code)):
                return telegram.commands[scope, code]
    return []


def profile(telegram: Telegram, part: str, language: str) -> str:
    """Return the bot's name, description or short_description in a person's language, or else the default."""
    text = telegram.profile.get((part, language[:2])) or telegram.profile.get((part, ""))
    return text or (telegram.bot.first_name if part == "name" else "")
