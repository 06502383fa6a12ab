"""The menu of commands that Telegram shows, in each language and for each kind of chat."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
)

from render.screens.about import NEWSROOM
from render.texts import Texts, Translator

log = structlog.get_logger(__name__)
PRIVATE = ("digest", "latest", "search", "topics", "settings", "follow", "mute", "stop", "help", "privacy", "deleteme")
GROUP = ("digest", "latest", "search", "help")
GROUP_ADMIN = (*GROUP, "settings", "topics", "follow", "mute", "stop", "deleteme")


async def set_commands(bot: Bot, texts: Texts, admin_ids: frozenset[int]) -> None:
    """Tell Telegram. A menu that cannot be set is logged and no more: the commands work without it.

    An admin who has never written to the bot has no menu of their own yet.
    """
    for locale in (None, *texts.locales):
        t = texts.translator(locale or "en")
        await _set(bot, PRIVATE, BotCommandScopeDefault(), t, locale)
        await _set(bot, GROUP, BotCommandScopeAllGroupChats(), t, locale)
        await _set(bot, GROUP_ADMIN, BotCommandScopeAllChatAdministrators(), t, locale)
        for admin in sorted(admin_ids):
            await _set(bot, (*PRIVATE, *NEWSROOM), BotCommandScopeChat(chat_id=admin), t, locale)


async def _set(
    bot: Bot, names: tuple[str, ...], scope: BotCommandScopeUnion, t: Translator, locale: str | None
) -> None:
    commands = [BotCommand(command=name, description=t(f"command-{name}")) for name in names]
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=locale)
    except TelegramAPIError as error:
        log.info("a menu of commands could not be set", scope=scope.type, reason=error.message)
