"""A reader from Start to the digest at their hour: the bot as a process, with an outlet and Telegram over HTTP."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from emulator import Emulator, Person
from tests.end_to_end.outlet import Item, Outlet, open_outlet
from tests.end_to_end.process import Jarchi, install
from tests.storage.postgres.opener import made_database

pytestmark = pytest.mark.slow
WAIT = 150  # seconds, on a machine that also runs other tests
BISHKEK = timedelta(hours=6)
OLD = "Нацбанк объяснил цены на сахар"
BEFORE = "Нацбанк назвал курс сома"
NEWS = "Нацбанк снизил учётную ставку"
LATER = "Нацбанк выпустил новые монеты"


def article(title: str, at: datetime) -> Item:
    text = f"{title}. Экономисты ждут, что инфляция и цены в стране изменятся. Банки пересчитают кредиты для бизнеса."
    return Item(text, at, title)


@dataclass
class City:
    """Everything in the test: Telegram, the outlet, and the bot's installation."""

    emulator: Emulator
    outlet: Outlet
    jarchi: Jarchi

    @property
    def now(self) -> datetime:
        return self.emulator.clock.now()

    def move_to(self, local: str) -> None:
        """Move the clock to a local time in Bishkek, today or tomorrow."""
        hour, minute = map(int, local.split(":"))
        here = self.now + BISHKEK
        wanted = here.replace(hour=hour, minute=minute, second=2, microsecond=0)
        if wanted <= here:
            wanted += timedelta(days=1)
        self.emulator.clockwork.advance((wanted - here).total_seconds())

    async def read(self, title: str) -> None:
        """Wait until the article with that title is polled and annotated, so that stories show it."""
        async with asyncio.timeout(WAIT):
            while title not in await self.jarchi.command("stories", "--since", "30d"):  # noqa: ASYNC110 - a process
                await asyncio.sleep(1.5)

    async def publish(self, title: str) -> None:
        """Publish an article, and let enough time pass for a poll to bring it."""
        self.outlet.items.append(article(title, self.now))
        self.emulator.clockwork.advance(3 * 3600)
        await self.read(title)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings that name the database; without any it is a file in the installation's folder."""
    if request.param == "sqlite":
        yield {}
        return
    with made_database() as url:
        yield {"DATABASE_URL": url}


@pytest.fixture
async def city(tmp_path: Path, database: dict[str, str]) -> AsyncIterator[City]:
    clock = AdjustableClock()
    noon = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # a Tuesday, noon in Bishkek
    clock.adjust((noon - clock.now()).total_seconds())
    async with (
        Emulator(clock=clock, clock_file=tmp_path / "clock.json") as emulator,
        open_outlet(article(OLD, noon - timedelta(days=1500)), article(BEFORE, noon - timedelta(hours=1))) as outlet,
    ):
        settings = {
            "BOT_TOKEN": emulator.token,
            "TELEGRAM_API_URL": emulator.url,
            "CLOCK_FILE": str(tmp_path / "clock.json"),
            "WORKER_PROCESSES": "1",
        }
        jarchi = install(tmp_path, **settings, **database)
        await jarchi.command("feeds", "add", outlet.url, "--unchecked")
        yield City(emulator, outlet, jarchi)


async def start(person: Person) -> None:
    """Press Start and choose Russian, economy, 19:00, Done."""
    await person.send("/start")
    await person.reads(lambda seen: seen.buttons, WAIT)
    for data in ("1:b:locale:ru", "1:b:topics", "1:b:topics:economy:on", "1:b:hours", "1:b:hours:1900:on", "1:b:done"):
        await person.answered(await person.press_data(data, person.received[0]), WAIT)


@pytest.mark.timeout(600)
async def test_a_digest_comes_at_the_hour_once_and_after_a_crash_over_that_hour(city: City) -> None:
    reader = await city.emulator.person("Айзада", "ky")
    async with city.jarchi.running() as bot:
        await city.read(BEFORE)
        await start(reader)
        first = await reader.reads(BEFORE, WAIT)
        assert first.text.count(OLD) <= 1  # the digest was requested, so it may contain old news

        await city.publish(NEWS)  # now it is 15:00
        before = len(reader.received)
        city.move_to("18:58")
        await asyncio.sleep(3)
        assert len(reader.received) == before  # nothing is sent at this hour
        city.move_to("19:00")
        digest = await reader.reads(NEWS, WAIT)
        assert "https" not in digest.text
        assert any(link.startswith(f"http://127.0.0.2:{city.outlet.port}/") for link in digest.links)
        assert "Тандем" in digest.text
        assert OLD not in digest.text
        assert BEFORE not in digest.text  # the first digest has told this news
        city.emulator.clockwork.advance(60)
        await asyncio.sleep(3)
        assert len(reader.received) == before + 1

        city.move_to("15:00")
        await city.publish(LATER)
        bot.send_signal(signal.SIGKILL)
        await bot.wait()

    city.move_to("20:30")  # the bot was down at 19:00
    async with city.jarchi.running():
        late = await reader.reads(LATER, WAIT)
        assert NEWS not in late.text
        city.emulator.clockwork.advance(60)
        await asyncio.sleep(3)
        assert len(reader.received) == before + 2
        assert not [seen for seen in reader.received[1:] if seen.id != first.id and OLD in seen.text]


async def test_a_token_that_telegram_refuses_is_one_line_and_never_shown(city: City) -> None:
    token = "123456789:" + "nobody" * 6
    jarchi = Jarchi(city.jarchi.folder, city.jarchi.settings | {"BOT_TOKEN": token, "LOG_LEVEL": "debug"})
    before = len(jarchi.log)
    await jarchi.command("run", status=2)
    said = jarchi.log[before:]
    assert [line for line in said.splitlines() if "BOT_TOKEN" in line]
    assert token not in said
    assert token.partition(":")[2] not in said
