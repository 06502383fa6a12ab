"""The table of commands, which Telegram's menus, /help, the routers and the README follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Router

from domain.roles import Role
from handlers.roles import may


class Audience(StrEnum):
    """The people who may use a command, in the order in which menus grow."""

    EVERYBODY = "everybody"
    ADMINS = "admins"  # the person of a private chat; the admins of a group or channel
    # People with a role that may use it (handlers/roles.py); for all others the command does not exist.
    NEWSROOM = "newsroom"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One command; the text `command-NAME` in locales/ explains it."""

    name: str
    audience: Audience
    router: Callable[[], Router]  # has its handlers
    in_menu: bool = True
    in_help: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    entries: tuple[MenuEntry, ...]

    def shown_to(self, *audiences: Audience) -> tuple[str, ...]:
        """Return the names that Telegram's menu shows to these audiences."""
        return tuple(entry.name for entry in self.entries if entry.in_menu and entry.audience in audiences)

    def helped(self, *audiences: Audience) -> tuple[str, ...]:
        """Return the names that /help explains to these audiences."""
        return tuple(entry.name for entry in self.entries if entry.in_help and entry.audience in audiences)

    def of_newsroom(self, role: Role | None) -> tuple[str, ...]:
        """Return the names of the newsroom's commands that somebody with this role may use."""
        return tuple(
            entry.name for entry in self.entries if entry.audience is Audience.NEWSROOM and may(role, entry.name)
        )

    def routers(self) -> Iterator[Router]:
        """Yield each router, made once, in the order of the table."""
        for make in dict.fromkeys(entry.router for entry in self.entries):
            yield make()
