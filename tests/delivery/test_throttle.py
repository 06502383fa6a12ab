"""The throttle, with the emulator's limits."""

import asyncio
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from delivery.pacing import Limits
from delivery.throttle import TooLong, bulk
from tests.delivery.rig import Rig, open_rig


async def test_answers_overtake_bulk_that_waits(tmp_path: Path) -> None:
    async with open_rig(tmp_path, Limits(per_second=10, burst=3), enforced=True) as rig:
        readers = [await rig.reader(str(number)) for number in range(12)]
        rig.throttle.pacing = type(rig.throttle.pacing)(Limits(per_second=10, burst=3), now=rig.throttle.monotonic())

        async def push(chat_id: int) -> None:
            with bulk():
                await rig.bot.send_message(chat_id, "bulk")

        async with asyncio.TaskGroup() as group:
            for reader in readers[:10]:
                group.create_task(push(reader.id))
            await asyncio.sleep(0.15)
            await rig.bot.send_message(readers[11].id, "answer")
        texts = [line["parameters"]["text"] for line in rig.calls()]  # type: ignore[index]
        assert texts.index("answer") <= 4
        assert all(line["ok"] for line in rig.calls())


async def test_one_chat_gets_its_messages_without_a_429(tmp_path: Path) -> None:
    async with open_rig(tmp_path, Limits(), enforced=True) as rig:
        reader = await rig.reader()
        for number in range(4):
            await rig.bot.send_message(reader.id, str(number))
        assert [message.text for message in reader.received] == ["0", "1", "2", "3"]
        assert all(line["ok"] for line in rig.calls())


async def test_a_short_flood_wait_is_sat_out_by_an_answer(rig: Rig) -> None:
    reader = await rig.reader()
    rig.emulator.faults.add("flood", method="sendMessage", seconds=1)
    await rig.bot.send_message(reader.id, "later")
    first, second = rig.calls()
    assert float(str(second["real"])) - float(str(first["real"])) >= 1
    assert reader.last.text == "later"


async def test_bulk_is_told_of_a_flood_and_waits_at_the_gate(rig: Rig) -> None:
    reader = await rig.reader()
    rig.emulator.faults.add("flood", method="sendMessage", seconds=1)
    with bulk():
        with pytest.raises(TelegramRetryAfter):
            await rig.bot.send_message(reader.id, "one")
        await rig.bot.send_message(reader.id, "two")
    assert [line["ok"] for line in rig.calls()] == [False, True]
    assert sum(rig.throttle.waits["bulk"].counts) == 2
    assert rig.throttle.waits["bulk"].total > 0.5
    assert rig.throttle.waits["answer"].total < 0.5


async def test_a_gate_closed_for_long_sends_bulk_away(rig: Rig) -> None:
    reader = await rig.reader()
    rig.throttle.pacing.hold_bulk(100, rig.throttle.monotonic())
    with bulk(), pytest.raises(TooLong) as wait:
        await rig.bot.send_message(reader.id, "x")
    assert wait.value.seconds > 60
    await rig.bot.send_message(reader.id, "an answer passes")
    assert reader.last.text == "an answer passes"


async def test_presses_are_acknowledged_past_a_closed_gate(rig: Rig) -> None:
    reader = await rig.reader()
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="y", callback_data="y")]])
    await rig.bot.send_message(reader.id, "x", reply_markup=keyboard)
    query = await reader.press("y")
    rig.throttle.pacing.flooded(reader.id, 50, rig.throttle.monotonic(), is_bulk=False)
    assert query is not None
    async with asyncio.timeout(2):
        await rig.bot.answer_callback_query(query.id, "ok")
    assert await reader.answered(query) == "ok"
