"""Merged and split stories: what editors decided holds through joinings, restarts and late articles."""

import asyncio
from collections.abc import Sequence

import pytest

from domain.correction import Pair, merged, parted
from domain.ids import ArticleId, StoryId
from tests.feeds.newsroom import EVENTS, FIRE, NOW, Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="module")


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

    async def correct(pairs: Sequence[Pair], moves: dict[ArticleId, StoryId]) -> None:
        async def store() -> dict[ArticleId, StoryId]:
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
    await newsroom.storage.stories.regroup({two: StoryId(500)}, now=NOW)  # a wrong move, which clustering would correct
    await newsroom.restart()
    joining = asyncio.ensure_future(newsroom.annotator.rejoin())
    while not (newsroom.pool.is_busy or joining.done()):  # noqa: ASYNC110 - nothing tells that the worker has begun
        await asyncio.sleep(0)
    assert not joining.done()

    async def store() -> dict[ArticleId, StoryId]:
        await newsroom.storage.corrections.tie(parted([two], [one], NOW), {two: StoryId(501)}, now=NOW)
        return {two: StoryId(501)}

    assert await newsroom.annotator.correct(store)
    await joining
    assert await newsroom.storage.articles.stories_of([one, two]) == {one: fire.id, two: 501}
    await newsroom.annotator.rejoin()
    stories = await newsroom.storage.articles.stories_of([one, two])
    assert stories[one] != stories[two]
