"""The queue of updates: offsets, long polling, conflicts, expiry."""

import asyncio
from datetime import timedelta

import pytest

from domain.clock import AdjustableClock
from emulator import Emulator, Person
from tests.emulator.conftest import Call


async def ids(call: Call, **parameters: object) -> list[int]:
    answer = await call("getUpdates", **parameters)
    assert answer["ok"], answer
    return [update["update_id"] for update in answer["result"]]


async def test_updates_come_again_until_a_higher_offset_confirms_them(call: Call, reader: Person) -> None:
    await reader.send("two")
    first, second = await ids(call)
    assert await ids(call) == [first, second]
    assert await ids(call, offset=second) == [second]
    assert await ids(call) == [second]
    assert await ids(call, offset=second + 1) == []
    assert await ids(call) == []


async def test_a_negative_offset_forgets_what_lies_before(call: Call, reader: Person) -> None:
    await reader.send("two")
    await reader.send("three")
    everything = await ids(call)
    assert await ids(call, offset=-1) == everything[-1:]
    assert await ids(call) == everything[-1:]


async def test_a_limit_takes_the_oldest(call: Call, reader: Person) -> None:
    for number in range(4):
        await reader.send(str(number))
    everything = await ids(call, limit=100)
    assert await ids(call, limit=2) == everything[:2]
    assert len(everything) == 5


async def test_a_long_poll_ends_when_something_happens(call: Call, emulator: Emulator) -> None:
    person = await emulator.person()
    poll = asyncio.ensure_future(call("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await person.send("now")
    answer = await asyncio.wait_for(poll, 2)
    assert answer["result"][0]["message"]["text"] == "now"


async def test_a_second_poller_ends_the_first_with_409(call: Call) -> None:
    first = asyncio.ensure_future(call("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    second = asyncio.ensure_future(call("getUpdates", timeout=1))
    answer = await asyncio.wait_for(first, 2)
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert (await second)["ok"]


async def test_what_was_not_fetched_within_a_day_is_lost(call: Call, reader: Person, clock: AdjustableClock) -> None:
    clock.advance(timedelta(hours=23).total_seconds())
    await reader.send("later")
    assert len(await ids(call)) == 2
    clock.advance(timedelta(hours=2).total_seconds())
    assert len(await ids(call)) == 1


async def test_after_a_silent_week_ids_start_anew(call: Call, reader: Person, clock: AdjustableClock) -> None:
    (first,) = await ids(call, offset=-1)
    clock.advance(timedelta(days=8).total_seconds())
    await reader.send("back")
    (later,) = await ids(call)
    assert later != first + 1


async def test_only_allowed_kinds_are_queued(call: Call, reader: Person, emulator: Emulator) -> None:
    await call("getUpdates", offset=-1, allowed_updates=["callback_query"])
    emulator.telegram.queue.clear()
    await reader.send("unheard")
    assert await ids(call) == []
    await call("getUpdates", allowed_updates=[])
    await reader.send("heard")
    await reader.block()
    assert len(await ids(call)) == 2


async def test_chat_member_updates_come_only_when_asked_for(call: Call, reader: Person, emulator: Emulator) -> None:
    group = await emulator.group("Клуб", reader, bot_status="administrator")
    emulator.telegram.queue.clear()
    neighbour = await emulator.person("Нурлан")
    neighbour.inside(group)
    assert await ids(call) == []
    await call("getUpdates", allowed_updates=["message", "chat_member"])
    (await emulator.person("Асель")).inside(group)
    answer = await call("getUpdates")
    assert [list(update)[1] for update in answer["result"]] == ["chat_member"]


async def test_blocking_is_told_as_my_chat_member(call: Call, reader: Person) -> None:
    await reader.block()
    answer = await call("getUpdates", offset=-1)
    change = answer["result"][0]["my_chat_member"]
    assert change["chat"]["id"] == reader.id
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")


async def test_privacy_mode_hides_talk_but_not_commands(call: Call, reader: Person, emulator: Emulator) -> None:
    group = await emulator.group("Клуб", reader)
    emulator.telegram.queue.clear()
    inside = reader.inside(group)
    for text in ("болтовня", "/latest", "/latest@jarchi_demo_bot", "/latest@other_bot", "привет, @jarchi_demo_bot"):
        await inside.send(text)
    answer = await call("getUpdates")
    heard = [update["message"]["text"] for update in answer["result"]]
    assert heard == ["/latest", "/latest@jarchi_demo_bot", "привет, @jarchi_demo_bot"]


async def test_a_press_expires_unanswered(call: Call, reader: Person, clock: AdjustableClock) -> None:
    markup = {"inline_keyboard": [[{"text": "Даяр", "callback_data": "done"}]]}
    await call("sendMessage", chat_id=reader.id, text="?", reply_markup=markup)
    query = await reader.press("Даяр")
    assert query is not None
    clock.advance(60)
    late = await call("answerCallbackQuery", callback_query_id=query.id)
    assert late["description"] == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_press_is_answered_once(call: Call, reader: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Даяр", "callback_data": "done"}]]}
    await call("sendMessage", chat_id=reader.id, text="?", reply_markup=markup)
    query = await reader.press("done")
    assert query is not None
    assert (await call("answerCallbackQuery", callback_query_id=query.id, text="Жакшы"))["ok"]
    assert await reader.answered(query) == "Жакшы"
    assert not (await call("answerCallbackQuery", callback_query_id=query.id))["ok"]


@pytest.mark.parametrize("kind", ["callback", "inline"])
async def test_queries_of_nobody_are_refused(kind: str, call: Call) -> None:
    method = "answerCallbackQuery" if kind == "callback" else "answerInlineQuery"
    parameters = {"callback_query_id": "7"} if kind == "callback" else {"inline_query_id": "7", "results": []}
    assert (await call(method, **parameters))["error_code"] == 400
