"""Telegram's flood limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

Thirty messages a second to all chats, one a second to a chat, twenty a minute to a group. Each limit is a token bucket
(for groups, a sliding minute): a short burst passes, a long one gets 429 with the seconds to wait. The limits count
messages, not edits, deletions or answers to presses.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from emulator.telegram.errors import ApiError
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

COUNTED = frozenset(
    {"sendmessage", "senddocument", "sendphoto", "copymessage", "forwardmessage", "sendmediagroup", "sendlocation"}
)
GROUP_MINUTE = 60.0


@dataclass(slots=True)
class Bucket:
    """A bucket that holds up to `capacity` tokens and gains `rate` tokens a second."""

    rate: float
    capacity: float
    tokens: float = -1.0
    filled_at: float = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until a token is available; 0 if there is one now."""
        if self.tokens < 0:
            self.tokens = self.capacity
        else:
            self.tokens = min(self.capacity, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (1 - self.tokens) / self.rate)

    def take(self) -> None:
        self.tokens -= 1


@dataclass(slots=True)
class Limits:
    """The limits of one bot; with `is_on` False every call passes."""

    is_on: bool = True
    per_second: float = 30
    capacity: float = 30
    chat_per_second: float = 1
    chat_capacity: float = 3
    group_per_minute: int = 20
    monotonic: Callable[[], float] = time.monotonic
    _all: Bucket | None = None
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _groups: dict[str, deque[float]] = field(default_factory=dict)

    def check(self, telegram: Telegram, call: Call) -> None:
        """Raise ApiError 429, with `retry_after`, when the call comes too early."""
        if not self._counts(call):
            return
        now = self.monotonic()
        wait = max(
            self._bulk().wait(now),
            self._chat(_chat_key(telegram, call)).wait(now),
            self._group_wait(telegram, call, now),
        )
        if wait > 0:
            raise too_many(wait)

    def spend(self, telegram: Telegram, call: Call) -> None:
        """Count the messages that a call has sent against the limits."""
        if not self._counts(call):
            return
        self._bulk().take()
        self._chat(_chat_key(telegram, call)).take()
        key = _chat_key(telegram, call)
        if _is_group(telegram, key):
            self._groups.setdefault(key, deque()).append(self.monotonic())

    def reset(self) -> None:
        """Forget which messages were sent, and apply changed rates."""
        self._all = None
        self._chats.clear()
        self._groups.clear()

    def _counts(self, call: Call) -> bool:
        return self.is_on and call.method.lower() in COUNTED

    def _bulk(self) -> Bucket:
        if self._all is None:
            self._all = Bucket(self.per_second, self.capacity)
        return self._all

    def _chat(self, key: str) -> Bucket:
        if key not in self._chats:
            self._chats[key] = Bucket(self.chat_per_second, self.chat_capacity)
        return self._chats[key]

    def _group_wait(self, telegram: Telegram, call: Call, now: float) -> float:
        sent = self._groups.get(_chat_key(telegram, call))
        if not sent:
            return 0.0
        while sent and now - sent[0] >= GROUP_MINUTE:
            sent.popleft()
        return GROUP_MINUTE - (now - sent[0]) if len(sent) >= self.group_per_minute else 0.0


def _chat_key(telegram: Telegram, call: Call) -> str:
    """Return the same key for a chat whether the call names it by id or by @username."""
    try:
        return str(telegram.chat_of(call.text("chat_id")).id)
    except ApiError:
        return call.text("chat_id")


def _is_group(telegram: Telegram, key: str) -> bool:
    chat = telegram.chats.get(int(key)) if key.removeprefix("-").isdecimal() else None
    return chat is not None and chat.is_group


def too_many(seconds: float) -> ApiError:
    """Return Telegram's error 429, with `seconds` rounded up to a whole number, at least one."""
    wait = max(1, -int(-seconds // 1))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
