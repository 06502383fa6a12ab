"""A message that is ready to be sent, in Telegram's HTML, and the limits of messages."""

from dataclasses import dataclass, field

TEXT_LIMIT = 4096  # UTF-16 units after entities were parsed: https://core.telegram.org/bots/api#sendmessage
CAPTION_LIMIT = 1024  # UTF-16 units of a picture's caption after entities were parsed
ENTITY_LIMIT = 100  # entities of a message; Telegram ignores any further ones
CALLBACK_LIMIT = 64  # bytes of callback data


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it either sends `data` to the bot or opens the page `url`.

    `data` names the state that the reader wants, such as "on"; it is never "toggle", because a press may come twice.
    """

    text: str
    data: str | None = None
    url: str | None = None
    is_own: bool = False  # whether the button is about the chat that shows it, even if its screen is about another chat


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
    """A message to send; one with `keys` or a `reply_hint` has no buttons and cannot replace an earlier message."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    is_silent: bool = False
    preview_url: str | None = None  # the page whose preview is shown above the text; None: no preview
    keys: tuple[PersonKey | ChatKey, ...] = ()  # keys below the input field, which exist only in private chats
    # Whether the message removes the keys that an earlier message showed; such a message has no buttons.
    clears_keys: bool = False
    # The hint in the empty input field, at most 64 characters; a message with a hint asks the person to reply to it.
    reply_hint: str = ""
    photo: str = ""  # the file_id of a picture; then the text is its caption, and has at most CAPTION_LIMIT


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    content: bytes
    html: str  # the caption, which Telegram shows under the file


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """A picture that the bot has drawn: the PNG file, and a message with its caption and buttons.

    The text of the caption has at most CAPTION_LIMIT UTF-16 units.
    """

    name: str
    content: bytes
    caption: OutgoingMessage


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
