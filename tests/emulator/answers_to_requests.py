"""More rows of test_conformance: keys that ask for something, reactions, and ephemeral messages."""

from typing import Any

from tests.emulator.answers import Request

REACTIONS = "can't parse reaction types JSON object"


def reacting(message: Any, *emoji: str) -> Request:
    kinds = [{"type": "emoji", "emoji": one} for one in emoji]
    return "setMessageReaction", {"chat_id": "READER", "message_id": message, "reaction": kinds}


def only_for(chat: str, person: str) -> Request:
    parameters = {"receiver_user_id": person}
    return "sendMessage", {"chat_id": chat, "text": "x", "ephemeral_message_parameters": parameters}


CHOICE = {
    "request_id": 1,
    "chat_is_channel": True,
    "user_administrator_rights": {"can_post_messages": True},
    "bot_administrator_rights": {"can_post_messages": True},
}


def asking(chat: str, **what: Any) -> Request:
    return "sendMessage", {"chat_id": chat, "text": "x", "reply_markup": {"keyboard": [[{"text": "k", **what}]]}}


REFUSED_REQUESTS: list[tuple[Request, str]] = [
    (asking("GROUP", request_contact=True), "phone number can be requested in private chats only"),
    (asking("GROUP", request_location=True), "location can be requested in private chats only"),
    (asking("GROUP", request_users={"request_id": 1}), "users can be requested in private chats only"),
    (asking("GROUP", request_chat=CHOICE), "chats can be requested in private chats only"),
    (asking("READER", request_chat={}), "can't parse keyboard button: Can't find field \"request_id\""),
    (
        asking("READER", request_chat=CHOICE | {"request_id": 2**31}),
        'can\'t parse keyboard button: field "request_id" must be a valid Number',
    ),
    (asking("READER", request_chat=CHOICE | {"bot_is_member": 1}), 'field "bot_is_member" must be of type Boolean'),
    (asking("READER", request_chat=CHOICE | {"user_administrator_rights": {}}), "BUTTON_TYPE_INVALID"),
    # Reactions and ephemeral messages
    (reacting(99999, "👍"), "message to react not found"),
    (reacting("SENT", "👍", "🔥"), "REACTIONS_TOO_MANY"),
    (reacting("SENT", "🐈"), "REACTION_INVALID"),
    (("setMessageReaction", {"chat_id": "READER", "message_id": "SENT", "reaction": 5}), REACTIONS),
    (only_for("READER", "READER"), "ephemeral messages can be sent only to groups and supergroups"),
    (only_for("GROUP", "STRANGER"), "ephemeral message receiver not found"),
    (only_for("GROUP", "READER"), "not enough rights to send an ephemeral message"),
    (
        (
            "editEphemeralMessageText",
            {"chat_id": "GROUP", "receiver_user_id": "READER", "ephemeral_message_id": 1, "text": "x"},
        ),
        "message to edit not found",
    ),
]
TAKEN_REQUESTS: list[tuple[Request, dict[str, Any]]] = [
    (asking("READER", request_contact=True), {}),
    (asking("READER", request_chat=CHOICE), {}),
]
