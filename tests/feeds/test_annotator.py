"""From articles to stories, with a real database, real worker processes and restarts in between."""

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from structlog.testing import capture_logs

from domain.article import Annotation
from domain.clock import AdjustableClock
from domain.digest import SummarySentence
from domain.features import StoryFeatures
from domain.ids import StoryId
from domain.story import StoryArticle
from feeds.annotator import Annotator
from tests.feeds.newsroom import EVENTS, FIRE, NOW, Newsroom
from tests.storage.openers import open_storage
from text.features import features
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_early_mistake_heals_and_a_restart_finds_the_same_stories(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
    await newsroom.tell("Второй", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
    await newsroom.read()
    before = await newsroom.stories()
    fire = before["В Токмоке сгорел склад с сахаром"]
    assert len(fire.articles) == 2
    (summary,) = fire.summaries
    assert summary.articles == tuple(article.id for article in fire.articles)
    assert [sentence.text for sentence in summary.sentences][:1] == ["Склад с сахаром загорелся в Токмоке ночью."]
    # A wrong move, which clustering must correct.
    await newsroom.storage.stories.regroup({fire.articles[1].id: StoryId(500)}, now=NOW)

    await newsroom.restart()
    for title in EVENTS:
        await newsroom.tell("Третий", title, f"{title}. Об этом рассказали жители.")
    await newsroom.read()
    healed = await newsroom.stories()
    assert healed["Склад с сахаром сгорел в Токмоке"].id == fire.id
    assert len({story.id for story in healed.values()}) == 1 + len(EVENTS)

    await newsroom.restart()
    await newsroom.tell("Четвёртый", "Сахарный склад в Токмоке: сгорело 40 тонн", FIRE)
    await newsroom.read()
    after = await newsroom.stories()
    assert {title: after[title].id for title in healed} == {title: story.id for title, story in healed.items()}
    assert after["Сахарный склад в Токмоке: сгорело 40 тонн"].id == fire.id


async def test_what_left_the_window_by_a_clock_that_was_ahead_is_in_it_again(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
    await newsroom.tell("Третий", EVENTS[0], f"{EVENTS[0]}. Об этом рассказали жители.")
    await newsroom.read()
    two_years = 730 * 86_400
    newsroom.clock.advance(two_years)
    await newsroom.annotator.rejoin()
    newsroom.clock.advance(-two_years)
    await newsroom.tell("Второй", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
    await newsroom.read()
    stories = await newsroom.stories()
    assert (
        stories["Склад с сахаром сгорел в Токмоке"].id
        == stories["В Токмоке сгорел склад с сахаром"].id
        != stories[EVENTS[0]].id
    )


async def test_whoever_waits_for_settled_stories_has_the_window_clustered_at_once(newsroom: Newsroom) -> None:
    annotator = newsroom.annotator
    assert not annotator.settle()
    await newsroom.tell("Первый", "Мост открыли", "Жители рассказали о мосте.")
    await newsroom.read()
    assert annotator.settle()
    worker = await newsroom.pool.run(os.getpid, timeout=60)
    os.kill(worker, signal.SIGSTOP)  # so that the clustering takes as long as the test looks
    try:
        working = asyncio.ensure_future(newsroom.read())
        async with asyncio.timeout(20):
            while not newsroom.pool._busy:  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.01)
        assert annotator.settle(), "while the window is being clustered"
    finally:
        os.kill(worker, signal.SIGCONT)
    await working
    assert not annotator.settle()


async def test_closing_does_not_wait_for_a_batch_and_loses_nothing(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
    await newsroom.read()
    worker = await newsroom.pool.run(os.getpid, timeout=60)
    os.kill(worker, signal.SIGSTOP)  # suspended, so that the next batch takes as long as a batch may, a minute
    await newsroom.tell("Второй", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
    reading = asyncio.ensure_future(newsroom.annotator.run_once())
    async with asyncio.timeout(20):
        while not newsroom.pool._busy:  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
        await newsroom.annotator.close()
    assert await reading == 0
    assert await newsroom.annotator.run_once() == 0
    (waiting,) = await newsroom.storage.articles.without_annotation(limit=10)
    assert waiting.title == "Склад с сахаром сгорел в Токмоке"
    assert len(await newsroom.stories()) == 1

    await newsroom.restart()
    await newsroom.read()
    assert len({story.id for story in (await newsroom.stories()).values()}) == 1
    assert len(await newsroom.stories()) == 2


async def test_an_edited_article_changes_its_story_and_brings_no_news(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE, key="fire")
    await newsroom.read()
    (before,) = (await newsroom.stories()).values()
    await newsroom.tell("Первый", "В Токмоке сгорел склад: 45 тонн", FIRE.replace("40", "45"), key="fire")
    await newsroom.read()
    (after,) = (await newsroom.stories()).values()
    assert (after.id, after.updated_at, len(after.articles)) == (before.id, before.updated_at, 1)
    assert after.articles[0].headline == "В Токмоке сгорел склад: 45 тонн"
    assert "45 тонн" in " ".join(after.articles[0].sentences)


async def test_what_repeats_over_a_source_is_no_news_also_after_a_restart(newsroom: Newsroom) -> None:
    slogan = "Читает весь район от мала до велика"
    for title in EVENTS[:3]:
        await newsroom.tell("Районка", title, f"{title}, сообщили в мэрии.\n{slogan}")
    await newsroom.read()
    await newsroom.restart()
    await newsroom.tell("Районка", EVENTS[3], f"{EVENTS[3]}, сообщили в мэрии.\n{slogan}")
    await newsroom.tell("Другая", EVENTS[4], f"{EVENTS[4]}, сообщили в мэрии.\n{slogan}")
    await newsroom.read()
    stories = await newsroom.stories()
    with_slogan = [title for title in EVENTS[:5] if slogan in stories[title].articles[0].sentences]
    assert with_slogan == [EVENTS[4]]


class Terse:
    """A summariser that invents its summaries."""

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> list[tuple[SummarySentence, ...]]:
        return [(SummarySentence(f"Пишут {len(group)}.", group[0].source, None),) for group in groups]


async def test_stories_are_summarised_by_whoever_is_put_in_once_no_article_waits(tmp_path: Path) -> None:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(tmp_path, clock=clock) as opened:
        pool = cast("WorkerPool", Reader())
        annotator = Annotator(opened.storage, pool, clock, summariser=Terse())
        newsroom = Newsroom(opened.storage, pool, clock, {}, annotator)
        await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
        await newsroom.tell("Второй", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
        assert [await annotator.run_once() for _ in range(3)] == [2, 1, 0]
        story = (await newsroom.stories())["В Токмоке сгорел склад с сахаром"]
        assert [sentence.text for one in story.summaries for sentence in one.sentences] == ["Пишут 2."]
        await annotator.close()


class Reader:
    """A pool that reads like a worker, but returns for one article an annotation that cannot be compared."""

    async def run(
        self, _job: object, told: Sequence[tuple[str, str, str, str]], _topics: object, *, timeout: float
    ) -> list[Annotation]:
        assert timeout > 0
        return [
            Annotation(
                language=language,
                headline=title,
                features=StoryFeatures(title=(7,))  # type: ignore[arg-type]
                if title.startswith("Чудо")
                else features(title=title, text=text, language="ru", named=named_in(title, text, "ru", Lexicon(()))),
            )
            for title, text, _, language in told
        ]


async def test_an_article_that_cannot_be_compared_has_a_story_of_its_own_and_holds_up_nobody(tmp_path: Path) -> None:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(tmp_path, clock=clock) as opened:
        pool = cast("WorkerPool", Reader())
        newsroom = Newsroom(opened.storage, pool, clock, {}, Annotator(opened.storage, pool, clock))
        await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
        await newsroom.tell("Второй", "Чудо на перевале", FIRE)
        await newsroom.tell("Третий", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
        with capture_logs() as lines:
            assert await newsroom.annotator.run_once() == 3
            assert await newsroom.storage.articles.without_annotation(limit=10) == ()
            await newsroom.restart()
        stories = await newsroom.stories()
        assert len({story.id for story in stories.values()}) == 2
        assert [article.headline for article in stories["Чудо на перевале"].articles] == ["Чудо на перевале"]
        assert {line["article"] for line in lines} == {stories["Чудо на перевале"].articles[0].id}
        assert "Чудо" not in str(lines)
        await newsroom.annotator.close()
