"""The contract of feeds, articles and stories: storing, keeping and recognising articles."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.article import Article, NewArticle
from domain.digest import SummarySentence, Window
from domain.features import StoryFeatures
from domain.feed import NewFeed, PollOutcome
from domain.ids import ArticleId, StoryId, UpdateId
from domain.story import Story, Summary
from storage.interface import Annotated, PollResult, SavedPoll, StoryQuery
from tests.storage.openers import Opener
from tests.storage.shelf import NOW, Shelf, annotate

LONG = "Мэрия рассказала, что новый мост откроют весной, а старый разберут после праздников, когда спадёт вода."


async def waiting(shelf: Shelf) -> list[Article]:
    return list(await shelf.storage.articles.without_annotation(limit=100))


async def test_an_article_comes_back_as_it_was_stored_also_after_a_restart(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as opened:
        shelf = Shelf(opened.storage)
        await shelf.poll(shelf.article("Открыт «мост»", "Текст с 'кавычками' и \U0001f600.", language="ky"))
        (before,) = await waiting(shelf)
    async with opener(tmp_path) as opened:
        (after,) = await opened.storage.articles.get([before.id, ArticleId(before.id + 1)])
    assert before == after
    assert (after.source, after.title, after.language) == ("Тандем", "Открыт «мост»", "ky")
    assert (after.published_at, after.stored_at, after.is_pushable) == (NOW, NOW, True)


async def test_ids_follow_the_time_though_feeds_list_their_newest_first(shelf: Shelf) -> None:
    await shelf.poll(shelf.article("Третья"), shelf.article("Вторая"), shelf.article("Первая"))
    await shelf.poll(shelf.article("Четвёртая"), source="Вестник", at=NOW + timedelta(minutes=5))
    found = await waiting(shelf)
    assert [article.title for article in found] == ["Первая", "Вторая", "Третья", "Четвёртая"]
    assert [article.id for article in found] == sorted(article.id for article in found)


async def test_the_same_article_is_stored_once_however_it_is_recognised(shelf: Shelf) -> None:
    original = shelf.article("Открыт мост", LONG)
    await shelf.poll(original)
    await shelf.poll(original)
    await shelf.poll(replace(original, fingerprint="other id, same address and title"))
    await shelf.poll(replace(original, fingerprint="other id and address", url="https://tandem.example/amp"))
    assert len(await waiting(shelf)) == 1
    await shelf.poll(replace(original, fingerprint="another publisher", url="https://v.example/1"), source="Вестник")
    assert len(await waiting(shelf)) == 2, "the same words from another publisher are another article"
    await shelf.poll(replace(original, fingerprint="x", content_hash="y", title="Другое"))
    assert len(await waiting(shelf)) == 3, "a front page is the address of everything"


async def test_articles_with_one_guid_and_one_link_are_stored_and_known_again(shelf: Shelf) -> None:
    def item(title: str, text: str, hours: int) -> NewArticle:
        moment, front = NOW + timedelta(hours=hours), "https://tandem.example/"
        return shelf.article(title, text, key="0", guid="0", url=front, published_at=moment)

    for number, title in enumerate(("Открыт мост", "Закрыт парк", "Найден клад")):
        await shelf.poll(item(title, "Слова.", number))
    for text, hours in (("Клад нашли.", 2), ("Слова.", 9)):
        await shelf.poll(item("Найден клад", text, hours))
        assert [article.text for article in await waiting(shelf)] == ["Слова.", "Слова.", text]


async def test_what_a_publisher_edits_is_read_again_and_keeps_its_id_and_story(shelf: Shelf) -> None:
    first = await shelf.tell("Открыт мост", LONG)
    story = (await shelf.storage.articles.stories_of([first]))[first]
    edited = shelf.article("Открыт мост через Чу", LONG, key="article 1")
    assert (await shelf.storage.feeds.save_poll(await shelf.poll(edited))).edited == 0
    (article,) = await waiting(shelf)
    assert (article.id, article.title) == (first, "Открыт мост через Чу")
    annotation = annotate("Открыт мост через Чу", LONG, "ru")
    await shelf.storage.articles.save_annotations([Annotated(first, annotation, story, is_news=False)], now=shelf.now)
    assert await waiting(shelf) == []
    (told,) = await shelf.storage.stories.get([story])
    assert told.articles[0].headline == "Открыт мост через Чу"
    assert await shelf.found("через") == [first]


async def test_what_is_edited_while_it_is_being_read_is_read_once_more(shelf: Shelf) -> None:
    await shelf.poll(shelf.article("Открыт мост", LONG, key="article 1"))
    (read,) = await waiting(shelf)
    await shelf.poll(shelf.article("Открыт мост через Чу", LONG, key="article 1"))
    late = Annotated(read.id, annotate("Открыт мост", LONG, "ru"), StoryId(1), read.content_hash)
    await shelf.storage.articles.save_annotations([late], now=shelf.now)
    (again,) = await waiting(shelf)
    assert again.title == "Открыт мост через Чу"
    done = Annotated(
        again.id, annotate("Открыт мост через Чу", LONG, "ru"), StoryId(1), again.content_hash, is_news=False
    )
    await shelf.storage.articles.save_annotations([done], now=shelf.now)
    assert await waiting(shelf) == []


async def test_what_is_old_or_came_with_a_first_poll_is_never_pushed(shelf: Shelf) -> None:
    old = shelf.article("Старая", published_at=NOW - timedelta(hours=49))
    await shelf.poll(old, shelf.article("Свежая", published_at=NOW - timedelta(hours=47)))
    feed, _ = await shelf.storage.feeds.add(NewFeed("https://v.example/rss", "В", "В", "kg", "ru"), now=NOW)
    await shelf.storage.feeds.save_poll(PollResult(feed.id, NOW, shelf.state(), (shelf.article("Первая"),)))
    assert {article.title: article.is_pushable for article in await waiting(shelf)} == {
        "Старая": False,
        "Свежая": True,
        "Первая": False,
    }


async def test_articles_of_other_publishers_with_the_same_fingerprint_or_link_are_kept(shelf: Shelf) -> None:
    link = "https://tandem.example/news/5"
    for source, title in (("Обзор", "Открыт мост"), ("Тандем", "Открыт мост"), ("Вестник", "Закрыт парк")):
        one = shelf.article(title, key="guid http://localhost/?p=101", url=link)
        first, again = await shelf.poll(one, source=source), await shelf.poll(one, source=source)
        assert await shelf.storage.feeds.save_poll(again) == SavedPoll(0, 0, known=1), source
        assert first.articles == (one,)
    found = await waiting(shelf)
    assert [(article.source, article.url) for article in found] == [
        (name, link) for name in ("Обзор", "Тандем", "Вестник")
    ]
    edited = shelf.article("Закрыт на ремонт парк", key="guid http://localhost/?p=101", url=link)
    feed = await shelf.feed("Вестник")
    result = PollResult(feed, shelf.now, shelf.state(), (edited,))
    assert await shelf.storage.feeds.save_poll(result) == SavedPoll(0, 1, edited_characters=22)
    assert [article.title for article in await waiting(shelf)] == [
        "Открыт мост",
        "Открыт мост",
        "Закрыт на ремонт парк",
    ]


async def test_a_poll_counts_what_is_new_edited_known_and_archived(shelf: Shelf) -> None:
    await shelf.poll(shelf.article("Первая", key="article 1"), shelf.article("Вторая", key="article 2"))
    result = PollResult(
        await shelf.feed(),
        NOW,
        shelf.state(),
        (
            shelf.article("Свежая"),
            shelf.article("Давняя", published_at=NOW - timedelta(days=9)),
            shelf.article("Первая", key="article 1"),
            shelf.article("Вторая, исправленная", key="article 2"),
        ),
    )
    saved = SavedPoll(new=2, edited=1, known=1, archived=1, characters=14, edited_characters=21)
    assert await shelf.storage.feeds.save_poll(result) == saved


async def test_what_has_no_date_is_pushed_once_the_feed_shows_that_it_is_new(shelf: Shelf) -> None:
    def undated(first: int, last: int) -> list[NewArticle]:
        return [shelf.article(f"Весть {n}", key=f"u {n}", published_at=None) for n in range(last, first - 1, -1)]

    hour = timedelta(hours=1)
    await shelf.poll(*undated(1, 6), at=NOW)  # the first poll with undated entries
    shelf.now += hour
    await shelf.poll(*undated(2, 7), at=NOW + hour)
    shelf.now += hour
    await shelf.poll(*undated(40, 60), at=NOW + 2 * hour)  # the site was rebuilt
    pushable = {article.title for article in await waiting(shelf) if article.is_pushable}
    assert pushable == {"Весть 7"}


async def test_what_retention_took_does_not_come_back_while_its_feed_lists_it(shelf: Shelf) -> None:
    storage, month = shelf.storage, timedelta(days=30)
    lasting = shelf.article("Правила подписки", key="always there", published_at=None)
    await shelf.poll(lasting, shelf.article("Весть", key="u 1", published_at=None))
    for months in range(1, 4):
        now = shelf.now = NOW + months * month
        assert await storage.housekeeping.retain(now=now, keep=month - timedelta(days=1)) == (2 if months == 1 else 1)
        result = await shelf.poll(lasting, shelf.article("Свежая", key=f"u {months + 9}"), at=now)
        assert await storage.feeds.save_poll(result) == SavedPoll(0, 0, known=2)
    await shelf.poll(shelf.article("Иная"), at=NOW + 4 * month)  # the feed no longer lists the article
    await storage.housekeeping.retain(now=NOW + 5 * month, keep=month)
    await shelf.poll(lasting, at=NOW + 5 * month)
    assert "Правила подписки" in [article.title for article in await waiting(shelf)], "what was away may be new"


async def test_a_story_is_of_when_its_last_article_brought_news(shelf: Shelf) -> None:
    first = await shelf.tell("Открыт мост", story=5)
    await shelf.tell("Открыт новый мост", source="Вестник", story=5)
    (story,) = await shelf.storage.stories.get([StoryId(5), StoryId(6)])
    assert story.sources == ("Тандем", "Вестник")
    assert story.updated_at == shelf.now
    again = [Annotated(first, annotate("Открыт мост", "Открыт мост.", "ru"), StoryId(5))]  # as after a kill
    await shelf.storage.articles.save_annotations(again, now=shelf.now + timedelta(hours=1))
    assert await shelf.storage.stories.get([StoryId(5)]) == (story,)


async def test_ids_of_stories_are_given_once_above_all_there_were(shelf: Shelf) -> None:
    stories = shelf.storage.stories
    first = await stories.reserve_ids(10, now=NOW)
    second = await stories.reserve_ids(1, now=NOW)
    assert second >= first + 10
    await shelf.tell("Открыт мост", story=second + 100)
    third = await stories.reserve_ids(5, now=NOW)
    assert third > second + 100
    assert await stories.reserve_ids(5, now=NOW) == third + 5


async def test_an_annotation_of_an_article_that_is_gone_is_left_out(shelf: Shelf) -> None:
    kept = await shelf.tell("Открыт мост")
    batch = [Annotated(ArticleId(number), annotate("Открыт мост", "", "ru"), StoryId(9)) for number in (kept + 1, kept)]
    await shelf.storage.articles.save_annotations(batch, now=shelf.now)
    assert await shelf.storage.articles.stories_of([kept, ArticleId(kept + 1)]) == {kept: 9}
    assert await shelf.storage.stories.get([StoryId(1001)]) == ()  # the story it was in before has no article any more


async def test_articles_move_to_other_stories_and_empty_ones_go(shelf: Shelf) -> None:
    first, second = await shelf.tell("Открыт мост", story=1), await shelf.tell("Закрыт парк", story=2)
    await shelf.storage.stories.regroup({second: StoryId(1)}, now=shelf.now)
    (story,) = await shelf.storage.stories.get([StoryId(1), StoryId(2)])
    assert [article.id for article in story.articles] == [first, second]
    await shelf.storage.stories.regroup({first: StoryId(7)}, now=shelf.now)
    assert [story.id for story in await shelf.storage.stories.get([StoryId(1), StoryId(7)])] == [1, 7]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (StoryQuery(), [3, 2, 1]),
        (StoryQuery(limit=2), [3, 2]),
        (StoryQuery(topics=("economy",)), [2]),
        (StoryQuery(topics=("economy", "sports")), [3, 2]),
        (StoryQuery(countries=("kz",)), [3]),
        (StoryQuery(languages=("ky",)), [3]),
        (StoryQuery(topics=("economy",), countries=("kz",)), []),
        (StoryQuery(window=Window(NOW + timedelta(minutes=2), NOW + timedelta(minutes=3))), [2]),
        (StoryQuery(pushable_only=True), [3, 2]),
    ],
)
async def test_stories_are_found_newest_first(shelf: Shelf, query: StoryQuery, expected: list[int]) -> None:
    await shelf.tell("Первая", story=1, published_at=NOW - timedelta(days=3))
    await shelf.tell("Вторая", story=2, topics=("economy",))
    await shelf.tell("Третья", story=3, topics=("sports",), countries=("kz",), language="ky")
    assert [story.id for story in await shelf.storage.stories.find(query)] == expected


async def test_the_index_of_stories_is_rebuilt_from_what_is_stored(shelf: Shelf) -> None:
    await shelf.tell("Давно", at=NOW)
    ids = [await shelf.tell(f"Весть {number}", story=number) for number in range(1, 4)]
    found = [item async for item in shelf.storage.stories.indexed_since(NOW + timedelta(seconds=30))]
    assert [(item.article_id, story_id) for item, story_id in found] == list(zip(ids, (1, 2, 3), strict=True))
    first, _ = found[0]
    assert first.features == StoryFeatures(title=("Весть", "1"), body={"Весть 1": 2})
    assert (first.source, first.language, first.stored_at) == ("Тандем", "ru", NOW + timedelta(minutes=1))


async def test_a_feed_is_added_once_claimed_once_and_its_articles_outlive_it(shelf: Shelf) -> None:
    feeds = shelf.storage.feeds
    feed, is_new = await feeds.add(
        NewFeed("https://v.example/rss", "В", "Вестник", "kg", "ru"), now=NOW, update_id=UpdateId(1)
    )
    assert is_new
    assert await feeds.add(NewFeed(feed.url, "Иначе", "Иначе", None, None), now=NOW) == (feed, False)
    assert [due.id for due in await feeds.due(now=NOW)] == [feed.id]
    lease = timedelta(minutes=10)
    assert [claimed.id for claimed in await feeds.claim([feed.id], now=NOW, lease=lease)] == [feed.id]
    assert await feeds.claim([feed.id], now=NOW, lease=lease) == ()
    await shelf.tell("Открыт мост", source="Вестник")
    for known in await feeds.all():
        assert await feeds.remove(known.id, now=NOW)
        assert not await feeds.remove(known.id, now=NOW)
    assert await feeds.all() == ()
    assert await shelf.found("мосты"), "what was read stays"


async def test_the_state_of_a_poll_comes_back_as_it_was_saved(shelf: Shelf) -> None:
    feed_id = await shelf.feed()
    state = replace(
        shelf.state(), etag='W/"a\'b"', last_modified="Sun, 01 Mar 2026 06:00:00 GMT", failures=3,
        last_outcome=PollOutcome.ERROR, typical_gap=timedelta(hours=2), last_polled_at=NOW, gone_since=NOW,
    )  # fmt: skip
    held = NOW + timedelta(hours=3)
    await shelf.storage.feeds.save_poll(PollResult(feed_id, NOW, state, holds={"https://tandem.example:443": held}))
    found = await shelf.storage.feeds.get(feed_id)
    assert found is not None
    assert found.state == state
    assert await shelf.storage.feeds.holds(now=NOW) == {"https://tandem.example:443": held}
    assert await shelf.storage.feeds.holds(now=held) == {}


async def test_unread_is_what_is_new_and_not_what_was_edited(shelf: Shelf) -> None:
    await shelf.tell("Открыт мост", LONG)
    await shelf.poll(shelf.article("Открыт мост через Чу", LONG, key="article 1"))
    long_ago = shelf.now - timedelta(days=1)
    assert len(await waiting(shelf)) == 1
    assert await shelf.storage.articles.oldest_unread(since=long_ago) is None
    shelf.now += timedelta(minutes=5)
    await shelf.poll(shelf.article("Школа в Нарыне открылась", LONG[::-1], key="article 2"))
    assert await shelf.storage.articles.oldest_unread(since=long_ago) == shelf.now
    assert await shelf.storage.articles.oldest_unread(since=shelf.now) is None


def written(story: Story, text: str) -> Summary:
    article = story.articles[0]
    return Summary("ru", (article.id,), (SummarySentence(text, article.source, None),))
