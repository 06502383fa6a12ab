"""The table of all methods."""

from emulator.methods import (
    answering,
    chats,
    commands,
    deleting,
    editing,
    ephemeral,
    forum,
    inline,
    media,
    reacting,
    sending,
    updates,
)
from emulator.methods.method import Method

_AREAS = (updates, sending, media, editing, deleting, ephemeral, answering, inline, chats, forum, commands, reacting)


def all_methods() -> dict[str, Method]:
    """Return every method by its lower-case name; Telegram ignores the case, too."""
    return {name.lower(): method for area in _AREAS for name, method in area.METHODS.items()}
