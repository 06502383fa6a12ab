"""A line that belongs to an update, a delivery or a feed says to which, wherever in the code it is logged."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiogram.types import Update
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from delivery.inbox import Inbox
from feeds.jobs import make_pool
from tests.builders import digest
from tests.delivery.rig import Rig, open_rig
from tests.delivery.test_fairness import asks
from tests.feeds.rig import opened as open_feeds

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path) as opened:
        yield opened


async def test_lines_of_updates_handled_at_once_carry_each_its_own_id(rig: Rig) -> None:
    async def handle(update: Update) -> None:
        structlog.get_logger("deep.inside").info("seen", own=update.update_id)
        if update.update_id % 2:
            raise LookupError("no such thing")

    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock)
    with capture_logs(processors=[merge_contextvars]) as logs:
        await inbox.start()
        await inbox.receive([asks(chat, f"question {number}", chat) for number, chat in enumerate((5, 6, 5, 7, 6))])
        await inbox.settle()
        await inbox.close()
    seen = [line for line in logs if line["event"] == "seen"]
    assert len(seen) == 5
    assert all(line["update_id"] == line["own"] for line in seen)
    failed = [line for line in logs if line["log_level"] == "error"]
    assert failed
    assert all(line["update_id"] % 2 for line in failed)


async def test_lines_of_a_delivery_carry_its_id(rig: Rig) -> None:
    readers = [await rig.reader(str(number)) for number in range(3)]
    chats = [chat for reader in readers for chat in await rig.storage.chats.threads_of(reader.id)]
    await rig.broadcast(digest("Открыт парк"), *chats)
    rig.emulator.faults.add("error", method="sendMessage", status=400)
    with capture_logs(processors=[merge_contextvars]) as logs:
        await rig.deliver()
    refused = [line for line in logs if line["event"] == "refused"]
    assert len({line["delivery"] for line in refused}) == len(readers)
    assert all(line["post"] for line in refused)


async def test_lines_of_a_poll_carry_the_feeds_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_feeds(tmp_path, make_pool(ROOT / "catalogue", processes=1)) as feeds:
        added = [await feeds.add(f"http://127.0.0.2:9/{number}") for number in range(3)]

        async def fails(*_: Any) -> None:
            structlog.get_logger("deep.inside").info("seen")
            raise LookupError("no such thing")

        monkeypatch.setattr(feeds.poller, "_ask", fails)
        with capture_logs(processors=[merge_contextvars]) as logs:
            await feeds.poll()
    for event in ("seen", "poll failed"):
        assert {line["feed_id"] for line in logs if line["event"] == event} == {feed.id for feed in added}
