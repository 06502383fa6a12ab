"""The menu of commands that Telegram shows, in each language and for each kind of chat."""

import structlog
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
)

from delivery.outcome import EXPECTED
from render.screens.about import NEWSROOM
from render.texts import Texts, Translator

log = structlog.get_logger(__name__)
PRIVATE = ("digest", "latest", "search", "topics", "settings", "follow", "mute", "stop", "help", "privacy", "deleteme")
GROUP = ("digest", "latest", "search", "help")
GROUP_ADMIN = (*GROUP, "settings", "topics", "follow", "mute", "stop", "deleteme")


async def set_commands(bot: Bot, texts: Texts, admin_ids: frozenset[int]) -> None:
    """Tell Telegram the menus. One that cannot be set is logged and no more: the commands work without it."""
    menus: list[tuple[tuple[str, ...], BotCommandScopeUnion]] = [
        (PRIVATE, BotCommandScopeDefault()),
        (GROUP, BotCommandScopeAllGroupChats()),
        (GROUP_ADMIN, BotCommandScopeAllChatAdministrators()),
        # An admin who has never written to the bot has no chat for a menu yet.
        *(((*PRIVATE, *NEWSROOM), BotCommandScopeChat(chat_id=admin)) for admin in sorted(admin_ids)),
    ]
    for names, scope in menus:
        try:
            for locale in (None, *texts.locales):
                await _set(bot, names, scope, texts.translator(locale or "en"), locale)
        except EXPECTED as error:
            log.info("a menu of commands could not be set", scope=scope.type, error=type(error).__name__)


async def _set(
    bot: Bot, names: tuple[str, ...], scope: BotCommandScopeUnion, t: Translator, locale: str | None
) -> None:
    commands = [BotCommand(command=name, description=t(f"command-{name}")) for name in names]
    await bot.set_my_commands(commands, scope=scope, language_code=locale)
