"""Forum topics: https://core.telegram.org/bots/api#createforumtopic"""

from typing import Any

from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.chats import Chat, Topic
from emulator.telegram.errors import bad_request
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

NAME_LIMIT = 128
COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def _forum(telegram: Telegram, call: Call) -> Chat:
    chat = reachable_chat(telegram, call.text("chat_id"))
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not telegram.member_of(chat, telegram.bot).is_admin:
        what = "create a topic" if call.method.lower() == "createforumtopic" else "manage topics in the chat"
        raise bad_request(f"not enough rights to {what}")
    return chat


def _topic(chat: Chat, call: Call) -> Topic:
    topic = chat.topics.get(call.integer("message_thread_id"))
    if topic is None or topic.is_deleted:
        raise bad_request("message thread not found")
    return topic


def _name(call: Call, *, may_lack: bool = False) -> str:
    name = call.text("name").strip()
    if (not name and not may_lack) or len(name) > NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    return name


async def create_topic(telegram: Telegram, call: Call) -> dict[str, Any]:
    chat, name = _forum(telegram, call), _name(call)
    colour = call.integer("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    opening = {"forum_topic_created": {"name": name, "icon_color": colour}}
    message = telegram.post(chat, telegram.bot, service=opening)
    message.thread_id = message.id
    chat.topics[message.id] = Topic(message.id, name, colour)
    return {"message_thread_id": message.id, "name": name, "icon_color": colour}


async def edit_topic(telegram: Telegram, call: Call) -> bool:
    chat = _forum(telegram, call)
    topic, name = _topic(chat, call), _name(call, may_lack=True)
    if name and name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name or topic.name
    telegram.tell("chat", chat)
    return True


def _closer(*, closed: bool) -> Method:
    async def set_closed(telegram: Telegram, call: Call) -> bool:
        chat = _forum(telegram, call)
        topic = _topic(chat, call)
        if topic.is_closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.is_closed = closed
        kind = "forum_topic_closed" if closed else "forum_topic_reopened"
        telegram.post(chat, telegram.bot, service={kind: {}}, thread_id=topic.thread_id)
        return True

    return set_closed


async def delete_topic(telegram: Telegram, call: Call) -> bool:
    chat = _forum(telegram, call)
    topic = _topic(chat, call)
    topic.is_deleted = True
    for message_id in [key for key, message in chat.messages.items() if message.thread_id == topic.thread_id]:
        del chat.messages[message_id]
    telegram.tell("chat", chat)
    return True


METHODS: dict[str, Method] = {
    "createForumTopic": create_topic,
    "editForumTopic": edit_topic,
    "closeForumTopic": _closer(closed=True),
    "reopenForumTopic": _closer(closed=False),
    "deleteForumTopic": delete_topic,
}
