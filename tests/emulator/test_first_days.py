"""A newcomer's first two days in a real Chromium: two taps to the news, a followed story, its update as a reply.

If GALLERY_DIR is set, a PNG of each step is saved there, and times.json with the seconds that each step took.
"""

import json
import re
import time
from typing import Any

import aiohttp
import pytest

from tests.emulator.test_newcomer import WAIT, Newcomer, demo, last_of, newcomer, post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
__all__ = ["demo", "newcomer"]  # fixtures
_TO_SEVEN = 16 * 3600  # seconds from 15:00 to an hour before the first digest of the morning


class Stopwatch:
    """The seconds that each step took, from the tap to its result."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.monotonic()

    def begin(self) -> None:
        self._since = time.monotonic()

    def note(self, step: str) -> None:
        self.seconds[step] = round(time.monotonic() - self._since, 2)
        self._since = time.monotonic()


def button(message: Any, label: str) -> Any:
    """Return the button of a message whose label is exactly this text."""
    return message.locator(".inline button").filter(has_text=re.compile(rf"^{re.escape(label)}$"))


@pytest.mark.timeout(400)
async def test_a_newcomer_follows_a_story_from_the_second_tap_to_the_next_morning(
    demo: str,
    newcomer: Newcomer,
    record_property: Any,
) -> None:
    page, watch, taps = newcomer.page, Stopwatch(), 0
    await page.context.route("https://t.me/**", lambda route: route.fulfill(status=200, body="a page of Telegram"))

    await page.get_by_role("button", name="Начать").click()
    taps += 1
    await button(newcomer.messages.last, "✅ Кыргызча").wait_for()
    await newcomer.messages.last.locator(".inline button", has_text="Жаңылыктарды көрсөтүү").click()
    taps += 1
    digest = newcomer.messages.filter(has_text="Чычкан").last
    await digest.wait_for()
    watch.note("from Start to the news")
    assert taps == 2
    await newcomer.keep("news")

    told = re.search(r"(\d+)\. [^\n]*(?:Чычкан|Бишкек – Ош)[^\n]*", await digest.inner_text())
    assert told is not None
    count = await newcomer.messages.count()
    watch.begin()
    await button(digest, told[1]).click()
    await newcomer.next_message(count, "Басылмалар:")
    watch.note("a story opened")
    story = newcomer.messages.filter(has_text="Басылмалар:").last
    said = await story.inner_text()
    assert re.search(r"\. — (?:Тоо жаңырыгы|Боз үй кабарлары)", said), said  # the source after each sentence
    # All sources, with the kind of each outlet.
    assert re.search(r"· (?:жеке менчик|мамлекеттик) басылма · Кыргызча", said), said
    await newcomer.keep("who-said-what")

    await button(story, "🔔 Көз салуу").click()
    await button(story, "✅ 🔔 Көз салуу").wait_for()
    await button(story, "🔖 Сактоо").click()
    await button(story, "✅ 🔖 Сактоо").wait_for()
    watch.note("followed and saved")
    assert await said_in(newcomer, "/saved", told[0])
    async with page.context.expect_page() as opened:
        await button(story, "↗️ Бөлүшүү").click()
    shared = (await opened.value).url
    await (await opened.value).close()
    assert shared.startswith("https://t.me/share/url?url=")
    payload = re.search(r"start%3D(s_\d+)", shared)
    assert payload is not None

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WAIT)) as http:
        friend = await last_of(http, demo, "Тимур")
        await post(
            http, f"{demo}/control/chats/{friend['id']}/messages", user_id=friend["id"], text=f"/start {payload[1]}"
        )
        bot = await bot_name(http, demo)
        await page.locator("#text").fill(f"@{bot} чычкандагы")
        watch.begin()
        await page.locator("#results button", has_text="Чычкан").first.click()
        await page.locator("#messages .message.mine", has_text="Чычкан").last.wait_for()
        watch.note("found inline and sent")
        await newcomer.keep("inline")

        last = newcomer.messages.filter(has_text="Акыркы бир сутка").last
        part = last if await button(last, "⏸ Тыныгуу").count() else digest
        await button(part, "⏸ Тыныгуу").click()
        await button(newcomer.messages.last, "↩️ Жокко чыгаруу").click()
        await newcomer.messages.filter(has_text="Тыныгуу жокко чыгарылды").last.wait_for()
        watch.note("paused and undone")

        await post(http, f"{demo}/control/clock", advance=_TO_SEVEN)
        update = newcomer.messages.filter(has=page.locator(".quoted")).filter(has_text="толугу менен ачылды")
        await update.first.wait_for()
        watch.note("the update of the next morning")
        assert "Окуянын уландысы" in await update.first.inner_text()
        # No other story is sent as a reply.
        assert await newcomer.messages.filter(has=page.locator(".quoted")).count() == 1
        await newcomer.keep("update-as-a-reply")
        reached = (await last_of(http, demo, "Тимур"))["last"]["text"]
        assert "каждый день" in reached  # the offer to begin comes below the story to which the link leads
    record_property("seconds", json.dumps(watch.seconds))
    if newcomer.gallery is not None:
        (newcomer.gallery / "times.json").write_text(json.dumps(watch.seconds, indent=1))


async def said_in(newcomer: Newcomer, command: str, told: str) -> bool:
    """Return whether the answer to the command contains this headline in a numbered line."""
    headline = told.split(" ", 2)[-1].strip()
    return headline in await newcomer.say(command)


async def bot_name(http: aiohttp.ClientSession, demo: str) -> str:
    async with http.get(f"{demo}/control/state") as response:
        return str((await response.json())["bot"]["username"])
