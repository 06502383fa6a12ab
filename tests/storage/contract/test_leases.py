"""Leases, the common pace and signals, and what is claimed by processes that are gone."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.ids import ChatId, MessageId, UpdateId
from domain.lease import PROCESS
from domain.post import Delivery, DeliveryState, Notice, PostKind
from storage.interface import Addressee, DeliveryOutcome, Storage, StoredUpdate
from storage.interface.leases import Sent, Signal
from tests.storage.shelf import NOW

LEASE = timedelta(minutes=5)
SHORT, LONG = 0.15, 60.0  # seconds


async def test_a_lease_is_one_owners_until_it_ends(storage: Storage) -> None:
    assert await storage.leases.take("one", ["index", "updates"], length=LONG) == {"index", "updates"}
    assert await storage.leases.take("other", ["index", "pages"], length=LONG) == {"pages"}
    assert await storage.leases.take("one", ["index"], length=SHORT) == {"index"}, "its owner renews it"
    await asyncio.sleep(SHORT * 1.5)
    assert await storage.leases.take("other", ["index"], length=LONG) == {"index"}
    assert await storage.leases.take("one", ["index"], length=LONG) == frozenset()


async def test_an_owner_gives_its_leases_back(storage: Storage) -> None:
    await storage.leases.take("one", ["index", "updates"], length=LONG)
    await storage.leases.take("other", ["pages"], length=LONG)
    await storage.leases.release("one")
    assert await storage.leases.take("third", ["index", "updates", "pages"], length=LONG) == {"index", "updates"}


async def test_owners_are_those_whose_leases_have_not_ended(storage: Storage) -> None:
    await storage.leases.take("one", ["polls/one", "process/one"], length=LONG)
    await storage.leases.take("other", ["polls/other", "polls_x"], length=LONG)
    assert await storage.leases.owners("polls/") == {"polls/one": "one", "polls/other": "other"}
    await storage.leases.take("other", ["polls/other"], length=SHORT)
    await asyncio.sleep(SHORT * 1.5)
    assert await storage.leases.owners("polls/") == {"polls/one": "one"}


async def test_turns_of_one_name_come_one_after_the_other(storage: Storage) -> None:
    inside: list[str] = []

    async def work(name: str) -> None:
        async with storage.leases.turn("told"):
            inside.append(f"{name} begins")
            await asyncio.sleep(0.02)
            inside.append(f"{name} ends")

    await asyncio.gather(*(work(name) for name in "abcdef"))
    assert [line.split()[0] for line in inside[::2]] == [line.split()[0] for line in inside[1::2]]


async def test_tokens_are_taken_until_a_reserve_is_left(storage: Storage) -> None:
    rate, capacity = 10.0, 20.0

    async def take(tokens: int, reserve: float) -> float:
        return await storage.pace.take("bot", tokens, reserve=reserve, rate=rate, capacity=capacity)

    assert await take(7, 3) == 0, "a new bucket has half of its tokens"
    assert 0 < await take(5, 3) <= 0.5
    assert await take(1, 0) == 0, "without a reserve what is left may be taken"
    taken = 0
    began = asyncio.get_running_loop().time()
    while asyncio.get_running_loop().time() < began + 0.6:
        wait = await take(1, 0)
        taken += wait == 0
        await asyncio.sleep(min(wait, 0.05))
    passed = asyncio.get_running_loop().time() - began
    assert 4 <= taken <= 3 + rate * passed, "two were left, and the rest came at the rate"


async def test_a_bucket_does_not_fill_beyond_its_capacity(storage: Storage) -> None:
    assert await storage.pace.take("bot", 1, reserve=0, rate=1000, capacity=4) == 0
    await asyncio.sleep(0.05)
    assert await storage.pace.take("bot", 4, reserve=0, rate=1000, capacity=4) == 0
    assert await storage.pace.take("bot", 1, reserve=0, rate=0.001, capacity=4) > 1


async def test_a_closed_bucket_gives_only_without_a_reserve(storage: Storage) -> None:
    await storage.pace.take("bot", 1, reserve=0, rate=1000, capacity=100)
    await storage.pace.close("bot", 0.3)
    await storage.pace.close("bot", 0.1)  # it stays closed for the longer time
    await asyncio.sleep(0.15)
    assert 0 < await storage.pace.take("bot", 1, reserve=3, rate=1000, capacity=100) <= 0.3
    assert await storage.pace.take("bot", 1, reserve=0, rate=1000, capacity=100) == 0
    await asyncio.sleep(0.2)
    assert await storage.pace.take("bot", 1, reserve=3, rate=1000, capacity=100) == 0


async def test_whoever_listens_hears_what_is_sent(storage: Storage) -> None:
    heard: list[Sent] = []
    listens, is_told = asyncio.Event(), asyncio.Event()

    async def listen() -> None:
        async for sent in storage.signals.listen():
            listens.set()
            heard.append(sent)
            if sum(map(len, (one.ids for one in heard))) >= 700:
                is_told.set()

    task = asyncio.ensure_future(listen())
    try:
        async with asyncio.timeout(10):
            while not listens.is_set():
                await storage.signals.send(Signal.TOPICS)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(listens.wait(), 0.05)
            await storage.signals.send(Signal.POSTS, range(1, 701))
            await is_told.wait()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    posts = [sent for sent in heard if sent.signal is Signal.POSTS]
    assert [one for sent in posts for one in sent.ids] == list(range(1, 701))


def _update(number: int, chat: int = -7) -> StoredUpdate:
    return StoredUpdate(UpdateId(number), ChatId(chat), {"update_id": number})


def _seen(claimed: Sequence[StoredUpdate]) -> list[tuple[int, bool]]:
    return [(one.update_id, one.is_left) for one in claimed]


async def test_updates_of_a_chat_are_one_owners_until_they_are_handled(storage: Storage) -> None:
    await storage.leases.take("one", [f"{PROCESS}one"], length=LONG)
    await storage.leases.take("other", [f"{PROCESS}other"], length=LONG)
    await storage.inbox.put([_update(1), _update(2, chat=ChatId(8))], now=NOW)
    assert _seen(await storage.inbox.claim("one", now=NOW)) == [(1, False), (2, False)]
    await storage.inbox.put([_update(3), _update(4, chat=ChatId(9))], now=NOW)
    assert _seen(await storage.inbox.claim("other", now=NOW)) == [(4, False)], "the other chats are being handled"
    assert _seen(await storage.inbox.claim("one", now=NOW)) == [(3, False)]
    await storage.inbox.mark_handled([UpdateId(1), UpdateId(3)], now=NOW)
    await storage.inbox.put([_update(5)], now=NOW)
    assert _seen(await storage.inbox.claim("other", now=NOW)) == [(5, False)]
    assert _seen(await storage.inbox.claim("one", now=NOW)) == []


async def test_updates_of_a_process_that_is_gone_are_claimed_by_another(storage: Storage) -> None:
    await storage.leases.take("one", [f"{PROCESS}one"], length=LONG)
    await storage.leases.take("other", [f"{PROCESS}other"], length=LONG)
    await storage.inbox.put([_update(1), _update(2, chat=ChatId(8)), _update(3)], now=NOW)
    assert len(_seen(await storage.inbox.claim("one", now=NOW))) == 3
    await storage.inbox.mark_handled([UpdateId(2)], now=NOW)
    assert _seen(await storage.inbox.claim("other", now=NOW)) == []
    await storage.leases.take("one", [f"{PROCESS}one"], length=SHORT)
    await asyncio.sleep(SHORT * 1.5)
    assert _seen(await storage.inbox.claim("other", now=NOW)) == [(1, True), (3, True)]


async def _queue(storage: Storage, *chats: int) -> None:
    for number in chats:
        chat = Chat(ChatId(number), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE)
        await storage.chats.save(chat, now=NOW)
        await storage.outbox.enqueue(PostKind.NOTICE, Notice("notice", {}), [Addressee(chat, None)], now=NOW)


async def _claim(storage: Storage, owner: str, limit: int = 10) -> list[Delivery]:
    return list(await storage.outbox.claim(now=NOW, limit=limit, lease=LEASE, owner=owner))


async def test_deliveries_of_a_process_that_is_gone_go_back(storage: Storage) -> None:
    await storage.leases.take("one", [f"{PROCESS}one"], length=LONG)
    await storage.leases.take("other", [f"{PROCESS}other"], length=LONG)
    await _queue(storage, 1, 2, 3)
    assert len(await _claim(storage, "one", limit=2)) == 2
    (ours,) = await _claim(storage, "other")
    assert await storage.outbox.recover(now=NOW, expired_only=True, owner="other", held=[ours.id]) == 0
    await storage.leases.take("one", [f"{PROCESS}one"], length=SHORT)
    await asyncio.sleep(SHORT * 1.5)
    assert await storage.outbox.recover(now=NOW, expired_only=True, owner="other", held=[ours.id]) == 2
    assert len(await _claim(storage, "other")) == 2


@pytest.mark.parametrize("state", [DeliveryState.WAITING, DeliveryState.SENDING])
async def test_who_lost_a_delivery_does_not_change_who_sends_it(storage: Storage, state: DeliveryState) -> None:
    await _queue(storage, 1)
    await _claim(storage, "gone")
    await storage.outbox.recover(now=NOW, expired_only=True, owner="other")
    (delivery,) = await _claim(storage, "other")
    later = NOW + timedelta(hours=1)
    outcome = DeliveryOutcome(delivery.id, state, 1, (MessageId(5),), not_before=later, owner="gone")
    await storage.outbox.record([outcome], now=NOW)
    assert await _claim(storage, "third") == [], "the other one still sends it"
    await storage.outbox.record([DeliveryOutcome(delivery.id, DeliveryState.WAITING, owner="other")], now=NOW)
    (again,) = await _claim(storage, "third")
    assert (again.parts_sent, again.message_ids) == (1, (5,)), "what was sent counts"


async def test_what_was_sent_counts_even_if_the_delivery_was_lost(storage: Storage) -> None:
    await _queue(storage, 1)
    (delivery,) = await _claim(storage, "gone")
    await storage.outbox.recover(now=NOW, expired_only=True, owner="other")
    outcome = DeliveryOutcome(delivery.id, DeliveryState.SENT, 1, (MessageId(5),), owner="gone")
    await storage.outbox.record([outcome], now=NOW)
    assert await _claim(storage, "other") == []
    assert await storage.outbox.waiting() == 0
