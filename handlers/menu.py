"""The type of the table of commands, from which Telegram's menus, /help, the routers and the README follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Router

from domain.roles import Role
from handlers.roles import may


class Audience(StrEnum):
    """The people who may use a command. The menu of each kind also has the commands of the kinds before it."""

    EVERYBODY = "everybody"
    ADMINS = "admins"  # in a private chat its person; in a group or channel its admins
    # People with a role that may use the command (handlers/roles.py); for all others it does not exist.
    NEWSROOM = "newsroom"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command; the text `command-NAME` in locales/ explains it."""

    name: str
    audience: Audience
    router: Callable[[], Router]  # makes the router with the command's handlers
    in_menu: bool = True
    in_help: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    entries: tuple[MenuEntry, ...]

    def shown_to(self, *audiences: Audience) -> tuple[str, ...]:
        """Return the names of the commands that Telegram's menu shows to these audiences."""
        return tuple(entry.name for entry in self.entries if entry.in_menu and entry.audience in audiences)

    def helped(self, *audiences: Audience) -> tuple[str, ...]:
        """Return the names of the commands that /help explains to these audiences."""
        return tuple(entry.name for entry in self.entries if entry.in_help and entry.audience in audiences)

    def of_newsroom(self, role: Role | None) -> tuple[str, ...]:
        """Return the names of the newsroom's commands that a person with this role may use."""
        return tuple(
            entry.name for entry in self.entries if entry.audience is Audience.NEWSROOM and may(role, entry.name)
        )

    def routers(self) -> Iterator[Router]:
        """Yield the routers in the order of the table, each once."""
        for make in dict.fromkeys(entry.router for entry in self.entries):
            yield make()
