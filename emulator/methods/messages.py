"""Sending texts, copies, forwards and chat actions."""

from typing import Any

from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat, writable_chat
from emulator.telegram.chats import Chat, Message
from emulator.telegram.ephemeral import receiver_of
from emulator.telegram.errors import bad_request
from emulator.telegram.keyboards import checked_markup, flag
from emulator.telegram.links import link_fault
from emulator.telegram.state import Telegram
from emulator.telegram.texts import CAPTION_LIMIT, MESSAGE_LIMIT, Entity, formatted, units
from emulator.wire.call import Call

ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip


def read_text(
    telegram: Telegram, call: Call, name: str = "text", entities: str = "entities"
) -> tuple[str, list[Entity]]:
    """Return a message's text and entities as Telegram stores them.

    Raises ApiError if the text is empty, too long or cannot be parsed.
    """
    source = call.text(name)
    if not source:
        raise bad_request("message text is empty")
    text, found = formatted(source, call.text("parse_mode"), call.json(entities, "message entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    return text, telegram.resolve_mentions(found)


def read_caption(telegram: Telegram, call: Call) -> tuple[str, list[Entity]]:
    text, found = formatted(
        call.text("caption"), call.text("parse_mode"), call.json("caption_entities", "message entities")
    )
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, telegram.resolve_mentions(found)


def read_preview(call: Call) -> dict[str, Any] | None:
    """Return the link_preview_options of a call; None if it has none."""
    if call.boolean("disable_web_page_preview"):
        return {"is_disabled": True}
    preview = call.json("link_preview_options", "link preview options")
    if not isinstance(preview, dict) or not preview:
        return None
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        flag(preview, name)
    if preview.get("url") and link_fault(str(preview["url"])):
        raise bad_request("WEBPAGE_URL_INVALID")
    return preview


def post(telegram: Telegram, call: Call, **content: Any) -> Message:
    """Send `content` to the chat and thread that the call names, with its reply markup and as the reply that it names.

    Return the message.
    """
    chat, topic = writable_chat(telegram, call.text("chat_id"), call.thread)
    markup = checked_markup(
        call.text("reply_markup"),
        only_inline=chat.kind.value == "channel",
        may_request=chat.kind.value == "private",
    )
    receiver = receiver_of(
        telegram,
        chat,
        call.json("ephemeral_message_parameters", "ephemeral message parameters"),
        call.json("reply_parameters", "reply parameters"),
    )
    return telegram.post(
        chat,
        telegram.bot,
        is_ephemeral=receiver is not None,
        receiver=receiver,
        reply_markup=markup,
        reply_to=_replied(call, chat),
        thread_id=topic.thread_id if topic else None,
        is_silent=call.boolean("disable_notification"),
        is_protected=call.boolean("protect_content"),
        **content,
    )


def _replied(call: Call, chat: Chat) -> Message | None:
    reference, may_lack = call.text("reply_to_message_id"), call.boolean("allow_sending_without_reply")
    parameters = call.json("reply_parameters", "reply parameters")
    if isinstance(parameters, dict) and "ephemeral_message_id" not in parameters:
        if "message_id" not in parameters:
            raise bad_request('can\'t find field "message_id"')
        reference = str(parameters.get("message_id", ""))
        may_lack = bool(parameters.get("allow_sending_without_reply", False))
    if not reference or reference == "0":
        return None
    found = chat.messages.get(int(reference)) if reference.isdecimal() else None
    if found is None and not may_lack:
        raise bad_request("message to be replied not found")
    return found


async def send_message(telegram: Telegram, call: Call) -> dict[str, Any]:
    text, entities = read_text(telegram, call)
    return post(telegram, call, text=text, entities=entities, link_preview_options=read_preview(call)).wire()


async def send_chat_action(telegram: Telegram, call: Call) -> bool:
    chat, _ = writable_chat(telegram, call.text("chat_id"), call.thread)
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.tell("action", chat, action=action)
    return True


async def forward_message(telegram: Telegram, call: Call) -> dict[str, Any]:
    original = _original(telegram, call, "to forward")
    origin: dict[str, Any] = {"type": "user", "date": original.date}
    if original.sender_chat is not None:
        origin = {
            "type": "channel",
            "date": original.date,
            "chat": original.sender_chat.wire(),
            "message_id": original.id,
        }
    elif original.sender is not None:
        origin["sender_user"] = original.sender.wire()
    return post(
        telegram,
        call,
        text=original.text,
        entities=original.entities,
        media=original.media,
        forward_origin=original.forward_origin or origin,
    ).wire()


async def copy_message(telegram: Telegram, call: Call) -> dict[str, Any]:
    original = _original(telegram, call, "to copy")
    text, entities = original.text, original.entities
    if "caption" in call.parameters and original.media:
        text, entities = read_caption(telegram, call)
    return {"message_id": post(telegram, call, text=text, entities=entities, media=original.media).id}


def _original(telegram: Telegram, call: Call, purpose: str) -> Message:
    source = reachable_chat(telegram, call.text("from_chat_id"))
    message = telegram.message_in(source, call.text("message_id"), purpose)
    if message.is_service or message.is_protected:
        raise bad_request(f"message can't be {'forwarded' if 'forward' in purpose else 'copied'}")
    return message


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
}
