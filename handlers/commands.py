"""All commands of the bot, and Telegram's menus of commands by language and kind of chat."""

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
from handlers.menu import Audience, Menu, MenuEntry
from handlers.newsroom import addfeed, feeds
from handlers.readers import about, bookmarks, city, deleteme, digest, export, follow, search, settings, start, stop
from render.texts import Texts, Translator

log = structlog.get_logger(__name__)
_EVERYBODY, _ADMINS, _NEWSROOM = Audience
COMMANDS = Menu(
    (
        MenuEntry("start", _ADMINS, start.router, in_menu=False, in_help=False),
        MenuEntry("digest", _EVERYBODY, digest.router),
        MenuEntry("latest", _EVERYBODY, digest.router),
        MenuEntry("search", _EVERYBODY, search.router),
        MenuEntry("topics", _ADMINS, settings.router),
        MenuEntry("settings", _ADMINS, settings.router),
        MenuEntry("follow", _ADMINS, follow.router),
        MenuEntry("mute", _ADMINS, follow.router),
        MenuEntry("saved", _ADMINS, bookmarks.router),
        MenuEntry("following", _ADMINS, bookmarks.router),
        MenuEntry("city", _ADMINS, city.router),
        MenuEntry("stop", _ADMINS, stop.router),
        MenuEntry("help", _EVERYBODY, about.router, in_help=False),
        MenuEntry("privacy", _EVERYBODY, about.router),
        MenuEntry("export", _ADMINS, export.router),
        MenuEntry("deleteme", _ADMINS, deleteme.router),
        MenuEntry("addfeed", _NEWSROOM, addfeed.router),
        MenuEntry("feeds", _NEWSROOM, feeds.router),
        MenuEntry("removefeed", _NEWSROOM, feeds.router),
    )
)


async def set_commands(bot: Bot, texts: Texts, admin_ids: frozenset[int]) -> None:
    """Set Telegram's menus. A menu that cannot be set is only logged, because the commands work without it."""
    readers = COMMANDS.shown_to(_EVERYBODY, _ADMINS)
    menus: list[tuple[tuple[str, ...], BotCommandScopeUnion]] = [
        (readers, BotCommandScopeDefault()),
        (COMMANDS.shown_to(_EVERYBODY), BotCommandScopeAllGroupChats()),
        (readers, BotCommandScopeAllChatAdministrators()),
        # An admin who has never written to the bot has no chat for a menu yet.
        *((COMMANDS.shown_to(*Audience), BotCommandScopeChat(chat_id=admin)) for admin in sorted(admin_ids)),
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
