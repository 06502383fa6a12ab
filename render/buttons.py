"""Callback data: which screen a button belongs to and the state it wants, never "toggle"; at most 64 bytes.

    1:b:topics:economy:on        version, flow (b: the steps of /start, s: /settings), screen, then what is wanted

A button of an older version still names its screen, so pressing it draws that screen anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from render.message import CALLBACK_LIMIT, Button

VERSION = "1"


class Flow(StrEnum):
    START = "b"
    SETTINGS = "s"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed."""

    flow: Flow
    screen: str
    values: tuple[str, ...] = ()
    is_current: bool = True  # False: made by an older version, so its values say nothing any more

    def value(self, index: int = 0) -> str:
        return self.values[index] if index < len(self.values) else ""

    def number(self, index: int = 0) -> int | None:
        """The value as a whole number that a database can hold; None where it is none."""
        text = self.value(index)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    @property
    def is_on(self) -> bool:
        """The wanted state, where the last value names one."""
        return self.values[-1:] == ("on",)


def data(flow: Flow, screen: str, *values: str | int) -> str:
    """Callback data, checked against Telegram's limit."""
    text = ":".join((VERSION, flow, screen, *(str(value) for value in values)))
    if len(text.encode()) > CALLBACK_LIMIT:
        raise ValueError(f"callback data over {CALLBACK_LIMIT} bytes: {text}")
    return text


def fits(flow: Flow, screen: str, *values: str | int) -> bool:
    return len(":".join((VERSION, flow, screen, *(str(value) for value in values))).encode()) <= CALLBACK_LIMIT


def read(text: str) -> Press | None:
    """What a button's data says; None where it is not of this form at all."""
    version, _, rest = text.partition(":")
    flow, _, rest = rest.partition(":")
    screen, _, values = rest.partition(":")
    if not version.isdigit() or flow not in tuple(Flow) or not screen:
        return None
    return Press(Flow(flow), screen, tuple(values.split(":")) if values else (), is_current=version == VERSION)


def choice(label: str, flow: Flow, screen: str, *values: str, is_chosen: bool) -> Button:
    """A button for one of several things that may be chosen together; it wants the opposite of what is."""
    mark = "✅ " if is_chosen else ""
    return Button(f"{mark}{label}", data(flow, screen, *values, "off" if is_chosen else "on"))


def rows(buttons: Iterable[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of `width`."""
    line = tuple(buttons)
    return tuple(line[start : start + width] for start in range(0, len(line), width))
