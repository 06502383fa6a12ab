"""The only way to Telegram: an aiogram session middleware that makes every call wait for its turn.

Use it as `bot.session.middleware(Throttle(pacing))`. Calls inside `with bulk():` are bulk. All others are answers to
people, which go first. Calls that show nothing in a chat (getUpdates, answerCallbackQuery…) need not wait.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetUpdates, SendChatAction
from aiogram.methods.base import Response, TelegramMethod, TelegramType

from delivery.pacing import Pacing
from delivery.queue import Superseded, current_turn
from delivery.shared_pace import SharedPace
from domain.ids import ChatId
from domain.tally import Spread
from storage.interface import StorageError

# Seconds for which an answer waits for its turn; after that the person does not wait for it any more.
ANSWER_PATIENCE = 60.0
# Seconds for which a delivery waits for its chat's limit; if it must wait longer, it goes back to the queue.
BULK_CHAT_PATIENCE = 3.0
# Seconds for which a delivery waits for flood control; if it must wait longer, it goes back to the queue.
BULK_GATE_PATIENCE = 60.0
_WAITS = (0.05, 0.25, 1.0, 3.0, 10.0, 60.0)
_NAP = 1.0  # the most seconds between two looks at flood control
# Beginnings of the calls that send new messages, which Telegram's limits count. Edits wait only for flood control.
_COUNTED = ("send", "copy", "forward")
_GATED = (*_COUNTED, "edit")

_is_bulk: ContextVar[bool] = ContextVar("is_bulk", default=False)
_is_wanted: ContextVar[Callable[[], bool]] = ContextVar("is_wanted", default=lambda: True)


class TooLong(Exception):
    """The call's turn comes in `seconds`, which is too long for its caller to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s")
        self.seconds = seconds


@contextmanager
def bulk(is_wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
    """Treat the calls inside as bulk messages: they let answers go first, and raise TooLong rather than wait long.

    `is_wanted` is called when the turn of a call has come; if it returns False, the call is not made and raises
    TooLong.
    """
    token, wanted = _is_bulk.set(True), _is_wanted.set(is_wanted)
    try:
        yield
    finally:
        _is_wanted.reset(wanted)
        _is_bulk.reset(token)


@contextmanager
def wanted(is_wanted: Callable[[], bool]) -> Iterator[None]:
    """Make the calls inside the block only while `is_wanted` returns True; otherwise they raise TooLong."""
    token = _is_wanted.set(is_wanted)
    try:
        yield
    finally:
        _is_wanted.reset(token)


class Throttle(BaseRequestMiddleware):
    """The throttle of a process; `shared` is the pace that several processes share, None if there is only one."""

    def __init__(
        self, pacing: Pacing, *, shared: SharedPace | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.pacing = pacing
        self._shared = shared
        self.monotonic = monotonic
        self.floods = 0  # number of 429 answers so far, for the metrics
        # For the metrics: seconds for which messages waited for their turn, or until they went back to the queue.
        self.waits = {kind: Spread(_WAITS) for kind in ("answer", "bulk")}
        self._gate_patience = BULK_GATE_PATIENCE
        # One call at a time waits for the bot's limit; the others wait behind it, in the order in which they came.
        self._bulk_turn, self._answer_turn = asyncio.Lock(), asyncio.Lock()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat_id = _chat_of(method)
        is_counted = method.__api_method__.startswith(_COUNTED)
        is_bulk = _is_bulk.get()
        attempts = 0
        while True:
            if chat_id is not None:
                started = self.monotonic()
                try:
                    await self._pass_gate(chat_id, is_bulk=is_bulk)
                    if is_counted:
                        await self._turn(chat_id, is_bulk=is_bulk)
                finally:
                    self.waits["bulk" if is_bulk else "answer"].note(self.monotonic() - started)
            if not _is_wanted.get()():
                raise TooLong(0)
            try:
                response = await make_request(bot, method)
            except TelegramRetryAfter as error:
                self.floods += 1
                attempts += 1
                if chat_id is not None:
                    self.pacing.flooded(chat_id, error.retry_after, self.monotonic(), is_bulk=is_bulk)
                    await self._tell_others(error.retry_after)
                if is_bulk or attempts > 2 or error.retry_after > ANSWER_PATIENCE or isinstance(method, GetUpdates):
                    raise
                if chat_id is None:
                    await asyncio.sleep(error.retry_after)
            else:
                if is_counted and not is_bulk and (turn := current_turn()) is not None:
                    turn.has_spoken = True
                return response

    async def ready(self, chat_id: ChatId) -> bool:
        """Wait until an answer could be sent to the chat; return False if the answer is not wanted any more.

        Call this before an answer is worked out. Then an answer that is never sent costs nothing and does not count as
        told.
        """
        try:
            while (wait := self.pacing.chat_wait(chat_id, self.monotonic())) > 0:
                await _rest(wait)
            await self._pass_gate(chat_id, is_bulk=False)
        except TooLong:
            return False
        return True

    def drain(self) -> None:
        """Prepare for the end: within a second, bulk messages that wait for flood control raise TooLong.

        Their deliveries then go back to the queue.
        """
        self._gate_patience = _NAP

    async def _turn(self, chat_id: int | str, *, is_bulk: bool) -> None:
        while (wait := self.pacing.chat_wait(chat_id, self.monotonic())) > 0:
            if not is_bulk:
                await _rest(wait)
            elif wait > BULK_CHAT_PATIENCE:
                raise TooLong(wait)
            else:
                await asyncio.sleep(wait)
        self.pacing.take_chat(chat_id, self.monotonic())
        while True:
            await self._pass_gate(chat_id, is_bulk=is_bulk)
            async with self._bulk_turn if is_bulk else self._answer_turn:
                # Sleeping in a loop, because nothing signals that a token has come.
                while (wait := self.pacing.bot_wait(self.monotonic(), is_bulk=is_bulk)) > 0:  # noqa: ASYNC110
                    await asyncio.sleep(wait)
                # A 429 may have come while this call waited for its token. Then this call takes no token, and gives the
                # lock back before it waits for flood control, because calls for other chats may still be allowed.
                if self.pacing.gate_wait(chat_id, self.monotonic(), is_bulk=is_bulk) <= 0:
                    self.pacing.take_bot(self.monotonic(), is_bulk=is_bulk)
                    if self._shared is not None:
                        await self._shared.take(is_bulk=is_bulk)
                    return

    async def _tell_others(self, seconds: float) -> None:
        if self._shared is not None:
            # If the other processes cannot be told, Telegram itself will tell them to wait.
            with suppress(StorageError):
                await self._shared.close(seconds)

    async def _pass_gate(self, chat_id: int | str, *, is_bulk: bool) -> None:
        while (wait := self.pacing.gate_wait(chat_id, self.monotonic(), is_bulk=is_bulk)) > 0:
            if wait > (self._gate_patience if is_bulk else ANSWER_PATIENCE):
                raise TooLong(wait)
            if is_bulk:
                await asyncio.sleep(min(wait, _NAP))
            else:
                await _rest(min(wait, _NAP), ahead=wait)


async def _rest(seconds: float, *, ahead: float | None = None) -> None:
    """Sleep before an answer is sent, while other updates are handled.

    `ahead` is for how many seconds the answer has to wait in all; None means `seconds`.
    """
    turn = current_turn()
    if turn is None:
        await asyncio.sleep(seconds)
        return
    try:
        await turn.rest(seconds, ahead=seconds if ahead is None else ahead)
    except Superseded as error:
        raise TooLong(seconds) from error


def _chat_of(method: TelegramMethod[Any]) -> int | str | None:
    """Return the chat in which the call shows something; None if it shows nothing in any chat."""
    if not method.__api_method__.startswith(_GATED) or isinstance(method, SendChatAction):
        return None
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int | str) else None
