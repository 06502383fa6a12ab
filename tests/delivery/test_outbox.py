"""Deliveries with the emulator: what is sent, recorded, retried and given up."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from delivery.pacing import Limits
from domain.chat import ChatState
from domain.digest import Digest
from domain.ids import MessageId
from domain.post import DeliveryState, Notice, PostKind
from emulator.people import Person
from render.digest import render_digest
from render.message import OutgoingMessage
from render.texts import Translator
from storage.interface import Addressee, DeliveryOutcome
from tests.builders import chat, digest
from tests.delivery.rig import Rig, open_rig

LONG = tuple(f"{number}. " + "Мэрия рассказала о ремонте улиц и новых маршрутах " * 3 for number in range(40))


async def test_a_digest_arrives_once_and_is_recorded_with_its_message_id(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest("Открыт парк"), chat(aizada.id))
    assert await rig.deliver() == 1
    assert await rig.deliver() == 0
    assert ["Открыт парк" in message.text for message in aizada.received] == [True]
    (kept,) = await rig.inside.deliveries()
    assert (kept.state, kept.message_ids, kept.parts_sent) == ("sent", (aizada.last.id,), 1)


async def test_parts_of_a_long_digest_come_in_order_and_are_recorded_one_by_one(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest(*LONG), chat(aizada.id))
    await rig.deliver()
    texts = [message.text for message in aizada.received]
    assert len(texts) > 1
    positions = [" ".join(texts).index(f"{number}. Мэрия") for number in range(40)]
    assert positions == sorted(positions)
    (kept,) = await rig.inside.deliveries()
    assert (kept.parts_sent, len(kept.message_ids)) == (len(texts), len(texts))


async def test_after_a_crash_only_the_parts_that_were_not_recorded_are_sent_again(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest(*LONG), chat(aizada.id))
    rig.emulator.faults.add("error", method="sendMessage", chat_id=999)  # a fault for another chat changes nothing
    outbox, now, lease = rig.storage.outbox, rig.clock.now(), timedelta(minutes=1)
    (first,) = await outbox.claim(now=now, limit=1, lease=lease)
    await outbox.record([DeliveryOutcome(first.id, DeliveryState.WAITING, 1, (MessageId(5),))], now=now)
    assert await outbox.claim(now=now, limit=1, lease=lease)  # the state that a kill after the first part leaves
    await rig.deliver()
    assert not any("0. Мэрия" in message.text.splitlines()[2] for message in aizada.received)
    assert await rig.states() == ["sent"]


@pytest.mark.parametrize("kind", ["html", "error"])
async def test_nothing_is_lost_when_telegram_stumbles(rig: Rig, kind: str) -> None:
    aizada = await rig.reader()
    rig.emulator.faults.add(kind, method="sendMessage", times=1)
    await rig.broadcast(digest("Парк"), chat(aizada.id))
    await rig.deliver()
    assert await rig.states() == ["waiting"]
    await asyncio.sleep(0.6)  # longer than bulk messages pause when Telegram does not answer
    rig.clock.advance(60)
    await rig.deliver()
    assert await rig.states() == ["sent"]
    assert len(aizada.received) == 1


async def test_a_call_that_was_carried_out_without_an_answer_is_uncertain_and_comes_again(rig: Rig) -> None:
    aizada = await rig.reader()
    rig.emulator.faults.add("drop", method="sendMessage", times=1)
    await rig.broadcast(digest("Парк"), chat(aizada.id))
    await rig.deliver()
    assert await rig.states() == ["waiting"]
    await asyncio.sleep(0.6)
    rig.clock.advance(60)
    await rig.deliver()
    assert await rig.states() == ["sent"]
    assert len(aizada.received) == 2  # whether it arrived cannot be known, so it is sent again rather than lost


async def test_markup_that_telegram_cannot_parse_goes_out_plain(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    from delivery import posts
    from render.message import OutgoingMessage

    aizada = await rig.reader()
    monkeypatch.setattr(posts, "render_notice", lambda *_: OutgoingMessage("<b>Цена & <i>спрос</b> 1 &lt; 2"))
    await rig.broadcast(Notice("x", {}), chat(aizada.id), kind=PostKind.NOTICE)
    await rig.deliver()
    assert aizada.last.text == "Цена & спрос 1 < 2"
    assert await rig.states() == ["sent"]


async def test_a_flood_wait_is_obeyed_and_survives_a_restart(rig: Rig) -> None:
    people = [await rig.reader(name) for name in ("А", "Б", "В")]
    await rig.broadcast(digest("Парк"), *(chat(person.id) for person in people))
    rig.emulator.faults.add("flood", method="sendMessage", seconds=2)
    await rig.deliver(in_flight=1)
    first = rig.calls()
    assert len(first) == 1
    assert first[0]["retry_after"] == 2
    assert await rig.storage.outbox.flood_until(now=rig.clock.now()) is not None
    again = rig.outbox()
    await again.start()
    async with asyncio.TaskGroup() as group:
        group.create_task(again.run())
        await rig.emulator.wait_for(lambda: all(person.received for person in people), timeout=10)
        await again.close()
    calls = rig.calls()
    refused = [line for line in calls if not line["ok"]]
    assert len(refused) == 1
    assert min(float(str(line["real"])) for line in calls[1:]) - float(str(calls[0]["real"])) >= 2
    assert await rig.states() == ["sent"] * 3


async def test_a_wait_of_more_than_a_minute_parks_the_delivery(rig: Rig) -> None:
    aizada = await rig.reader()
    rig.throttle.pacing.hold_bulk(90, rig.throttle.monotonic())
    await rig.broadcast(digest("Парк"), chat(aizada.id))
    outbox = rig.outbox()
    await outbox.start()
    assert await outbox.run_once() == 0
    assert await rig.states() == ["waiting"]
    await outbox.close()


async def test_a_group_over_its_minute_goes_back_to_the_queue_and_others_go_on(tmp_path: Path) -> None:
    async with open_rig(tmp_path, Limits(per_second=1000, burst=1000, per_group_minute=2)) as rig:
        owner = await rig.reader()
        group = await rig.emulator.group("Соседи", owner)
        await rig.storage.chats.save(chat(group.id), now=rig.clock.now())
        for headline in ("Раз", "Два", "Три"):
            await rig.broadcast(digest(headline), chat(group.id))
        await rig.broadcast(digest("Моё"), chat(owner.id))
        await rig.deliver()
        assert await rig.states() == ["sent", "sent", "waiting", "sent"]


async def test_urgent_posts_overtake_digests(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest("Первая весть"), chat(aizada.id), kind=PostKind.DIGEST)
    await rig.broadcast(digest("Вторая весть"), chat(aizada.id), kind=PostKind.BREAKING)
    await rig.deliver(in_flight=1)
    assert ["Вторая" in message.text for message in aizada.received] == [True, False]


async def test_a_silent_delivery_makes_no_sound(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.storage.outbox.enqueue(
        PostKind.BREAKING, digest("Парк"), [Addressee(chat(aizada.id), None, is_silent=True)], now=rig.clock.now()
    )
    await rig.deliver()
    assert aizada.last.is_silent


async def test_stop_drops_what_waits(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest("Парк"), chat(aizada.id))
    await rig.storage.chats.save(chat(aizada.id, state=ChatState.STOPPED), now=rig.clock.now())
    await rig.deliver()
    assert aizada.received == []
    assert await rig.states() == ["dropped"]


async def test_a_post_is_rendered_once_for_each_locale_and_zone(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered_locales: list[str] = []

    def counting(content: Digest, t: Translator, **options: Any) -> tuple[OutgoingMessage, ...]:
        rendered_locales.append(t.locale)
        return render_digest(content, t, **options)

    monkeypatch.setattr("delivery.posts.render_digest", counting)
    people = [await rig.reader(str(number)) for number in range(12)]
    chats = [chat(person.id, locale="ru" if person.id % 2 else "ky") for person in people]
    await rig.broadcast(digest("Парк"), *chats)
    await rig.deliver()
    assert sorted(rendered_locales) == ["ky", "ru"]
    assert await rig.states() == ["sent"] * 12


def have_received(people: Sequence[Person], least: int) -> bool:
    return sum(len(person.received) for person in people) >= least


async def test_a_storm_of_floods_loses_nothing_and_nothing_is_sent_inside_a_wait(rig: Rig) -> None:
    people = [await rig.reader(str(number)) for number in range(30)]
    await rig.broadcast(digest("Парк"), *(chat(person.id) for person in people))
    outbox = rig.outbox(in_flight=5)
    await outbox.start()
    async with asyncio.TaskGroup() as group:
        group.create_task(outbox.run())
        for seconds, received in ((1, 0), (2, 8), (1, 16)):
            await rig.emulator.wait_for(partial(have_received, people, received))
            rig.emulator.faults.add("flood", method="sendMessage", seconds=seconds)
        await rig.emulator.wait_for(lambda: all(person.received for person in people), timeout=30)
        await outbox.close()
    assert all(len(person.received) == 1 for person in people)
    calls = [(float(str(line["real"])) - float(str(line["took"])), line) for line in rig.calls()]
    for arrived, refused in calls:
        if not refused["ok"]:
            until = arrived + int(str(refused["retry_after"])) - 1  # Telegram gives waits in whole seconds, rounded up
            on_their_way = arrived + 0.1
            assert not [moment for moment, _ in calls if on_their_way < moment < until]
