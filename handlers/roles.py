"""What each role may do: every command and button of the newsroom, with the least role that may use it.

Access, /help and Telegram's menus follow this table. What is not in it is for readers.
"""

from collections.abc import Mapping

from domain.roles import Role

_EDITOR, _ADMIN = Role.EDITOR, Role.ADMIN
# Names of commands, and of the screens in the data of buttons.
LEAST: Mapping[str, Role] = {
    "addfeed": _EDITOR,
    "feeds": _EDITOR,
    "removefeed": _ADMIN,
    "opml": _ADMIN,
}


def may(role: Role | None, name: str) -> bool:
    """Return whether somebody with this role, None for a reader, may use the command or button."""
    least = LEAST.get(name)
    return least is None or (role is not None and role.includes(least))
