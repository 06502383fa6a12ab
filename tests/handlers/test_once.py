"""Each update makes its change once, and errors are reported politely."""

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from delivery.sending import post
from domain.chat import ChatState
from render.message import OutgoingMessage
from storage.interface import StorageError
from tests.handlers.rig import Rig


async def test_an_update_that_is_handled_again_changes_nothing_and_is_answered_again(rig: Rig) -> None:
    await rig.tell("Сом укрепился")
    person = await rig.reader()
    for text in ("/follow сом", "/mute гороскоп", "/digest", "/stop"):
        await rig.answer(person, text)
    (follow,) = await rig.storage.follows.of(person.id)
    await rig.storage.follows.remove(person.id, follow.id, now=rig.clock.now())
    before = (await rig.inside.posts(), await rig.inside.deliveries(), await rig.chat(person))
    said = len(person.received)
    for update in rig.updates[-4:]:
        await rig.handle(update)
    assert (await rig.inside.posts(), await rig.inside.deliveries(), await rig.chat(person)) == before
    assert len(person.received) >= said + 4


async def test_a_fault_of_ours_is_said_politely_and_the_button_is_answered(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(rig.storage.chats), "save", broken)
    assert "пошло не так" in await rig.pressed(person, "1:s:topics:economy:on", screen)
    assert "пошло не так" in (await rig.answer(person, "/stop")).text


async def test_a_full_disk_is_said_and_reading_goes_on(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")

    async def full(*_: Any, **__: Any) -> None:
        raise StorageError("storage-full")

    monkeypatch.setattr(type(rig.storage.chats), "save", full)
    assert "кончилось место" in (await rig.answer(person, "/stop")).text
    assert "Пожар в горах" in (await rig.answer(person, "пожар")).text


async def test_a_button_whose_work_takes_long_is_answered_before_it_is_done(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    gate = asyncio.Event()
    save = type(rig.storage.chats).save

    async def slow(*args: Any, **kwargs: Any) -> None:
        await gate.wait()
        await save(*args, **kwargs)

    monkeypatch.setattr(type(rig.storage.chats), "save", slow)
    query = await person.press_data("1:s:topics:economy:on", screen)
    assert await person.answered(query) == ""
    assert (await rig.chat(person)).topics == ()
    gate.set()
    await rig.inbox.settle()
    assert (await rig.chat(person)).topics == ("economy",)


async def test_who_blocks_the_bot_before_its_answer_is_remembered_as_gone(rig: Rig) -> None:
    person = await rig.reader()
    await rig.inbox.close()
    rig.emulator.telegram.chats[person.id].is_blocked = True
    await rig.handle(rig.updates[0])
    assert (await rig.chat(person)).state is ChatState.UNREACHABLE


async def test_who_asked_much_and_blocked_the_bot_gets_no_call_after_the_first_403(rig: Rig) -> None:
    person = await rig.reader()
    await rig.inbox.close()
    for text in ("/help", "/settings", "пожар", "/digest"):
        await person.send(text)
    await person.block()
    updates = await rig.bot.get_updates(offset=rig.updates[-1].update_id + 1, timeout=0)
    before = len(rig.emulator.journal.lines)
    for update in updates[:-1]:  # the last one says that the bot was blocked
        await rig.handle(update)
    calls = [line["status"] for line in list(rig.emulator.journal.lines)[before:] if line["chat_id"] == str(person.id)]
    assert calls == [403]
    await rig.handle(updates[-1])
    await person.unblock()
    await person.send("/help")
    for update in await rig.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0):
        await rig.handle(update)
    assert (await rig.chat(person)).state is ChatState.ACTIVE
    assert rig.emulator.journal.lines[-1]["ok"]


async def test_markup_that_telegram_cannot_read_goes_out_plain(rig: Rig) -> None:
    person = await rig.reader()
    chat = await rig.chat(person)
    await post(rig.bot, chat.id, OutgoingMessage("<b>Открыто и не закрыто &amp; так далее"))
    assert person.last.text == "Открыто и не закрыто & так далее"


async def test_numbers_that_no_button_of_ours_holds_are_no_faults(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/search пожар")
    forged = ("pause:²", "search:²:²", f"search:0:{'9' * 30}", "follows:²:drop", f"follows:{'9' * 30}:drop")
    for data in forged:
        assert "пошло не так" not in await rig.pressed(person, f"1:s:{data}", screen), data


async def test_an_answer_that_telegram_never_takes_is_owned_up_to(rig: Rig) -> None:
    person = await rig.reader()
    rig.emulator.faults.add("error", method="sendMessage", status=400, times=1)
    assert "пошло не так" in (await rig.answer(person, "/help")).text


async def test_a_screen_is_drawn_although_telegram_wants_a_long_wait_before_the_press_is_answered(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    rig.emulator.faults.add("flood", method="answerCallbackQuery", seconds=300)
    await person.press_data("1:s:topics", screen)
    await rig.emulator.wait_for(lambda: "Темы" in person.last.text.splitlines()[0])
    answered = [line["status"] for line in rig.emulator.journal.lines if line.get("method") == "answerCallbackQuery"]
    assert answered[-1] == 429, "the press could not be acknowledged, and the screen is there"


async def test_a_wait_of_telegrams_is_not_reported_as_a_fault_of_ours(rig: Rig) -> None:
    person = await rig.reader()
    rig.emulator.faults.add("flood", method="sendMessage", seconds=300)
    with capture_logs() as logs:
        await person.send("/help")
        await rig.emulator.wait_for(lambda: any(line.get("status") == 429 for line in rig.emulator.journal.lines))
        await rig.inbox.settle()
    assert [(line["log_level"], "too late" in line["event"]) for line in logs] == [("info", True)]
