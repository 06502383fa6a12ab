"""Counts of readers, of the days on which they came and went, of deliveries and of news."""

from dataclasses import replace
from datetime import date, timedelta

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import ChatState, Place
from domain.ids import ArticleId, ChatId, MessageId, StoryId, UpdateId
from domain.post import DeliveryState, PostKind
from domain.stats import DAYS_KEPT
from storage.interface import Addressee, DeliveryOutcome, Storage
from tests.builders import chat, digest
from tests.storage.shelf import NOW, Shelf

BEFORE = NOW - timedelta(days=1)
TODAY = NOW.date()
ALWAYS = date(2000, 1, 1)


async def test_readers_and_deliveries_are_counted(storage: Storage) -> None:
    for one in (
        chat(1, countries=("kg", "kz"), muted_words=("футбол",), muted_sources=("Тандем",)),
        chat(2, locale="kk", countries=("kz",), tastes=(("o:Чырак", -2), ("t:economy", 1)), muted_sources=("Тандем",)),
        chat(3, locale="kk", state=ChatState.STOPPED, countries=("uz",), muted_sources=("Чырак",)),
    ):
        await storage.chats.save(one, now=NOW)
    await storage.bookmarks.add(
        Bookmark(Place(ChatId(1)), BookmarkKind.SAVED, ArticleId(1), "Мост", "Тандем", None, NOW), now=NOW
    )
    await storage.bookmarks.add(
        Bookmark(Place(ChatId(2)), BookmarkKind.FOLLOWED, ArticleId(1), "Мост", "Тандем", None, NOW), now=NOW
    )
    to = [Addressee(chat(1), None), Addressee(chat(2), None)]
    await storage.outbox.enqueue(PostKind.BREAKING, digest("Мост"), to, now=NOW)
    (first, _) = await storage.outbox.claim(now=NOW, limit=9, lease=timedelta(minutes=1))
    await storage.outbox.record([DeliveryOutcome(first.id, DeliveryState.SENT, 1, (MessageId(7),))], now=NOW)
    await storage.told.record_shown(Place(ChatId(1)), replace(digest("Парк")), now=NOW)
    assert await storage.stats.counts(since=BEFORE) == {
        "state": {"active": 2, "stopped": 1},
        "language": {"ru": 1, "kk": 1},
        "country": {"kg": 1, "kz": 2},
        "muted": {"": 2},
        "muted_source": {"Тандем": 2},
        "liked": {"": 1},
        "liked_more": {"t:economy": 1},
        "saved": {"": 1},
        "followed": {"": 1},
        "delivery": {"breaking sent": 1, "breaking sending": 1},
        "opened": {"": 1},
    }
    later = await storage.stats.counts(since=NOW + timedelta(days=1))
    assert not {"delivery", "opened"} & later.keys()


async def test_the_days_of_readers_who_came_and_went_are_counted(storage: Storage) -> None:
    for number in range(1, 5):
        await storage.chats.save(chat(number), now=BEFORE, update_id=UpdateId(number))
    await storage.chats.save(chat(4), now=BEFORE, update_id=UpdateId(4))  # the same update again
    await storage.chats.save(chat(5, state=ChatState.NEW), now=BEFORE)
    await storage.chats.save(replace(chat(1), locale="ky"), now=NOW)
    await storage.chats.save(chat(1, state=ChatState.STOPPED), now=NOW)
    await storage.chats.lose(ChatId(2), ChatState.UNREACHABLE, now=NOW)
    await storage.chats.lose(ChatId(2), ChatState.UNREACHABLE, now=NOW)
    await storage.chats.delete(ChatId(3), now=NOW)
    await storage.chats.delete(ChatId(3), now=NOW)
    await storage.chats.save(chat(1), now=NOW)
    assert await storage.stats.reader_days(since=ALWAYS) == {
        "joined": {BEFORE.date(): 4, TODAY: 1},
        "left": {TODAY: 2},
        "blocked": {TODAY: 1},
    }
    assert await storage.stats.reader_days(since=TODAY) == {
        "joined": {TODAY: 1},
        "left": {TODAY: 2},
        "blocked": {TODAY: 1},
    }


async def test_threads_of_a_forum_count_one_by_one(storage: Storage) -> None:
    for thread in (None, 7, 8):
        await storage.chats.save(replace(chat(-100), thread_id=thread), now=NOW)
    await storage.chats.lose_thread(Place(ChatId(-100), 7), ChatState.SUSPENDED, now=NOW)
    await storage.chats.delete(ChatId(-100), now=NOW)
    assert await storage.stats.reader_days(since=ALWAYS) == {
        "joined": {TODAY: 3},
        "blocked": {TODAY: 1},
        "left": {TODAY: 2},
    }


async def test_days_that_no_report_needs_are_forgotten(storage: Storage) -> None:
    await storage.chats.save(chat(1), now=NOW)
    await storage.chats.save(chat(2), now=NOW + timedelta(days=1))
    await storage.chats.save(chat(3), now=NOW + DAYS_KEPT + timedelta(days=1))
    days = await storage.stats.reader_days(since=ALWAYS)
    assert days == {"joined": {TODAY + timedelta(days=1): 1, TODAY + DAYS_KEPT + timedelta(days=1): 1}}


async def test_news_are_counted_by_day(storage: Storage) -> None:
    shelf = Shelf(storage)
    await shelf.tell("Старый мост", story=1, at=BEFORE)
    await shelf.tell("Мост", story=2, at=NOW)
    await shelf.tell("Парк", story=3)
    await storage.stories.save_affairs({StoryId(2): StoryId(1)}, now=NOW)
    assert await storage.stats.news_days(since=ALWAYS) == {
        "articles": {BEFORE.date(): 1, TODAY: 2},
        "stories": {BEFORE.date(): 1, TODAY: 2},
        "affairs": {TODAY: 1},
    }
    assert (await storage.stats.news_days(since=TODAY))["articles"] == {TODAY: 2}
    assert not any((await storage.stats.news_days(since=TODAY + timedelta(days=1))).values())


async def test_the_usual_delay_of_a_feed_is_the_middle_one(storage: Storage) -> None:
    shelf = Shelf(storage)
    first = await shelf.feed("Тандем")
    for hours in (9, 1, 3, 2):
        article = replace(shelf.article(f"Через {hours} ч"), published_at=NOW - timedelta(hours=hours))
        await shelf.poll(article)
    assert await storage.stats.delays(since=BEFORE) == {first: timedelta(hours=2)}
    assert await storage.stats.delays(since=NOW + timedelta(days=1)) == {}


async def test_counts_agree_with_the_rows_that_metrics_show(storage: Storage) -> None:
    shelf = Shelf(storage)
    for number in range(1, 6):
        await storage.chats.save(chat(number, state=list(ChatState)[number % 3]), now=NOW)
        await shelf.tell(f"Новость {number}", story=number)
    await storage.outbox.enqueue(PostKind.BREAKING, digest("Мост"), [Addressee(chat(1), None)], now=NOW)
    await storage.told.record_shown(Place(ChatId(2)), digest("Парк"), now=NOW)
    rows, counts = await storage.housekeeping.counts(), await storage.stats.counts(since=BEFORE)
    days = await storage.stats.news_days(since=ALWAYS)
    assert rows["chats"] == sum(counts["state"].values()) == 5
    assert rows["deliveries"] == sum(counts["delivery"].values()) + counts["opened"][""] == 2
    assert rows["articles"] == sum(days["articles"].values()) == 5
    assert rows["stories"] == sum(days["stories"].values()) == 5
