"""A broadcast to 10,000 chats: a kill, a flood wait, blocked chats and a stop; digests go first."""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from delivery.outbox import Outbox
from delivery.pacing import Limits, Pacing
from domain.broadcast import BroadcastState, Fates
from domain.chat import Place
from domain.clock import AdjustableClock
from domain.post import Announcement, PostKind
from jobs.broadcasts import BroadcastTick
from launch.telegram import Line, connect
from storage.interface import Addressee, Storage
from tests.builders import chat, digest
from tests.delivery.rig import TEXTS
from tests.storage.openers import open_storage

CHATS = 10_000
EDITOR = 1
TOKEN = "123456789:" + "a" * 35
FAST = Limits(per_second=5000, burst=5000, per_chat_second=1000, chat_burst=1000, per_group_minute=1000)


@dataclass
class Loopback:
    """Telegram's answers to sendMessage and editMessageText, one flood wait among them."""

    texts: list[tuple[int, str]] = field(default_factory=list)  # (chat, text) of what arrived, in order
    edits: list[tuple[float, str]] = field(default_factory=list)
    flood_at: int = 3000

    def count(self, words: str) -> Counter[int]:
        return Counter(chat_id for chat_id, text in self.texts if words in text)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        if method == "editMessageText":
            form = await request.post()
            self.edits.append((asyncio.get_running_loop().time(), str(form["text"])))
            return web.json_response({"ok": True, "result": True})
        sent = json.loads(await request.read())
        if len(self.texts) >= self.flood_at:
            self.flood_at = 1 << 30
            wait = {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests",
                "parameters": {"retry_after": 1},
            }
            return web.json_response(wait, status=429)
        if is_blocked(sent["chat_id"]):
            refusal = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
            return web.json_response(refusal, status=403)
        self.texts.append((sent["chat_id"], sent["text"]))
        return web.json_response({"ok": True, "result": {"message_id": len(self.texts)}})


def is_blocked(chat_id: int) -> bool:
    return chat_id % 97 == 0


@contextlib.asynccontextmanager
async def loopback() -> AsyncIterator[tuple[Loopback, str]]:
    telegram = Loopback()
    app = web.Application()
    app.router.add_post("/{rest:.*}", telegram.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield telegram, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def started(storage: Storage, clock: AdjustableClock) -> int:
    draft = await storage.broadcasts.compose(Place(EDITOR), Announcement("<b>Привет</b> всем"), now=clock.now())
    assert draft is not None
    await storage.broadcasts.start(draft.id, message_id=7, now=clock.now())
    return draft.id


def outbox_of(line: Line, storage: Storage, clock: AdjustableClock) -> Outbox:
    return Outbox(line.bot, storage, TEXTS, line.throttle, clock=clock, in_flight=40)


async def kill(outbox: Outbox, running: asyncio.Task[None]) -> None:
    """End the outbox as a killed process would: nothing is recorded of what is under way."""
    tasks = [running, outbox.records.task, *outbox._at_work.values()]
    for task in tasks:
        if task is not None:
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)


@pytest.mark.slow
async def test_ten_thousand_chats_get_it_once_and_after_a_stop_nobody_does(tmp_path: Path) -> None:
    clock = AdjustableClock()
    async with contextlib.AsyncExitStack() as stack:
        telegram, url = await stack.enter_async_context(loopback())
        storage = (await stack.enter_async_context(open_storage(tmp_path, clock=clock))).storage
        line = await stack.enter_async_context(connect(TOKEN, url, Pacing(FAST)))
        for number in range(1, CHATS + 1):
            await storage.chats.save(chat(number), now=clock.now())
        number = await started(storage, clock)
        tick = BroadcastTick(line.bot, storage, clock, TEXTS)

        async def until(count: int) -> None:
            async with asyncio.timeout(200):
                while len(telegram.texts) < count:  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.01)

        first = outbox_of(line, storage, clock)
        await first.start()
        running = asyncio.ensure_future(first.run())
        await until(1500)
        await kill(first, running)
        before_kill = len(telegram.texts)

        second = outbox_of(line, storage, clock)
        await second.start()
        running = asyncio.ensure_future(second.run())
        await until(before_kill + 500)
        readers = [Addressee(chat(one), None) for one in range(CHATS - 40, CHATS + 1) if not is_blocked(one)]
        await storage.outbox.enqueue(PostKind.DIGEST, digest("Парк открыт"), readers, now=clock.now())
        second.wake()
        queued_at = len(telegram.texts)
        await tick.run_once()
        await until(5000)
        await tick.run_once()
        digests = [place for place, (_, text) in enumerate(telegram.texts) if "Парк открыт" in text]
        assert len(digests) == len(readers)
        assert max(digests) - queued_at < 400, "a digest overtakes the broadcast"

        post = await storage.broadcasts.stop(number, now=clock.now())
        assert post is not None
        second.withdraw([post])
        stopped_at = len(telegram.texts)
        async with asyncio.timeout(60):
            while await storage.outbox.waiting():  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.05)
        await second.close()
        await running
        assert len(telegram.texts) - stopped_at <= 40, "only what was on the wire still arrives"

        fates = await storage.broadcasts.fates(number)
        got = telegram.count("Привет")
        assert sum(count - 1 for count in got.values()) <= 40, "a kill doubles at most what was on the wire"
        assert fates.all == CHATS
        assert fates.waiting == 0
        assert fates.sent == len(got)
        assert fates.stopped > 0
        assert fates.lost > 0
        assert not any(map(is_blocked, got))
        await tick.run_once()
        assert await storage.broadcasts.running() == ()
        assert [text.split(":")[0] for _, text in telegram.edits] == [
            "✉️ <b>Рассылка идёт", "✉️ <b>Рассылка идёт", "⏹ <b>Рассылка остановлена",
        ]  # fmt: skip


async def test_a_broadcast_that_is_not_stopped_reaches_everybody_and_reports(tmp_path: Path) -> None:
    clock = AdjustableClock()
    async with contextlib.AsyncExitStack() as stack:
        telegram, url = await stack.enter_async_context(loopback())
        storage = (await stack.enter_async_context(open_storage(tmp_path, clock=clock))).storage
        line = await stack.enter_async_context(connect(TOKEN, url, Pacing(FAST)))
        for number in range(1, 101):
            await storage.chats.save(chat(number), now=clock.now())
        number = await started(storage, clock)
        tick = BroadcastTick(line.bot, storage, clock, TEXTS)
        outbox = outbox_of(line, storage, clock)
        await outbox.start()
        await tick.run_once()
        await tick.run_once()
        assert len(telegram.edits) == 1, "what has not changed is not edited"
        while await outbox.run_once():
            pass
        await outbox.close()
        assert await storage.broadcasts.fates(number) == Fates(sent=99, lost=1)
        await tick.run_once()
        assert (
            telegram.edits[-1][1]
            == "✅ <b>Рассылка окончена: 100 из 100</b>\n\nДоставлено: 99\nБот заблокирован или удалён: 1"
        )
        done = await storage.broadcasts.get(number)
        assert done is not None
        assert done.state is BroadcastState.DONE
