"""Actions of people in Telegram, and the updates that the bot gets for them."""

from typing import Any

from domain.chat import ChatKind
from domain.ids import ChatId
from emulator.telegram.accounts import Member, User
from emulator.telegram.chats import SUPERGROUP_BASE, Chat, Message, Topic
from emulator.telegram.state import CallbackQuery, Telegram
from emulator.telegram.texts import MESSAGE_LIMIT, clean, units


class ImpossibleAct(Exception):
    """A Telegram app would not let a person do this; the message says why."""


def send_text(
    telegram: Telegram, user: User, chat: Chat, text: str, *, reply_to: Message | None = None,
    thread: int | None = None, is_ephemeral: bool = False,
) -> Message:  # fmt: skip
    """Write a message and return it; the bot gets an update, unless privacy mode withholds a group's message.

    An ephemeral message is a command of a group's menu, which only the bot sees.
    """
    text, entities = clean(text, [])
    if not text:
        raise ImpossibleAct("an empty message cannot be sent")
    if units(text) > MESSAGE_LIMIT:
        raise ImpossibleAct(f"a message has at most {MESSAGE_LIMIT} characters")
    if is_ephemeral and not (chat.is_group and text.startswith("/")):
        raise ImpossibleAct("only a group's commands are ephemeral")
    message = post_as(
        telegram, user, chat, reply_to=reply_to, thread=thread, text=text, entities=entities, is_ephemeral=is_ephemeral
    )
    if _bot_hears(telegram, message):
        telegram.announce(message)
    return message


def send_file(
    telegram: Telegram,
    user: User,
    chat: Chat,
    name: str,
    content: bytes,
    *,
    mime_type: str = "application/octet-stream",
    kind: str = "document",
    caption: str = "",
) -> Message:
    text, entities = clean(caption, [])
    stored = telegram.files.add(name, mime_type, content, kind)
    message = post_as(telegram, user, chat, text=text, entities=entities, media=stored.media())
    if _bot_hears(telegram, message):
        telegram.announce(message)
    return message


def send_location(telegram: Telegram, user: User, chat: Chat, latitude: float, longitude: float) -> Message:
    message = post_as(telegram, user, chat, media={"location": {"latitude": latitude, "longitude": longitude}})
    if _bot_hears(telegram, message):
        telegram.announce(message)
    return message


def send_media(telegram: Telegram, user: User, chat: Chat, media: dict[str, Any], *, caption: str = "") -> Message:
    """Send a message whose content has no stored file, such as {"sticker": …}, {"voice": …}, {"poll": …}."""
    text, entities = clean(caption, [])
    message = post_as(telegram, user, chat, text=text, entities=entities, media=media)
    if _bot_hears(telegram, message):
        telegram.announce(message)
    return message


def delete_for_both(telegram: Telegram, message: Message) -> None:
    """Delete a message of a private chat for both sides; the bot gets no update."""
    message.chat.messages.pop(message.id, None)
    telegram.tell("deleted", message.chat, message_id=message.id)


def share_users(telegram: Telegram, user: User, chat: Chat, request_id: int, people: list[User]) -> Message:
    """Choose people with the request_users button that has this request_id; return the message that the bot gets."""
    service = {"users_shared": {"request_id": request_id, "users": [{"user_id": one.id} for one in people]}}
    message = post_as(telegram, user, chat, service=service)
    telegram.announce(message)
    return message


def forward(telegram: Telegram, user: User, chat: Chat, author: User, text: str) -> Message:
    """Forward somebody's message into the chat; the author does not hide their identity."""
    origin = {"type": "user", "date": telegram.now(), "sender_user": author.wire()}
    message = post_as(telegram, user, chat, text=text, entities=[], forward_origin=origin)
    if _bot_hears(telegram, message):
        telegram.announce(message)
    return message


def edit_text(telegram: Telegram, message: Message, text: str) -> None:
    message.text, message.entities = clean(text, [])
    message.edit_date = telegram.now()
    telegram.tell("edited", message.chat, message_id=message.id)
    if _bot_hears(telegram, message):
        telegram.announce(message, edited=True)


def press(telegram: Telegram, user: User, message: Message, data: str) -> CallbackQuery:
    """Press an inline button; return the query, which the bot has yet to answer."""
    query = CallbackQuery(telegram.new_query_id(), user, message, data, telegram.now())
    telegram.callbacks[query.id] = query
    inline_id = next((key for key, known in telegram.inline_messages.items() if known is message), None)
    shape: dict[str, Any] = {
        "id": query.id,
        "from": user.wire(),
        "chat_instance": str(abs(message.chat.id) * 31),
        "data": data,
    }
    shape |= {"inline_message_id": inline_id} if inline_id else {"message": message.wire()}
    telegram.queue.put("callback_query", shape)
    return query


# Blocking, joining, leaving -------------------------------------------------------------------------------------------


def set_blocked(telegram: Telegram, user: User, *, blocked: bool) -> None:
    chat = telegram.chats[user.id]
    if chat.is_blocked == blocked:
        return
    chat.is_blocked = blocked
    _tell_membership(telegram, chat, user, "member" if blocked else "kicked", "kicked" if blocked else "member")


def set_bot_status(telegram: Telegram, chat: Chat, by: User, status: str, *, can_post: bool = True) -> None:
    """Add, promote, restrict or remove the bot, by giving it a new `status` (see Member); the bot gets an update."""
    member = telegram.member_of(chat, telegram.bot)
    old = member.wire(chat.kind)
    was_inside = member.is_inside
    member.status, member.can_post = status, can_post
    chat.members.setdefault(by.id, Member(by, "creator"))
    telegram.queue.put(
        "my_chat_member",
        {
            "chat": chat.wire(),
            "from": by.wire(),
            "date": telegram.now(),
            "old_chat_member": old,
            "new_chat_member": member.wire(chat.kind),
        },
    )
    telegram.tell("chat", chat)
    if chat.is_group and was_inside != member.is_inside:
        joined = member.is_inside
        service = {"new_chat_members": [telegram.bot.wire()]} if joined else {"left_chat_member": telegram.bot.wire()}
        message = telegram.post(chat, by, service=service)
        if joined:
            telegram.announce(message)


def set_person_status(telegram: Telegram, chat: Chat, user: User, status: str) -> None:
    member = telegram.member_of(chat, user)
    old = member.wire(chat.kind)
    member.status = status
    telegram.queue.put(
        "chat_member",
        {
            "chat": chat.wire(),
            "from": user.wire(),
            "date": telegram.now(),
            "old_chat_member": old,
            "new_chat_member": member.wire(chat.kind),
        },
    )
    telegram.tell("chat", chat)


def deactivate(telegram: Telegram, user: User) -> None:
    """Delete the account; the bot notices this only when its next message to the account is refused."""
    user.is_deactivated = True
    telegram.tell("chat", telegram.chats[user.id])


def upgrade(telegram: Telegram, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup and return that; calls with the old id are refused and given the new id."""
    if chat.kind is not ChatKind.GROUP or chat.migrated_to is not None:
        raise ImpossibleAct("only a basic group becomes a supergroup")
    upgraded = Chat(
        ChatId(SUPERGROUP_BASE + chat.id), ChatKind.SUPERGROUP, title=chat.title, members=dict(chat.members)
    )
    telegram.chats[upgraded.id] = upgraded
    owner = _owner(chat) or telegram.bot
    telegram.announce(telegram.post(chat, owner, service={"migrate_to_chat_id": upgraded.id}))
    chat.migrated_to = upgraded.id
    telegram.announce(telegram.post(upgraded, owner, service={"migrate_from_chat_id": chat.id}))
    telegram.tell("chat", chat)
    telegram.tell("chat", upgraded)
    return upgraded


def open_topic(telegram: Telegram, chat: Chat, by: User, name: str) -> Topic:
    if not chat.is_forum:
        raise ImpossibleAct("only a forum has topics")
    message = telegram.post(chat, by, service={"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}})
    topic = Topic(message.id, name)
    message.thread_id = topic.thread_id
    chat.topics[topic.thread_id] = topic
    telegram.announce(message)
    return topic


def set_topic_closed(telegram: Telegram, chat: Chat, by: User, topic: Topic, *, closed: bool) -> None:
    topic.is_closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    telegram.announce(telegram.post(chat, by, service={kind: {}}, thread_id=topic.thread_id))


# Used by the acts above -----------------------------------------------------------------------------------------------


def post_as(telegram: Telegram, user: User, chat: Chat, *, thread: int | None = None, **content: Any) -> Message:
    """Add a person's message to a chat; raises ImpossibleAct if the person may not write there."""
    if chat.kind is ChatKind.PRIVATE:
        if chat.is_blocked:
            raise ImpossibleAct("unblock the bot first")
        chat.is_started = True
    else:
        member = telegram.member_of(chat, user)
        if not member.is_inside:
            raise ImpossibleAct(f"{user.first_name} is not in this chat")
        if chat.kind is ChatKind.CHANNEL and not member.is_admin:
            raise ImpossibleAct("only administrators write in a channel")
    return telegram.post(chat, user, thread_id=thread, **content)


def _bot_hears(telegram: Telegram, message: Message) -> bool:
    """Return whether the bot gets a message.

    In a group, a bot in privacy mode gets only commands, replies to its messages, and messages sent via the bot; a bot
    that is an administrator gets all messages.
    """
    chat = message.chat
    if chat.kind is ChatKind.PRIVATE:
        return True
    member = telegram.member_of(chat, telegram.bot)
    if not member.is_inside:
        return False
    if member.is_admin or message.via_bot is telegram.bot:
        return True
    if message.reply_to is not None and message.reply_to.sender is telegram.bot:
        return True
    mine = f"@{telegram.bot.username}".lower()
    first = message.text.split(maxsplit=1)[0].lower() if message.text else ""
    if first.startswith("/"):
        return "@" not in first or first.endswith(mine)
    return mine in message.text.lower()


def _tell_membership(telegram: Telegram, chat: Chat, by: User, old: str, new: str) -> None:
    bot = Member(telegram.bot, old)
    before = bot.wire(chat.kind)
    bot.status = new
    telegram.queue.put(
        "my_chat_member",
        {
            "chat": chat.wire(),
            "from": by.wire(),
            "date": telegram.now(),
            "old_chat_member": before,
            "new_chat_member": bot.wire(chat.kind),
        },
    )
    telegram.tell("chat", chat)


def _owner(chat: Chat) -> User | None:
    return next((member.user for member in chat.members.values() if member.status == "creator"), None)
