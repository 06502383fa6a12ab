"""A newsroom for tests: a storage, workers, and an annotator that can be restarted."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.article import NewArticle
from domain.clock import AdjustableClock
from domain.digest import Window
from domain.feed import Feed, NewFeed
from domain.story import Story
from feeds.annotator import Annotator
from storage.interface import PollResult, Storage, StoryQuery
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
