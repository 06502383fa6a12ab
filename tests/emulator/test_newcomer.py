"""A newcomer's first fifteen minutes: the demo as started by `make run`, in a real Chromium.

If GALLERY_DIR is set, a PNG of each step is saved there.
"""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from domain.clock import AdjustableClock
from tests.emulator.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
WAIT = 60  # seconds, on a machine that also runs other tests


def three_in_the_afternoon() -> float:
    """Return the seconds from now to 15:00 today in Bishkek, so that the test is the same at any hour."""
    now = AdjustableClock().now().astimezone(ZoneInfo("Asia/Bishkek"))
    return (now.replace(hour=15, minute=0, second=0) - now).total_seconds()


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of the chat page of a running demo."""
    clock = tmp_path / "clock.json"
    clock.write_text(json.dumps({"offset": three_in_the_afternoon(), "rate": 1}))
    environment = {key: value for key, value in os.environ.items() if key != "BOT_TOKEN"}
    environment |= {"LOG_LEVEL": "warning", "CLOCK_FILE": str(clock)}
    with (tmp_path / "demo.log").open("wb") as log:
        started = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "demo", "--port", "0", cwd=ROOT, env=environment,
            stdout=asyncio.subprocess.PIPE, stderr=log,
        )  # fmt: skip
        assert started.stdout is not None
        try:
            line = (await asyncio.wait_for(started.stdout.readline(), 2 * WAIT)).decode()
            found = ADDRESS.search(line)
            assert found is not None, (line, (tmp_path / "demo.log").read_text())
            yield found[0]
        finally:
            if started.returncode is None:
                started.terminate()
            await asyncio.wait_for(started.wait(), WAIT)


class Newcomer:
    """A person in front of the page."""

    def __init__(self, page: Any, gallery: Path | None) -> None:
        self.page = page
        self.gallery = gallery
        self._step = 0

    async def keep(self, name: str) -> None:
        self._step += 1
        if self.gallery is not None:
            await self.page.wait_for_timeout(500)
            await self.page.screenshot(path=str(self.gallery / f"{self._step}-{name}.png"))

    @property
    def messages(self) -> Any:
        return self.page.locator("#messages .message:not(.mine)")

    async def press_last(self, label: str | None = None) -> None:
        """Press a button of the newest message; wait until the message has changed or another has come."""
        message = self.messages.last
        before = await self.page.locator("#messages").inner_text()
        buttons = message.locator(".inline button")
        await (buttons.filter(has_text=label).first if label else buttons.last).click()
        await self.page.wait_for_function(
            "before => document.getElementById('messages').innerText !== before", arg=before
        )

    async def say(self, text: str) -> str:
        """Send a text; return the bot's answer."""
        count = await self.messages.count()
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")
        return await self.next_message(count)

    async def next_message(self, count: int, holding: str = "") -> str:
        """Return the first message after the first `count` ones that contains the text."""
        message = self.page.locator(f"#messages .message:not(.mine):nth-of-type(n) >> nth={count}")
        await message.wait_for()
        fresh = self.messages.filter(has_text=holding).last if holding else message
        await fresh.wait_for()
        return str(await fresh.inner_text())


@pytest.fixture
async def newcomer(demo: str) -> AsyncIterator[Newcomer]:
    folder = os.environ.get("GALLERY_DIR", "")
    gallery = Path(folder) if folder else None
    if gallery is not None:
        gallery.mkdir(parents=True, exist_ok=True)
    async with chromium(locale="ru-RU", viewport={"width": 1180, "height": 820}) as context:
        page = await context.new_page()
        page.set_default_timeout(WAIT * 1000)
        await page.goto(demo)
        await page.wait_for_selector("body[data-ready]")
        yield Newcomer(page, gallery)


async def last_of(http: aiohttp.ClientSession, demo: str, name: str) -> dict[str, Any]:
    """Return the last message in the chat of that person, from the page's list of chats."""
    async with http.get(f"{demo}/control/state") as response:
        chats = (await response.json())["chats"]
    return next(chat for chat in chats if chat.get("first_name") == name)


async def post(http: aiohttp.ClientSession, address: str, **body: Any) -> None:
    async with http.post(address, json=body) as response:
        assert response.status == 200, await response.text()


async def set_up(http: aiohttp.ClientSession, demo: str, name: str) -> None:
    """Set up another reader, who accepts all proposals; return when the first digest has arrived."""
    chat = await last_of(http, demo, name)
    address = f"{demo}/control/chats/{chat['id']}"
    await post(http, f"{address}/messages", user_id=chat["id"], text="/start")
    async with asyncio.timeout(WAIT):
        while not ((await last_of(http, demo, name))["last"] or {}).get("reply_markup"):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        hello = (await last_of(http, demo, name))["last"]["message_id"]
        await post(http, f"{address}/press", user_id=chat["id"], message_id=hello, data="1:b:done")
        while (await last_of(http, demo, name))["last"]["message_id"] == hello:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


@pytest.mark.timeout(300)
async def test_a_newcomer_reads_searches_follows_and_leaves(demo: str, newcomer: Newcomer) -> None:
    page = newcomer.page
    assert await page.locator(".chats [aria-current=true]").inner_text() == "А\nАйзада Маратова\nчитает новости"
    await newcomer.keep("open")

    await page.get_by_role("button", name="Начать").click()
    await page.locator(".inline button", has_text="Кыргызча").wait_for()
    await newcomer.keep("language")
    await newcomer.press_last("Жаңылыктарды көрсөтүү")
    digest = await newcomer.next_message(1)
    assert "Акыркы бир сутка" in digest
    assert len(re.findall(r"\n\n", digest)) >= 8  # paragraphs, one for each story
    assert "Чычкан" in digest
    assert "↻" not in digest
    await newcomer.keep("first-digest")

    count = await newcomer.messages.count()
    await newcomer.messages.last.locator(".inline button").first.click()
    story = await newcomer.next_message(count, "Басылмалар:")
    assert "Кыргызча" in story
    await newcomer.keep("story")

    found = await newcomer.say("чычкандагы")  # in the gorge of Chychkan
    assert "Чычканда көчкү баскан жолдун бир тилкеси ачылды" in found
    await newcomer.keep("search")
    followed = await newcomer.say("/follow чычкандагы")
    assert "чычкандагы" in followed
    await newcomer.keep("follow")

    count = await newcomer.messages.count()
    await page.locator("#morning").click()
    morning = await newcomer.next_message(count, "Негизги жаңылыктар")
    assert "↻ Бишкек – Ош жолу толугу менен ачылды" in morning
    assert "Сиз көз салгандар" in morning
    assert "жолу жабылды" not in morning  # the reader was told this yesterday
    await newcomer.keep("next-morning")

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WAIT)) as http:
        await set_up(http, demo, "Тимур")
        await page.locator("#more").click()
        await page.get_by_role("button", name="Заблокировать бота").click()
        await page.get_by_role("button", name="Разблокировать бота").wait_for()
        await newcomer.keep("blocked")
        left, stays = await last_of(http, demo, "Айзада"), await last_of(http, demo, "Тимур")
        await page.locator("#morning").click()
        async with asyncio.timeout(WAIT):  # when Timur has his digest, all digests of the morning have been sent
            while (await last_of(http, demo, "Тимур"))["last"] == stays["last"]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        assert (await last_of(http, demo, "Айзада"))["last"] == left["last"]
        async with http.get(f"{demo}/control/counts") as response:
            counts = (await response.json())["counts"]
        # No call was refused because a chat had blocked the bot.
        assert not any(key.endswith(" 403") for key in counts), counts
    await newcomer.keep("nothing-more")
