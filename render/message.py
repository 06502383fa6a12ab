"""A message ready to be sent, in Telegram's HTML, and its limits."""

from dataclasses import dataclass, field

TEXT_LIMIT = 4096  # UTF-16 units after entities are parsed: https://core.telegram.org/bots/api#sendmessage
CAPTION_LIMIT = 1024  # the same for the caption of a picture
ENTITY_LIMIT = 100  # Telegram drops any further ones
CALLBACK_LIMIT = 64  # bytes


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `data` is callback data with the wanted state (never "toggle"), or `url` opens a page."""

    text: str
    data: str | None = None
    url: str | None = None
    is_own: bool = False  # acts on the chat in which it is shown, even under a screen about another chat


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A key of a reply keyboard that lets people choose among their contacts."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatKey:
    """A key of a reply keyboard that lets people choose one of their groups or channels."""

    text: str
    wants_channel: bool


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message; one with `keys` or a `field` has no buttons and cannot replace another message."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    is_silent: bool = False
    preview_url: str | None = None  # the page whose preview is shown above the text; None for no preview
    keys: tuple[PersonKey | ChatKey, ...] = ()  # in private chats only
    clears_keys: bool = False  # removes such keys; the message has no buttons
    # Asks for a reply to this message, with this hint in the empty input field; at most 64 characters.
    reply_hint: str = ""
    photo: str = ""  # the file_id of a picture; the text is its caption then, of CAPTION_LIMIT at most


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    content: bytes
    html: str  # caption under the file


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """A picture of ours, as a PNG; the message is its caption, of CAPTION_LIMIT at most, with its buttons."""

    name: str
    content: bytes
    caption: OutgoingMessage


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
