"""Articles whose text cannot be read: put off, given up, read again on request; and articles ready for follows."""

from datetime import timedelta

from domain.ids import StoryId
from storage.interface import Annotated, Unread
from tests.storage.shelf import NOW, Shelf, annotate

LATER = NOW + timedelta(hours=1)


async def test_an_article_that_was_put_off_waits_again_from_its_moment_on(shelf: Shelf) -> None:
    articles = shelf.storage.articles
    await shelf.poll(shelf.article("Вторая"), shelf.article("Первая"))
    first, second = await articles.without_annotation(limit=10)
    await articles.put_off(first.id, tries=2, until=LATER, now=NOW)
    assert [one.id for one in await articles.without_annotation(limit=10)] == [second.id]
    assert await articles.failures([first.id, second.id]) == {first.id: 2}
    assert await articles.unread() == Unread(1, 1, 0)
    assert await articles.queue_put_off(now=LATER - timedelta(seconds=1)) == 0
    assert await articles.queue_put_off(now=LATER) == 1
    assert await articles.queue_put_off(now=LATER) == 0, "it waits already"
    assert [one.id for one in await articles.without_annotation(limit=10)] == [first.id, second.id]


async def test_what_a_clock_that_was_years_ahead_has_put_off_waits_again_at_once(shelf: Shelf) -> None:
    articles = shelf.storage.articles
    await shelf.poll(shelf.article("Первая"))
    (article,) = await articles.without_annotation(limit=10)
    await articles.put_off(article.id, tries=1, until=LATER + timedelta(days=730), now=NOW)
    assert await articles.queue_put_off(now=NOW) == 1
    assert [one.id for one in await articles.without_annotation(limit=10)] == [article.id]


async def test_what_was_read_after_all_has_never_failed(shelf: Shelf) -> None:
    articles = shelf.storage.articles
    await shelf.poll(shelf.article("Первая"))
    (article,) = await articles.without_annotation(limit=10)
    await articles.put_off(article.id, tries=1, until=LATER, now=NOW)
    await articles.queue_put_off(now=LATER)
    await shelf.read_all()
    assert await articles.failures([article.id]) == {}
    assert await articles.unread() == Unread(0, 0, 0)


async def test_what_was_given_up_is_read_again_only_when_asked_for(shelf: Shelf) -> None:
    articles = shelf.storage.articles
    await shelf.poll(shelf.article("Первая"))
    (article,) = await articles.without_annotation(limit=10)
    bare = Annotated(article.id, annotate("Первая", "", "ru"), StoryId(7), article.content_hash, given_up_after=5)
    await articles.save_annotations([bare], now=NOW)
    assert await articles.unread() == Unread(0, 0, 1)
    assert await articles.queue_put_off(now=NOW + timedelta(days=300)) == 0
    assert await articles.reread(now=LATER) == 1
    assert await articles.reread(now=LATER) == 0
    assert await articles.unread() == Unread(1, 0, 0)
    assert await articles.failures([article.id]) == {}


async def test_texts_are_the_latest_that_were_read_in_the_order_they_came(shelf: Shelf) -> None:
    for number in range(3):
        await shelf.tell(f"Весть {number}", source=f"Издание {number}")
    await shelf.poll(shelf.article("Не прочитана"))
    texts = await shelf.storage.articles.texts_since(NOW, limit=2)
    assert texts == (("Издание 1", "Весть 1."), ("Издание 2", "Весть 2."))
    assert await shelf.storage.articles.texts_since(shelf.now, limit=9) == (("Издание 2", "Весть 2."),)


async def test_fresh_articles_are_those_that_may_be_pushed_and_were_not_seen(shelf: Shelf) -> None:
    fresh = shelf.storage.stories.fresh
    old = await shelf.tell("Давняя", published_at=NOW - timedelta(days=3))
    first = await shelf.tell("Открыт мост", topics=("economy",), countries=("kz",))
    second = await shelf.tell("Закрыт парк", language="ky", source="Вестник")
    await shelf.poll(shelf.article("Не прочитана"))
    found = await fresh(seen=(), since=NOW, limit=10)
    assert [one.article_id for one in found] == [first, second]
    assert old not in [one.article_id for one in found]
    story = (await shelf.storage.articles.stories_of([first]))[first]
    assert (found[0].story_id, found[0].source, found[0].language) == (story, "Тандем", "ru")
    assert (found[0].topics, found[0].countries) == (("economy",), ("kz",))
    assert "мост" in found[0].words.exact
    assert [one.article_id for one in await fresh(seen=[first], since=NOW, limit=10)] == [second]
    assert [one.article_id for one in await fresh(seen=(), since=found[1].stored_at, limit=10)] == [second]
    assert [one.article_id for one in await fresh(seen=(), since=NOW, limit=1)] == [first]


async def test_there_is_as_much_of_each_as_was_stored(shelf: Shelf) -> None:
    await shelf.tell("Открыт мост")
    await shelf.tell("Закрыт парк", source="Вестник")
    await shelf.poll(shelf.article("Не прочитана"))
    counts = await shelf.storage.housekeeping.counts()
    assert counts == {
        "feeds": 2, "articles": 3, "annotations": 2, "stories": 2, "chats": 0, "posts": 0, "deliveries": 0,
    }  # fmt: skip
