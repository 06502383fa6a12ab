"""What was planned while the clock was ahead is due once it is right again, and nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.digest import Digest, Window
from domain.feed import NewFeed
from domain.ids import ChatId
from domain.post import DeliveryReason, DeliveryState, PostKind
from domain.retention import hold
from storage.interface import Addressee, DeliveryOutcome, PollResult, Storage
from tests.storage.shelf import NOW, Shelf

MINUTES = timedelta(minutes=10)
CHAT = Chat(ChatId(7), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE, next_due_at=NOW)
DIGEST = Digest(Window(NOW, NOW), ())


@pytest.mark.parametrize("ahead", [timedelta(hours=5), timedelta(days=3), timedelta(days=730)])
async def test_a_feed_that_was_polled_by_a_clock_ahead_is_due_and_claimed_once(
    storage: Storage, ahead: timedelta
) -> None:
    feeds, wrong = storage.feeds, NOW + ahead
    feed, _ = await feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем"), now=wrong)
    polled = replace(Shelf(storage).state(), next_poll_at=wrong + MINUTES, last_polled_at=wrong, last_success_at=wrong)
    assert await feeds.claim([feed.id], now=wrong, lease=MINUTES)
    await feeds.save_poll(PollResult(feed.id, wrong, polled, holds={"https://else.example:443": wrong + MINUTES}))
    assert await feeds.due(now=wrong) == ()
    assert [one.id for one in await feeds.due(now=NOW)] == [feed.id]
    assert await feeds.overdue(now=NOW) == 1
    assert len(await feeds.claim([feed.id], now=NOW, lease=MINUTES)) == 1
    assert await feeds.due(now=NOW) == ()
    assert await feeds.claim([feed.id], now=NOW, lease=MINUTES) == ()


async def test_a_host_that_was_held_by_a_clock_ahead_is_asked_and_may_be_held_anew(storage: Storage) -> None:
    feeds, wrong = storage.feeds, NOW + timedelta(days=730)
    feed, _ = await feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем"), now=NOW)
    state = replace(Shelf(storage).state(), next_poll_at=NOW)
    await feeds.save_poll(PollResult(feed.id, wrong, state, holds={feed.host: wrong + MINUTES}))
    assert await feeds.holds(now=wrong) == {feed.host: wrong + MINUTES}
    assert await feeds.holds(now=NOW) == {}
    assert len(await feeds.due(now=NOW)) == 1
    await feeds.save_poll(PollResult(feed.id, NOW, state, holds={feed.host: NOW + MINUTES}))
    assert await feeds.holds(now=NOW) == {feed.host: NOW + MINUTES}
    assert await feeds.due(now=NOW) == ()


async def test_pages_that_a_clock_ahead_has_put_off_are_due(storage: Storage) -> None:
    feeds, wrong = storage.feeds, NOW + timedelta(days=730)
    feed, _ = await feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем", full_text=True), now=NOW)
    shelf = Shelf(storage)
    await feeds.save_poll(PollResult(feed.id, wrong, shelf.state(), (shelf.article("Весть", published_at=wrong),)))
    assert [page.url for page in await storage.pages.due(now=NOW, limit=5)] == ["https://tandem.example/1"]


async def test_what_was_being_sent_by_a_clock_ahead_is_sent_again_and_its_flood_is_over(storage: Storage) -> None:
    outbox, wrong = storage.outbox, NOW + timedelta(days=730)
    for chat_id in (7, 8):
        await storage.chats.save(replace(CHAT, id=ChatId(chat_id)), now=wrong)
        await outbox.enqueue(PostKind.BREAKING, DIGEST, [Addressee(replace(CHAT, id=ChatId(chat_id)), None)], now=wrong)
    first, second = await outbox.claim(now=wrong, limit=5, lease=MINUTES)
    parked = DeliveryOutcome(first.id, DeliveryState.WAITING, not_before=wrong + MINUTES, reason=DeliveryReason.FLOOD)
    await outbox.record([parked], now=wrong)
    assert await outbox.flood_until(now=NOW) is None
    assert await outbox.recover(now=NOW, expired_only=True, held=[second.id]) == 0
    assert await outbox.recover(now=NOW, expired_only=True) == 1
    assert {one.id for one in await outbox.claim(now=NOW, limit=5, lease=MINUTES)} == {first.id, second.id}


async def test_alerts_that_a_clock_ahead_has_counted_are_not_counted(storage: Storage) -> None:
    await storage.chats.save(CHAT, now=NOW)
    for now in (NOW + timedelta(days=730), NOW):
        await storage.outbox.enqueue(PostKind.BREAKING, DIGEST, [Addressee(CHAT, None)], now=now)
    day = timedelta(days=1)
    counted = await storage.outbox.received(PostKind.BREAKING, since=NOW - day, until=NOW + MINUTES)
    assert counted == {CHAT.place: 1}


async def test_chats_that_a_clock_ahead_has_planned_are_found_however_little_it_was_ahead(storage: Storage) -> None:
    hours = timedelta(hours=30)
    for number, (due, end) in enumerate(((hours, None), (hours, hours), (400 * hours, None)), start=1):
        chat = replace(CHAT, id=ChatId(number), next_due_at=NOW + due, last_digest_end=NOW + end if end else None)
        await storage.chats.save(chat, now=NOW)
    found = await storage.chats.planned_after(NOW + timedelta(days=9), served_after=NOW)
    assert sorted(chat.id for chat in found) == [2, 3]


async def test_a_retention_that_waits_is_remembered_and_said(storage: Storage) -> None:
    shelf = Shelf(storage)
    await shelf.poll(*[shelf.article(f"Весть {number}") for number in range(4)])
    await shelf.poll(shelf.article("Свежая"), at=NOW + timedelta(days=90))
    housekeeping = storage.housekeeping
    expired = await housekeeping.expired(now=NOW + timedelta(days=90), keep=timedelta(days=30))
    assert (expired.articles, expired.of) == (4, 5)
    assert await housekeeping.retention_hold() is None
    waits = hold(expired, None, now=NOW)
    await housekeeping.hold_retention(waits, now=NOW)
    assert await housekeeping.retention_hold() == waits
    (fault,) = await housekeeping.check()
    assert "4 of 5 articles" in fault
    await housekeeping.hold_retention(None, now=NOW)
    assert await housekeeping.check() == ()
