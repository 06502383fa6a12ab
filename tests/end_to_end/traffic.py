"""What goes on while hosts fail: feeds with new articles are added, and a reader asks."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from domain.feed import NewFeed
from emulator import Person
from storage.interface import StorageError
from tests.end_to_end.hosts import Hosts
from tests.end_to_end.outlet import Item

_PLACES = ("в Оше", "в Нарыне", "в Таласе", "в Караколе", "в Баткене", "в Токмоке", "в Узгене")
_NEWS = ("открыли мост", "построили школу", "закрыли дорогу", "посадили сад", "открыли музей")
ARTICLES = 2  # of each feed


@dataclass
class Traffic:
    """The traffic from start() to stop(). Articles and questions are numbered, so that one missing is noticed."""

    hosts: Hosts
    person: Person
    every: float = 3.0  # seconds between two feeds, and two questions
    asked: list[float] = field(default_factory=list)  # when each question was asked, in monotonic seconds
    feeds: int = 0
    _tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    def start(self) -> None:
        for loop in (self._publish(), self._ask()):
            self._tasks.append(asyncio.create_task(loop))  # noqa: TID251 - ended by stop()

    async def stop(self) -> None:
        """Ask and publish nothing more."""
        for task in self._tasks:
            task.cancel()
        for done in await asyncio.gather(*self._tasks, return_exceptions=True):
            if not isinstance(done, asyncio.CancelledError):
                raise AssertionError("the traffic ended by itself") from done

    @property
    def articles(self) -> int:
        return self.feeds * ARTICLES

    def answers(self) -> list[tuple[float, int]]:
        """Return when an answer arrived, and to which question, for each in their order."""
        return list(self._answers())

    def answered(self) -> Counter[int]:
        """Return question → how many answers to it have arrived."""
        return Counter(number for _, number in self._answers())

    def slowest(self, since: float, until: float) -> float:
        """Return the longest time until an answer, of questions asked between two monotonic seconds."""
        first: dict[int, float] = {}
        for at, number in self._answers():
            first.setdefault(number, at)
        waits = [first[number] - at for number, at in enumerate(self.asked) if since <= at <= until]
        return max(waits, default=0.0)

    def _answers(self) -> Iterator[tuple[float, int]]:
        for arrival in self.hosts.arrivals.all:
            if arrival.chat_id == self.person.id and "вопрос" in arrival.text:
                yield arrival.at, int(arrival.text.partition("вопрос")[2].split()[0])

    async def _ask(self) -> None:
        while True:
            self.asked.append(time.monotonic())
            await self.person.send(f"/search вопрос{len(self.asked) - 1}")
            await asyncio.sleep(self.every)

    async def _publish(self) -> None:
        while True:
            feed, now = f"feed-{self.feeds}", self.hosts.emulator.clock.now()
            for number in range(ARTICLES):
                place = self.feeds * ARTICLES + number
                title = f"{_PLACES[place % 7].capitalize()} {_NEWS[place % 5]} номер {place}"
                text = f"{title}. Жители города говорят, что ждали этого много лет, и благодарят строителей."
                self.hosts.outlet.items.append(Item(text, now - timedelta(minutes=1), title, feed))
            url = f"{self.hosts.outlet.url}?{feed}"
            while not await self._add(NewFeed(url, feed, feed)):  # noqa: ASYNC110 - the database is away
                await asyncio.sleep(1)
            self.feeds += 1
            await asyncio.sleep(self.every)

    async def _add(self, feed: NewFeed) -> bool:
        try:
            await self.hosts.storage.feeds.add(feed, now=self.hosts.emulator.clock.now())
        except StorageError:
            return False
        return True
