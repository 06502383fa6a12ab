"""From articles to stories, with a real database, real worker processes and restarts in between."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from domain.article import Annotation, NewArticle
from domain.clock import AdjustableClock
from domain.correction import Pair, merged, parted
from domain.digest import SummarySentence, Window
from domain.features import StoryFeatures
from domain.feed import Feed, NewFeed
from domain.ids import StoryId
from domain.story import Story, StoryArticle
from feeds.annotator import Annotator
from feeds.jobs import make_pool
from storage.interface import PollResult, Storage, StoryQuery
from tests.storage.openers import open_storage
from text.features import features
from text.lexicon.lexicon import Lexicon
from text.named import named_in
from workers.pool import WorkerPool

CATALOGUE = Path(__file__).parents[2] / "catalogue"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRE = "Склад с сахаром загорелся в Токмоке ночью. Огонь охватил 600 квадратных метров, сгорело 40 тонн сахара."
# Twenty events that have nothing in common.
EVENTS = (
    "В Оше открыли мост через Ак-Бууру", "Снежный барс замечен у Сары-Челека", "В Нарыне выпал первый снег",
    "Шахматисты разыграли кубок Таласа", "Цены на муку выросли в Баткене", "Пекарня кормит стариков в Караколе",
    "Театр кукол едет в Джалал-Абад", "Учителя Кеминa получили планшеты", "На Иссык-Куле чистят пляжи от мусора",
    "Ледник Адыгене потерял метр за лето", "В Узгене нашли монеты караханидов", "Борцы увезли золото из Ташкента",
    "Автобусы в Бишкеке ходят до полуночи", "Хлопок собирают комбайны в Араване", "Кумыс везут самолётами в Дубай",
    "Суд отложил дело о мельнице в Сокулуке", "Пчеловоды Токтогула ждут урожая", "Кинотеатр на крыше зажёг экран",
    "Библиотека села Кочкор купила книги", "Врачи делают прививки от кори в Чуе",
)  # fmt: skip


@dataclass
class Newsroom:
    storage: Storage
    pool: WorkerPool
    clock: AdjustableClock
    feeds: dict[str, Feed]
    annotator: Annotator
    told: int = 0

    async def restart(self) -> None:
        """Restart: keep nothing but the database."""
        await self.annotator.close()
        self.annotator = Annotator(self.storage, self.pool, self.clock)
        await self.annotator.start()

    async def tell(self, source: str, title: str, text: str, *, key: str | None = None) -> None:
        self.told += 1
        now = self.clock.now()
        if source not in self.feeds:
            new = NewFeed(f"https://{len(self.feeds)}.example/rss", source, source, "kg", "ru")
            self.feeds[source], _ = await self.storage.feeds.add(new, now=now)
        feed = self.feeds[source]
        key = key or f"key {self.told}"
        article = NewArticle(key, f"{title}{text}", f"https://example.org/{key}", title, text, "ru", now)
        state = replace(feed.state, next_poll_at=now + timedelta(hours=1), last_success_at=now)
        await self.storage.feeds.save_poll(PollResult(feed.id, now, state, (article,)))

    async def read(self) -> None:
        while await self.annotator.run_once():
            pass

    async def stories(self) -> dict[str, Story]:
        """Return stories by the headline of each of their articles."""
        query = StoryQuery(window=Window(NOW - timedelta(days=5), NOW + timedelta(days=5)))
        found = await self.storage.stories.find(query)
        return {article.headline: story for story in found for article in story.articles}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def readers() -> AsyncIterator[WorkerPool]:
    """Yield a pool of one worker, shared by the tests of this module, as its models take seconds to load."""
    pool = make_pool(CATALOGUE, processes=1)
    await pool.start()
    yield pool
    await pool.close()


@pytest_asyncio.fixture(loop_scope="module")
async def newsroom(readers: WorkerPool, tmp_path: Path) -> AsyncIterator[Newsroom]:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(tmp_path, clock=clock) as opened:
        annotator = Annotator(opened.storage, readers, clock)
        yield Newsroom(opened.storage, readers, clock, {}, annotator)
        await annotator.close()


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
    await newsroom.storage.stories.regroup({fire.articles[1].id: StoryId(500)}, now=NOW)  # the mistake to correct

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


async def test_closing_does_not_wait_for_a_batch_and_loses_nothing(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
    await newsroom.read()
    worker = await newsroom.pool.run(os.getpid, timeout=60)
    os.kill(worker, signal.SIGSTOP)  # so the next batch runs as long as a batch may, a minute
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


async def test_what_editors_merged_and_split_holds_through_joinings_a_restart_and_late_articles(
    newsroom: Newsroom,
) -> None:
    fires = ("В Токмоке сгорел склад с сахаром", "Склад с сахаром сгорел в Токмоке")
    await newsroom.tell("Первый", fires[0], FIRE)
    await newsroom.tell("Второй", fires[1], f"{FIRE} Пострадавших нет.")
    for title in EVENTS[:3]:
        await newsroom.tell("Третий", title, f"{title}. Об этом рассказали жители.")
    await newsroom.read()
    ids = {title: story.articles for title, story in (await newsroom.stories()).items()}
    one, two = (next(a.id for a in ids[title] if a.headline == title) for title in fires)
    bridge, leopard = (ids[title][0].id for title in EVENTS[:2])
    corrections, stories = newsroom.storage.corrections, newsroom.storage.stories

    async def correct(pairs: Sequence[Pair], moves: dict[int, StoryId]) -> None:
        async def store() -> dict[int, StoryId]:
            await corrections.tie(pairs, moves, now=newsroom.clock.now())
            return moves

        assert await newsroom.annotator.correct(store)

    where = await newsroom.storage.articles.stories_of([bridge])
    await correct(parted([two], [one], NOW), {two: await stories.reserve_ids(1, now=NOW)})
    await correct(merged([bridge], [leopard], NOW), {leopard: where[bridge]})
    for number in range(10):
        if number == 4:
            await newsroom.restart()
        await newsroom.tell(f"Поздний {number}", f"Сахарный склад сгорел в Токмоке, {number} часов спустя", FIRE)
        await newsroom.read()
        await newsroom.annotator.rejoin()
        now = await newsroom.storage.articles.stories_of([one, two, bridge, leopard])
        assert now[one] != now[two], number
        assert now[bridge] == now[leopard], number
    found = await newsroom.stories()
    late = {found[title].id for title in found if title.startswith("Сахарный склад")}
    assert late <= {now[one], now[two]}, "late articles join the halves, and do not bring them together"


async def test_a_joining_that_an_editor_overtakes_undoes_nothing(newsroom: Newsroom) -> None:
    await newsroom.tell("Первый", "В Токмоке сгорел склад с сахаром", FIRE)
    await newsroom.tell("Второй", "Склад с сахаром сгорел в Токмоке", f"{FIRE} Пострадавших нет.")
    await newsroom.read()
    (fire,) = {story.id: story for story in (await newsroom.stories()).values()}.values()
    one, two = (article.id for article in fire.articles)
    await newsroom.storage.stories.regroup({two: StoryId(500)}, now=NOW)  # which a joining would heal
    await newsroom.restart()
    joining = asyncio.ensure_future(newsroom.annotator.rejoin())
    while not (newsroom.pool.is_busy or joining.done()):  # noqa: ASYNC110 - nothing tells that the worker has begun
        await asyncio.sleep(0)
    assert not joining.done()

    async def store() -> dict[int, StoryId]:
        await newsroom.storage.corrections.tie(parted([two], [one], NOW), {two: StoryId(501)}, now=NOW)
        return {two: StoryId(501)}

    assert await newsroom.annotator.correct(store)
    await joining
    assert await newsroom.storage.articles.stories_of([one, two]) == {one: fire.id, two: 501}
    await newsroom.annotator.rejoin()
    stories = await newsroom.storage.articles.stories_of([one, two])
    assert stories[one] != stories[two]
