"""An update that crashes the process at every start is set aside after a few starts, and no other update with it."""

import asyncio
import contextlib
from typing import Any

import pytest
from aiogram.types import Update
from structlog.testing import capture_logs

from delivery.inbox import Inbox
from domain.ids import ChatId, UpdateId
from storage.interface import StorageError, StoredUpdate
from tests.delivery.rig import Rig
from tests.delivery.test_fairness import asks


class Process:
    """A run of the bot that ends, like a killed process, at the update with the text "poison"."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.ended = asyncio.Event()
        self.answered: list[str] = []
        self.inbox = Inbox(rig.bot, rig.storage.inbox, self.handle, clock=rig.clock)

    async def handle(self, update: Update) -> None:
        assert update.message is not None
        text = update.message.text or ""
        if text.startswith("poison"):
            self.ended.set()
        if text.startswith("poison") or self.ended.is_set():
            await asyncio.Event().wait()  # a dead process does nothing more
        self.answered.append(text)

    async def run(self, *updates: dict[str, object]) -> list[str]:
        await self.inbox.start()
        await self.inbox.receive(updates)
        settled = asyncio.ensure_future(self.inbox.settle())
        ended = asyncio.ensure_future(self.ended.wait())
        await asyncio.wait({settled, ended}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
        for task in (settled, ended):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.inbox.close(patience=0)
        return self.answered


async def test_a_poisonous_update_is_set_aside_after_a_few_starts_and_said_so(rig: Rig) -> None:
    answered = await Process(rig).run(asks(5, "poison", 5), asks(5, "after it", 5), asks(6, "beside it", 6))
    starts = 0
    with capture_logs() as logs:
        while await rig.storage.inbox.waiting():
            answered += await Process(rig).run()
            starts += 1
            assert starts < 6
    assert starts == 4
    assert sorted(answered) == ["after it", "beside it"]
    (line,) = [line for line in logs if "set aside" in line["event"]]
    assert (line["log_level"], line["kind"], line["starts"]) == ("error", "message", 3)
    assert "poison" not in str(line)
    ((_, chat_id, payload),) = [row for row in await rig.inside.updates() if row[2] is not None]
    assert chat_id == 5
    assert "poison" in str(payload)


async def test_what_waited_beside_it_is_never_set_aside(rig: Rig) -> None:
    others = [f"question {n}" for n in range(40)]
    await Process(rig).run(asks(5, "poison", 5), *(asks(100 + n, text, 100 + n) for n, text in enumerate(others)))
    answered: list[str] = []
    for _ in range(5):
        answered += await Process(rig).run()
    assert await rig.storage.inbox.waiting() == ()
    aside = [row for row in await rig.inside.updates() if row[2] is not None]
    assert len(aside) == 1


@pytest.mark.parametrize("poisons", [2, 3])
async def test_several_of_them_are_set_aside_one_after_the_other(rig: Rig, poisons: int) -> None:
    await Process(rig).run(*(asks(n, f"poison {n}", n) for n in range(1, poisons + 1)), asks(9, "fine", 9))
    answered: list[str] = []
    starts = 0
    while await rig.storage.inbox.waiting():
        answered += await Process(rig).run()
        starts += 1
        assert starts < 14
    assert len([row for row in await rig.inside.updates() if row[2] is not None]) == poisons


async def test_a_disk_without_room_keeps_nobody_unanswered(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object, **__: object) -> None:
        raise StorageError("storage-full")

    await Process(rig).run(asks(5, "poison", 5))
    await rig.storage.inbox.put([StoredUpdate(UpdateId(900), ChatId(6), asks(6, "hello", 6))], now=rig.clock.now())
    await rig.storage.inbox.count_start(UpdateId(900), now=rig.clock.now())
    monkeypatch.setattr(rig.storage.inbox, "count_start", full)
    process = Process(rig)
    await process.inbox.start()
    async with asyncio.timeout(10):
        while "hello" not in process.answered:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await process.inbox.close(patience=0)
    assert process.answered == ["hello"]


@pytest.mark.parametrize("number", [None, "x", [], 2**63, float("nan")])
@pytest.mark.parametrize("owner", ["chat", "from", ""])
async def test_an_update_with_an_odd_id_holds_up_no_other(rig: Rig, number: object, owner: str) -> None:
    odd: Any = asks(5, "odd", 5)
    (odd["message"][owner] if owner else odd).update({"id" if owner else "update_id": number})
    assert await Process(rig).run(odd, asks(6, "beside it", 6)) == ["beside it"]
    assert await rig.storage.inbox.waiting() == ()
