"""The type of a method: it takes the state and a call, and returns the `result` of the answer or raises ApiError."""

from collections.abc import Awaitable, Callable
from typing import Any

from emulator.telegram.state import Telegram
from emulator.wire.call import Call

Method = Callable[[Telegram, Call], Awaitable[Any]]
