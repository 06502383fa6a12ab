"""Topics changed by an editor: the preview is what is assigned, at once, and also after a restart."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from catalogue.loader import load_topics
from domain.article import NewArticle
from domain.audit import Change
from domain.clock import AdjustableClock
from domain.feed import NewFeed, PollState, Reason
from domain.ids import ArticleId, person_id
from domain.topic import EditedTopic
from feeds.annotator import Annotator
from feeds.jobs import make_pool
from feeds.topics import Preview, TopicAdmin, fault_of
from storage.interface import PollResult, Storage
from tests.feeds.rig import ROOT
from tests.storage.openers import open_storage
from text.languages import LOCALES
from text.topics import CurrentTopics
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
TITLES = dict.fromkeys(LOCALES, "Пчеловодство")
BEES = EditedTopic("bees", TITLES, {"ru": ("пчела", "пчеловод", "улей", "мёд", "пасека", "пчеловодство")})
TOLD = (
    ("Пчеловоды Токтогула ждут урожая мёда", "Пасеки стоят у реки. Пчеловоды говорят, что мёда будет больше."),
    ("Пчёлы зимуют в тёплых ульях", "Пчеловод из Таласа показал улей, в котором зимуют пчёлы."),
    ("Сборная сыграла вничью", "Футболисты сборной сыграли вничью, тренер назвал состав команды."),
    ("Нацбанк снизил ставку", "Инфляция замедлилась, банк снизил ставку, курс доллара не изменился."),
    ("Снежный барс замечен у озера", "Учёные сняли барса на камеру."),
)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def readers() -> AsyncIterator[WorkerPool]:
    pool = make_pool(ROOT / "catalogue", processes=1)
    await pool.start()
    yield pool
    await pool.close()


@dataclass
class Desk:
    storage: Storage
    pool: WorkerPool
    clock: AdjustableClock
    admin: TopicAdmin
    annotator: Annotator
    told: int = 0

    async def tell(self, title: str, text: str) -> None:
        self.told += 1
        now, key = self.clock.now(), f"key {self.told}"
        feed, _ = await self.storage.feeds.add(NewFeed("https://a.example/rss", "Тандем", "Тандем"), now=now)
        article = NewArticle(key, key, f"https://a.example/{self.told}", title, text, "ru", now)
        state = PollState(next_poll_at=now + timedelta(hours=1), last_success_at=now)
        await self.storage.feeds.save_poll(PollResult(feed.id, now, state, (article,)))

    async def read(self) -> None:
        while await self.annotator.run_once():
            pass

    async def topics(self) -> dict[ArticleId, tuple[str, ...]]:
        return await self.storage.topics.topics_since(NOW - timedelta(days=9))

    async def preview(self, key: str, *edited: EditedTopic) -> Preview:
        parts: list[tuple[int, int]] = []

        async def on_part(done: int, total: int) -> None:
            parts.append((done, total))

        found = await self.admin.preview(key, edited, on_part)
        assert found is not None
        assert parts[-1:] == ([(found.total, found.total)] if found.total else [])
        return found

    async def restart(self) -> None:
        await self.annotator.close()
        current = CurrentTopics(load_topics(ROOT / "catalogue"), await self.storage.topics.edited())
        self.annotator = Annotator(self.storage, self.pool, self.clock, topics=current)
        self.admin = TopicAdmin(self.storage, self.annotator, self.clock, current)


@pytest_asyncio.fixture(loop_scope="module")
async def desk(readers: WorkerPool, tmp_path: Path) -> AsyncIterator[Desk]:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(tmp_path, clock=clock) as opened:
        current = CurrentTopics(load_topics(ROOT / "catalogue"))
        annotator = Annotator(opened.storage, readers, clock, topics=current)
        made = Desk(opened.storage, readers, clock, TopicAdmin(opened.storage, annotator, clock, current), annotator)
        for title, text in TOLD:
            await made.tell(title, text)
        await made.read()
        yield made
        await made.annotator.close()


async def assert_assigned_as_previewed(desk: Desk, preview: Preview, before: dict[ArticleId, tuple[str, ...]]) -> None:
    await desk.read()
    assert await desk.storage.topics.unsorted_count() == 0
    assert await desk.topics() == before | dict(preview.after)


async def test_a_new_topic_takes_the_articles_that_its_preview_names_and_those_that_come(desk: Desk) -> None:
    before = await desk.topics()
    assert fault_of(BEES) is None
    preview = await desk.preview("bees", BEES)
    assert preview.taken == (2, 1)
    assert (preview.total, preview.lost, preview.holds) == (len(TOLD), (), 2)
    assert await desk.admin.save([BEES], [Change(person_id(5), "topic-added", "bees")])
    assert desk.admin.current.titles["ru"]["bees"] == "Пчеловодство"
    await assert_assigned_as_previewed(desk, preview, before)
    await desk.tell("Пасеки открыли в селе", "Пчеловоды открыли пасеки, мёд продают на базаре.")
    await desk.read()
    assert "bees" in (await desk.topics())[ArticleId(len(TOLD) + 1)]


async def test_a_change_outlives_a_restart_in_the_middle_of_sorting(desk: Desk) -> None:
    before = await desk.topics()
    preview = await desk.preview("bees", BEES)
    assert await desk.admin.save([BEES], [])
    await desk.restart()
    await assert_assigned_as_previewed(desk, preview, before)
    assert "bees" in desk.admin.current.titles["en"]


async def test_seeds_that_are_taken_away_lose_articles_as_previewed(desk: Desk) -> None:
    await desk.admin.save([BEES], [])
    await desk.read()
    before = await desk.topics()
    fewer = replace(BEES, seeds={"ru": ("шмель",)}, version=2)
    preview = await desk.preview("bees", fewer)
    assert set(preview.lost) <= {1, 2}
    assert await desk.admin.save([fewer], [])
    await assert_assigned_as_previewed(desk, preview, before)


async def test_a_hidden_topic_is_found_no_more_and_one_that_is_shown_again_is(desk: Desk) -> None:
    sports = next(one for one in desk.admin.current.every.values() if one.key == "sports")
    before = await desk.topics()
    hidden = replace(sports, is_hidden=True, version=1)
    preview = await desk.preview("sports", hidden)
    assert preview.lost == (3,)
    assert await desk.admin.save([hidden], [])
    assert "sports" not in desk.admin.current.titles["ru"]
    assert desk.admin.current.all_titles["ru"]["sports"] == "Спорт"
    await assert_assigned_as_previewed(desk, preview, before)
    assert await desk.admin.save([replace(sports, version=2)], [])
    await desk.read()
    assert await desk.topics() == before


async def test_of_two_editors_at_once_the_second_is_told_and_the_first_ones_topic_stays_in_use(desk: Desk) -> None:
    assert await desk.admin.save([BEES], [])
    assert not await desk.admin.save([replace(BEES, titles=dict.fromkeys(LOCALES, "Мёд"))], [])
    assert desk.admin.current.titles["ru"]["bees"] == "Пчеловодство"


async def test_seeds_that_take_everything_are_seen(desk: Desk) -> None:
    for number in range(20):
        await desk.tell(f"В селе номер {number} прошёл сход", "Жители села собрались утром у школы.")
    await desk.read()
    village = EditedTopic("village", TITLES, {"ru": ("село", "житель", "школа", "утро", "сход")})
    assert (await desk.preview("village", village)).is_everything
    assert not (await desk.preview("bees", BEES)).is_everything


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"titles": {"ru": "Пчёлы"}}, "topic-error-titles"),
        ({"titles": TITLES | {"uz": " "}}, "topic-error-titles"),
        ({"titles": dict.fromkeys(LOCALES, "я" * 41)}, "topic-error-title-long"),
        ({"seeds": {}}, "topic-error-no-seeds"),
        ({"seeds": {"ru": (), "ky": ()}}, "topic-error-no-seeds"),
        ({"seeds": {"xx": ("bee",)}}, "topic-error-language"),
        ({"seeds": {"ru": ("а",)}}, "topic-error-seed"),
        ({"seeds": {"ru": ("123",)}}, "topic-error-seed"),
        ({"seeds": {"ru": ("пчела" * 10,)}}, "topic-error-seed"),
        ({"seeds": {"ru": tuple(f"пчела{number}" for number in range(201))}}, "topic-error-many-seeds"),
    ],
)
async def test_what_will_not_do_as_a_topic_is_named(changes: dict[str, object], key: str) -> None:
    fault = fault_of(replace(BEES, **changes))  # type: ignore[arg-type]
    assert isinstance(fault, Reason)
    assert fault.key == key


async def test_what_the_catalogue_holds_will_do(desk: Desk) -> None:
    assert fault_of(replace(BEES, seeds={"ky": ("ЖК", "ИИМ"), "ru": ("премьер-министр?",)})) is None
    assert all(fault_of(one) is None for one in desk.admin.current.every.values())
