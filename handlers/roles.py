"""The permissions of roles: each command and button of the newsroom with the lowest role that may use it.

Access, /help and Telegram's menus follow this table. Everything that is not in it is for all readers.
"""

from collections.abc import Mapping

from domain.roles import Role

_EDITOR, _ADMIN = Role.EDITOR, Role.ADMIN
# Name of a command, or of a screen in callback data → the lowest role that may use it.
LEAST: Mapping[str, Role] = {
    "addfeed": _EDITOR,
    "feeds": _EDITOR,
    "feed": _EDITOR,
    "poll": _EDITOR,
    "move": _EDITOR,
    "suggested": _EDITOR,
    "removefeed": _ADMIN,
    "opml": _ADMIN,
    # Corrections of stories; see handlers/newsroom/corrections.py.
    "edit": _EDITOR,
    "hide": _EDITOR,
    "pin": _EDITOR,
    "split": _EDITOR,
    "merge": _EDITOR,
    "join": _EDITOR,
    "subject": _EDITOR,
    "headline": _EDITOR,
    "topic": _EDITOR,
    "broadcast": _ADMIN,
    "stats": _EDITOR,
    "alerts": _EDITOR,
    "audit": _ADMIN,
    "team": Role.OWNER,
}


def may(role: Role | None, name: str) -> bool:
    """Return whether a person with this role (None for readers) may use the command or button."""
    least = LEAST.get(name)
    return least is None or (role is not None and role.includes(least))
