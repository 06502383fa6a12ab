"""The methods of the Bot API, by area; each takes the state and a call and returns the `result` of the answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from emulator.telegram.state import Telegram
from emulator.wire.call import Call

Method = Callable[[Telegram, Call], Awaitable[Any]]


def all_methods() -> dict[str, Method]:
    """Every method of this emulator by its lower-case name; Telegram does not mind the case either."""
    from emulator.methods import answering, chats, commands, deleting, editing, forum, inline, media, sending, updates

    found: dict[str, Method] = {}
    for area in (updates, sending, media, editing, deleting, answering, inline, chats, forum, commands):
        found |= {name.lower(): method for name, method in area.METHODS.items()}
    return found
