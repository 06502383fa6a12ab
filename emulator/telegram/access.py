"""What the bot may do in a chat, and the texts of Telegram's errors for everything else."""

from domain.chat import ChatKind
from emulator.telegram.chats import Chat, Topic
from emulator.telegram.errors import ApiError, bad_request, forbidden
from emulator.telegram.state import Telegram


def reachable_chat(telegram: Telegram, reference: str) -> Chat:
    """Return the chat of `chat_id`; raises ApiError if it has moved or the bot is not in it."""
    chat = telegram.chat_of(reference)
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if chat.kind is ChatKind.PRIVATE:
        return chat
    status = telegram.member_of(chat, telegram.bot).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind_name}")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind_name}")
    return chat


def writable_chat(telegram: Telegram, reference: str, thread: int | None = None) -> tuple[Chat, Topic | None]:
    """Return the chat and forum topic of a call; raises ApiError if the bot may not write there."""
    chat = reachable_chat(telegram, reference)
    if chat.kind is ChatKind.PRIVATE:
        _check_person(telegram, chat)
    else:
        fault = _right_fault(telegram, chat)
        if fault is not None:
            raise fault
    return chat, _topic(telegram, chat, thread)


def _check_person(telegram: Telegram, chat: Chat) -> None:
    user = telegram.users[chat.id]
    if user.is_deactivated:
        raise forbidden("user is deactivated")
    if chat.is_blocked:
        raise forbidden("bot was blocked by the user")


def _right_fault(telegram: Telegram, chat: Chat) -> ApiError | None:
    member = telegram.member_of(chat, telegram.bot)
    if chat.kind is ChatKind.CHANNEL:
        if member.is_admin and member.can_post:
            return None
        return bad_request("need administrator rights in the channel chat")
    if member.is_admin or (member.can_post and not chat.is_closed_for_writing):
        return None
    return bad_request("not enough rights to send text messages to the chat")


def _topic(telegram: Telegram, chat: Chat, thread: int | None) -> Topic | None:
    if thread is None or thread == 0:
        return None
    topic = chat.topics.get(thread) if chat.is_forum else None
    if topic is None or topic.is_deleted:
        raise bad_request("message thread not found")
    if topic.is_closed and not telegram.member_of(chat, telegram.bot).is_admin:
        raise bad_request("TOPIC_CLOSED")
    return topic
