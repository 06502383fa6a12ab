"""Telegram's menus of commands, by language, kind of chat and role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from domain.ids import PersonId
from domain.roles import Role
from handlers.menu import Audience, Menu
from render.texts import Texts, Translator

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """Sets Telegram's menus. If a menu cannot be set, this is only logged, because the commands work without it."""

    menu: Menu
    texts: Texts

    async def set_all(self, bot: Bot, roles: Mapping[PersonId, Role]) -> None:
        """Set the menus of readers, of groups, and of the people with these roles."""
        readers = self._readers()
        await self._set(bot, readers, BotCommandScopeDefault())
        everybodys = self.menu.shown_to(Audience.EVERYBODY)
        await self._set(bot, everybodys, BotCommandScopeAllGroupChats(), is_ephemeral=True)
        await self._set(bot, readers, BotCommandScopeAllChatAdministrators(), is_ephemeral=True)
        for person, role in sorted(roles.items()):
            await self.set_for(bot, person, role)

    async def set_for(self, bot: Bot, person: PersonId, role: Role | None) -> None:
        """Set the menu of a person's private chat; a person who has never written to the bot has no chat for it."""
        scope = BotCommandScopeChat(chat_id=person)
        await self._set(bot, (*self._readers(), *self.menu.of_newsroom(role)), scope)

    def _readers(self) -> tuple[str, ...]:
        return self.menu.shown_to(Audience.EVERYBODY, Audience.ADMINS)

    async def _set(
        self, bot: Bot, names: Sequence[str], scope: BotCommandScopeUnion, *, is_ephemeral: bool | None = None
    ) -> None:
        """Set the menu of a scope in every language.

        With `is_ephemeral`, which is for groups, a command and its answer are seen only by the person who sends it.
        """
        try:
            for locale in (None, *self.texts.locales):
                commands = _commands(names, self.texts.translator(locale or "en"), is_ephemeral=is_ephemeral)
                await bot.set_my_commands(commands, scope=scope, language_code=locale)
        except EXPECTED as error:
            log.info("a menu of commands could not be set", scope=scope.type, error=type(error).__name__)


def _commands(names: Sequence[str], t: Translator, *, is_ephemeral: bool | None) -> list[BotCommand]:
    return [BotCommand(command=name, description=t(f"command-{name}"), is_ephemeral=is_ephemeral) for name in names]
