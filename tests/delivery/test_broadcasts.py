"""A broadcast through a kill, a flood wait, blocked chats, digests and a stop; its progress and its report in place."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.sending.newsroom import DIGESTS, run_broadcast
from delivery.outcome import Sent
from delivery.sending import send
from domain.broadcast import BroadcastState, Fates
from domain.chat import ChatState, Place
from domain.ids import BroadcastId
from domain.post import Announcement
from emulator.people import MessageView, Person
from jobs.broadcasts import BroadcastTick
from render.message import OutgoingMessage
from tests.builders import chat
from tests.delivery.rig import Rig, open_rig
from tests.texts import TEXTS

READERS = int(os.environ.get("BROADCAST_READERS", "10000"))
IN_FLIGHT = 20


@pytest.mark.slow
@pytest.mark.timeout(400)  # the bot is started twice, while other tests run
@pytest.mark.xdist_group("processes")
def test_a_broadcast_reaches_everybody_once_through_a_kill_and_a_flood_and_nobody_after_its_stop(
    tmp_path: Path,
) -> None:
    done = asyncio.run(run_broadcast(tmp_path, readers=READERS))
    fates = done.fates
    assert fates.all == READERS
    assert (fates.waiting, fates.refused, fates.skipped) == (0, 0, 0)
    assert fates.sent == done.arrived, "whoever is recorded got it, and nobody else"
    assert 0 < fates.lost <= done.blocked
    assert fates.stopped > 0
    assert done.doubled <= IN_FLIGHT, "the kill doubles at most what was being transmitted"
    assert done.after_stop <= IN_FLIGHT, "what was being transmitted may still arrive"
    assert done.digests == DIGESTS
    assert done.digest_seconds < 10, "digests do not wait for the broadcast"
    assert done.left_behind > 0
    assert done.edit_seconds >= 1, "the progress is shown once a second at most"
    assert done.report.splitlines()[0] == f"⏹ Stopped. Chats: {READERS:,}"
    assert f"Arrived: {fates.sent:,}\n" in done.report
    assert f"Not sent because of the stop: {fates.stopped:,}" in done.report


@dataclass
class Running:
    """A broadcast that was started to thirty chats, one of which has blocked the bot."""

    rig: Rig
    tick: BroadcastTick
    author: Person
    progress: MessageView
    number: int

    async def send_all(self) -> None:
        outbox = self.rig.outbox()
        await outbox.start()
        try:
            await outbox.run_once()
        finally:
            await outbox.close()

    async def state(self) -> BroadcastState:
        found = await self.rig.storage.broadcasts.get(BroadcastId(self.number))
        assert found is not None
        return found.state


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    async with open_rig(tmp_path) as rig:
        readers = [await rig.reader(f"Читатель {number}") for number in range(30)]
        readers[7].chat.is_blocked = True
        author = await rig.emulator.person("Айзада")
        author.chat.is_started = True
        sent = await send(rig.bot, author.id, OutgoingMessage("Рассылка"))
        assert isinstance(sent, Sent)
        broadcasts, now = rig.storage.broadcasts, rig.clock.now()
        draft = await broadcasts.compose(Place(author.id), Announcement("<b>Привет</b> всем"), now=now)
        assert draft is not None
        await rig.storage.chats.save(chat(author.id, state=ChatState.STOPPED), now=now)
        await broadcasts.start(draft.id, message_id=sent.message_id, now=now)
        seconds = itertools.count(0, 60).__next__
        tick = BroadcastTick(rig.bot, rig.storage, rig.clock, TEXTS, default_locale="ru", monotonic=seconds)
        yield Running(rig, tick, author, author.last, draft.id)


REPORT = """✅ Рассылка окончена. Всего чатов: 30
Привет всем

Доставлено: не меньше 26
Бот заблокирован или удалён: меньше 5"""


async def test_the_progress_and_then_the_report_are_shown_in_place(running: Running) -> None:
    for _ in range(2):
        await running.tick.run_once()
    assert running.progress.text == "✉️ Рассылка идёт. Готово: 0; всего чатов: 30\nПривет всем"
    assert len(running.rig.calls("editMessageText")) == 1, "what has not changed is not edited"
    await running.send_all()
    found = await running.rig.storage.broadcasts.fates(BroadcastId(running.number))
    assert sum(found.values(), Fates()) == Fates(sent=29, lost=1)
    again = BroadcastTick(
        running.rig.bot, running.rig.storage, running.rig.clock, TEXTS, default_locale="ru"
    )  # as after a restart
    await again.run_once()
    assert running.progress.text == REPORT
    assert running.progress.buttons == []
    assert await running.state() is BroadcastState.DONE


async def test_the_progress_is_shown_at_most_once_a_second(running: Running) -> None:
    seconds = iter((0.0, 0.4, 1.3, 1.5, 1.6))  # at the first tick and after its edit, at the second, and so on
    tick = BroadcastTick(
        running.rig.bot, running.rig.storage, running.rig.clock, TEXTS, default_locale="ru", monotonic=seconds.__next__
    )
    await tick.run_once()
    await running.send_all()
    await tick.run_once()
    assert await running.state() is BroadcastState.RUNNING
    await tick.run_once()
    assert await running.state() is BroadcastState.DONE


async def test_a_report_whose_message_was_deleted_comes_in_a_message_of_its_own(running: Running) -> None:
    await running.author.delete(running.progress)
    await running.send_all()
    await running.tick.run_once()
    assert running.author.last.text == REPORT
    assert await running.state() is BroadcastState.DONE


async def test_a_report_that_cannot_be_sent_at_the_moment_is_sent_later(running: Running) -> None:
    await running.author.delete(running.progress)
    await running.send_all()
    fault = running.rig.emulator.faults.add("error", method="sendMessage", status=502)
    await running.tick.run_once()
    assert await running.state() is BroadcastState.RUNNING
    running.rig.emulator.faults.remove(fault.id)
    await running.tick.run_once()
    assert running.author.last.text == REPORT
    assert await running.state() is BroadcastState.DONE
