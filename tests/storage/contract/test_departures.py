"""Everything that belongs to a chat when it stops, moves, is lost or asks to be deleted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, MessageId, StoryId, UpdateId, person_id
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, PostKind
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest, Storage, StoredUpdate
from tests.storage.openers import Opened
from tests.storage.shelf import NOW

YESTERDAY = NOW - timedelta(days=1)
CHAT = Chat(
    ChatId(7),
    ChatKind.PRIVATE,
    "ru",
    Timetable("Asia/Bishkek"),
    state=ChatState.ACTIVE,
    next_due_at=NOW,
    last_digest_end=NOW,
)
GROUP = Chat(
    ChatId(-5), ChatKind.GROUP, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE, set_up_by=person_id(7)
)
ABOUT = Notice("delivery-suspended", {"title": "Соседи"})


def news(*, since: int = 1) -> Digest:
    story = DigestStory(StoryId(4), "", None, "ru", None, (), (), (), NOW, articles=(ArticleId(4),))
    return Digest(Window(NOW - timedelta(days=since), NOW), (story,))


def bookmark(chat_id: ChatId, kind: BookmarkKind = BookmarkKind.FOLLOWED) -> Bookmark:
    return Bookmark(
        Place(chat_id), kind, ArticleId(4), "Парк", "Тандем", "https://tandem.example/4", NOW, message_id=MessageId(12)
    )


async def claim(storage: Storage) -> tuple[Delivery, ...]:
    return await storage.outbox.claim(now=NOW, limit=10, lease=timedelta(minutes=1))


async def end_of(storage: Storage) -> object:
    chat = await storage.chats.get(Place(ChatId(7)))
    assert chat is not None
    return chat.last_digest_end


async def test_nothing_names_a_chat_that_asked_to_be_forgotten_and_others_keep_theirs(opened: Opened) -> None:
    storage = opened.storage
    for chat in (CHAT, replace(CHAT, thread_id=3), GROUP, replace(CHAT, id=ChatId(8))):
        await storage.chats.save(chat, now=NOW)
    for chat_id in (7, 8):
        await storage.follows.add(ChatId(chat_id), "мост", at_once=True, now=NOW)
        await storage.told.record_shown(Place(ChatId(chat_id)), news(), now=NOW)
        for kind in BookmarkKind:
            await storage.bookmarks.add(bookmark(ChatId(chat_id), kind), now=NOW)
    await storage.outbox.enqueue(PostKind.NOTICE, ABOUT, [Addressee(CHAT, None)], now=NOW)
    await storage.inbox.put([StoredUpdate(UpdateId(number), ChatId(7), {"n": number}) for number in (1, 2, 3)], now=NOW)
    await storage.chats.delete(ChatId(7), now=NOW, update_id=UpdateId(2))
    assert await storage.chats.threads_of(ChatId(7)) == ()
    assert await opened.inside.notices() == [], "nobody is left to be told"
    assert [update.update_id for update in await storage.inbox.waiting()] == [3], "what came later is still handled"
    await storage.inbox.mark_handled([UpdateId(3)], now=NOW)
    assert await opened.inside.traces(7) == []
    assert len(await storage.follows.of(ChatId(8))) == 1
    assert [one.place for one in await storage.bookmarks.followers([ArticleId(4)])] == [Place(ChatId(8))]
    assert await storage.told.articles([Place(ChatId(8))], since=YESTERDAY) == {Place(ChatId(8)): {4}}
    group = await storage.chats.get(Place(ChatId(-5)))
    assert group is not None
    assert group.set_up_by is None


async def test_a_move_takes_along_follows_deliveries_and_updates(storage: Storage) -> None:
    for chat in (GROUP, replace(GROUP, thread_id=3)):
        await storage.chats.save(chat, now=NOW)
    await storage.follows.add(ChatId(-5), "мост", at_once=True, now=NOW)
    await storage.follows.add(ChatId(-1005), "мост", at_once=False, now=NOW)
    for place in (Place(ChatId(-5)), Place(ChatId(-5), 3), Place(ChatId(-1005))):
        await storage.bookmarks.add(
            replace(bookmark(ChatId(-5)), place=place, message_id=MessageId(place.chat_id)), now=NOW
        )
    await storage.outbox.enqueue(PostKind.BREAKING, news(), [Addressee(GROUP, None)], now=NOW)
    await storage.inbox.put([StoredUpdate(UpdateId(1), ChatId(-5), {"n": 1})], now=NOW)
    await storage.chats.migrate(ChatId(-5), ChatId(-1005), now=NOW)
    moved = await storage.chats.threads_of(ChatId(-1005))
    assert [(chat.thread_id, chat.kind) for chat in moved] == [(None, ChatKind.SUPERGROUP), (3, ChatKind.SUPERGROUP)]
    assert [(one.query, one.at_once) for one in await storage.follows.of(ChatId(-1005))] == [("мост", True)]
    assert await storage.follows.of(ChatId(-5)) == ()
    followers = await storage.bookmarks.followers([ArticleId(4)])
    assert {(one.place, one.message_id) for one in followers} == {
        (Place(ChatId(-1005)), -5),
        (Place(ChatId(-1005), 3), -5),
    }
    assert [one.place for one in await claim(storage)] == [Place(ChatId(-1005))]
    assert [update.chat_id for update in await storage.inbox.waiting()] == [-1005]


async def test_what_waits_for_a_chat_that_stops_is_dropped_but_for_notices(opened: Opened) -> None:
    storage = opened.storage
    await storage.chats.save(CHAT, now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, news(), [Addressee(CHAT, None)], now=NOW)
    await storage.outbox.enqueue(PostKind.NOTICE, ABOUT, [Addressee(CHAT, None)], now=NOW)
    await storage.chats.save(replace(CHAT, state=ChatState.STOPPED), now=NOW)
    assert [one.state for one in await opened.inside.deliveries()] == [DeliveryState.DROPPED, DeliveryState.WAITING]


async def test_what_waits_for_a_chat_that_is_lost_is_dropped_with_its_notices_words(opened: Opened) -> None:
    storage = opened.storage
    await storage.chats.save(CHAT, now=NOW)
    post = await storage.outbox.enqueue(PostKind.NOTICE, ABOUT, [Addressee(CHAT, None)], now=NOW)
    assert len(await opened.inside.notices()) == 1
    (before,) = await storage.chats.lose(ChatId(7), ChatState.UNREACHABLE, now=NOW)
    assert before == CHAT
    assert await opened.inside.notices() == []
    assert await storage.outbox.post(post) is None
    after = await storage.chats.get(Place(ChatId(7)))
    assert after is not None
    assert (after.state, after.next_due_at) == (ChatState.UNREACHABLE, None)
    assert await storage.chats.lose(ChatId(7), ChatState.UNREACHABLE, now=NOW) == ()


async def test_a_notices_words_stay_while_somebody_waits_for_them(opened: Opened) -> None:
    storage = opened.storage
    to = [Addressee(replace(CHAT, id=ChatId(number)), None) for number in (7, 8)]
    post = await storage.outbox.enqueue(PostKind.NOTICE, ABOUT, to, now=NOW)
    first, second = await claim(storage)
    await storage.outbox.record([DeliveryOutcome(first.id, DeliveryState.SENT, 1, (MessageId(1),))], now=NOW)
    assert await storage.outbox.post(post) is not None
    await storage.outbox.record([DeliveryOutcome(second.id, DeliveryState.REFUSED)], now=NOW)
    assert await storage.outbox.post(post) is None


@pytest.mark.parametrize("parts_sent", [0, 1])
async def test_news_that_was_dropped_before_any_of_it_left_is_in_the_next_digests_window(
    storage: Storage, parts_sent: int
) -> None:
    await storage.chats.save(CHAT, now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, news(since=2), [Addressee(CHAT, None)], now=NOW)
    (one,) = await claim(storage)
    outcome = DeliveryOutcome(
        one.id, DeliveryState.DROPPED, parts_sent, (MessageId(5),) * parts_sent, reason=DeliveryReason.PAUSED
    )
    await storage.outbox.record([outcome], now=NOW)
    assert await end_of(storage) == (NOW if parts_sent else NOW - timedelta(days=2))
    told = await storage.told.articles([Place(ChatId(7))], since=YESTERDAY)
    assert told == {Place(ChatId(7)): {4} if parts_sent else frozenset()}


async def test_a_digest_that_was_taken_back_is_due_at_once_and_its_window_is_open_again(storage: Storage) -> None:
    await storage.chats.save(CHAT, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    queued = QueuedDigest(news(since=1), [Addressee(CHAT, tomorrow, window_end=NOW)])
    (post,) = await storage.outbox.enqueue_digests([queued], now=NOW)
    await storage.told.record_shown(Place(ChatId(7)), news(), now=NOW + timedelta(minutes=1))
    assert await claim(storage) == ()
    chat = await storage.chats.get(Place(ChatId(7)))
    assert chat is not None
    assert (chat.next_due_at, chat.last_digest_end) == (NOW + timedelta(minutes=1), YESTERDAY)
    again = QueuedDigest(news(since=1), [Addressee(chat, tomorrow)], post)
    assert await storage.outbox.enqueue_digests([again], now=NOW + timedelta(minutes=2)) == (post,)
    assert await storage.outbox.waiting() == 1, "once more, and not twice"
