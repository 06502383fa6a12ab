"""News of followed stories: what is new, once, as a reply, and only while it may be sent."""

from datetime import timedelta
from pathlib import Path

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import ChatState, Place
from domain.ids import ChatId, MessageId, StoryId
from domain.post import Delivery, PostKind
from jobs.updates import PER_DAY
from tests.jobs.rig import Newsroom, open_newsroom, utc

MORNING = "2026-03-01 06:00"


async def follow(newsroom: Newsroom, story: int, chat_id: int = 1, *, message_id: int | None = 12) -> None:
    (found,) = await newsroom.storage.stories.get([StoryId(story)])
    first = found.articles[0]
    bookmark = Bookmark(
        Place(ChatId(chat_id)), BookmarkKind.FOLLOWED, first.id, first.headline, first.source, first.url,
        newsroom.clock.now(), None if message_id is None else MessageId(message_id),
    )  # fmt: skip
    await newsroom.storage.bookmarks.add(bookmark, now=newsroom.clock.now())


async def claimed(newsroom: Newsroom) -> tuple[Delivery, ...]:
    return await newsroom.storage.outbox.claim(now=newsroom.clock.now(), limit=10, lease=timedelta(minutes=1))


async def test_news_of_a_followed_story_comes_once_as_a_reply_and_holds_only_what_is_new(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat(topics=("economy",))
        await newsroom.chat(2)
        tick = newsroom.update_tick()
        story = await newsroom.article("Перевал закрыт из-за лавины")
        await follow(newsroom, story)
        assert await tick.run_once() == 0, "what was told when it was followed is no news"
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("Перевал снова открыт для машин", story=story, source="Вестник")
        assert await tick.run_once() == 1
        assert await tick.run_once() == 0
        assert await newsroom.update_tick().run_once() == 0, "a restart tells nothing twice"
        (delivery,) = await claimed(newsroom)
        assert (delivery.chat_id, delivery.reply_to) == (1, 12)
        post = await newsroom.storage.outbox.post(delivery.post_id)
        assert post is not None
        assert post.kind is PostKind.UPDATE
        ((shown,),) = [digest.stories for digest in await newsroom.digests(1)]
        assert (shown.headline, shown.is_update) == ("Перевал снова открыт для машин", True)
        assert await newsroom.headlines(2) == []


async def test_the_same_words_again_are_no_news(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat()
        story = await newsroom.article("Перевал закрыт из-за лавины")
        await follow(newsroom, story)
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("Перевал закрыт из-за лавины", story=story, source="Вестник")
        assert await newsroom.update_tick().run_once() == 0


async def test_a_story_that_was_joined_with_another_is_followed_there(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat()
        story = await newsroom.article("Перевал закрыт из-за лавины")
        other = await newsroom.article("Лавина сошла на дорогу", source="Вестник")
        await follow(newsroom, story)
        (found,) = await newsroom.storage.stories.get([StoryId(story)])
        moves = {article.id: StoryId(other) for article in found.articles}
        await newsroom.storage.stories.regroup(moves, now=newsroom.clock.now())
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("Перевал снова открыт для машин", story=other, source="Курьер")
        assert await newsroom.update_tick().run_once() == 1


async def test_who_follows_a_story_hears_of_the_story_that_develops_it_though_it_is_linked_later(
    tmp_path: Path,
) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat()
        tick = newsroom.update_tick()
        closed = await newsroom.article("Перевал закрыт из-за лавины")
        await follow(newsroom, closed)
        newsroom.clock.moment += timedelta(hours=20)
        partly = await newsroom.article("Перевал открыли для легковых машин", source="Вестник")
        await newsroom.article("Перевал открыли для легковых машин", source="Голос", story=partly)
        assert await tick.run_once() == 0
        links = {StoryId(partly): StoryId(closed)}
        await newsroom.storage.stories.save_affairs(links, now=newsroom.clock.now())
        newsroom.clock.moment += timedelta(minutes=1)
        assert await tick.run_once() == 1
        opened = await newsroom.article("Перевал открыт для всех", source="Курьер")
        links = {StoryId(opened): StoryId(partly)}
        await newsroom.storage.stories.save_affairs(links, now=newsroom.clock.now())
        assert await tick.run_once() == 0, "one outlet alone may tell of something else"
        await newsroom.article("Перевал открыт для всех", source="Голос", story=opened)
        assert await tick.run_once() == 1
        for _ in range(3):
            newsroom.clock.moment += timedelta(minutes=1)
            assert await tick.run_once() == 0
        assert [delivery.reply_to for delivery in await claimed(newsroom)] == [12]
        assert await newsroom.headlines() == [["Перевал открыли для легковых машин"], ["Перевал открыт для всех"]]


async def test_who_follows_the_newest_story_of_an_affair_is_not_told_of_what_was_before(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat()
        closed = await newsroom.article("Перевал закрыт из-за лавины")
        opened = await newsroom.article("Перевал открыт для всех", source="Вестник")
        links = {StoryId(opened): StoryId(closed)}
        await newsroom.storage.stories.save_affairs(links, now=newsroom.clock.now())
        await follow(newsroom, opened)
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("На перевале насчитали 30 машин", story=closed, source="Курьер")
        assert await newsroom.update_tick().run_once() == 0


async def test_an_article_that_joins_a_followed_story_only_later_is_told(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat()
        tick = newsroom.update_tick()
        story = await newsroom.article("Перевал закрыт из-за лавины")
        await follow(newsroom, story)
        newsroom.clock.moment += timedelta(minutes=5)
        alone = await newsroom.article("Перевал снова открыт для машин", source="Вестник")
        assert await tick.run_once() == 0
        (found,) = await newsroom.storage.stories.get([StoryId(alone)])
        moves = {found.articles[0].id: StoryId(story)}
        await newsroom.storage.stories.regroup(moves, now=newsroom.clock.now())
        newsroom.clock.moment += timedelta(minutes=1)
        assert await tick.run_once() == 1


async def test_who_stopped_paused_or_had_enough_today_is_left_alone(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        for chat_id in (1, 2, 3, 4):
            await newsroom.chat(chat_id)
        story = await newsroom.article("Перевал закрыт из-за лавины")
        for chat_id in (1, 2, 3, 4):
            await follow(newsroom, story, ChatId(chat_id))
        await newsroom.change(ChatId(2), state=ChatState.STOPPED)
        await newsroom.change(ChatId(3), paused_until=utc("2026-03-09 00:00").date())
        tick = newsroom.update_tick()
        for number in range(PER_DAY):
            newsroom.clock.moment += timedelta(minutes=5)
            await newsroom.article(
                f"Перевал: расчищено {number + 20} километров", story=story, source=f"Вестник {number}"
            )
            if number == 4:
                await newsroom.change(ChatId(4), state=ChatState.STOPPED)
            await tick.run_once()
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("Перевал снова открыт для машин", story=story, source="Курьер")
        assert await tick.run_once() == 0
        counts = [len(await newsroom.headlines(chat_id)) for chat_id in (1, 2, 3, 4)]
        assert counts == [PER_DAY, 0, 0, 4]


async def test_each_reader_hears_only_what_they_were_not_told(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat(1)
        await newsroom.chat(2)
        story = await newsroom.article("Перевал закрыт из-за лавины")
        await follow(newsroom, story, ChatId(1))
        newsroom.clock.moment += timedelta(minutes=5)
        await newsroom.article("Перевал снова открыт для машин", story=story, source="Вестник")
        await follow(newsroom, story, ChatId(2))
        newsroom.clock.moment += timedelta(minutes=5)
        assert await newsroom.update_tick().run_once() == 1
        assert len(await newsroom.headlines(1)) == 1
        assert await newsroom.headlines(2) == []
