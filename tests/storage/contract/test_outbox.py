"""Posts, deliveries and updates."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from domain.chat import Chat, ChatKind, ChatState, Layout, Look, Place, QuietHours, Timetable
from domain.digest import Digest, DigestStory, Disagreement, SummarySentence, Window
from domain.ids import ChatId, MessageId, PostId, StoryId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, Wishes
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest, Storage

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
LEASE = timedelta(minutes=1)
STORY = DigestStory(
    story_id=StoryId(3),
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


def chat(chat_id: ChatId) -> Chat:
    table = Timetable("Asia/Bishkek")
    return Chat(chat_id, ChatKind.PRIVATE, "ru", table, state=ChatState.ACTIVE, next_due_at=NOW)


@pytest.fixture
async def storage(storage: Storage) -> Storage:
    for number in range(1, 6):
        await storage.chats.save(chat(ChatId(number)), now=NOW)
    return storage


async def queue(storage: Storage, *chat_ids: int, kind: PostKind = PostKind.BREAKING) -> PostId | None:
    to = [Addressee(chat(ChatId(chat_id)), TOMORROW) for chat_id in chat_ids]
    if kind is PostKind.DIGEST:
        return (await storage.outbox.enqueue_digests([QueuedDigest(DIGEST, to)], now=NOW))[0]
    return await storage.outbox.enqueue(kind, DIGEST, to, now=NOW)


async def claim(storage: Storage, limit: int = 10, now: datetime = NOW) -> tuple[Delivery, ...]:
    return await storage.outbox.claim(now=now, limit=limit, lease=LEASE)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (PostKind.BREAKING, DIGEST),
        (PostKind.FOLLOW, DIGEST),
        (PostKind.NOTICE, Notice("key", {"count": 3, "who": "я"})),
    ],
)
async def test_a_post_comes_back_as_it_was_stored(storage: Storage, kind: PostKind, content: Digest | Notice) -> None:
    post_id = await storage.outbox.enqueue(kind, content, [Addressee(chat(ChatId(1)), TOMORROW)], now=NOW)
    assert post_id is not None
    assert await storage.outbox.post(post_id) == Post(post_id, kind, NOW, content)


async def test_the_same_hour_is_never_queued_twice(storage: Storage) -> None:
    for _ in range(2):
        await queue(storage, 1, 2, kind=PostKind.DIGEST)
    assert await storage.outbox.waiting() == 2
    found = await storage.chats.get(Place(ChatId(1)))
    assert found is not None
    assert found.next_due_at == TOMORROW


async def test_more_chats_may_get_the_same_post(storage: Storage) -> None:
    first = await queue(storage, 1, kind=PostKind.DIGEST)
    to = [Addressee(chat(ChatId(2)), TOMORROW)]
    (second,) = await storage.outbox.enqueue_digests([QueuedDigest(DIGEST, to, first)], now=NOW)
    assert first == second
    assert {delivery.post_id for delivery in await claim(storage)} == {first}


async def test_digests_of_many_settings_are_queued_together(storage: Storage) -> None:
    thread = replace(chat(ChatId(6)), thread_id=4)
    await storage.chats.save(thread, now=NOW)
    moved = replace(
        chat(ChatId(3)), locale="ky", next_due_at=TOMORROW
    )  # as it was read; meanwhile it has become due at NOW
    queued = [
        QueuedDigest(DIGEST, [Addressee(chat(ChatId(1)), TOMORROW, window_end=NOW), Addressee(thread, TOMORROW)]),
        QueuedDigest(None, [Addressee(chat(ChatId(2)), TOMORROW, served_slot="2026-03-01T08:00")]),
        QueuedDigest(DIGEST, [Addressee(moved, None), Addressee(chat(ChatId(4)), None, is_silent=True)]),
    ]
    first, nothing, second = await storage.outbox.enqueue_digests(queued, now=NOW)
    assert nothing is None
    waiting = [(one.post_id, one.chat_id, one.thread_id, one.is_silent) for one in await claim(storage)]
    assert sorted(waiting, key=lambda one: one[1]) == [
        (first, 1, None, False),
        (second, 4, None, True),
        (first, 6, 4, False),
    ]
    found = {number: await storage.chats.get(Place(ChatId(number))) for number in range(1, 5)}
    assert [one.next_due_at for one in found.values() if one] == [TOMORROW, TOMORROW, NOW, None]
    assert found[1] is not None
    assert found[1].last_digest_end == NOW


async def test_an_empty_digest_moves_the_hour_and_queues_nothing(storage: Storage) -> None:
    to = [Addressee(chat(ChatId(1)), TOMORROW, window_end=NOW, served_slot="2026-03-01T08:00")]
    assert await storage.outbox.enqueue_digests([QueuedDigest(None, to)], now=NOW) == (None,)
    found = await storage.chats.get(Place(ChatId(1)))
    assert found is not None
    assert (found.next_due_at, found.last_digest_end, found.served_slot) == (TOMORROW, NOW, "2026-03-01T08:00")
    assert await storage.outbox.waiting() == 0


async def test_only_notices_go_to_chats_that_are_not_active(storage: Storage) -> None:
    await storage.chats.save(replace(chat(ChatId(1)), state=ChatState.STOPPED), now=NOW)
    for kind in (PostKind.DIGEST, PostKind.BREAKING):
        await queue(storage, 1, kind=kind)
    assert await storage.outbox.waiting() == 0
    await storage.outbox.enqueue(PostKind.NOTICE, Notice("x", {}), [Addressee(chat(ChatId(1)), None)], now=NOW)
    assert await storage.outbox.waiting() == 1


async def test_a_delivery_is_claimed_once_and_one_of_a_chat_at_a_time(storage: Storage) -> None:
    await queue(storage, 1, 2)
    await queue(storage, 1)
    first = await claim(storage)
    assert [delivery.chat_id for delivery in first] == [1, 2]
    assert all(delivery.state is DeliveryState.SENDING for delivery in first)
    assert await claim(storage) == ()
    await storage.outbox.record([DeliveryOutcome(first[0].id, DeliveryState.SENT, 1, (MessageId(77),))], now=NOW)
    assert [delivery.chat_id for delivery in await claim(storage)] == [1]


async def test_a_parked_delivery_waits_for_its_moment(storage: Storage) -> None:
    await queue(storage, 1)
    delivery = (await claim(storage))[0]
    later = NOW + timedelta(minutes=5)
    await storage.outbox.record(
        [
            DeliveryOutcome(
                delivery.id,
                DeliveryState.WAITING,
                2,
                (MessageId(5), MessageId(6)),
                not_before=later,
                reason=DeliveryReason.FLOOD,
            )
        ],
        now=NOW,
    )
    assert await claim(storage) == ()
    assert await storage.outbox.flood_until(now=NOW) == later
    again = (await claim(storage, now=later))[0]
    assert (again.parts_sent, again.message_ids, again.attempts) == (2, (5, 6), 2)
    assert await storage.outbox.flood_until(now=later) is None


async def test_what_was_being_sent_in_a_crash_waits_again(storage: Storage) -> None:
    await queue(storage, 1, 2)
    await claim(storage)
    assert await storage.outbox.recover(now=NOW) == 2
    assert len(await claim(storage)) == 2


async def test_while_running_only_what_nobody_holds_any_more_waits_again(storage: Storage) -> None:
    await queue(storage, 1, 2, 3)
    held, forgotten, _ = await claim(storage)
    outbox = storage.outbox
    assert await outbox.recover(now=NOW, expired_only=True) == 0  # the leases have not expired
    later = NOW + LEASE
    assert await outbox.recover(now=later, expired_only=True, held=[held.id, forgotten.id]) == 1
    assert await outbox.recover(now=later, expired_only=True, held=[held.id]) == 1
    assert [delivery.chat_id for delivery in await claim(storage, now=later)] == [2, 3]


@pytest.mark.parametrize("state", [ChatState.STOPPED, ChatState.UNREACHABLE, ChatState.SUSPENDED])
async def test_what_was_on_the_way_to_a_chat_that_went_away_does_not_wait_for_it(
    storage: Storage, state: ChatState
) -> None:
    await queue(storage, 1, 2)
    parked, crashed = await claim(storage)
    for chat_id in (1, 2):
        await storage.chats.save(replace(chat(ChatId(chat_id)), state=state, next_due_at=None), now=NOW)
    await storage.outbox.record(
        [DeliveryOutcome(parked.id, DeliveryState.WAITING, reason=DeliveryReason.FLOOD)], now=NOW
    )
    assert await storage.outbox.recover(now=NOW) == 1
    assert crashed.id != parked.id
    assert await claim(storage) == ()
    assert await storage.outbox.waiting() == 0


async def test_a_notice_waits_for_who_stopped_and_not_for_who_blocked_the_bot(storage: Storage) -> None:
    await storage.chats.save(replace(chat(ChatId(1)), state=ChatState.STOPPED), now=NOW)
    await storage.chats.save(replace(chat(ChatId(2)), state=ChatState.UNREACHABLE), now=NOW)
    # 77 has set up a group but never written to the bot.
    to = [Addressee(chat(ChatId(chat_id)), None) for chat_id in (1, 2, 77)]
    await storage.outbox.enqueue(PostKind.NOTICE, Notice("x", {}), to, now=NOW)
    claimed = await claim(storage)
    assert [delivery.chat_id for delivery in claimed] == [1, 77]
    await storage.outbox.record([DeliveryOutcome(one.id, DeliveryState.WAITING) for one in claimed], now=NOW)
    assert await storage.outbox.waiting() == 2


async def test_a_claimed_delivery_tells_what_its_chat_wants_now(storage: Storage) -> None:
    await queue(storage, 1, 2)
    moved = Timetable("Asia/Almaty", quiet=QuietHours(time(22), time(7)))
    look = Look(Layout.HEADLINES, has_picture=True)
    await storage.chats.save(
        replace(chat(ChatId(1)), timetable=moved, breaking_in_quiet_hours=True, look=look), now=NOW
    )
    await storage.chats.save(replace(chat(ChatId(2)), state=ChatState.NEW), now=NOW)
    first, second = await claim(storage)
    assert first.wishes == Wishes(moved, breaking_in_quiet_hours=True, look=look)
    assert second.wishes is None


async def test_what_was_queued_while_the_clock_was_ahead_is_sent_after_all(storage: Storage) -> None:
    ahead = NOW + timedelta(days=400)
    to = [Addressee(chat(ChatId(1)), TOMORROW)]
    await storage.outbox.enqueue(PostKind.BREAKING, DIGEST, to, now=ahead)
    assert await claim(storage) == ()
    await storage.outbox.recover(now=NOW, expired_only=True)
    assert len(await claim(storage)) == 1


async def test_alerts_are_counted_by_chat(storage: Storage) -> None:
    await queue(storage, 1, 2)
    await queue(storage, 1)
    assert await storage.outbox.received(PostKind.BREAKING, since=NOW) == {(1, None): 2, (2, None): 1}
    assert await storage.outbox.received(PostKind.BREAKING, since=NOW + timedelta(seconds=1)) == {}


async def test_old_deliveries_and_their_posts_are_forgotten_and_others_stay(storage: Storage) -> None:
    await queue(storage, 1)
    done = (await claim(storage))[0]
    await storage.outbox.record([DeliveryOutcome(done.id, DeliveryState.SENT, 1, (MessageId(1),))], now=NOW)
    await storage.outbox.enqueue(
        PostKind.BREAKING, DIGEST, [Addressee(chat(ChatId(2)), None)], now=NOW + timedelta(days=2)
    )
    assert await storage.outbox.forget(older_than=NOW + timedelta(days=1)) == 1
    assert await storage.outbox.post(done.post_id) is None
    assert await storage.outbox.post(PostId(done.post_id + 1)) is not None


async def test_a_delivery_knows_which_message_it_answers(storage: Storage) -> None:
    to = [Addressee(chat(ChatId(1)), None, reply_to=MessageId(77)), Addressee(chat(ChatId(2)), None)]
    await storage.outbox.enqueue(PostKind.UPDATE, DIGEST, to, now=NOW)
    assert {one.chat_id: one.reply_to for one in await claim(storage)} == {1: 77, 2: None}


async def test_a_delivery_says_what_kind_of_chat_it_goes_to(storage: Storage) -> None:
    reader, group = chat(ChatId(7)), replace(chat(ChatId(-8)), kind=ChatKind.SUPERGROUP)
    for one in (reader, group):
        await storage.chats.save(one, now=NOW)
    await storage.outbox.enqueue(PostKind.FOLLOW, DIGEST, [Addressee(reader, None), Addressee(group, None)], now=NOW)
    await storage.outbox.enqueue(PostKind.NOTICE, Notice("stop-done", {}), [Addressee(chat(ChatId(9)), None)], now=NOW)
    kinds = {one.chat_id: one.chat_kind for one in await claim(storage)}
    assert kinds == {7: ChatKind.PRIVATE, -8: ChatKind.SUPERGROUP, 9: None}


async def test_the_delivery_that_waits_longest_says_since_when(storage: Storage) -> None:
    assert await storage.outbox.oldest_due(now=TOMORROW) is None
    await queue(storage, 1, 2)
    assert await storage.outbox.oldest_due(now=NOW - timedelta(seconds=1)) is None
    assert await storage.outbox.oldest_due(now=TOMORROW) == NOW
    first, second = await claim(storage)
    assert await storage.outbox.oldest_due(now=TOMORROW) is None
    parked = DeliveryOutcome(first.id, DeliveryState.WAITING, not_before=NOW + timedelta(hours=1))
    await storage.outbox.record([parked, DeliveryOutcome(second.id, DeliveryState.SENT)], now=NOW)
    assert await storage.outbox.oldest_due(now=TOMORROW) == NOW + timedelta(hours=1)


async def test_all_that_was_queued_for_a_chat_is_told(storage: Storage) -> None:
    await queue(storage, 1, 2)
    await queue(storage, 1, kind=PostKind.DIGEST)
    (first,) = [one for one in await claim(storage) if one.chat_id == 1]
    await storage.outbox.record([DeliveryOutcome(first.id, DeliveryState.SENT, 1, (MessageId(31),))], now=NOW)
    assert [(one.kind, one.queued_at, one.state, one.message_ids) for one in await storage.outbox.of(ChatId(1))] == [
        (PostKind.BREAKING, NOW, DeliveryState.SENT, (31,)),
        (PostKind.DIGEST, NOW, DeliveryState.WAITING, ()),
    ]
    assert await storage.outbox.of(ChatId(99)) == ()
