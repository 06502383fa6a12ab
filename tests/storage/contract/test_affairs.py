"""Affairs: which story develops which earlier one."""

from datetime import timedelta

from domain.ids import StoryId
from tests.storage.shelf import Shelf


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
