"""Summaries of stories: which stories wait for one, and when summaries are deleted."""

from domain.digest import SummarySentence
from domain.ids import StoryId
from domain.story import Story, Summary
from storage.interface import Annotated
from tests.storage.shelf import Shelf, annotate

LONG = "Мэрия рассказала, что новый мост откроют весной, а старый разберут после праздников, когда спадёт вода."


def written(story: Story, text: str) -> Summary:
    article = story.articles[0]
    return Summary("ru", (article.id,), (SummarySentence(text, article.source, None),))


async def test_stories_wait_for_their_summaries_newest_first(shelf: Shelf) -> None:
    for number in (1, 2, 3):
        await shelf.tell(f"Весть {number}", story=number)
    stories = shelf.storage.stories
    assert [story.id for story in await stories.without_summary(limit=2)] == [3, 2]
    first, *_ = await stories.get([StoryId(1)])
    await stories.save_summaries(
        {StoryId(1): (written(first, "Коротко."),), StoryId(2): (), StoryId(99): (written(first, "Ничья."),)},
        now=shelf.now,
    )
    assert [story.id for story in await stories.without_summary(limit=9)] == [3]
    assert [story.summaries for story in await stories.get([StoryId(1), StoryId(2)])] == [
        (written(first, "Коротко."),),
        (),
    ]


async def test_a_story_that_grew_waits_again_and_keeps_its_summary_meanwhile(shelf: Shelf) -> None:
    await shelf.tell("Весть", story=1)
    stories = shelf.storage.stories
    (before,) = await stories.without_summary(limit=9)
    await stories.save_summaries({StoryId(1): (written(before, "Коротко."),)}, now=shelf.now)
    await shelf.tell("Весть о том же", story=1, source="Вестник")
    (grown,) = await stories.without_summary(limit=9)
    assert grown.summaries == (written(before, "Коротко."),)
    await stories.save_summaries({StoryId(1): (written(grown, "Ещё короче."),)}, now=shelf.now)
    assert await stories.without_summary(limit=9) == ()
    assert (await stories.get([StoryId(1)]))[0].summaries == (written(grown, "Ещё короче."),)


async def test_of_an_edited_articles_story_no_summary_is_left(shelf: Shelf) -> None:
    article = await shelf.tell("Весть", story=1)
    stories = shelf.storage.stories
    (before,) = await stories.without_summary(limit=9)
    await stories.save_summaries({StoryId(1): (written(before, "Коротко."),)}, now=shelf.now)
    corrected = Annotated(article, annotate("Весть", "Иначе.", "ru"), StoryId(1), is_news=False)
    await shelf.storage.articles.save_annotations([corrected], now=shelf.now)
    (edited,) = await stories.without_summary(limit=9)
    assert edited.summaries == ()


async def test_stories_whose_articles_moved_wait_again_and_none_that_is_gone(shelf: Shelf) -> None:
    moved = [await shelf.tell(f"Весть {number}", story=number) for number in (1, 2, 3)]
    stories = shelf.storage.stories
    await stories.save_summaries({story.id: () for story in await stories.without_summary(limit=9)}, now=shelf.now)
    await stories.regroup({moved[0]: StoryId(2)}, now=shelf.now)
    assert [story.id for story in await stories.without_summary(limit=9)] == [2]
