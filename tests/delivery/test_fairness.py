"""A person or group that asks without end delays nobody else, and answers that are too late are not sent."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from aiogram.types import Update

from delivery.inbox import Inbox
from delivery.pacing import Limits
from delivery.sending import send
from delivery.throttle import TooLong
from domain.ids import ChatId
from render.message import OutgoingMessage
from tests.delivery.rig import Rig, open_rig
from tests.delivery.test_inbox import until

NUMBERS = count(1)


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[Rig]:
    """Yield a rig in which groups accept two messages a minute."""
    async with open_rig(tmp_path, Limits(per_second=1000, burst=1000, chat_burst=100, per_group_minute=2)) as rig:
        yield rig


@contextlib.asynccontextmanager
async def answering(rig: Rig, said: list[tuple[int, str]], handled: list[str]) -> AsyncIterator[Inbox]:
    """Yield an inbox that answers each message with its own text."""

    async def handle(update: Update) -> None:
        message = update.message
        assert message is not None
        assert message.text is not None
        outcome = await send(rig.bot, ChatId(message.chat.id), OutgoingMessage(message.text))
        handled.append(message.text)
        if type(outcome).__name__ == "Sent":
            said.append((message.chat.id, message.text))

    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock, workers=8)
    await inbox.start()
    try:
        yield inbox
    finally:
        await inbox.close(patience=0)


def asks(chat_id: int, text: str, person: int) -> dict[str, object]:
    kind = "private" if chat_id > 0 else "supergroup"
    return {
        "update_id": next(NUMBERS),
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": chat_id, "type": kind},
            "from": {"id": person, "is_bot": False, "first_name": "А"},
            "text": text,
        },
    }


async def groups_of(rig: Rig, number: int) -> tuple[int, list[int]]:
    owner = await rig.emulator.person("Шумный")
    return owner.id, [(await rig.emulator.group(f"Двор {n}", owner)).id for n in range(number)]


async def test_a_person_in_many_groups_does_not_make_a_reader_wait(slow: Rig) -> None:
    reader = await slow.reader()
    person, groups = await groups_of(slow, 12)
    said: list[tuple[int, str]] = []
    async with answering(slow, said, []) as inbox:
        await inbox.receive([asks(group, f"/help {n}", person) for n in range(6) for group in groups])
        began = time.monotonic()
        await inbox.receive([asks(reader.id, "what is new", reader.id)])
        await until(lambda: (reader.id, "what is new") in said)
        assert time.monotonic() - began < 5
    assert inbox.waiting > 0


async def test_a_newer_request_takes_the_place_of_an_answer_that_would_come_late(slow: Rig) -> None:
    person, (group,) = await groups_of(slow, 1)
    said: list[tuple[int, str]] = []
    handled: list[str] = []
    async with answering(slow, said, handled) as inbox:
        await inbox.receive([asks(group, f"/help {n}", person) for n in range(1, 8)])
        await until(lambda: len(handled) == 6)
        assert [text for _, text in said] == ["/help 1", "/help 2"]
        assert inbox.waiting == 1  # the newest update waits until the minute is over
        waiting = await slow.storage.inbox.waiting()
    assert [update.payload["message"]["text"] for update in waiting][-1] == "/help 7"


async def test_the_gate_of_one_chat_is_no_reason_for_others_to_wait(slow: Rig) -> None:
    one, other = await slow.reader("А"), await slow.reader("Б")
    slow.throttle.pacing.flooded(one.id, 30, time.monotonic(), is_bulk=False)
    late = asyncio.ensure_future(send(slow.bot, one.id, OutgoingMessage("late")))
    await asyncio.wait_for(send(slow.bot, other.id, OutgoingMessage("at once")), 5)
    assert not late.done()
    late.cancel()


async def test_what_may_not_be_said_for_long_is_not_even_worked_out(slow: Rig) -> None:
    reader = await slow.reader()
    assert await slow.throttle.ready(reader.id)
    slow.throttle.pacing.flooded(reader.id, 600, time.monotonic(), is_bulk=False)
    assert not await slow.throttle.ready(reader.id)
    with pytest.raises(TooLong):
        await slow.throttle._pass_gate(reader.id, is_bulk=False)
