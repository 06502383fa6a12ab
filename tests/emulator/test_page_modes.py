"""The page in a real Chromium: inline mode, chosen chats, reactions, and what only one member sees."""

from typing import Any

import pytest

from domain.chat import ChatKind
from emulator import Emulator
from emulator.cast import Cast
from emulator.telegram import acts
from tests.emulator.conftest import Call
from tests.emulator.page import said, start

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_inline_mode_in_a_group_page_by_page_and_the_ways_from_it_to_the_bot(page: Any, cast: Cast) -> None:
    await start(page)
    acts.set_bot_status(page.telegram, cast.group, cast.reader.user, "member")
    await page.locator(f'[data-chat="{cast.group.id}"]').click()
    field = page.get_by_label("Message", exact=True)
    await field.fill("@jarchi_demo_bot мост")
    await page.get_by_role("button", name="мост 1").wait_for()
    await page.get_by_role("button", name="More results").click()
    await page.get_by_role("button", name="мост 3").click()
    await page.locator(".message .content b", has_text="мост").wait_for()
    assert await said(page, "via @jarchi_demo_bot").count() == 1
    await page.locator(".inline").get_by_role("button", name="Ачуу").click()
    await said(page, "эхо: /start s_7").wait_for()
    await field.fill("@jarchi_demo_bot мост")
    await page.get_by_role("button", name="Мендеги издөө").click()
    await said(page, "эхо: /start q_search").wait_for()


async def test_a_channel_is_chosen_by_a_key_and_a_group_by_a_link(page: Any, emulator: Emulator, cast: Cast) -> None:
    channel = await emulator.group("Кабар", cast.reader, ChatKind.CHANNEL, bot_status="left")
    await start(page)
    field = page.get_by_label("Message", exact=True)
    await field.fill("/choose")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Канал тандоо").click()
    offered = page.locator("#choosing-chats button")
    await offered.first.wait_for()
    assert await offered.all_inner_texts() == ["Кабар"]
    await offered.first.click()
    await said(page, "Chosen for the bot: Кабар").wait_for()
    await said(page, "Тандалды: Кабар").wait_for()
    assert emulator.telegram.member_of(channel, emulator.telegram.bot).is_admin
    await page.locator("#keys").wait_for(state="hidden")
    await field.fill("/link")
    await page.keyboard.press("Enter")
    await page.locator(".inline").get_by_role("button", name="Топко кошуу").click()
    await offered.get_by_text("Кино клуб").click()
    await page.get_by_role("heading", name="Кино клуб").wait_for()
    await said(page, "эхо: /start@jarchi_demo_bot settings").wait_for()
    assert emulator.telegram.member_of(cast.group, emulator.telegram.bot).is_admin


async def test_replies_reactions_previews_styles_and_what_only_one_sees(
    page: Any, emulator: Emulator, cast: Cast, call: Call
) -> None:
    await start(page)
    link = {"url": "https://tandem.example/1", "prefer_large_media": True, "show_above_text": True}
    keys = [[{"text": "Басылбайт", "disabled": True}, {"text": "Өчүрүү", "callback_data": "x", "style": "danger"}]]
    first = await call("sendMessage", chat_id=cast.reader.id, text="Биринчи", link_preview_options=link,
                       reply_markup={"inline_keyboard": keys})  # fmt: skip
    number = first["result"]["message_id"]
    await call("sendMessage", chat_id=cast.reader.id, text="Жооп", reply_parameters={"message_id": number})
    message = page.locator(f'.message[data-id="{number}"]')
    await message.locator(".preview", has_text="tandem.example").wait_for()
    assert await message.get_by_role("button", name="Басылбайт").is_disabled()
    assert await message.locator('.inline button[data-style="danger"]').inner_text() == "Өчүрүү"
    await page.locator(".quoted", has_text="Биринчи").wait_for()
    await message.hover()
    await message.get_by_role("button", name="👍: 0").click()
    await message.locator('[aria-pressed="true"]', has_text="👍 1").wait_for()
    await call(
        "setMessageReaction", chat_id=cast.reader.id, message_id=number, reaction=[{"type": "emoji", "emoji": "🔥"}]
    )
    await message.get_by_role("button", name="🔥: 1").wait_for()
    acts.set_bot_status(emulator.telegram, cast.group, cast.reader.user, "administrator")
    await call("sendMessage", chat_id=cast.group.id, text="Сизге гана",
               ephemeral_message_parameters={"receiver_user_id": cast.reader.id})  # fmt: skip
    await page.locator(f'[data-chat="{cast.group.id}"]').click()
    await said(page, "Сизге гана").wait_for()
    await said(page, "only you see this").wait_for()
    await page.get_by_label("Write as").select_option(str(cast.admin.id))
    await said(page, "Сизге гана").wait_for(state="detached")
