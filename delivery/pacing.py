"""Deciding how fast Telegram may be called: arithmetic over monotonic seconds, which are passed to every call.

Telegram accepts about 30 messages a second in all, one a second for a chat and 20 a minute for a group. With an answer
429 it says how long to wait (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

Answers to people come before bulk messages, which are the messages of posts. Bulk messages leave a reserve of tokens,
so that an answer can be sent at once. If they have to wait for tokens, they are sent in small batches, which takes half
the processor time of single messages. After a 429 bulk messages stop for the time that Telegram gave. Then they go on
at half their rate, which rises again in steps.
"""

from collections import deque
from dataclasses import dataclass, field

_GROUP_WINDOW = 61.0  # seconds; one more than Telegram's minute, because calls take different times to arrive
# Seconds without a 429 after which a quarter of the rate is restored: as many as Telegram's last wait had, but at least
# the first and at most the second number.
_RECOVERY_STEPS = (2.0, 10.0)
_SLOWEST = 1 / 8
_GRAIN = 1e-6  # tokens; if fewer are missing, that is a rounding error, and the wait would be too short to matter
_KNOWN_CHATS = 20_000  # chats whose limits are kept; if there are more, chats with full buckets are dropped


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits from the settings; a burst is how many messages may be sent at once after a pause."""

    per_second: float = 30
    burst: int = 25
    per_chat_second: float = 1
    # Telegram accepts three, but calls may arrive closer together than they were sent
    chat_burst: int = 2
    per_group_minute: int = 20

    @property
    def rate(self) -> float:
        """The rate to keep, slightly below Telegram's, so that its bucket recovers after calls arrive together.

        It is 0.4 % lower for a burst of 25, and 3 % lower for a burst of three: the smaller the burst, the sooner calls
        that arrive together empty Telegram's bucket.
        """
        return self.per_second * (1 - min(0.04, 0.1 / self.burst))

    @property
    def reserve(self) -> float:
        """The number of tokens that bulk messages leave for answers."""
        return min(3, (self.burst - 1) / 2)

    @property
    def batch(self) -> int:
        """The number of bulk messages that are sent together; single ones would take more processor time.

        It is the messages of a sixth of a second, but at most a quarter of the tokens above the reserve: the bucket
        must not be full, and lose tokens, while a batch waits for a timer that is late.
        """
        return max(1, int(min(self.per_second / 6, (self.burst - self.reserve) / 4)))


class Bucket:
    """A bucket that holds up to `capacity` tokens and gets `rate` tokens a second."""

    __slots__ = ("_at", "_capacity", "_level", "_rate")

    def __init__(self, rate: float, capacity: float, now: float | None, level: float | None = None) -> None:
        self._rate, self._capacity, self._at = rate, capacity, now
        self._level = capacity if level is None else level

    def wait(self, now: float, amount: float = 1) -> float:
        """Return the seconds until the bucket has `amount` tokens; 0 if it has them now."""
        self._fill(now)
        missing = amount - self._level
        return missing / self._rate if missing > _GRAIN else 0.0

    def take(self, now: float) -> None:
        self._fill(now)
        self._level -= 1

    def is_full(self, now: float) -> bool:
        self._fill(now)
        return self._level >= self._capacity

    def _fill(self, now: float) -> None:
        if self._at is None:
            self._at = now
        elif now > self._at:
            self._level = min(self._capacity, self._level + (now - self._at) * self._rate)
            self._at = now


@dataclass(slots=True)
class _Gate:
    """The state of flood control: no bulk message may be sent until `until`.

    `factor` is the part of the full rate to which bulk messages were slowed at the last 429; `step` is the number of
    seconds after which a quarter of the rate is restored.
    """

    until: float = 0.0
    factor: float = 1.0
    step: float = _RECOVERY_STEPS[0]
    chats: dict[int | str, float] = field(default_factory=dict)  # chat → until when answers to it must wait
    all_until: float = 0.0  # until when answers to all chats must wait


class Pacing:
    """The state of all limits.

    Before each message call the methods that return waits; when all return 0, call `take_chat` and `take_bot`. Without
    `now`, tokens are counted from the first call on.
    """

    def __init__(self, limits: Limits, *, now: float | None = None) -> None:
        self._limits = limits
        # What was sent just before a restart is unknown, so bulk messages start without a burst.
        self._bot = Bucket(limits.rate, limits.burst, now, level=1 + limits.reserve)
        self._chats: dict[int | str, Bucket] = {}
        self._groups: dict[int | str, deque[float]] = {}
        self._gate = _Gate()
        self._last_bulk = 0.0

    def gate_wait(self, chat_id: int | str, now: float, *, is_bulk: bool) -> float:
        """Return the seconds for which flood control still forbids the call."""
        gate = self._gate
        closed = max(gate.all_until, gate.chats.get(chat_id, 0.0))
        return max(0.0, (max(closed, gate.until) if is_bulk else closed) - now)

    def bulk_closed(self, now: float) -> float:
        """Return the seconds for which flood control forbids bulk messages in all chats."""
        return max(0.0, max(self._gate.until, self._gate.all_until) - now)

    def chat_wait(self, chat_id: int | str, now: float) -> float:
        """Return the seconds until the limits for chats and groups allow another message to the chat."""
        bucket = self._chats.get(chat_id)
        wait = bucket.wait(now) if bucket else 0.0
        sent = self._groups.get(chat_id)
        if sent and len(sent) >= self._limits.per_group_minute:
            wait = max(wait, sent[-self._limits.per_group_minute] + _GROUP_WINDOW - now)
        return wait

    def take_chat(self, chat_id: int | str, now: float) -> None:
        if chat_id not in self._chats:
            if len(self._chats) >= _KNOWN_CHATS:
                self._forget(now)
            self._chats[chat_id] = Bucket(self._limits.per_chat_second, self._limits.chat_burst, now)
        self._chats[chat_id].take(now)
        if is_group(chat_id):
            sent = self._groups.setdefault(chat_id, deque(maxlen=self._limits.per_group_minute))
            sent.append(now)

    def bot_wait(self, now: float, *, is_bulk: bool) -> float:
        """Return the seconds until the limit for the whole bot allows another message."""
        if not is_bulk:
            return self._bot.wait(now)
        wait = self._bot.wait(now, 1 + self._limits.reserve)
        if wait > 0:  # wait for the tokens of a whole batch, because single messages cost more processor time
            wait = self._bot.wait(now, self._limits.batch + self._limits.reserve)
        factor = self.bulk_factor(now)
        if factor < 1:
            wait = max(wait, self._last_bulk + 1 / (self._limits.rate * factor) - now)
        return wait

    def take_bot(self, now: float, *, is_bulk: bool) -> None:
        self._bot.take(now)
        if is_bulk:
            self._last_bulk = now

    def bulk_factor(self, now: float) -> float:
        """Return the part of the full rate at which bulk messages are sent, from 1/8 to 1.

        A 429 answer halves the part; it grows by 0.25 after every `gate.step` seconds without another 429.
        """
        gate = self._gate
        if gate.factor >= 1:
            return 1.0
        steps = max(0, int((now - gate.until) / gate.step))
        return min(1.0, gate.factor + 0.25 * steps)

    def flooded(self, chat_id: int | str, wait: float, now: float, *, is_bulk: bool) -> None:
        """Record that a call for this chat was answered by 429, with `wait` seconds to wait.

        Bulk messages stop for that time, and then go on at half their rate. If the call was an answer to a person, the
        chat's answers wait as long; if another chat's answer is refused meanwhile, all answers wait.
        """
        gate = self._gate
        if gate.until <= now:  # calls in flight may get several 429s for one flood, but the rate is lowered only once
            gate.factor = max(_SLOWEST, self.bulk_factor(now) / 2)
            gate.step = min(max(wait, _RECOVERY_STEPS[0]), _RECOVERY_STEPS[1])
        elif not is_bulk and chat_id not in gate.chats:
            gate.all_until = max(gate.all_until, now + wait)  # this 429 is about the whole bot, not about a single chat
        gate.until = max(gate.until, now + wait)
        if not is_bulk:
            gate.chats = {chat: until for chat, until in gate.chats.items() if until > now}
            gate.chats[chat_id] = now + wait

    def hold_bulk(self, seconds: float, now: float) -> None:
        """Stop bulk messages for `seconds`: a flood wait is still running, or the server does not answer."""
        self._gate.until = max(self._gate.until, now + seconds)

    def _forget(self, now: float) -> None:
        self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.is_full(now)}
        self._groups = {chat: sent for chat, sent in self._groups.items() if sent[-1] + _GROUP_WINDOW > now}


def is_group(chat_id: int | str) -> bool:
    """Return whether the chat is a group, supergroup or channel: its id is negative or an @username."""
    return isinstance(chat_id, str) or chat_id < 0
