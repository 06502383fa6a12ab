"""The outcomes of a call to Telegram, as values; every caller has to handle all of them."""

import asyncio
import re
from dataclasses import dataclass
from html import unescape

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from delivery.throttle import TooLong
from domain.ids import ChatId, MessageId
from render.message import TEXT_LIMIT, utf16_length


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class RetryAt:
    """The message may be sent after `seconds`. `is_flood` says that the cause is Telegram's flood control."""

    seconds: float
    is_flood: bool


@dataclass(frozen=True, slots=True)
class ChatGone:
    """The chat blocked or removed the bot, or its account was deleted; nothing more is sent to it."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    new_id: ChatId


@dataclass(frozen=True, slots=True)
class ChatClosed:
    """The chat exists, but the bot may not write in it or in one of its threads."""

    is_thread: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Telegram could not parse our markup; the same text may be sent without markup."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never accept this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """No readable answer came: the message may have arrived, but it will be sent again."""

    reason: str


Outcome = Sent | RetryAt | ChatGone | ChatMoved | ChatClosed | Unreadable | Refused | Uncertain

OUTCOMES = {
    Sent: "sent",
    RetryAt: "put_off",
    ChatGone: "gone",
    ChatMoved: "moved",
    ChatClosed: "closed",
    Unreadable: "unreadable",
    Refused: "refused",
    Uncertain: "no_answer",
}


def name_of(outcome: Outcome) -> str:
    """Return the name under which the metrics count an outcome."""
    return OUTCOMES[type(outcome)]


# Exceptions that a call may raise; any other exception is an error of ours and is not caught.
EXPECTED = (TelegramAPIError, ClientDecodeError, TooLong, asyncio.TimeoutError)

_LONGEST_BACKOFF = 600.0  # seconds between two attempts at a delivery whose outcome is uncertain
# Parts of Telegram's error descriptions, from https://core.telegram.org/api/errors and the Bot API server.
_THREAD_CLOSED = re.compile(r"topic_closed|topic_deleted|message thread not found", re.IGNORECASE)
_NO_RIGHTS = re.compile(
    r"not enough rights|have no rights|need administrator rights|chat_write_forbidden|chat_send_\w+_forbidden"
    r"|chat_admin_required|chat_restricted|user_restricted",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"chat not found|user not found|peer_id_invalid|group chat was deleted|group chat was deactivated"
    r"|user is deactivated|blocked by the user|bot was kicked|bot is not a member|can't initiate conversation"
    r"|can't send messages to bots|channel_private|input_user_deactivated|user_is_blocked|chat_id is empty",
    re.IGNORECASE,
)
_UNPARSED = re.compile(r"can't parse entities|can't find end|unsupported start tag", re.IGNORECASE)


def outcome_of(error: BaseException) -> Outcome:
    """Return the outcome of a call to Telegram that raised one of the EXPECTED exceptions."""
    match error:
        case TooLong():
            return RetryAt(error.seconds, is_flood=False)
        case TelegramRetryAfter():
            return RetryAt(error.retry_after, is_flood=True)
        case TelegramMigrateToChat():
            return ChatMoved(ChatId(error.migrate_to_chat_id))
        case TelegramEntityTooLarge():
            return Refused(error.message)
        case TelegramServerError() | TelegramNetworkError() | ClientDecodeError():
            return Uncertain(type(error).__name__)
        case TelegramUnauthorizedError() | TelegramNotFound() | TelegramConflictError():
            # The token was revoked or is used elsewhere, or the server's address is wrong; the message is kept for a
            # later attempt.
            return Uncertain(type(error).__name__)
        case TelegramAPIError():
            return _refusal(error)
        case _:
            return Uncertain(type(error).__name__)


def _refusal(error: TelegramAPIError) -> Outcome:
    said = error.message or ""  # an answer need not have a description
    if _UNPARSED.search(said):
        return Unreadable(said)
    if _THREAD_CLOSED.search(said):
        return ChatClosed(is_thread=True)
    if _NO_RIGHTS.search(said):
        return ChatClosed(is_thread=False)
    if _GONE.search(said) or "forbidden" in said.lower():
        return ChatGone(said)
    return Refused(said)


_TAG = re.compile(r"</?(?:a|b|i|u|s|strong|em|ins|del|strike|code|pre|blockquote|tg-\w+|span)\b[^>]*>", re.IGNORECASE)


_LINK = re.compile(r"<a href=\"([^\"]*)\">(.*?)</a>", re.DOTALL)


def plain(html: str, *, has_addresses: bool = True) -> str:
    """Return the text of a message without its markup, even if the markup is malformed.

    If the message has room for them, the addresses of links follow in brackets, because a source is part of the news.
    """
    bare = unescape(_TAG.sub("", html))
    if not has_addresses:
        return bare
    addressed = unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", html)))
    return addressed if utf16_length(addressed) <= TEXT_LIMIT else bare


def backoff(attempts: int) -> float:
    """Return the seconds to wait before the next attempt, if the outcome of the last one is uncertain."""
    return min(5.0 * float(2 ** min(attempts, 10)), _LONGEST_BACKOFF)
