"""Posts and deliveries in SQLite."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.chat import Chat, ChatKind, ChatState, QuietHours, Timetable
from domain.clock import SystemClock
from domain.digest import Digest, DigestStory, Disagreement, SummarySentence, Window
from domain.post import Delivery, DeliveryState, Notice, Post, PostKind, Wishes
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest, StoredUpdate
from storage.sqlite import SqliteStorage, open_storage
from storage.sqlite.inbox import mark_applied

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
LEASE = timedelta(minutes=1)
STORY = DigestStory(
    story_id=3,
    headline="Открыт «парк»",
    url=None,
    language="ru",
    topic="society",
    countries=("kg",),
    sources=(("Тандем", "https://tandem.example/1"), ("Вестник", None)),
    summary=(SummarySentence("Открыт парк.", "Тандем", None),),
    published_at=NOW,
    is_update=True,
    disagreement=Disagreement((("Тандем", "5"), ("Вестник", "7"))),
)
DIGEST = Digest(Window(NOW - timedelta(days=1), NOW), (STORY,), omitted=4)


def chat(chat_id: int) -> Chat:
    table = Timetable("Asia/Bishkek")
    return Chat(chat_id, ChatKind.PRIVATE, "ru", table, state=ChatState.ACTIVE, next_due_at=NOW)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "jarchi.db", clock=SystemClock())
    for number in range(1, 6):
        await storage.storage.chats.save(chat(number))
    yield storage
    await storage.close()


async def queue(opened: SqliteStorage, *chat_ids: int, kind: PostKind = PostKind.BREAKING) -> int | None:
    to = [Addressee(chat(chat_id), TOMORROW) for chat_id in chat_ids]
    if kind is PostKind.DIGEST:
        return (await opened.storage.outbox.enqueue_digests([QueuedDigest(DIGEST, to)], now=NOW))[0]
    return await opened.storage.outbox.enqueue(kind, DIGEST, to, now=NOW)


async def claim(opened: SqliteStorage, limit: int = 10, now: datetime = NOW) -> tuple[Delivery, ...]:
    return await opened.storage.outbox.claim(now=now, limit=limit, lease=LEASE)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (PostKind.BREAKING, DIGEST),
        (PostKind.FOLLOW, DIGEST),
        (PostKind.NOTICE, Notice("key", {"count": 3, "who": "я"})),
    ],
)
async def test_a_post_comes_back_as_it_was_stored(
    opened: SqliteStorage, kind: PostKind, content: Digest | Notice
) -> None:
    post_id = await opened.storage.outbox.enqueue(kind, content, [Addressee(chat(1), TOMORROW)], now=NOW)
    assert post_id is not None
    assert await opened.storage.outbox.post(post_id) == Post(post_id, kind, NOW, content)


async def test_the_same_hour_is_never_queued_twice(opened: SqliteStorage) -> None:
    for _ in range(2):
        await queue(opened, 1, 2, kind=PostKind.DIGEST)
    assert await opened.storage.outbox.waiting() == 2
    found = await opened.storage.chats.get(1)
    assert found is not None
    assert found.next_due_at == TOMORROW


async def test_more_chats_may_get_the_same_post(opened: SqliteStorage) -> None:
    first = await queue(opened, 1, kind=PostKind.DIGEST)
    to = [Addressee(chat(2), TOMORROW)]
    (second,) = await opened.storage.outbox.enqueue_digests([QueuedDigest(DIGEST, to, first)], now=NOW)
    assert first == second
    assert {delivery.post_id for delivery in await claim(opened)} == {first}


async def test_digests_of_many_settings_are_queued_together(opened: SqliteStorage) -> None:
    thread = replace(chat(6), thread_id=4)
    await opened.storage.chats.save(thread)
    moved = replace(chat(3), locale="ky", next_due_at=TOMORROW)  # as it was selected; meanwhile it is due at NOW
    queued = [
        QueuedDigest(DIGEST, [Addressee(chat(1), TOMORROW, window_end=NOW), Addressee(thread, TOMORROW)]),
        QueuedDigest(None, [Addressee(chat(2), TOMORROW, served_slot="2026-03-01T08:00")]),
        QueuedDigest(DIGEST, [Addressee(moved, None), Addressee(chat(4), None, is_silent=True)]),
    ]
    first, nothing, second = await opened.storage.outbox.enqueue_digests(queued, now=NOW)
    assert nothing is None
    rows = await opened.database.read("SELECT post_id, chat_id, thread_id, is_silent FROM deliveries ORDER BY chat_id")
    assert [tuple(row) for row in rows] == [(first, 1, 0, 0), (second, 4, 0, 1), (first, 6, 4, 0)]
    found = {number: await opened.storage.chats.get(number) for number in range(1, 5)}
    assert [one.next_due_at for one in found.values() if one] == [TOMORROW, TOMORROW, NOW, None]
    assert found[1] is not None
    assert found[1].last_digest_end == NOW


async def test_an_empty_digest_moves_the_hour_and_queues_nothing(opened: SqliteStorage) -> None:
    to = [Addressee(chat(1), TOMORROW, window_end=NOW, served_slot="2026-03-01T08:00")]
    assert await opened.storage.outbox.enqueue_digests([QueuedDigest(None, to)], now=NOW) == (None,)
    found = await opened.storage.chats.get(1)
    assert found is not None
    assert (found.next_due_at, found.last_digest_end, found.served_slot) == (TOMORROW, NOW, "2026-03-01T08:00")
    assert await opened.storage.outbox.waiting() == 0


async def test_only_notices_go_to_chats_that_are_not_active(opened: SqliteStorage) -> None:
    await opened.storage.chats.save(replace(chat(1), state=ChatState.STOPPED))
    for kind in (PostKind.DIGEST, PostKind.BREAKING):
        await queue(opened, 1, kind=kind)
    assert await opened.storage.outbox.waiting() == 0
    await opened.storage.outbox.enqueue(PostKind.NOTICE, Notice("x", {}), [Addressee(chat(1), None)], now=NOW)
    assert await opened.storage.outbox.waiting() == 1


async def test_a_delivery_is_claimed_once_and_one_of_a_chat_at_a_time(opened: SqliteStorage) -> None:
    await queue(opened, 1, 2)
    await queue(opened, 1)
    first = await claim(opened)
    assert [delivery.chat_id for delivery in first] == [1, 2]
    assert all(delivery.state is DeliveryState.SENDING for delivery in first)
    assert await claim(opened) == ()
    await opened.storage.outbox.record([DeliveryOutcome(first[0].id, "sent", 1, (77,))], now=NOW)
    assert [delivery.chat_id for delivery in await claim(opened)] == [1]


async def test_a_parked_delivery_waits_for_its_moment(opened: SqliteStorage) -> None:
    await queue(opened, 1)
    delivery = (await claim(opened))[0]
    later = NOW + timedelta(minutes=5)
    await opened.storage.outbox.record(
        [DeliveryOutcome(delivery.id, "waiting", 2, (5, 6), not_before=later, reason="flood")], now=NOW
    )
    assert await claim(opened) == ()
    assert await opened.storage.outbox.flood_until(now=NOW) == later
    again = (await claim(opened, now=later))[0]
    assert (again.parts_sent, again.message_ids, again.attempts) == (2, (5, 6), 2)
    assert await opened.storage.outbox.flood_until(now=later) is None


async def test_what_was_being_sent_in_a_crash_waits_again(opened: SqliteStorage) -> None:
    await queue(opened, 1, 2)
    await claim(opened)
    assert await opened.storage.outbox.recover(now=NOW) == 2
    assert len(await claim(opened)) == 2


async def test_while_running_only_what_nobody_holds_any_more_waits_again(opened: SqliteStorage) -> None:
    await queue(opened, 1, 2, 3)
    held, forgotten, _ = await claim(opened)
    outbox = opened.storage.outbox
    assert await outbox.recover(now=NOW, expired_only=True) == 0  # the leases run
    later = NOW + LEASE
    assert await outbox.recover(now=later, expired_only=True, held=[held.id, forgotten.id]) == 1
    assert await outbox.recover(now=later, expired_only=True, held=[held.id]) == 1
    assert [delivery.chat_id for delivery in await claim(opened, now=later)] == [2, 3]


@pytest.mark.parametrize("state", [ChatState.STOPPED, ChatState.UNREACHABLE, ChatState.SUSPENDED])
async def test_what_was_on_the_way_to_a_chat_that_went_away_does_not_wait_for_it(
    opened: SqliteStorage, state: ChatState
) -> None:
    await queue(opened, 1, 2)
    parked, crashed = await claim(opened)
    for chat_id in (1, 2):
        await opened.storage.chats.save(replace(chat(chat_id), state=state, next_due_at=None))
    await opened.storage.outbox.record([DeliveryOutcome(parked.id, "waiting", reason="flood")], now=NOW)
    assert await opened.storage.outbox.recover(now=NOW) == 1
    assert crashed.id != parked.id
    assert await claim(opened) == ()
    assert await opened.storage.outbox.waiting() == 0


async def test_a_notice_waits_for_who_stopped_and_not_for_who_blocked_the_bot(opened: SqliteStorage) -> None:
    await opened.storage.chats.save(replace(chat(1), state=ChatState.STOPPED))
    await opened.storage.chats.save(replace(chat(2), state=ChatState.UNREACHABLE))
    to = [Addressee(chat(chat_id), None) for chat_id in (1, 2, 77)]  # 77 has set up a group and never spoken to us
    await opened.storage.outbox.enqueue(PostKind.NOTICE, Notice("x", {}), to, now=NOW)
    claimed = await claim(opened)
    assert [delivery.chat_id for delivery in claimed] == [1, 77]
    await opened.storage.outbox.record([DeliveryOutcome(one.id, "waiting") for one in claimed], now=NOW)
    assert await opened.storage.outbox.waiting() == 2


async def test_a_claimed_delivery_tells_what_its_chat_wants_now(opened: SqliteStorage) -> None:
    await queue(opened, 1, 2)
    moved = Timetable("Asia/Almaty", quiet=QuietHours(time(22), time(7)))
    await opened.storage.chats.save(replace(chat(1), timetable=moved, breaking_in_quiet_hours=True))
    await opened.storage.chats.save(replace(chat(2), state=ChatState.NEW))
    first, second = await claim(opened)
    assert first.wishes == Wishes(moved, breaking_in_quiet_hours=True)
    assert second.wishes is None


async def test_what_was_queued_while_the_clock_was_ahead_is_sent_after_all(opened: SqliteStorage) -> None:
    ahead = NOW + timedelta(days=400)
    to = [Addressee(chat(1), TOMORROW)]
    await opened.storage.outbox.enqueue(PostKind.BREAKING, DIGEST, to, now=ahead)
    assert await claim(opened) == ()
    await opened.storage.outbox.recover(now=NOW, expired_only=True)
    assert len(await claim(opened)) == 1


async def test_alerts_are_counted_by_chat(opened: SqliteStorage) -> None:
    await queue(opened, 1, 2)
    await queue(opened, 1)
    assert await opened.storage.outbox.received(PostKind.BREAKING, since=NOW) == {(1, None): 2, (2, None): 1}
    assert await opened.storage.outbox.received(PostKind.BREAKING, since=NOW + timedelta(seconds=1)) == {}


async def test_old_deliveries_and_their_posts_are_forgotten_and_others_stay(opened: SqliteStorage) -> None:
    await queue(opened, 1)
    done = (await claim(opened))[0]
    await opened.storage.outbox.record([DeliveryOutcome(done.id, "sent", 1, (1,))], now=NOW)
    await opened.storage.outbox.enqueue(
        PostKind.BREAKING, DIGEST, [Addressee(chat(2), None)], now=NOW + timedelta(days=2)
    )
    assert await opened.storage.outbox.forget(older_than=NOW + timedelta(days=1)) == 1
    assert await opened.storage.outbox.post(done.post_id) is None
    assert await opened.storage.outbox.post(done.post_id + 1) is not None
    rows = await opened.database.read("SELECT count(*) FROM post_stories")
    assert rows[0][0] == 1


async def test_an_update_is_stored_once_and_erased_when_handled(opened: SqliteStorage) -> None:
    inbox = opened.storage.inbox
    update = StoredUpdate(10, 1, {"message": {"text": "вопрос"}})
    assert await inbox.put([update, StoredUpdate(11, 2, {})], now=NOW) == {10, 11}
    assert await inbox.put([update], now=NOW) == frozenset()
    assert [stored.update_id for stored in await inbox.waiting()] == [10, 11]
    await inbox.mark_handled([10], now=NOW)
    assert [stored.update_id for stored in await inbox.waiting()] == [11]
    assert await inbox.put([update], now=NOW) == frozenset()
    rows = await opened.database.read("SELECT chat_id, payload FROM inbox WHERE update_id = 10")
    assert tuple(rows[0]) == (0, None)


async def test_payloads_go_after_an_hour_and_rows_after_two_days(opened: SqliteStorage) -> None:
    inbox = opened.storage.inbox
    await inbox.put([StoredUpdate(10, 1, {"message": {}})], now=NOW)
    await inbox.forget(now=NOW + timedelta(minutes=59))
    assert len(await inbox.waiting()) == 1
    await inbox.forget(now=NOW + timedelta(minutes=61))
    assert await inbox.waiting() == ()
    await inbox.forget(now=NOW + timedelta(days=3))
    assert (await opened.database.read("SELECT count(*) FROM inbox"))[0][0] == 0


async def test_a_mark_goes_with_its_transaction(opened: SqliteStorage) -> None:
    async def fail() -> None:
        async with opened.database.write() as connection:
            assert await mark_applied(connection, 10, NOW)
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await fail()
    async with opened.database.write() as connection:
        assert await mark_applied(connection, 10, NOW)
        assert not await mark_applied(connection, 10, NOW)
        assert await mark_applied(connection, 10, NOW, step="another change")
