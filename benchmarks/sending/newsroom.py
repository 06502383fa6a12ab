"""A broadcast by `python bot.py run`: composed in the chat, killed, flooded, overtaken by digests, stopped.

The bot is a process that gets SIGKILL and is started again. The emulator answers at any rate, except during a flood
wait, and settings make the bot's pace higher.
"""

import asyncio
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.sending.stage import reader
from benchmarks.soaking.installation import Installation
from domain.broadcast import Fates
from domain.clock import AdjustableClock
from domain.ids import BroadcastId
from emulator import Emulator, Person
from emulator.people import MessageView
from emulator.telegram.state import Event
from storage.sqlite import open_storage
from tests.storage.shelf import Shelf

WORDS = "Мы добавили новые темы"
NEWS = "В городе открыли новый парк"
BLOCKED = 97  # one reader in this many has blocked the bot
DIGESTS = 40  # chats whose digest becomes due during the broadcast
HOUR = timedelta(hours=1)
FLOOD = 2.0  # seconds of the flood wait
LASTS = 8  # seconds that the broadcast would take at the permitted pace
WAIT = 120.0  # seconds for each step, even on a machine that is doing other things


@dataclass(frozen=True, slots=True)
class Outcome:
    fates: Fates  # the outcome of the deliveries, from the storage at the end
    blocked: int
    arrived: int  # chats in which the broadcast arrived
    doubled: int  # messages of the broadcast beyond the first in a chat
    after_stop: int  # messages of the broadcast that arrived after the stop was shown
    digests: int  # of the DIGESTS chats, the number in which the digest arrived exactly once
    digest_seconds: float  # from when the digests were due until the last one arrived
    left_behind: int  # chats that were still waiting for the broadcast when the last digest arrived
    edit_seconds: float  # the shortest time between two edits of the message with the progress
    report: str  # the text of the message with the progress, at the end
    cpu_seconds: float  # CPU time of the bot, the emulator and the preparations, without the workers of the killed bot


class Newsroom:
    """The emulated Telegram, the bot that runs as a process, two people who own the bot, and the bot's readers."""

    def __init__(self, folder: Path, emulator: Emulator, owners: tuple[Person, Person], readers: list[Person]) -> None:
        self.emulator = emulator
        self.author, self.other = owners
        self.readers = readers
        self.edits: list[float] = []  # the moments at which the progress was shown, in monotonic seconds
        self.bot = Installation(
            folder,
            url=emulator.url,
            token=emulator.token,
            feeds=(),
            ADMIN_IDS=",".join(str(one.id) for one in owners),
            MESSAGES_PER_SECOND=str(max(50, len(readers) / LASTS)),
            MESSAGES_BURST="100",
            WORKER_PROCESSES="1",
        )
        emulator.telegram.listeners.append(self._notice)

    @property
    def arrived(self) -> int:
        """The number of messages that Telegram has accepted."""
        return self.emulator.journal.counts.get("sendMessage 200", 0)

    def counts(self) -> Counter[int]:
        """Return reader → how often the broadcast has arrived, for readers whom it has reached."""
        return Counter(one.id for one in self.readers for seen in one.received if WORDS in seen.text)

    async def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait until `is_so` returns something true; raises TimeoutError that names `what`."""
        deadline = time.monotonic() + WAIT
        while not is_so():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what}: not within {WAIT:.0f} s; see {self.bot.log}")
            await asyncio.sleep(0.01)

    async def press(self, person: Person, message: MessageView, wish: str, shown: str) -> None:
        """Press the broadcast's button `wish`, and wait until the message contains the words `shown`."""
        await person.press_data(f"1:s:broadcast:1:{wish}", message)
        await self.until(lambda: shown in message.text, shown)

    def _notice(self, event: Event) -> None:
        if event.kind == "edited" and event.chat_id == self.author.chat.id:
            self.edits.append(time.monotonic())


async def run_broadcast(folder: Path, *, readers: int) -> Outcome:
    """Send a broadcast to `readers` chats; return the outcome.

    Meanwhile the bot is killed and started again, digests become due, Telegram demands a flood wait, and an owner stops
    the broadcast. `folder` must exist, and becomes the bot's installation.
    """
    cpu = _cpu()
    async with Emulator(clock=AdjustableClock(), limits=False, clock_file=folder / "clock.json") as emulator:
        owners = (await _known(emulator, "Айзада"), await _known(emulator, "Нурлан"))
        room = Newsroom(folder, emulator, owners, [await _known(emulator, f"Читатель {n}") for n in range(readers)])
        blocked = room.readers[::BLOCKED]
        for one in blocked:
            one.chat.is_blocked = True
        due = [one for one in room.readers[-3 * DIGESTS :] if not one.chat.is_blocked][:DIGESTS]
        await _fill(room, due)
        await room.bot.start()
        try:
            progress = await _start(room)
            await room.until(lambda: room.arrived > readers * 0.2, "a fifth has arrived")
            await room.bot.stop(signal.SIGKILL)
            await room.bot.start()
            await room.until(lambda: room.arrived > readers * 0.35, "it goes on after the kill")
            digest_seconds, left_behind = await _overtake(room, due)
            emulator.faults.add("flood", method="sendMessage", seconds=FLOOD)
            await room.until(lambda: room.arrived > readers * 0.7, "it goes on after the flood wait")
            stopped_at = await _stop(room)
            await room.until(lambda: "Not sent because of the stop" in progress.text, "the report")
            # Long enough to notice messages that are sent after the stop, which would be a fault.
            await asyncio.sleep(1.5)
        finally:
            await room.bot.stop()
        counts = room.counts()
        return Outcome(
            fates=await _fates(room.bot.database),
            blocked=len(blocked),
            arrived=len(counts),
            doubled=counts.total() - len(counts),
            after_stop=room.arrived - stopped_at,
            digests=sum(1 for one in due if [NEWS in seen.text for seen in one.received].count(True) == 1),
            digest_seconds=digest_seconds,
            left_behind=left_behind,
            edit_seconds=min((later - earlier for earlier, later in pairwise(room.edits)), default=0.0),
            report=progress.text,
            cpu_seconds=_cpu() - cpu,
        )


async def _known(emulator: Emulator, name: str) -> Person:
    """Add a person who has started the bot."""
    person = await emulator.person(name)
    person.chat.is_started = True
    return person


async def _fill(room: Newsroom, due: Collection[Person]) -> None:
    """Store the chats of all readers and owners, and one story, which every digest will contain.

    The digests of the readers in `due` become due in an hour. The owners' chats are in English, because the benchmark
    waits for English words in the messages that the bot sends them.
    """
    now = room.emulator.clock.now()
    opened = await open_storage(room.bot.database, clock=room.emulator.clock)
    try:
        chats = opened.storage.chats
        for one in room.readers:
            await chats.save(reader(one.id), now=now)
        for one in due:
            await chats.save(replace(reader(one.id), next_due_at=now + HOUR), now=now)
        for one in (room.author, room.other):
            await chats.save(replace(reader(one.id), locale="en"), now=now)
        shelf = Shelf(opened.storage)
        shelf.now = now - timedelta(minutes=10)
        await shelf.tell(NEWS)
    finally:
        await opened.close()


async def _start(room: Newsroom) -> MessageView:
    """Compose the broadcast for readers of Russian, and start it; return the message that shows its progress."""
    await room.author.send(f"/broadcast {WORDS}")
    screen = await room.author.reads("Broadcast: ", WAIT)
    await room.press(room.author, screen, "l:ru:on", f"Broadcast: {len(room.readers):,} chats")
    await room.press(room.author, screen, "ask", "cannot be taken back")
    await room.press(room.author, screen, "send", "Sending")
    room.edits.clear()  # some of the edits so far were answers to presses
    return screen


async def _overtake(room: Newsroom, due: Collection[Person]) -> tuple[float, int]:
    """Make the digests due; return the seconds until all arrived, and how many chats still wait for the broadcast."""
    room.emulator.clockwork.advance(HOUR.total_seconds())
    began = time.monotonic()
    await room.until(lambda: all(any(NEWS in seen.text for seen in one.received) for one in due), "the digests")
    return time.monotonic() - began, len(room.readers) - len(room.counts())


async def _stop(room: Newsroom) -> int:
    """Let the owner who did not compose the broadcast stop it.

    Return how many messages had arrived when that owner was shown that it had stopped.
    """
    await room.other.send("/broadcast")
    screen = await room.other.reads("Sending", WAIT)
    await room.press(room.other, screen, "stop", "Stopped")
    return room.arrived


async def _fates(database: Path) -> Fates:
    opened = await open_storage(database, clock=AdjustableClock())
    try:
        return sum((await opened.storage.broadcasts.fates(BroadcastId(1))).values(), Fates())
    finally:
        await opened.close()


def _cpu() -> float:
    """Return the CPU seconds of this process and of the children for which it has waited."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
