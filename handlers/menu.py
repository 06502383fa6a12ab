"""The table of commands: the menus of Telegram, /help, the routers and the README all follow it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Router

from domain.roles import Role
from handlers.roles import may


class Audience(StrEnum):
    """Who may use a command, in the order in which menus grow."""

    EVERYBODY = "everybody"
    ADMINS = "admins"  # in a private chat its person; in a group or channel its admins
    NEWSROOM = "newsroom"  # people with a role that may use it (handlers/roles.py), to whom alone the command exists


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One command; the text that explains it is `command-NAME` of locales/."""

    name: str
    audience: Audience
    router: Callable[[], Router]  # whose handlers answer it
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
        """Make each router once, in the order of the table."""
        for make in dict.fromkeys(entry.router for entry in self.entries):
            yield make()
