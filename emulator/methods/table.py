"""The table of all methods of the Bot API that the emulator has."""

from emulator.methods import (
    callback_answers,
    chats,
    commands,
    deletions,
    edits,
    ephemeral,
    forum,
    inline,
    media,
    messages,
    reactions,
    updates,
)
from emulator.methods.method import Method

_AREAS = (
    updates,
    messages,
    media,
    edits,
    deletions,
    ephemeral,
    callback_answers,
    inline,
    chats,
    forum,
    commands,
    reactions,
)


def all_methods() -> dict[str, Method]:
    """Return every method by its name in lower case, because Telegram ignores the case, too."""
    return {name.lower(): method for area in _AREAS for name, method in area.METHODS.items()}
