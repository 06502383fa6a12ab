"""What people do, asked for over HTTP."""

from typing import Any

from aiohttp import web

from domain.chat import ChatKind
from emulator.control.asked import Asked, refused
from emulator.telegram import acts
from emulator.telegram.accounts import Member
from emulator.telegram.state import Telegram

MANY = 200_000  # people added by one request
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
Answer = dict[str, Any]


async def add_people(telegram: Telegram, asked: Asked) -> Answer:
    """{first_name, language_code?, username?, count?, started?} → {user_ids}; `started`: the bot may write at once."""
    count = int(asked.number("count", 1))
    if not 1 <= count <= MANY:
        raise refused(f"count must lie between 1 and {MANY}.")
    users = [
        telegram.add_user(
            asked.text("first_name", "Reader"),
            language_code=asked.text("language_code"),
            username=asked.text("username"),
        )
        for _ in range(count)
    ]
    for user in users:
        telegram.chats[user.id].is_started = asked.flag("started")
    return {"user_ids": [user.id for user in users]}


async def add_group(telegram: Telegram, asked: Asked) -> Answer:
    """{title, kind: group | supergroup | channel, user_id, is_forum?, username?, bot_status?} → {chat_id}"""
    try:
        kind = ChatKind(asked.text("kind", "supergroup"))
    except ValueError:
        raise refused("kind must be group, supergroup or channel.") from None
    if kind is ChatKind.PRIVATE:
        raise refused("A private chat comes with a person.")
    owner = asked.user
    chat = telegram.add_group(
        asked.text("title", "Group"), kind, username=asked.text("username"), is_forum=asked.flag("is_forum")
    )
    chat.members[owner.id] = Member(owner, "creator")
    if asked.text("bot_status", "left") != "left":
        acts.set_bot_status(telegram, chat, owner, _status(asked, "bot_status"))
    return {"chat_id": chat.id}


async def join(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, status?} A person's standing in a chat."""
    acts.set_person_status(telegram, asked.chat, asked.user, _status(asked, "status", "member"))
    return {}


async def write(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id?, text, reply_to?, thread?} → {message_id}"""
    reply_to = asked.message("reply_to") if asked.body.get("reply_to") is not None else None
    sent = acts.send_text(
        telegram, asked.user, asked.chat, asked.text("text"), reply_to=reply_to, thread=asked.optional("thread")
    )
    return {"message_id": sent.id}


async def press(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id?, message_id, data} → {query_id}; the answer comes as an event."""
    return {"query_id": acts.press(telegram, asked.user, asked.message(), asked.text("data")).id}


async def upload(telegram: Telegram, request: web.Request) -> Answer:
    """Multipart: user_id, caption, file → {message_id}"""
    form = await request.post()
    file, user_id = form.get("file"), str(form.get("user_id", ""))
    user = telegram.users.get(int(user_id)) if user_id.isdecimal() else None
    if user is None or not isinstance(file, web.FileField):
        raise refused("A file and a user_id are expected.")
    chat = Asked(telegram, request, {}).chat
    kind = "photo" if file.content_type in ("image/jpeg", "image/png") and form.get("as") == "photo" else "document"
    sent = acts.send_file(
        telegram, user, chat, file.filename, file.file.read(),
        mime_type=file.content_type, kind=kind, caption=str(form.get("caption", "")),
    )  # fmt: skip
    return {"message_id": sent.id}


async def send_location(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, latitude, longitude} → {message_id}"""
    place = asked.number("latitude"), asked.number("longitude")
    return {"message_id": acts.send_location(telegram, asked.user, asked.chat, *place).id}


async def block(telegram: Telegram, asked: Asked) -> Answer:
    """{blocked: true | false}"""
    acts.set_blocked(telegram, asked.user, blocked=asked.flag("blocked", default=True))
    return {}


async def deactivate(telegram: Telegram, asked: Asked) -> Answer:
    acts.deactivate(telegram, asked.user)
    return {}


async def set_bot(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, status, can_post?} Add, promote, restrict or remove the bot."""
    acts.set_bot_status(
        telegram,
        asked.chat,
        asked.user,
        _status(asked, "status", "member"),
        can_post=asked.flag("can_post", default=True),
    )
    return {}


async def upgrade(telegram: Telegram, asked: Asked) -> Answer:
    """→ {chat_id} of the supergroup"""
    return {"chat_id": acts.upgrade(telegram, asked.chat).id}


async def open_topic(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, name} → {thread}"""
    return {"thread": acts.open_topic(telegram, asked.chat, asked.user, asked.text("name", "Topic")).thread_id}


async def close_topic(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, thread, closed}"""
    topic = asked.chat.topics.get(int(asked.number("thread")))
    if topic is None:
        raise refused("No such topic.", status=404)
    acts.set_topic_closed(telegram, asked.chat, asked.user, topic, closed=asked.flag("closed", default=True))
    return {}


async def ask_inline(telegram: Telegram, asked: Asked) -> Answer:
    """{user_id, text, offset?} → {query_id}; the results come as an event."""
    return {"query_id": acts.ask_inline(telegram, asked.user, asked.text("text"), asked.text("offset")).id}


async def choose_inline(telegram: Telegram, asked: Asked) -> Answer:
    """{query_id, result_id} → {message_id}"""
    query = telegram.inline_queries.get(asked.text("query_id"))
    if query is None:
        raise refused("No such inline query.", status=404)
    return {"message_id": acts.choose_result(telegram, query, asked.text("result_id"), asked.chat).id}


def _status(asked: Asked, name: str, default: str = "member") -> str:
    status = asked.text(name, default)
    if status not in STATUSES:
        raise refused(f"{name} must be one of {', '.join(STATUSES)}.")
    return status


ACTS = {
    "/control/people": add_people,
    "/control/groups": add_group,
    "/control/inline": ask_inline,
    "/control/chats/{chat}/messages": write,
    "/control/chats/{chat}/press": press,
    "/control/chats/{chat}/location": send_location,
    "/control/chats/{chat}/block": block,
    "/control/chats/{chat}/deactivate": deactivate,
    "/control/chats/{chat}/members": join,
    "/control/chats/{chat}/bot": set_bot,
    "/control/chats/{chat}/upgrade": upgrade,
    "/control/chats/{chat}/topics": open_topic,
    "/control/chats/{chat}/topics/closed": close_topic,
    "/control/chats/{chat}/inline": choose_inline,
}
