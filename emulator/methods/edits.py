"""Editing sent messages."""

from typing import Any

from emulator.methods.media import read_file
from emulator.methods.messages import read_caption, read_preview, read_text
from emulator.methods.method import Method
from emulator.telegram.access import writable_chat
from emulator.telegram.chats import Message
from emulator.telegram.errors import ApiError, bad_request
from emulator.telegram.keyboards import checked_markup
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
_MEDIA = ("photo", "document")  # the kinds of media that the emulator has


def _target(telegram: Telegram, call: Call) -> Message:
    """Return the message to edit, which is in a chat or was sent through inline mode."""
    inline_id = call.text("inline_message_id")
    if inline_id:
        if inline_id not in telegram.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return telegram.inline_messages[inline_id]
    if not call.text("chat_id"):
        raise bad_request("message identifier is not specified")
    chat, _ = writable_chat(telegram, call.text("chat_id"))
    if not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = telegram.message_in(chat, call.text("message_id"), "to edit")
    if (message.sender is not telegram.bot and message.sender_chat is None) or message.is_service:
        raise bad_request("message can't be edited")
    return message


def _change(telegram: Telegram, call: Call, message: Message, **content: Any) -> dict[str, Any] | bool:
    """Change the message and return the `result`; raises ApiError if nothing would change."""
    wanted = content | {"reply_markup": checked_markup(call.text("reply_markup"), only_inline=True)}
    if all(getattr(message, name) == value for name, value in wanted.items()):
        raise bad_request(NOT_MODIFIED)
    only_markup = not content
    for name, value in wanted.items():
        setattr(message, name, value)
    if not only_markup:
        message.edit_date = telegram.now()
    telegram.tell("edited", message.chat, message_id=message.id)
    return True if call.text("inline_message_id") else message.wire()


async def edit_text(telegram: Telegram, call: Call) -> dict[str, Any] | bool:
    message = _target(telegram, call)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    try:
        text, entities = read_text(telegram, call)
    except ApiError as error:
        # For a new message that is too long, Telegram gives another description, the one that read_text raises.
        if error.description.endswith("message is too long"):
            raise bad_request("MESSAGE_TOO_LONG") from None
        raise
    preview = read_preview(call)
    content: dict[str, Any] = {"text": text, "entities": entities}
    if preview is not None:
        content["link_preview_options"] = preview
    return _change(telegram, call, message, **content)


async def edit_caption(telegram: Telegram, call: Call) -> dict[str, Any] | bool:
    message = _target(telegram, call)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    text, entities = read_caption(telegram, call)
    return _change(telegram, call, message, text=text, entities=entities)


async def edit_media(telegram: Telegram, call: Call) -> dict[str, Any] | bool:
    """Replace the text or file of a message by a photo or document; the old caption is removed or replaced, too."""
    message = _target(telegram, call)
    media = call.json("media", "input media")
    if not isinstance(media, dict):
        raise bad_request("can't parse input media: expected an Object")
    kind = media.get("type")
    if kind not in _MEDIA:
        raise bad_request(f"can't parse input media: type must be one of {', '.join(_MEDIA)}")
    new = call.nested(media)
    text, entities = read_caption(telegram, new)
    content = {"text": text, "entities": entities, "media": read_file(telegram, new, "media", kind).media()}
    return _change(telegram, call, message, **content, link_preview_options=None)


async def edit_markup(telegram: Telegram, call: Call) -> dict[str, Any] | bool:
    return _change(telegram, call, _target(telegram, call))


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
}
