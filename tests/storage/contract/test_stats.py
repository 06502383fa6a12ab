"""Counts of readers, deliveries and news; what is too small to hide anybody is not shown."""

from dataclasses import replace
from datetime import timedelta

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import ChatState, Place
from domain.ids import StoryId
from domain.post import DeliveryState, PostKind
from domain.stats import shown
from storage.interface import Addressee, DeliveryOutcome, Storage
from tests.builders import chat, digest
from tests.storage.shelf import NOW, Shelf

BEFORE = NOW - timedelta(days=1)


async def test_readers_deliveries_and_news_are_counted(storage: Storage) -> None:
    shelf = Shelf(storage)
    await shelf.tell("Мост", story=1)
    await shelf.tell("Парк", story=2)
    await storage.stories.save_affairs({StoryId(2): StoryId(1)}, now=NOW)
    for one in (
        chat(1, countries=("kg", "kz"), muted_words=("футбол",), created_at=NOW),
        chat(2, locale="kk", countries=("kz",), tastes=(("t:economy", 1),), created_at=BEFORE - timedelta(days=9)),
        chat(3, locale="kk", state=ChatState.STOPPED, countries=("uz",)),
    ):
        await storage.chats.save(one, now=NOW)
    await storage.bookmarks.add(Bookmark(Place(1), BookmarkKind.SAVED, 1, "Мост", "Тандем", None, NOW), now=NOW)
    await storage.bookmarks.add(Bookmark(Place(2), BookmarkKind.FOLLOWED, 1, "Мост", "Тандем", None, NOW), now=NOW)
    to = [Addressee(chat(1), None), Addressee(chat(2), None)]
    await storage.outbox.enqueue(PostKind.BREAKING, digest("Мост"), to, now=NOW)
    (first, _) = await storage.outbox.claim(now=NOW, limit=9, lease=timedelta(minutes=1))
    await storage.outbox.record([DeliveryOutcome(first.id, DeliveryState.SENT, 1, (7,))], now=NOW)
    await storage.told.record_shown(Place(1), replace(digest("Парк")), now=NOW)
    assert await storage.stats.counts(since=BEFORE) == {
        "state": {"active": 2, "stopped": 1},
        "language": {"ru": 1, "kk": 1},
        "country": {"kg": 1, "kz": 2},
        "joined": {"": 1},
        "muted": {"": 1},
        "liked": {"": 1},
        "saved": {"": 1},
        "followed": {"": 1},
        "delivery": {"breaking sent": 1, "breaking sending": 1},
        "opened": {"": 1},
        "articles": {"": 2},
        "stories": {"": 2},
        "affairs": {"": 1},
    }
    later = await storage.stats.counts(since=NOW + timedelta(days=1))
    assert not {"joined", "delivery", "opened", "articles", "stories", "affairs"} & later.keys()


def test_counts_of_fewer_than_five_people_are_not_shown_and_those_of_news_are() -> None:
    found = shown({"country": {"kg": 4, "kz": 5, "uz": 0}, "articles": {"": 3}})
    assert found["country"] == {"kz": 5, "kg": None}
    assert found["articles"] == {"": 3}
    assert found["saved"] == {}
