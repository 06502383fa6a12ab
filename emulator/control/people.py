"""Actions of people in Telegram, requested over HTTP.

Each docstring gives the JSON that an action takes (`?` marks optional fields) → the JSON that it returns.
"""

from typing import Any

from aiohttp import web

from domain.chat import ChatKind
from emulator.control.request import ControlRequest, refusal
from emulator.telegram import acts, chat_requests, inline, reactions
from emulator.telegram.accounts import Member
from emulator.telegram.state import Telegram

MANY = 200_000  # people that one request may add
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
Answer = dict[str, Any]


async def add_people(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Add people: {first_name, language_code?, username?, count?, started?} → {user_ids}.

    With `started` the bot may write to these people first.
    """
    count = int(fields.number("count", 1))
    if not 1 <= count <= MANY:
        raise refusal(f"count must lie between 1 and {MANY}.")
    users = [
        telegram.add_user(
            fields.text("first_name", "Reader"),
            language_code=fields.text("language_code"),
            username=fields.text("username"),
        )
        for _ in range(count)
    ]
    for user in users:
        telegram.chats[user.id].is_started = fields.flag("started")
    return {"user_ids": [user.id for user in users]}


async def add_group(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Add a group of the person `user_id`: {title, kind, user_id, is_forum?, username?, bot_status?} → {chat_id}.

    `kind` is group, supergroup or channel; without `bot_status` the bot is not in the group.
    """
    try:
        kind = ChatKind(fields.text("kind", "supergroup"))
    except ValueError:
        raise refusal("kind must be group, supergroup or channel.") from None
    if kind is ChatKind.PRIVATE:
        raise refusal("A private chat comes with a person.")
    owner = fields.user
    chat = telegram.add_group(
        fields.text("title", "Group"), kind, username=fields.text("username"), is_forum=fields.flag("is_forum")
    )
    chat.members[owner.id] = Member(owner, "creator")
    if fields.text("bot_status", "left") != "left":
        acts.set_bot_status(telegram, chat, owner, _status(fields, "bot_status"))
    return {"chat_id": chat.id}


async def join(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Give a person a status in the chat, by default that of a member: {user_id, status?} → {}."""
    acts.set_person_status(telegram, fields.chat, fields.user, _status(fields, "status", "member"))
    return {}


async def write(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Write a message: {user_id?, text, reply_to?, thread?, ephemeral?} → {message_id}."""
    reply_to = fields.message("reply_to") if fields.body.get("reply_to") is not None else None
    sent = acts.send_text(
        telegram, fields.user, fields.chat, fields.text("text"),
        reply_to=reply_to, thread=fields.optional("thread"), is_ephemeral=fields.flag("ephemeral"),
    )  # fmt: skip
    return {"message_id": sent.id}


async def press(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Press an inline button: {user_id?, message_id, data} → {query_id}; the bot's answer follows as an event."""
    return {"query_id": acts.press(telegram, fields.user, fields.message(), fields.text("data")).id}


async def share(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Choose a person with a request_users button: {user_id?, request_id, person} → {message_id}."""
    person = telegram.users.get(int(fields.number("person")))
    if person is None:
        raise refusal("No such person.", status=404)
    request_id = int(fields.number("request_id", 0))
    return {"message_id": acts.share_users(telegram, fields.user, fields.chat, request_id, [person]).id}


async def react(telegram: Telegram, fields: ControlRequest) -> Answer:
    """React to a message, or take the reaction back with no emoji: {user_id?, message_id, emoji?} → {}."""
    reactions.react(telegram, fields.user, fields.message(), fields.text("emoji") or None)
    return {}


async def upload(telegram: Telegram, request: web.Request) -> Answer:
    """Send a file: multipart with user_id, file, caption? and as? → {message_id}.

    With the value "photo" for `as`, a JPEG or PNG is sent as a photo, and not as a document.
    """
    form = await request.post()
    file, user_id = form.get("file"), str(form.get("user_id", ""))
    user = telegram.users.get(int(user_id)) if user_id.isdecimal() else None
    if user is None or not isinstance(file, web.FileField):
        raise refusal("A file and a user_id are expected.")
    chat = ControlRequest(telegram, request, {}).chat
    kind = "photo" if file.content_type in ("image/jpeg", "image/png") and form.get("as") == "photo" else "document"
    sent = acts.send_file(
        telegram, user, chat, file.filename, file.file.read(),
        mime_type=file.content_type, kind=kind, caption=str(form.get("caption", "")),
    )  # fmt: skip
    return {"message_id": sent.id}


async def send_location(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Send a location: {user_id, latitude, longitude} → {message_id}."""
    place = fields.number("latitude"), fields.number("longitude")
    return {"message_id": acts.send_location(telegram, fields.user, fields.chat, *place).id}


async def block(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Block the bot, or unblock it: {blocked: true | false} → {}."""
    acts.set_blocked(telegram, fields.user, blocked=fields.flag("blocked", default=True))
    return {}


async def deactivate(telegram: Telegram, fields: ControlRequest) -> Answer:
    acts.deactivate(telegram, fields.user)
    return {}


async def set_bot(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Add, promote, restrict or remove the bot: {user_id, status, can_post?} → {}."""
    acts.set_bot_status(
        telegram,
        fields.chat,
        fields.user,
        _status(fields, "status", "member"),
        can_post=fields.flag("can_post", default=True),
    )
    return {}


async def upgrade(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Turn a group into a supergroup: {} → {chat_id}, which is the supergroup's id."""
    return {"chat_id": acts.upgrade(telegram, fields.chat).id}


async def open_topic(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Open a topic: {user_id, name} → {thread}."""
    return {"thread": acts.open_topic(telegram, fields.chat, fields.user, fields.text("name", "Topic")).thread_id}


async def close_topic(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Close a topic, or open it again: {user_id, thread, closed} → {}."""
    topic = fields.chat.topics.get(int(fields.number("thread")))
    if topic is None:
        raise refusal("No such topic.", status=404)
    acts.set_topic_closed(telegram, fields.chat, fields.user, topic, closed=fields.flag("closed", default=True))
    return {}


async def ask_inline(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Send the bot an inline query: {user_id, text, offset?} → {query_id}; the results follow as an event."""
    return {"query_id": inline.ask_inline(telegram, fields.user, fields.text("text"), fields.text("offset")).id}


async def choose_inline(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Choose an inline result: {query_id, result_id} → {message_id}."""
    query = telegram.inline_queries.get(fields.text("query_id"))
    if query is None:
        raise refusal("No such inline query.", status=404)
    return {"message_id": inline.choose_result(telegram, query, fields.text("result_id"), fields.chat).id}


async def offered(telegram: Telegram, fields: ControlRequest) -> Answer:
    """List the chats that a request_chat button offers: {user_id, request_id} → {chats}."""
    chats = chat_requests.offered_chats(telegram, fields.user, int(fields.number("request_id")))
    return {"chats": [chat.wire() for chat in chats]}


async def share_chat(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Choose the chat in the path with a request_chat button: {user_id, request_id} → {message_id}."""
    return {
        "message_id": chat_requests.share_chat(telegram, fields.user, int(fields.number("request_id")), fields.chat).id
    }


async def add_by_link(telegram: Telegram, fields: ControlRequest) -> Answer:
    """Add the bot with a startgroup or startchannel link: {user_id, parameter?, admin?} → {}.

    `admin` lists the rights that the link asks for, joined by +; without it the bot does not become an administrator.
    """
    rights = tuple(filter(None, fields.text("admin").split("+")))
    chat_requests.add_by_link(telegram, fields.user, fields.chat, fields.text("parameter"), rights)
    return {}


def _status(fields: ControlRequest, name: str, default: str = "member") -> str:
    status = fields.text(name, default)
    if status not in STATUSES:
        raise refusal(f"{name} must be one of {', '.join(STATUSES)}.")
    return status


ACTS = {
    "/control/people": add_people,
    "/control/groups": add_group,
    "/control/inline": ask_inline,
    "/control/chats/{chat}/messages": write,
    "/control/chats/{chat}/press": press,
    "/control/chats/{chat}/react": react,
    "/control/chats/{chat}/location": send_location,
    "/control/chats/{chat}/share": share,
    "/control/chats/{chat}/block": block,
    "/control/chats/{chat}/deactivate": deactivate,
    "/control/chats/{chat}/members": join,
    "/control/chats/{chat}/bot": set_bot,
    "/control/chats/{chat}/upgrade": upgrade,
    "/control/chats/{chat}/topics": open_topic,
    "/control/chats/{chat}/topics/closed": close_topic,
    "/control/chats/{chat}/inline": choose_inline,
    "/control/offered": offered,
    "/control/chats/{chat}/chosen": share_chat,
    "/control/chats/{chat}/link": add_by_link,
}
