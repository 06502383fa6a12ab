"""The chat page in a real Chromium."""

from typing import Any

import pytest

from domain.clock import AdjustableClock
from emulator import Emulator
from emulator.cast import Cast
from tests.emulator.conftest import Call
from tests.emulator.page import said, start

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_a_newcomer_presses_start_reads_and_chooses(page: Any) -> None:
    await said(page, "Жаңылыктарды окуп берем.").wait_for()
    await page.locator("#title", has_text="Жарчы").wait_for()
    await start(page)
    assert await page.locator("time.moment").inner_text() == "1 January 2026"
    await page.get_by_role("button", name="Hidden text").click()
    assert await page.locator(".spoiler").get_attribute("aria-expanded") == "true"
    more = page.get_by_role("button", name="Show all")
    await more.click()
    assert await page.get_by_role("button", name="Show less").get_attribute("aria-expanded") == "true"
    assert await page.get_by_role("link", name="сайт").get_attribute("rel") == "noopener noreferrer"

    await page.get_by_role("button", name="Кыргызча").click()
    await page.locator("#toasts").get_by_text("Тандалды: ky").wait_for()
    await said(page, "Тил: ky").wait_for()
    assert await said(page, "edited").count() == 1


async def test_what_people_type_never_becomes_markup(page: Any, emulator: Emulator, cast: Cast, call: Call) -> None:
    hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"\'>&lt;b&gt;'
    await start(page)
    await page.get_by_label("Message", exact=True).fill(hostile)
    await page.keyboard.press("Enter")
    await said(page, f"эхо: {hostile}").wait_for()
    person = await emulator.person(hostile, "ru", username='"><b>')
    await person.send(hostile)
    markup = {"inline_keyboard": [[{"text": hostile, "callback_data": "<i>"}]]}
    await call("sendMessage", chat_id=cast.reader.id, text=hostile, reply_markup=markup)
    await call("setMyCommands", commands=[{"command": "x", "description": hostile}])
    link = f"<a href='javascript:alert(1)'>x</a> <a href=\"tg://resolve?domain=x'&gt;\">{'y'}</a>"
    await call("sendMessage", chat_id=cast.reader.id, text=link, parse_mode="HTML")
    await page.locator(f'[data-chat="{person.id}"]').click()
    await said(page, "эхо: <img").first.wait_for()
    await page.get_by_role("button", name="Calls").click()
    await page.locator(".calls details").first.click()
    assert await page.evaluate("window.hurt") is None
    assert await page.locator("main img:not(.photo), main script, .side .name img, .calls img").count() == 0
    assert await page.locator('a[href^="javascript"], a[href^="tg:"]').count() == 0


async def test_the_policy_stops_a_script_that_got_in_all_the_same(page: Any) -> None:
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hurt=1\">')")
    await page.wait_for_timeout(200)
    assert await page.evaluate("window.hurt") is None
    assert any("Content Security Policy" in error for error in page.errors)
    page.errors.clear()


async def test_the_next_morning_and_blocking(page: Any, emulator: Emulator, cast: Cast, clock: AdjustableClock) -> None:
    await start(page)
    before = clock.now()
    await page.get_by_role("button", name="Next morning").click()
    await page.locator("#clock", has_text="09:00").wait_for()
    assert 0 < (clock.now() - before).total_seconds() <= 24 * 3600 + 1
    await page.get_by_role("button", name="More about this chat").click()
    await page.get_by_role("button", name="Block the bot").click()
    await page.get_by_role("button", name="Unblock the bot").wait_for()
    assert cast.reader.chat.is_blocked
    assert await page.get_by_label("Message", exact=True).is_hidden()
    await page.get_by_role("button", name="Unblock the bot").click()
    await page.get_by_label("Message", exact=True).wait_for()
    changes = emulator.telegram.queue.waiting()
    assert all("my_chat_member" in update for update in changes)


async def test_everything_is_reached_by_the_keyboard(page: Any) -> None:
    await page.locator("#instead button").focus()
    await page.keyboard.press("Enter")
    await said(page, "Саламатсызбы!").wait_for()
    await page.locator("#messages").get_by_role("button", name="Русский").focus()
    await page.keyboard.press("Enter")
    await said(page, "Тил: ru").wait_for()
    await page.wait_for_function("document.activeElement.textContent === 'Даяр'")
    await page.get_by_label("Message", exact=True).focus()
    await page.keyboard.type("/")
    await page.get_by_role("button", name="/latest").wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.type("keys")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Акыркы").click()
    await said(page, "эхо: Акыркы").wait_for()
    assert await said(page, "эхо: Акыркы").is_visible()


async def test_files_are_sent_and_come_back(page: Any) -> None:
    await start(page)
    feeds = {"name": "feeds.opml", "mimeType": "text/xml", "buffer": b"<opml/>"}
    await page.locator("#file").set_input_files(feeds)
    await said(page, "кайра").wait_for()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download feeds.opml").last.click()
    assert (await download.value).suggested_filename == "feeds.opml"


async def test_trouble_and_calls_in_the_drawer(page: Any, emulator: Emulator) -> None:
    await start(page)
    await page.get_by_role("button", name="Calls").click()
    await page.locator(".calls .method", has_text="sendMessage").first.wait_for()
    await page.get_by_role("button", name="Flood wait for 15 s").click()
    await page.locator('[data-trouble="flood"][aria-pressed="true"]').wait_for()
    assert [fault.kind for fault in emulator.faults.all()] == ["flood"]
    await page.get_by_role("button", name="No trouble").click()
    await page.locator('[data-trouble="flood"][aria-pressed="false"]').wait_for()
    await page.keyboard.press("Escape")
    assert await page.locator("#drawer").is_hidden()


async def test_chats_are_added_and_the_bot_into_a_group(page: Any, emulator: Emulator) -> None:
    await page.get_by_role("button", name="Add a chat").click()
    await page.get_by_label("What", exact=True).select_option("forum")
    await page.get_by_label("Name").fill("Соседи")
    await page.get_by_role("button", name="Add a chat").last.click()
    await page.get_by_role("heading", name="Соседи").wait_for()
    await page.get_by_role("button", name="Add the bot").click()
    await said(page, "Jarchi was added").wait_for()
    await page.locator("#subtitle", has_text="the bot is a member").wait_for()
    assert [chat.title for chat in emulator.telegram.chats.values() if chat.title == "Соседи"] == ["Соседи"]


async def test_it_speaks_two_languages_in_full(page: Any) -> None:
    missing = await page.evaluate(
        """async () => {
          const { texts } = await import('/page/texts.js');
          const asked = [...document.querySelectorAll('[data-text],[data-label],[data-hint]')]
            .flatMap((element) => [element.dataset.text, element.dataset.label, element.dataset.hint]).filter(Boolean);
          const keys = new Set([...Object.keys(texts.en), ...Object.keys(texts.ru), ...asked]);
          return [...keys].filter((key) => !texts.en[key] || !texts.ru[key]);
        }"""
    )
    assert missing == []
    await page.get_by_role("button", name="Русский").click()
    await page.get_by_role("button", name="Следующее утро").wait_for()
    assert await page.evaluate("document.documentElement.lang") == "ru"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_serious_fault(page: Any, scheme: str) -> None:
    from axe_playwright_python.async_playwright import Axe

    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert await faults_of(Axe(), page) == []
    await start(page)
    await page.get_by_role("button", name="Calls").click()
    await page.get_by_label("Message", exact=True).fill("/keys")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Акыркы").wait_for()
    assert await faults_of(Axe(), page) == []
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.get_by_role("button", name="Close").click()
    assert await faults_of(Axe(), page) == []


async def faults_of(axe: Any, page: Any) -> list[str]:
    found = (await axe.run(page)).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [320, 390])
async def test_a_phone_shows_one_thing_at_a_time(page: Any, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 700})
    await start(page)
    assert await page.locator("#side").is_hidden()
    await page.get_by_role("button", name="Next morning").click()
    await page.locator("#toasts").get_by_text("Nine in the morning").wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.get_by_role("button", name="Back to the chats").click()
    assert await page.locator("#chat").is_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.get_by_role("button", name="Тимур").click()
    await page.get_by_role("button", name="Start").wait_for()


async def test_a_long_message_is_shown_from_its_first_line(page: Any, call: Call, cast: Cast) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await start(page)
    await call("sendMessage", chat_id=cast.reader.id, text="Биринчи сап\n" + "сап\n" * 80 + "акыркы сап")
    long = said(page, "Биринчи сап")
    await long.wait_for()
    wall = await page.locator("#wall").bounding_box()
    box = await page.locator(".message").last.bounding_box()
    assert 0 <= box["y"] - wall["y"] < 40
    await call("sendMessage", chat_id=cast.reader.id, text="кийинки")
    await said(page, "кийинки").wait_for()
    assert (await page.locator(".message").nth(-2).bounding_box())["y"] == box["y"]
    await page.get_by_role("button", name="To the newest message").click()
    await page.get_by_role("button", name="To the newest message").wait_for(state="hidden")
