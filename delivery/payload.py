"""Reducing updates to the fields that the bot uses, so that nothing is stored that says who or where a person is.

No names, locations, contacts or pictures are stored, except for the picture of a broadcast. A shared location is
replaced by the command that sets its time zone. A message's text is kept until its update is handled, because handling
it needs the text. Of messages in groups and channels, only commands and changes that concern the bot are stored.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted
from pydantic import BaseModel

from domain.ids import ChatId
from render.buttons import read
from render.search import QUERY_SIGN
from render.zones import nearest

ALLOWED_UPDATES = ("message", "channel_post", "callback_query", "my_chat_member", "inline_query")

_CHAT = ("id", "type", "is_forum")
_MESSAGE = (
    "message_id",
    "date",
    "message_thread_id",
    "is_topic_message",
    "media_group_id",
    "ephemeral_message_id",
    "text",
    "caption",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_closed",
    "forum_topic_reopened",
)
_SERVICE = ("migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_closed", "forum_topic_reopened")
BROADCAST = "broadcast"  # name of the command, and of the screen
_FORMATTING = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
     "text_link")
)  # fmt: skip
_DOCUMENT = ("file_id", "file_unique_id", "file_name", "file_size", "mime_type")
_PUBLIC = ("group", "supergroup", "channel")
_PAST_IDS = 2**63  # all ids are below


def strip_update(update: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the fields of an update that the bot uses, valid as aiogram's Update; None if the bot does not need it.

    Raises KeyError, TypeError, ValueError or AttributeError for an update of unknown form. Its ids are checked because
    they order the updates that wait: one that could not be stored or ordered would hold up all others.
    """
    kind = next((name for name in ALLOWED_UPDATES if name in update), None)
    if kind is None:
        return None
    event = update[kind]
    if kind == "callback_query":
        kept = _callback(event)
    elif kind == "my_chat_member":
        kept = _membership(event)
    elif kind == "inline_query":
        kept = _pick(event, ("id", "query", "offset")) | {"from": _user(event["from"])}
    elif _is_for_nobody(event):
        return None
    else:
        kept = _message(event)
    payload = {"update_id": update["update_id"], kind: kept}
    for number in (payload["update_id"], chat_of(payload), sender_of(payload)):
        if type(number) is not int or not -_PAST_IDS < number < _PAST_IDS:
            raise ValueError("an id is no integer of 64 bits")
    return payload


def chat_of(payload: Mapping[str, Any]) -> ChatId:
    """Return the id of the chat to which an update belongs; the updates of one chat are handled in their order.

    An inline query, and a button without a message, belong to the person's private chat.
    """
    event = _event_of(payload)
    chat = event.get("chat") or (event.get("message") or {}).get("chat") or event.get("from") or {}
    return ChatId(int(chat.get("id", 0)))


def sender_of(payload: Mapping[str, Any]) -> ChatId:
    """Return the id of the person who sent the update, by which people take turns; the chat's id if nobody is named.

    A message sent as the chat also gives the chat's id, because all anonymous admins of Telegram share one account.
    """
    event = _event_of(payload)
    if "sender_chat" in event or "from" not in event:
        return chat_of(payload)
    return ChatId(int(event["from"].get("id", 0)))


def _event_of(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((payload[kind] for kind in ALLOWED_UPDATES if payload.get(kind) is not None), {})


def _is_for_nobody(message: Mapping[str, Any]) -> bool:
    if message["chat"]["type"] not in _PUBLIC or any(name in message for name in _SERVICE):
        return False
    return not str(message.get("text") or message.get("caption") or "").startswith("/")


def _pick(value: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}


def _user(user: Mapping[str, Any]) -> dict[str, Any]:
    # aiogram requires a first name, so it is empty.
    return {"id": user["id"], "is_bot": user.get("is_bot", False), "first_name": ""} | _pick(user, ("language_code",))


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    kept = _pick(message, _MESSAGE)
    kept["chat"] = _pick(message["chat"], _CHAT)
    if "from" in message:
        kept["from"] = _user(message["from"])
    if "sender_chat" in message:
        kept["sender_chat"] = _pick(message["sender_chat"], _CHAT)
    if "document" in message:
        kept["document"] = _pick(message["document"], _DOCUMENT)
    if "location" in message and message["chat"]["type"] not in _PUBLIC:
        kept.setdefault("text", _zone_command(message["location"]))
    if "chat_shared" in message:
        kept["chat_shared"] = _pick(message["chat_shared"], ("request_id", "chat_id"))
    if "users_shared" in message:
        people = message["users_shared"].get("users", [])
        kept["users_shared"] = _pick(message["users_shared"], ("request_id",)) | {
            "users": [_pick(one, ("user_id",)) for one in people]
        }
    if "reply_to_message" in message:
        kept["reply_to_message"] = _replied(message["reply_to_message"])
    if kept["chat"].get("type") == "private" and _is_broadcast(kept):
        kept |= _composed(message)
    return kept


def _is_broadcast(message: Mapping[str, Any]) -> bool:
    """Return whether a reduced message is the command /broadcast, or a reply to a question on its screen."""
    if str(message.get("text") or message.get("caption") or "").casefold().startswith(f"/{BROADCAST}"):
        return True
    links = (str(one.get("url", "")) for one in message.get("reply_to_message", {}).get("entities", ()))
    asked = (read(link.partition("#")[2]) for link in links)
    return any(one is not None and one.screen == BROADCAST for one in asked)


def _composed(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the formatting and the picture of a broadcast's wording; mentions of people are left out."""
    kept: dict[str, Any] = {}
    for name in ("entities", "caption_entities"):
        wanted = [one for one in message.get(name, ()) if one.get("type") in _FORMATTING]
        if wanted:
            kept[name] = [_pick(one, ("type", "offset", "length", "url", "language")) for one in wanted]
    if message.get("photo"):
        kept["photo"] = [_pick(message["photo"][-1], ("file_id", "file_unique_id", "width", "height"))]
    return kept


def _replied(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the author and links of the message replied to, by which our own questions are recognised."""
    kept = _pick(message, ("message_id", "date")) | {"chat": _pick(message["chat"], _CHAT)}
    if "from" in message:
        kept["from"] = _user(message["from"])
    if "sender_chat" in message:
        kept["sender_chat"] = _pick(message["sender_chat"], _CHAT)
    origin = message.get("forward_origin")
    if origin is not None and origin.get("type") == "user":
        kept["forward_origin"] = _pick(origin, ("type", "date")) | {"sender_user": _user(origin["sender_user"])}
    elif origin is not None:
        kept["forward_origin"] = {"type": "hidden_user", "date": origin["date"], "sender_user_name": ""}
    links = [one for one in message.get("entities", ()) if str(one.get("url", "")).startswith("https://t.me/")]
    if links and kept.get("from", {}).get("is_bot"):
        kept["entities"] = [_pick(one, ("type", "offset", "length", "url")) for one in links]
    return kept


def _zone_command(location: Mapping[str, Any]) -> str:
    """Return the command that sets the time zone of a location; nothing else of the location is used."""
    return f"/city {nearest(float(location['latitude']), float(location['longitude'])).zone}"


def _callback(query: Mapping[str, Any]) -> dict[str, Any]:
    kept = _pick(query, ("id", "chat_instance", "data"))
    kept["from"] = _user(query["from"])
    if "message" in query:
        kept["message"] = _message(query["message"])
        text = kept["message"].pop("text", "")  # the text is the bot's own, and is not needed to draw the screen again
        # In a list of search results the first line is kept: it shows the query, which is needed to search again.
        if text.startswith(QUERY_SIGN):
            kept["message"]["text"] = text.partition("\n")[0]
        kept["message"].pop("caption", None)
    return kept


def _membership(change: Mapping[str, Any]) -> dict[str, Any]:
    kept = _pick(change, ("date",))
    # A group's title is kept, so that the person who set it up can be told which group is meant.
    kept["chat"] = _pick(change["chat"], (*_CHAT, "title") if change["chat"]["type"] in _PUBLIC else _CHAT)
    kept["from"] = _user(change["from"])
    for side in ("old_chat_member", "new_chat_member"):
        member = change[side]
        rights = {name: value for name, value in member.items() if name not in ("user", "custom_title", "tag")}
        kept[side] = _absent_rights(member["status"]) | rights | {"user": _user(member["user"])}
    return kept


@cache
def _absent_rights(status: str) -> dict[str, Any]:
    """Return the rights that aiogram requires but that other versions of the server leave out, all as not granted."""
    models: dict[str, type[BaseModel]] = {"administrator": ChatMemberAdministrator, "restricted": ChatMemberRestricted}
    if status not in models:
        return {}
    fields = models[status].model_fields
    return {name: False for name, field in fields.items() if field.is_required() and field.annotation is bool}
