"""A message ready to send, in Telegram's HTML, and the arithmetic of its limits."""

from dataclasses import dataclass, field

TEXT_LIMIT = 4096  # UTF-16 units after entities are parsed: https://core.telegram.org/bots/api#sendmessage
ENTITY_LIMIT = 100  # Telegram drops any further ones
CALLBACK_LIMIT = 64  # bytes


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is callback data with the wanted state (never "toggle"), or `url` opens a page."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    html: str
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    is_silent: bool = False
    preview_url: str | None = None  # the page that is previewed above the text; None: none is


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    content: bytes
    html: str  # stands under it


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
