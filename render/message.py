"""A message that is ready to be sent, in Telegram's HTML, and the limits of messages."""

from dataclasses import dataclass, field

TEXT_LIMIT = 4096  # UTF-16 units after entities were parsed: https://core.telegram.org/bots/api#sendmessage
CAPTION_LIMIT = 1024  # the same for the caption of a picture
ENTITY_LIMIT = 100  # entities of a message; Telegram ignores any further ones
CALLBACK_LIMIT = 64  # bytes of callback data


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it either sends `data`, which has the wanted state (never "toggle"), or opens the page `url`."""

    text: str
    data: str | None = None
    url: str | None = None
    is_own: bool = False  # whether it acts on the chat in which it is shown, even under a screen about another chat


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A key of a reply keyboard with which people choose one of their contacts."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatKey:
    """A key of a reply keyboard with which people choose one of their groups or channels."""

    text: str
    wants_channel: bool


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message; one with `keys` or a `field` has no buttons and cannot replace another message."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    is_silent: bool = False
    preview_url: str | None = None  # the page whose preview is shown above the text; None: no preview
    keys: tuple[PersonKey | ChatKey, ...] = ()  # keys below the input field, which exist only in private chats
    # Whether the message removes the keys that an earlier message showed; then it has no buttons.
    clears_keys: bool = False
    # Asks for a reply to this message, with this hint in the empty input field; at most 64 characters.
    reply_hint: str = ""
    photo: str = ""  # the file_id of a picture; then the text is its caption, and has at most CAPTION_LIMIT


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    content: bytes
    html: str  # caption under the file


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """A picture that the bot has drawn, as a PNG.

    The message is its caption with buttons, at most CAPTION_LIMIT long.
    """

    name: str
    content: bytes
    caption: OutgoingMessage


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
