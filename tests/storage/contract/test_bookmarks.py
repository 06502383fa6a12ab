"""Stories that chats saved or follow."""

from dataclasses import replace
from datetime import timedelta

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, ChatId, MessageId
from storage.interface import Storage
from tests.storage.shelf import NOW

HERE, THREAD = Place(ChatId(7)), Place(ChatId(-5), 3)
ONE = Bookmark(HERE, BookmarkKind.SAVED, ArticleId(4), "Парк", "Тандем", "https://tandem.example/4", NOW)
FOLLOWED = replace(ONE, kind=BookmarkKind.FOLLOWED, message_id=MessageId(12))


async def test_bookmarks_come_back_as_they_were_made_newest_first(storage: Storage) -> None:
    later = replace(ONE, article_id=ArticleId(3), url=None, made_at=NOW + timedelta(minutes=1))
    for one in (ONE, later, FOLLOWED, replace(ONE, place=THREAD)):
        await storage.bookmarks.add(one, now=NOW)
    assert await storage.bookmarks.of(HERE, BookmarkKind.SAVED) == (later, ONE)
    assert await storage.bookmarks.of(HERE, BookmarkKind.FOLLOWED) == (FOLLOWED,)
    assert await storage.bookmarks.of(THREAD, BookmarkKind.SAVED) == (replace(ONE, place=THREAD),)
    assert await storage.bookmarks.of(Place(ChatId(-5)), BookmarkKind.SAVED) == ()


async def test_one_that_is_there_is_replaced(storage: Storage) -> None:
    await storage.bookmarks.add(FOLLOWED, now=NOW)
    await storage.bookmarks.add(replace(FOLLOWED, message_id=MessageId(99)), now=NOW)
    assert [one.message_id for one in await storage.bookmarks.of(HERE, BookmarkKind.FOLLOWED)] == [99]


async def test_only_what_is_named_is_removed(storage: Storage) -> None:
    for one in (ONE, FOLLOWED, replace(ONE, article_id=ArticleId(5))):
        await storage.bookmarks.add(one, now=NOW)
    assert await storage.bookmarks.remove(HERE, BookmarkKind.SAVED, [ArticleId(4), ArticleId(6)], now=NOW)
    assert not await storage.bookmarks.remove(HERE, BookmarkKind.SAVED, [ArticleId(4), ArticleId(6)], now=NOW)
    assert [one.article_id for one in await storage.bookmarks.of(HERE, BookmarkKind.SAVED)] == [5]
    assert await storage.bookmarks.of(HERE, BookmarkKind.FOLLOWED) == (FOLLOWED,)


async def test_followers_of_articles_are_found_wherever_they_are(storage: Storage) -> None:
    elsewhere = replace(FOLLOWED, place=THREAD, article_id=ArticleId(5), made_at=NOW + timedelta(minutes=1))
    for one in (elsewhere, FOLLOWED, ONE, replace(FOLLOWED, article_id=ArticleId(6))):
        await storage.bookmarks.add(one, now=NOW)
    assert await storage.bookmarks.followers([ArticleId(4), ArticleId(5)]) == (FOLLOWED, elsewhere)
    assert await storage.bookmarks.followers([]) == ()
