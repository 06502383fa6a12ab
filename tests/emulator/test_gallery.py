"""Every screen in every language as a PNG, drawn by the chat page in Chromium: light and dark, phone and desktop.

If GALLERY_DIR is set, all of them are saved there; otherwise a few screens of one language are drawn and checked.
"""

import asyncio
import base64
import json
import os
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from catalogue.loader import load_topics
from delivery.sending import keyboard, preview_options
from emulator import Emulator
from emulator.cast import seat
from render.message import OutgoingMessage
from render.newsroom.charts import charts_of
from render.newsroom.charts import draw as draw_charts
from render.newsroom.stats import captioned, stats_message
from tests.builders import chat
from tests.emulator.browser import chromium
from tests.emulator.conftest import Call
from tests.render.reports import full_report
from tests.render.screens import every_screen
from tests.texts import TEXTS
from text.languages import LOCALES
from text.topics import titles_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

GALLERY = os.environ.get("GALLERY_DIR", "")
# High enough for a whole message.
SIZES = {"phone": {"width": 390, "height": 4400}, "desktop": {"width": 1280, "height": 4400}}
PORTION = 100  # messages in a portion; the page shows the newest 200 of a chat, and one call deletes at most 100
SCHEMES = ("light", "dark")
FEW = ("digest-own-normal-12-part-1", "story-own-60", "settings-main", "start-locale", "rating-less")
TITLES = titles_of(load_topics(Path(__file__).resolve().parents[2] / "catalogue"))
WRITTEN = {
    "ru": "На перевале открыли движение для всех машин",
    "ky": "Ашууда бардык унаалар үчүн жол ачылды",
    "kk": "Асуда барлық көлік үшін жол ашылды",
    "uz": "Dovonda barcha mashinalar uchun yoʻl ochildi",
    "tg": "Дар ағба роҳ барои ҳамаи мошинҳо кушода шуд",
    "en": "The pass is open to all cars again",
}


@dataclass(frozen=True)
class Window:
    """The chat page in a window of one size and colour scheme."""

    size: str
    scheme: str
    page: Any
    devtools: Any  # takes a PNG several times as fast as a screenshot through Playwright, which waits for two frames

    async def draw(self, names: Sequence[str], folder: Path) -> None:
        """Save a PNG of each message of the reader's chat under its name. Nothing may be wider than the window."""
        await self.page.wait_for_function(
            "count => document.querySelectorAll('#messages .message:not(.mine)').length === count", arg=len(names)
        )
        await self.page.wait_for_function(_PICTURES)
        for place, name in enumerate(names):
            box = await self.page.evaluate(_PLACE, place)
            assert box["x"] >= 0, name
            assert box["x"] + box["width"] <= SIZES[self.size]["width"], name
            shot = await self.devtools.send("Page.captureScreenshot", {"clip": box | {"scale": 1}, **_FAST})
            content = base64.b64decode(shot["data"])
            assert len(content) > 1000, name
            await asyncio.to_thread((folder / f"{name}-{self.size}-{self.scheme}.png").write_bytes, content)
        assert await self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


_PICTURES = "[...document.querySelectorAll('#messages img')].every(one => one.complete && one.naturalWidth)"
_FAST = {"format": "png", "optimizeForSpeed": True}
_PLACE = """
place => {
  const message = document.querySelectorAll('#messages .message:not(.mine)')[place];
  message.scrollIntoView({ block: 'start', behavior: 'instant' });
  const { x, y, width, height } = message.getBoundingClientRect();
  return { x, y, width, height };
}
"""


@asynccontextmanager
async def windows(emulator: Emulator, looks: Iterable[tuple[str, str]], locale: str) -> AsyncIterator[list[Window]]:
    """Yield windows of these sizes and schemes, all in one browser of that language."""
    opened = []
    async with chromium() as first:
        for size, scheme in looks:
            context = await first.browser.new_context(
                viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", locale=locale
            )
            page = await context.new_page()
            page.set_default_timeout(60_000)
            await page.goto(emulator.url)
            await page.wait_for_selector("body[data-ready]")
            await page.evaluate("document.fonts.ready.then(() => true)")
            opened.append(Window(size, scheme, page, await context.new_cdp_session(page)))
        yield opened


def batched(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield the names in portions that the page shows at once."""
    known = list(names)
    for start in range(0, len(known), PORTION):
        yield known[start : start + PORTION]


async def send(call: Call, chat_id: int, message: OutgoingMessage) -> int:
    parameters: dict[str, Any] = {"reply_markup": markup} if (markup := keyboard(message, None)) else {}
    answer = await call(
        "sendMessage", chat_id=chat_id, text=message.html, parse_mode="HTML",
        link_preview_options=preview_options(message), **parameters,
    )  # fmt: skip
    assert answer["ok"], answer
    return int(answer["result"]["message_id"])


async def send_picture(
    http: aiohttp.ClientSession, emulator: Emulator, chat_id: int, picture: bytes, caption: OutgoingMessage
) -> None:
    form = aiohttp.FormData(
        {
            "chat_id": str(chat_id),
            "caption": caption.html,
            "parse_mode": "HTML",
            "reply_markup": json.dumps(keyboard(caption, None)),
        }
    )
    form.add_field("photo", picture, filename="statistics.png", content_type="image/png")
    async with http.post(f"{emulator.url}/bot{emulator.token}/sendPhoto", data=form) as response:
        assert (await response.json())["ok"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("locale", LOCALES if GALLERY else ("uz",))
async def test_the_statistics_are_shown_with_their_picture(
    emulator: Emulator, call: Call, http: aiohttp.ClientSession, tmp_path: Path, locale: str
) -> None:
    t = TEXTS.translator(locale)
    folder = (Path(GALLERY) if GALLERY else tmp_path) / "statistics" / locale
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    cast = await seat(emulator)
    await cast.reader.send("/start")
    await send(call, cast.reader.id, stats_message(full_report(), TITLES[locale], t))
    for is_dark, scheme in enumerate(SCHEMES):
        picture = await asyncio.to_thread(draw_charts, charts_of(full_report(), t), bool(is_dark))
        await asyncio.to_thread((folder / f"picture-{scheme}.png").write_bytes, picture)
        caption = captioned(full_report(), t, is_dark=bool(is_dark))
        await send_picture(http, emulator, cast.reader.id, picture, caption)
    async with windows(emulator, (("phone", "light"), ("phone", "dark")), locale) as opened:
        for window in opened:
            await window.draw(("text", "light-picture", "dark-picture"), folder)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("locale", LOCALES if GALLERY else ("ky",))
async def test_every_screen_is_drawn_within_its_window(
    emulator: Emulator, call: Call, tmp_path: Path, locale: str
) -> None:
    reader = chat(5, locale=locale, languages=(locale, "ru"), countries=("kg",), topics=("economy", "culture"))
    drawn = dict(every_screen(TEXTS.translator(locale), WRITTEN[locale], reader, TITLES[locale]))
    screens = drawn if GALLERY else {name: drawn[name] for name in FEW}
    folder = (Path(GALLERY) if GALLERY else tmp_path) / "screens" / locale
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    cast = await seat(emulator)
    await cast.reader.send("/start")
    looks = product(SIZES, SCHEMES) if GALLERY else (("phone", "dark"), ("desktop", "light"))
    async with windows(emulator, looks, locale) as opened:
        for names in batched(screens):
            sent = [await send(call, cast.reader.id, screens[name]) for name in names]
            await asyncio.gather(*(window.draw(names, folder) for window in opened))
            assert (await call("deleteMessages", chat_id=cast.reader.id, message_ids=sent))["ok"]
