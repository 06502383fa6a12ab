"""Affairs: which earlier story each story develops."""

from dataclasses import replace
from datetime import timedelta

from domain.article import Name
from domain.feed import NewFeed, Outlet
from domain.ids import StoryId
from storage.interface import Annotated, PollResult, StoryQuery
from storage.interface.stories import NAME_CROWD
from tests.storage.shelf import Shelf, annotate


async def test_a_story_comes_with_the_earlier_one_that_it_develops(shelf: Shelf) -> None:
    await shelf.tell("Дорогу закрыли", story=1)
    await shelf.tell("Дорога закрыта из-за лавины", story=1, source="Вестник")
    await shelf.tell("Дорогу открыли", story=2)
    stories = shelf.storage.stories
    await stories.save_affairs({StoryId(2): StoryId(1), StoryId(1): None}, now=shelf.now)
    closed, reopened = await stories.get([StoryId(1), StoryId(2)])
    assert (closed.develops, closed.earlier) == (None, ())
    assert reopened.develops == 1
    assert reopened.earlier == closed.articles


async def test_a_link_is_replaced_and_taken_back(shelf: Shelf) -> None:
    for number in (1, 2, 3):
        await shelf.tell(f"Весть {number}", story=number)
    stories = shelf.storage.stories
    await stories.save_affairs({StoryId(3): StoryId(1)}, now=shelf.now)
    await stories.save_affairs({StoryId(3): StoryId(2)}, now=shelf.now)
    assert [story.develops for story in await stories.get([StoryId(3)])] == [2]
    await stories.save_affairs({}, now=shelf.now)
    assert [story.develops for story in await stories.get([StoryId(3)])] == [2]
    await stories.save_affairs({StoryId(3): None}, now=shelf.now)
    assert [(story.develops, story.earlier) for story in await stories.get([StoryId(3)])] == [(None, ())]


async def test_what_is_gone_on_either_side_is_left_out(shelf: Shelf) -> None:
    moved = await shelf.tell("Дорогу закрыли", story=1)
    await shelf.tell("Дорогу открыли", story=2)
    stories = shelf.storage.stories
    await stories.save_affairs({StoryId(2): StoryId(99), StoryId(98): StoryId(1)}, now=shelf.now)
    assert [story.develops for story in await stories.get([StoryId(2)])] == [None]
    await stories.save_affairs({StoryId(2): StoryId(1)}, now=shelf.now)
    await stories.regroup({moved: StoryId(3)}, now=shelf.now + timedelta(minutes=1))
    assert [(story.develops, story.earlier) for story in await stories.get([StoryId(2)])] == [(None, ())]


async def test_an_affair_is_every_story_of_it_in_order_from_whichever_it_is_asked(shelf: Shelf) -> None:
    for number in (1, 2, 3, 4, 5):
        await shelf.tell(f"Весть {number}", story=number)
    stories = shelf.storage.stories
    develops = {2: 1, 3: 2, 4: 1}  # 3 and 4 are two branches
    await stories.save_affairs({StoryId(a): StoryId(b) for a, b in develops.items()}, now=shelf.now)
    for asked in (1, 2, 3, 4):
        assert [story.id for story in await stories.affair(StoryId(asked), limit=9)] == [1, 2, 3, 4]
    assert [story.id for story in await stories.affair(StoryId(1), limit=2)] == [3, 4]
    first, *_ = await stories.affair(StoryId(3), limit=9)
    assert [article.headline for article in first.articles] == ["Весть 1"]
    assert await stories.affair(StoryId(5), limit=9) == ()
    assert await stories.affair(StoryId(99), limit=9) == ()


async def test_a_story_that_editors_have_hidden_is_no_part_of_an_affair_any_more(shelf: Shelf) -> None:
    articles = {number: await shelf.tell(f"Весть {number}", story=number) for number in (1, 2, 3)}
    stories = shelf.storage.stories
    await stories.save_affairs({StoryId(2): StoryId(1), StoryId(3): StoryId(2)}, now=shelf.now)
    await shelf.storage.corrections.hide([articles[2]], since=shelf.now, now=shelf.now)
    assert [story.id for story in await stories.affair(StoryId(3), limit=9)] == [1, 3]


async def test_stories_that_develop_each_other_in_a_circle_are_an_affair_all_the_same(shelf: Shelf) -> None:
    for number in (1, 2):
        await shelf.tell(f"Весть {number}", story=number)
    stories = shelf.storage.stories
    await stories.save_affairs({StoryId(1): StoryId(2), StoryId(2): StoryId(1)}, now=shelf.now)
    assert [story.id for story in await stories.affair(StoryId(1), limit=9)] == [1, 2]


async def test_an_article_says_who_stands_behind_its_outlet_unless_it_passes_on_anothers_words(shelf: Shelf) -> None:
    feed = NewFeed("https://selo.example/rss", "Село", "Село", "kg", "ru", outlet=Outlet.STATE)
    added, _ = await shelf.storage.feeds.add(feed, now=shelf.now)
    articles = (shelf.article("Своё"), shelf.article("Чужое", source="Перевал"))
    await shelf.storage.feeds.save_poll(PollResult(added.id, shelf.now, shelf.state(), articles))
    await shelf.read_all()
    found = await shelf.storage.stories.find(StoryQuery())
    assert {story.articles[0].source: story.articles[0].outlet for story in found} == {
        "Село": Outlet.STATE,
        "Перевал": None,
    }


async def test_stories_are_found_by_how_many_publishers_told_of_them(shelf: Shelf) -> None:
    await shelf.tell("Сель в Оше", story=1)
    await shelf.tell("В Оше сель", story=1, source="Вестник")
    await shelf.tell("Выставка", story=2)
    await shelf.tell("Снова выставка", story=2)
    await shelf.tell("Көргөзмө", story=2, source="Жарык", language="ky")
    find = shelf.storage.stories.find
    assert [story.id for story in await find(StoryQuery(sources=2))] == [2, 1]
    assert [story.id for story in await find(StoryQuery(sources=2, languages=("ru",)))] == [1]
    assert await find(StoryQuery(sources=3)) == ()


async def named(shelf: Shelf, title: str, names: str, *, story: int) -> None:
    """Store an article of a story, with names of these keys."""
    shelf.now += timedelta(minutes=1)
    await shelf.poll(shelf.article(title))
    (stored,) = await shelf.storage.articles.without_annotation(limit=10)
    read = replace(annotate(title, stored.text, "ru"), names=tuple(Name(key, "person", key) for key in names.split()))
    await shelf.storage.articles.save_annotations([Annotated(stored.id, read, StoryId(story))], now=shelf.now)


async def test_stories_with_two_names_in_common_are_related_most_in_common_first(shelf: Shelf) -> None:
    begun = shelf.now
    await named(shelf, "Суд над директором", "асанов токмок завод", story=1)
    await named(shelf, "Завод остановлен", "асанов завод", story=2)
    await named(shelf, "Парк открыли", "асанов", story=3)
    await named(shelf, "Приговор директору", "токмок завод асанов", story=4)
    await named(shelf, "Завод продан", "завод асанов", story=5)
    related = shelf.storage.stories.related
    assert [one.id for one in await related(StoryId(1), since=begun, limit=9)] == [4, 5, 2]
    assert [one.id for one in await related(StoryId(1), since=begun, limit=1)] == [4]
    assert [one.id for one in await related(StoryId(1), since=shelf.now, limit=9)] == [5]
    assert await related(StoryId(3), since=begun, limit=9) == ()
    assert await related(StoryId(99), since=begun, limit=9) == ()


async def test_a_name_that_everybody_tells_of_makes_no_story_related(shelf: Shelf) -> None:
    begun = shelf.now
    for number in range(NAME_CROWD + 1):
        await named(shelf, f"Весть {number}", "бишкек асанов", story=number + 1)
    assert await shelf.storage.stories.related(StoryId(1), since=begun, limit=9) == ()
