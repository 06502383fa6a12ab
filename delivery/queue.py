"""Updates that wait in memory to be handled: in order for each chat, people in turns, several at once.

While an answer waits to be sent, its update is not counted among those handled at once. If the answer has to wait long
and no part of it was sent yet, a newer request of the same chat replaces it.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from itertools import islice

import structlog
from structlog.contextvars import bound_contextvars

from delivery.payload import sender_of
from delivery.turns import Turns
from domain.ids import ChatId
from storage.interface import StoredUpdate

log = structlog.get_logger(__name__)

_MOST_WAITING = 10_000  # updates in memory; further ones stay at Telegram until some are handled
_SHORT = 0.25  # seconds; during a shorter wait the update still counts among those handled at once
_LONG = 3.0  # seconds; if an answer has to wait longer, a newer request of the chat replaces it

# Kinds of updates that are no request in the chat; after one, the chat still wants the answer that waits to be sent.
_ASIDE = frozenset({"my_chat_member", "inline_query"})

_current: ContextVar["Turn | None"] = ContextVar("turn", default=None)


class Superseded(Exception):
    """The answer is not wanted any more, because the chat has made a newer request."""


class Turn:
    """An update in progress: the code that sends its answer reports here when the answer waits or was partly sent."""

    def __init__(self, turns: Turns, chat_id: ChatId, on_room: Callable[[], None]) -> None:
        self._turns = turns
        self._chat_id = chat_id
        self._on_room = on_room
        self._newer = asyncio.Event()
        self._is_away = False
        self.has_spoken = False  # whether a part of the answer was sent

    def supersede(self) -> None:
        """Record that the chat has made a newer request, so that the answer is dropped if it still waits."""
        self._newer.set()

    async def rest(self, seconds: float, *, ahead: float) -> None:
        """Sleep; if longer than _SHORT, the update is not counted meanwhile among those handled at once.

        `ahead` is for how many seconds the answer waits in all. If that is _LONG or more and no part of the answer was
        sent, a newer request of the chat ends the sleep, and Superseded is raised.
        """
        if seconds <= _SHORT:
            await asyncio.sleep(seconds)
            return
        with self.away():
            if ahead < _LONG or self.has_spoken:
                await asyncio.sleep(seconds)
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._newer.wait()
                raise Superseded

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """While the block runs, do not count the update among those handled at once, so that another one may begin."""
        if self._is_away:
            yield
            return
        self._is_away = True
        person = self._turns.leave(self._chat_id)
        self._on_room()
        try:
            yield
        finally:
            self._turns.resume(self._chat_id, person)
            self._is_away = False


def current_turn() -> Turn | None:
    """Return the update that the current task handles; None if it does not handle one."""
    return _current.get()


def away() -> AbstractContextManager[None]:
    """While the block runs, let another update be handled in place of the one that the current task handles.

    Do nothing in a task that does not handle an update.
    """
    turn = current_turn()
    return contextlib.nullcontext() if turn is None else turn.away()


class UpdateQueue:
    """A queue that passes updates to `handle`: up to `workers` at once, but one at a time for each chat."""

    def __init__(self, handle: Callable[[StoredUpdate], Awaitable[None]], *, workers: int) -> None:
        self._handle = handle
        self._turns = Turns(workers)
        # Chat → its updates, in order; the first of them may be in progress.
        self._queues: dict[ChatId, deque[StoredUpdate]] = {}
        self._alone: deque[StoredUpdate] = deque()
        self._at_work: dict[ChatId, Turn] = {}  # chat → the update that is in progress or waits for Telegram
        self._tasks: set[asyncio.Task[None]] = set()
        self.task: asyncio.Task[None] | None = None  # the task that hands out updates; None before start()
        self._has_work = asyncio.Event()
        self._is_closing = False
        self.waiting = 0
        self.has_room = asyncio.Event()
        self.has_room.set()

    def start(self) -> None:
        self.task = asyncio.create_task(self._dispatch(), name="updates")  # noqa: TID251 - ended by close()

    def add_alone(self, updates: Iterable[StoredUpdate]) -> None:
        """Add updates to be handled first and one at a time, to find out which one crashes the process."""
        before = len(self._alone)
        self._alone.extend(updates)
        self.waiting += len(self._alone) - before
        self._has_work.set()

    def add(self, updates: Iterable[StoredUpdate]) -> None:
        for update in updates:
            queue = self._queues.get(update.chat_id)
            if queue is None:
                queue = self._queues[update.chat_id] = deque()
                self._turns.add(update.chat_id, sender_of(update.payload))
            elif (turn := self._at_work.get(update.chat_id)) is not None and _ASIDE.isdisjoint(update.payload):
                turn.supersede()
            queue.append(update)
            self.waiting += 1
        if self.waiting >= _MOST_WAITING:
            self.has_room.clear()
        self._has_work.set()

    def holds(self, chat_ids: Iterable[ChatId]) -> bool:
        """Return whether one of these chats has updates that are not handled yet."""
        return any(chat_id in self._queues for chat_id in chat_ids)

    async def settle(self) -> None:
        """Wait until all updates are handled."""
        # Polling is acceptable here, since only tests and the end of the program wait like this.
        while self._queues or self._alone or self._tasks:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def close(self, *, patience: float) -> None:
        """Wait up to `patience` seconds for updates in progress; waiting ones are not started."""
        self._is_closing = True
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _dispatch(self) -> None:
        while True:
            self._has_work.clear()
            while (work := self._next()) is not None:
                task = asyncio.create_task(work)  # noqa: TID251 - ended by close()
                self._tasks.add(task)
                task.add_done_callback(self._finished)
            await self._has_work.wait()

    def _next(self) -> Coroutine[None, None, None] | None:
        """Return the next work that may start now; None if nothing waits or no more updates may be handled at once."""
        if self._alone:
            return None if self._tasks else self._work_alone(self._alone[0])
        chat_id = self._turns.take()
        return None if chat_id is None else self._work(chat_id)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._has_work.set()

    async def _work(self, chat_id: ChatId) -> None:
        """Handle one update of a chat. Then it is other chats' turn, so that a busy chat does not delay them."""
        queue = self._queues[chat_id]
        turn = self._at_work[chat_id] = Turn(self._turns, chat_id, self._has_work.set)
        if any(_ASIDE.isdisjoint(update.payload) for update in islice(queue, 1, None)):
            turn.supersede()
        _current.set(turn)
        try:
            await self._run(queue[0])
        finally:
            del self._at_work[chat_id]
            self._turns.leave(chat_id)
        queue.popleft()
        self._count_down()
        if queue:
            self._turns.add(chat_id, sender_of(queue[0].payload))
        else:
            del self._queues[chat_id]

    async def _work_alone(self, update: StoredUpdate) -> None:
        await self._run(update)
        self._alone.popleft()
        self._count_down()

    async def _run(self, update: StoredUpdate) -> None:
        with bound_contextvars(update_id=update.update_id):  # added to every line that is logged meanwhile
            try:
                await self._handle(update)
            except Exception:  # an error with one update must not stop the others
                log.exception("an update could not be handled")

    def _count_down(self) -> None:
        self.waiting -= 1
        if self.waiting < _MOST_WAITING:
            self.has_room.set()
