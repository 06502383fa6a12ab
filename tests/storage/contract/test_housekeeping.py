"""Retention and counts."""

from datetime import timedelta
from pathlib import Path

from domain.ids import StoryId
from tests.storage.openers import Opener
from tests.storage.shelf import NOW, Shelf

MONTH = timedelta(days=30)


async def test_old_articles_go_unless_a_live_story_holds_them(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as opened:
        storage = opened.storage
        shelf = Shelf(storage)
        gone = await shelf.tell("Пожар давно", at=NOW - 3 * MONTH, story=1)
        held = await shelf.tell("Пожар давно, но он идёт", at=NOW - 3 * MONTH, story=2)
        fresh = await shelf.tell("Пожар всё идёт", at=NOW, story=2)
        await shelf.poll(shelf.article("Никем не прочитана", key="unread"), at=NOW - 3 * MONTH)
        (unread,) = await storage.articles.without_annotation(limit=10)
        assert await storage.housekeeping.retain(now=NOW, keep=MONTH) == 2
        assert await storage.housekeeping.retain(now=NOW, keep=MONTH) == 0
        assert [article.id for article in await storage.articles.get([gone, held, fresh, unread.id])] == [held, fresh]
        assert (await shelf.page("пожар")).stories[0].id == 2
        assert await storage.stories.get([StoryId(1)]) == ()
        assert await storage.housekeeping.check() == ()
        assert await storage.housekeeping.retain(now=NOW + 2 * MONTH, keep=MONTH) == 2
        assert await shelf.found("пожар") == []
        assert await storage.search.similar_words("похар") == (), "words that no article holds are suggested no more"
        newest = await shelf.tell("Пожар потушен", at=NOW + 2 * MONTH)
        assert await shelf.found("пожар") == [newest]
        assert newest > unread.id, "ids go on, also after the newest articles went"


async def test_retention_takes_small_batches(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as opened:
        storage = opened.storage
        shelf = Shelf(storage)
        await shelf.poll(*[shelf.article(f"Весть {number}") for number in range(25)], at=NOW - MONTH)
        took = [await storage.housekeeping.retain(now=NOW, keep=timedelta(days=7), batch=10) for _ in range(4)]
        assert took == [10, 10, 5, 0]


async def test_a_probe_writes_and_changes_nothing(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as opened:
        storage = opened.storage
        before = await storage.housekeeping.counts()
        await storage.housekeeping.probe()
        assert await storage.housekeeping.counts() == before
        assert await storage.housekeeping.check() == ()
        size = await storage.housekeeping.size()
        assert (size.data > 0) == (size.data + size.journal > 0)
