"""Callback data: the screen of a button and the state that it asks for, never "toggle"; at most 64 bytes.

    1:b:topics:economy:on        version, flow (b: the steps of /start, s: /settings), screen, values
    1@45:b:topics:economy:on     the same in a message in the forum thread 45
    1~rpnn:s:topics:economy:on   the same for the group -1292963, set up from a private chat; its number is in base 36

The thread is included because for an old message Telegram gives only the chat, not the thread. A button of an older
version still names its screen, so pressing it draws that screen again.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from domain.ids import ChatId
from render.message import CALLBACK_LIMIT, Button

Id = TypeVar("Id")
VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CHAT_ID_LIMIT = 2**52  # Telegram's ids of chats, without their minus sign, are below this
# Bytes that in_thread() or for_chat() may add. It is never both, because a private chat has no threads.
_ADDED = max(len("@2147483647"), len("~18ce53un18f"))
_ROOM = CALLBACK_LIMIT - _ADDED
_ORIGIN = re.compile(r"([0-9]{1,9})(?:@([0-9]{1,18})|~([0-9a-z]{1,11}))?", re.ASCII)


class Flow(StrEnum):
    START = "b"
    SETTINGS = "s"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the screen, the flow and the values in its callback data, and what chat they are about."""

    flow: Flow
    screen: str
    values: tuple[str, ...] = ()
    is_current: bool = True  # False for a button of an older version, whose values do not mean anything any more
    thread_id: int | None = None  # the thread of the message with the button; None if the data does not name one
    # The group or channel that is set up from a private chat; None if the data does not name one.
    chat_id: ChatId | None = None

    def value(self, index: int = 0) -> str:
        return self.values[index] if index < len(self.values) else ""

    def number(self, index: int = 0) -> int | None:
        """Return the value at `index` as a whole number that a database can store; None if it is not one."""
        return _number(self.value(index))

    def id(self, kind: Callable[[int], Id], index: int = 0) -> Id | None:
        """Return the value at `index` as an id of this kind, such as `ArticleId`; None if it is not a number."""
        number = self.number(index)
        return None if number is None else kind(number)

    @property
    def is_on(self) -> bool:
        """Return whether the last value asks for the state "on"."""
        return self.values[-1:] == ("on",)


def data(flow: Flow, screen: str, *values: str | int) -> str:
    """Return callback data; raises ValueError if it would exceed Telegram's limit after a thread is added."""
    text = _joined(flow, screen, values)
    if len(text.encode()) > _ROOM:
        raise ValueError(f"callback data over {CALLBACK_LIMIT} bytes with a thread: {text}")
    return text


def fits(flow: Flow, screen: str, *values: str | int) -> bool:
    """Return whether callback data with these values is within Telegram's limit, even after a thread is added."""
    return len(_joined(flow, screen, values).encode()) <= _ROOM


def in_thread(text: str, thread_id: int | None) -> str:
    """Return callback data with the message's forum thread added; unchanged if there is no thread."""
    version, _, rest = text.partition(":")
    return text if thread_id is None else f"{version}@{thread_id}:{rest}"


def for_chat(text: str, chat_id: ChatId) -> str:
    """Return callback data about a group or channel (a negative id) in place of the chat where it is pressed."""
    number, digits = -chat_id, ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    version, _, rest = text.partition(":")
    return f"{version}~{digits}:{rest}"


def read(text: str) -> Press | None:
    """Return the press that callback data describes; None if this module did not write the data."""
    origin, _, rest = text.partition(":")
    flow, _, rest = rest.partition(":")
    screen, _, values = rest.partition(":")
    found = _ORIGIN.fullmatch(origin)
    if found is None or flow not in tuple(Flow) or not screen:
        return None
    version, thread_id = found[1], _number(found[2] or "")
    number = int(found[3] or "0", len(_DIGITS))
    if (found[2] and not thread_id) or (found[3] and not 0 < number < _CHAT_ID_LIMIT):
        return None
    return Press(
        Flow(flow),
        screen,
        tuple(values.split(":")) if values else (),
        is_current=version == VERSION,
        thread_id=thread_id,
        chat_id=ChatId(-number) if number else None,
    )


def _joined(flow: Flow, screen: str, values: Iterable[str | int]) -> str:
    return ":".join((VERSION, flow, screen, *(str(value) for value in values)))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def choice(label: str, flow: Flow, screen: str, *values: str, is_chosen: bool) -> Button:
    """Return a button for one of several options that can be combined; it asks for the opposite of `is_chosen`."""
    mark = "✅ " if is_chosen else ""
    return Button(f"{mark}{label}", data(flow, screen, *values, "off" if is_chosen else "on"))


def rows(buttons: Iterable[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons in rows of `width`."""
    line = tuple(buttons)
    return tuple(line[start : start + width] for start in range(0, len(line), width))
