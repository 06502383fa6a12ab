"""Updates are stored before they are confirmed, and handled in order per chat, once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from aiogram.types import Update

from delivery.inbox import Inbox
from delivery.raw_updates import GetRawUpdates
from domain.ids import ChatId, UpdateId
from storage.interface import StoredUpdate
from tests.delivery.rig import Rig

Handle = Callable[[Update], Awaitable[object]]


@contextlib.asynccontextmanager
async def polling(rig: Rig, handle: Handle, **options: object) -> AsyncIterator[Inbox]:
    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock, poll_seconds=2, **options)  # type: ignore[arg-type]
    await inbox.start()
    loop = asyncio.ensure_future(inbox.run_polling())
    try:
        yield inbox
    finally:
        loop.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await loop
        await inbox.close()


async def until(is_done: Callable[[], object], timeout: float = 10) -> None:
    async with asyncio.timeout(timeout):
        while not is_done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def text(update: Update) -> str:
    assert update.message is not None
    return update.message.text or ""


async def test_updates_of_a_chat_are_handled_in_order(rig: Rig) -> None:
    people = [await rig.emulator.person(name) for name in "АБВ"]
    seen: dict[int, list[str]] = {person.id: [] for person in people}

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.001 * (7 - int(text(update)) % 7))
        assert update.message is not None
        seen[update.message.chat.id].append(text(update))

    for number in range(20):
        for person in people:
            await person.send(str(number))
    async with polling(rig, handle):
        await until(lambda: all(len(told) == 20 for told in seen.values()))
    assert all(told == [str(number) for number in range(20)] for told in seen.values())


async def test_a_flood_of_one_person_does_not_delay_others(rig: Rig) -> None:
    flooder, patient = await rig.emulator.person("Шумный"), await rig.emulator.person("Тихая")
    order: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.01)
        assert update.message is not None
        order.append(update.message.chat.id)

    for _ in range(50):
        await flooder.send("!")
    await patient.send("?")
    async with polling(rig, handle, workers=2):
        await until(lambda: patient.id in order)
    assert order.index(patient.id) <= 3


async def test_what_cannot_be_stored_stays_with_telegram_and_polling_goes_on(rig: Rig) -> None:
    person = await rig.emulator.person()
    await person.send("/start")
    put, failures = rig.storage.inbox.put, 0

    async def failing(*args: object, **kwargs: object) -> frozenset[UpdateId]:
        nonlocal failures
        failures += 1
        if failures == 1:
            raise OSError("disk full")
        return await put(*args, **kwargs)  # type: ignore[arg-type]

    rig.storage.inbox.put = failing  # type: ignore[method-assign]
    seen: list[str] = []

    async def handle(update: Update) -> None:
        seen.append(text(update))

    async with polling(rig, handle):
        await until(lambda: failures == 1)
        assert seen == []
        await until(lambda: seen)
    assert seen == ["/start"]


async def test_an_update_that_was_stored_and_not_confirmed_is_handled_once(rig: Rig) -> None:
    person = await rig.emulator.person()
    await person.send("/start")
    seen: list[str] = []

    async def handle(update: Update) -> None:
        seen.append(text(update))

    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock)
    await inbox.start()
    updates = await rig.bot(GetRawUpdates(timeout=0))
    await inbox.receive(updates)  # the process ends before it polls again
    await inbox.settle()
    await inbox.close()
    await person.send("/help")
    async with polling(rig, handle):
        await until(lambda: len(seen) == 2)
    assert seen == ["/start", "/help"]


async def test_a_bot_with_another_token_hears_updates_with_lower_numbers(rig: Rig) -> None:
    await rig.storage.inbox.put([StoredUpdate(UpdateId(2**31 - 1), ChatId(5), {})], now=rig.clock.now())
    await rig.storage.inbox.mark_handled([UpdateId(2**31 - 1)], now=rig.clock.now())
    person = await rig.emulator.person()
    seen: list[str] = []

    async def handle(update: Update) -> None:
        seen.append(text(update))

    async with polling(rig, handle):
        await person.send("/start")
        await until(lambda: seen)
    assert seen == ["/start"]


async def test_what_was_stored_and_not_handled_is_handled_after_a_restart(rig: Rig) -> None:
    person = await rig.emulator.person()
    await person.send("/start")
    never = asyncio.Event()
    async with polling(rig, lambda _: never.wait()) as inbox:
        await until(lambda: inbox.received)
        await inbox.close(patience=0)
    assert len(await rig.storage.inbox.waiting()) == 1
    seen: list[str] = []

    async def handle(update: Update) -> None:
        seen.append(text(update))

    async with polling(rig, handle):
        await until(lambda: seen)
    assert seen == ["/start"]
    assert await rig.storage.inbox.waiting() == ()


async def test_a_repeated_update_is_handled_once(rig: Rig) -> None:
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock)
    await inbox.start()
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}
    for _ in range(3):
        await inbox.receive([{"update_id": 9, "message": message}])
    await inbox.settle()
    await inbox.close()
    assert seen == [9]


async def test_nothing_of_an_update_is_left_once_it_is_handled(rig: Rig) -> None:
    person = await rig.emulator.person()
    await person.send("тайный вопрос")

    async def handle(_: Update) -> None: ...

    async with polling(rig, handle) as inbox:
        await until(lambda: inbox.received)
        await inbox.settle()
    ((_, chat_id, payload),) = await rig.inside.updates()
    assert (chat_id, payload) == (0, None)


async def test_a_handler_that_fails_does_not_stop_the_others(rig: Rig) -> None:
    person = await rig.emulator.person()
    await person.send("fail")
    await person.send("fine")
    seen: list[str] = []

    async def handle(update: Update) -> None:
        if text(update) == "fail":
            raise ValueError("a bug")
        seen.append(text(update))

    async with polling(rig, handle):
        await until(lambda: seen)
    assert seen == ["fine"]
    assert await rig.storage.inbox.waiting() == ()


async def test_an_update_of_an_unknown_shape_does_not_hold_up_others(rig: Rig) -> None:
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock)
    await inbox.start()
    good = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}
    await inbox.receive(
        [
            {"update_id": 1, "message": {"chat": 7}},
            {"update_id": 2, "message": good | {"date": "yesterday"}},
            {"update_id": 3, "message": good},
        ]
    )
    await inbox.settle()
    await inbox.close()
    assert seen == [3]
    assert await rig.storage.inbox.waiting() == ()


async def test_polling_goes_on_after_telegram_was_away(rig: Rig) -> None:
    person = await rig.emulator.person()
    rig.emulator.faults.add("html", method="getUpdates", times=1)
    seen: list[str] = []

    async def handle(update: Update) -> None:
        seen.append(text(update))

    async with polling(rig, handle):
        await person.send("x")
        await until(lambda: seen, timeout=15)
    assert seen == ["x"]
