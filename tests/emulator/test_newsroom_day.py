"""A newsroom's day in a real Chromium: feeds, topics, stories, alerts, figures and a broadcast, all from one chat.

If GALLERY_DIR is set, a PNG of each step is saved there.
"""

import asyncio
import re
from itertools import chain
from typing import Any

import aiohttp
import pytest

from tests.emulator.test_first_days import button
from tests.emulator.test_newcomer import WAIT, Newcomer, demo, last_of, newcomer, post, set_up

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
__all__ = ["demo", "newcomer"]  # fixtures
TITLES = """ru: Дороги
ky: Жолдор
kk: Жолдар
uz: Yoʻllar
tg: Роҳҳо
en: Roads"""
SEEDS = """ru: дорога, перевал, трасса
ky: жол, ашуу
en: road, mountain pass"""


class Editor(Newcomer):
    """The member of the newsroom, who owns the bot, in front of the page."""

    async def press(self, label: str, *, among: str = "") -> None:
        """Press the button with exactly this label, in the newest message that has one and holds the text."""
        messages = self.messages.filter(has=self.page.locator(".inline button").filter(has_text=whole(label)))
        await button(messages.filter(has_text=among).last, label).click()

    async def sees(self, text: str | re.Pattern[str]) -> Any:
        """Wait until a message of the bot holds this; return the newest one that does."""
        found = self.messages.filter(has_text=text).last
        await found.wait_for()
        return found


def whole(label: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(label)}$")


async def messages_of(http: aiohttp.ClientSession, demo: str, name: str) -> list[dict[str, Any]]:
    """Return the messages in the chat of that person, oldest first."""
    chat = await last_of(http, demo, name)
    async with http.get(f"{demo}/control/chats/{chat['id']}") as response:
        return list((await response.json())["messages"])


async def reaches(http: aiohttp.ClientSession, demo: str, name: str, text: str) -> None:
    """Wait until the chat of that person has a message with the text."""
    async with asyncio.timeout(WAIT):
        while text not in str([one.get("text") for one in await messages_of(http, demo, name)]):  # noqa: ASYNC110
            await asyncio.sleep(0.2)


@pytest.mark.timeout(400)
async def test_a_newsroom_runs_the_bot_from_its_chat(demo: str, newcomer: Newcomer) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WAIT)) as http:
        await set_up(http, demo, "Айзада")
        await newcomer.page.locator(".chats button", has_text="Тимур").click()
        editor = Editor(newcomer.page, newcomer.gallery)
        await editor.page.get_by_role("button", name="Начать").click()
        await editor.sees("Показать новости")
        await read_feeds(editor)
        await add_a_topic(editor)
        await offered(http, demo, "Айзада", "Жолдор")
        await correct_a_story(editor, await told_story(http, demo, "Айзада"))
        await reaches(http, demo, "Айзада", "Оңдоо")
        await read_the_figures(editor)
        await broadcast(editor)
        await reaches(http, demo, "Айзада", "бот не будет отвечать")
        audit = await editor.say("/audit")
        for told in (
            "Рассылка начата",
            "Новость снята",
            "Заголовок новости",
            "Новая тема: Дороги",
            "Добавлена лента: Седьмой перевал",
        ):
            assert told in audit, audit
        await editor.keep("audit")


async def offered(http: aiohttp.ClientSession, demo: str, name: str, topic: str) -> None:
    """Let that person request the list of topics, and wait until it contains the new topic."""
    chat = await last_of(http, demo, name)
    await post(http, f"{demo}/control/chats/{chat['id']}/messages", user_id=chat["id"], text="/topics")
    async with asyncio.timeout(WAIT):
        while topic not in str((await last_of(http, demo, name))["last"].get("reply_markup")):  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def read_feeds(editor: Editor) -> None:
    """Open a feed, remove it, and add it again by its address."""
    await editor.say("/feeds")
    await editor.keep("feeds")
    await editor.messages.last.locator(".inline button").first.click()
    feed = await (await editor.sees("Издание: ")).inner_text()
    await editor.keep("feed")
    address = re.search(r"https?://\S+", feed)
    assert address is not None, feed
    await editor.press("🗑 Убрать")
    await editor.sees("Убрано: ")
    await editor.say(f"/addfeed {address[0]}")
    await editor.sees("Записей: ")
    await editor.keep("addfeed")
    await editor.press("✔️ Добавить")
    await editor.sees("Добавлено. Скоро прочитаю")


async def add_a_topic(editor: Editor) -> None:
    await editor.say("/topics")
    await editor.press("🛠 Темы бота (для редакции)")
    await editor.press("➕ Новая тема")
    await editor.sees("названия темы, каждое со своей строки")
    await editor.say(TITLES)
    await editor.press("🌱 Слова")
    await editor.sees("слова темы через запятую")
    await editor.say(SEEDS)
    await editor.press("🔍 Проверить на новостях")
    await editor.sees("новостей последних суток эту тему получат")
    await editor.keep("topic-preview")
    await editor.press("✔️ Применить")
    await editor.sees("Применено: так теперь у всех читателей")


async def told_story(http: aiohttp.ClientSession, demo: str, name: str) -> str:
    """Return the id of the story about the road, from the button that opens it in that person's digest."""
    for message in await messages_of(http, demo, name):
        told = re.search(r"(\d+)\. [^\n]*(?:Чычкан|Бишкек – Ош)", message.get("text") or "")
        rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
        for pressed in chain.from_iterable(rows):
            if told is not None and pressed["text"] == told[1]:
                return str(pressed["callback_data"].split(":")[3])
    raise AssertionError("no digest tells of the road")


async def correct_a_story(editor: Editor, story: str) -> None:
    """Give the story that the readers were told a better headline, and then take it back from them."""
    await editor.say(f"/start s_{story}")
    await editor.sees("Издания:")
    await editor.press("✏️ Править")
    await editor.press("✍️ Заголовок")
    asked = await (await editor.sees("Нажмите на строку с командой")).inner_text()
    command = re.search(r"/headline \d+", asked)
    assert command is not None, asked
    await editor.say(f"{command[0]} Ашуудагы жол жабылды")
    await editor.sees("Заголовок изменён")
    await editor.keep("headline")
    await editor.press("🚫 Снять и сообщить")  # a button from before the headline was changed
    await editor.sees("Заголовок редакции: Ашуудагы жол жабылды")
    await editor.press("🚫 Снять и сообщить")
    await editor.sees("Снять")
    await editor.keep("sure")
    await editor.press("🚫 Да, снять и сообщить")
    await editor.sees("🚫 Новость снята")
    await editor.keep("taken-back")


async def read_the_figures(editor: Editor) -> None:
    await editor.say("/alerts")
    await editor.press("Обо всём")
    await editor.messages.last.locator(".inline button", has_text="✅").first.wait_for()
    await editor.keep("alerts")
    count = await editor.messages.count()
    await editor.say("/stats")
    figures = await editor.next_message(count, "Ленты: ")
    assert "Читателей" in figures
    await editor.messages.last.locator("img").first.wait_for()
    await editor.keep("stats")


async def broadcast(editor: Editor) -> None:
    await editor.say("/broadcast Завтра с 10 до 12 бот не будет отвечать: мы переезжаем на новый сервер.")
    await editor.sees("Рассылка: чатов мало")
    await editor.press("Кыргызча")
    await editor.sees("Редакциядан")
    await editor.press("✉️ Разослать")
    await editor.keep("broadcast")
    await editor.press("✉️ Да, разослать")
    await editor.sees("Рассылка окончена")
    await editor.keep("broadcast-report")
