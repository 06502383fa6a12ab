"""Messages in a group that only one member sees: https://core.telegram.org/bots/api#ephemeral-messages-and-commands

A bot that is not an admin may send one only within seconds of the person's press, or of their ephemeral command. How
the real server words its refusals is not known.
"""

from typing import Any

from emulator.telegram.accounts import User
from emulator.telegram.chats import Chat
from emulator.telegram.errors import bad_request
from emulator.telegram.state import CALLBACK_LIFE, Telegram


def receiver_of(telegram: Telegram, chat: Chat, asked: Any, reply: Any) -> User | None:
    """Return the only member who gets the message; None if everybody gets it. Raises ApiError as Telegram would.

    `asked` is the call's ephemeral_message_parameters and `reply` its reply_parameters.
    """
    if not isinstance(asked, dict):
        return None
    number = asked.get("receiver_user_id")
    user = telegram.users.get(number) if isinstance(number, int) else None
    if not chat.is_group:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    if user is None or user.is_bot or not telegram.member_of(chat, user).is_inside:
        raise bad_request("ephemeral message receiver not found")
    if not (
        telegram.member_of(chat, telegram.bot).is_admin
        or _has_pressed(telegram, user, chat, str(asked.get("callback_query_id", "")))
        or _has_commanded(telegram, user, chat, reply)
    ):
        raise bad_request("not enough rights to send an ephemeral message")
    return user


def _has_pressed(telegram: Telegram, user: User, chat: Chat, query_id: str) -> bool:
    query = telegram.callbacks.get(query_id)
    is_theirs = query is not None and query.user is user and query.message is not None and query.message.chat is chat
    return query is not None and is_theirs and telegram.now() - query.at <= CALLBACK_LIFE


def _has_commanded(telegram: Telegram, user: User, chat: Chat, reply: Any) -> bool:
    number = reply.get("ephemeral_message_id") if isinstance(reply, dict) else None
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None or not message.is_ephemeral or message.sender is not user:
        return False
    return telegram.now() - message.date <= CALLBACK_LIFE
