"""Pages: waiting, retried, and never taken for an edit by the publisher."""

from datetime import timedelta

from domain.article import Article
from domain.audit import Change
from domain.feed import FeedField
from domain.ids import ArticleId, person_id
from storage.interface import PageArticle
from tests.storage.shelf import NOW, Shelf

LATER = NOW + timedelta(hours=2)


async def teaser(shelf: Shelf, title: str = "Открыт мост") -> PageArticle:
    """Return an article with a short text, as it waits for its page."""
    await shelf.storage.feeds.set_full_text(await shelf.feed(), is_on=True, now=NOW)
    await shelf.poll(shelf.article(title, "Мэрия рассказала."))
    return (await shelf.storage.pages.due(now=NOW, limit=10))[-1]


async def waiting(shelf: Shelf) -> list[Article]:
    return list(await shelf.storage.articles.without_annotation(limit=10))


async def test_a_headline_waits_for_no_page_and_the_article_is_annotated_again_with_what_stands_there(
    shelf: Shelf,
) -> None:
    page = await teaser(shelf)
    assert (page.text, page.attempts) == ("Мэрия рассказала.", 0)
    assert page.url.startswith("https://tandem.example/")
    assert [(article.text, article.has_page) for article in await waiting(shelf)] == [("Мэрия рассказала.", False)]
    await shelf.read_all()
    assert await waiting(shelf) == []
    await shelf.storage.pages.save(page.article_id, "Мэрия рассказала всё.", now=NOW)
    (article,) = await waiting(shelf)
    assert (article.id, article.text, article.has_page) == (page.article_id, "Мэрия рассказала всё.", True)
    assert await shelf.storage.pages.due(now=LATER, limit=10) == ()


async def test_a_page_is_fetched_by_the_way_of_its_feed(shelf: Shelf) -> None:
    assert (await teaser(shelf)).proxy is None
    feed_id, change = await shelf.feed(), Change(person_id(1), "feed-edited")
    await shelf.storage.feeds.edit(feed_id, FeedField.PROXY, "kz", change, now=NOW)
    (page,) = await shelf.storage.pages.due(now=NOW, limit=10)
    assert page.proxy == "kz"


async def test_a_page_that_comes_while_the_teaser_is_read_is_read_too(shelf: Shelf) -> None:
    page = await teaser(shelf)
    (read,) = await waiting(shelf)
    await shelf.storage.pages.save(page.article_id, "Мэрия рассказала всё.", now=NOW)
    await shelf.read(read)
    (article,) = await waiting(shelf)
    assert article.text == "Мэрия рассказала всё."
    await shelf.read(article)
    assert await waiting(shelf) == []


async def test_an_edit_takes_the_place_of_the_page_until_the_page_is_read_again(shelf: Shelf) -> None:
    page = await teaser(shelf)
    await shelf.storage.pages.save(page.article_id, "Мэрия рассказала всё.", now=NOW)
    await shelf.poll(shelf.article("Открыт мост", "Мэрия уточнила.", key="article 1"), at=LATER)
    (article,) = await waiting(shelf)
    assert (article.text, article.has_page) == ("Мэрия уточнила.", False)
    assert [one.article_id for one in await shelf.storage.pages.due(now=LATER, limit=10)] == [page.article_id]


async def test_a_page_is_no_edit_of_the_publishers(shelf: Shelf) -> None:
    page = await teaser(shelf)
    (before,) = await shelf.storage.articles.get([page.article_id])
    await shelf.storage.pages.save(page.article_id, "Мэрия рассказала всё.", now=NOW)
    (after,) = await shelf.storage.articles.get([page.article_id])
    assert after.content_hash == before.content_hash


async def test_without_its_page_an_article_keeps_what_its_feed_gave(shelf: Shelf) -> None:
    page = await teaser(shelf)
    await shelf.read_all()
    await shelf.storage.pages.save(page.article_id, None, now=NOW)
    assert await waiting(shelf) == []
    (article,) = await shelf.storage.articles.get([page.article_id])
    assert (article.text, article.has_page) == ("Мэрия рассказала.", False)
    assert await shelf.storage.pages.due(now=LATER, limit=10) == ()


async def test_a_page_that_cannot_be_fetched_is_tried_again(shelf: Shelf) -> None:
    page = await teaser(shelf)
    await shelf.read_all()
    await shelf.storage.pages.retry(page.article_id, LATER, now=NOW)
    assert await shelf.storage.pages.due(now=LATER - timedelta(seconds=1), limit=10) == ()
    (again,) = await shelf.storage.pages.due(now=LATER, limit=10)
    assert again.attempts == 1
    await shelf.storage.pages.retry(page.article_id, LATER + timedelta(hours=2), now=LATER)
    assert await waiting(shelf) == []


async def test_pages_that_wait_longest_come_first_and_an_article_that_is_gone_is_no_fault(shelf: Shelf) -> None:
    first, second = await teaser(shelf), await teaser(shelf, "Закрыт парк")
    await shelf.storage.pages.retry(first.article_id, NOW + timedelta(minutes=1), now=NOW)
    due = await shelf.storage.pages.due(now=LATER, limit=10)
    assert [page.article_id for page in due] == [second.article_id, first.article_id]
    assert len(await shelf.storage.pages.due(now=LATER, limit=1)) == 1
    await shelf.storage.pages.save(ArticleId(second.article_id + 99), "Нет такой.", now=NOW)
    await shelf.storage.pages.retry(ArticleId(second.article_id + 99), LATER, now=NOW)
    assert len(await shelf.storage.pages.due(now=LATER, limit=10)) == 2
