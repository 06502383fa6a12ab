"""A bot of forty lines for tests of the page; it greets, answers presses and inline queries, and sends a file."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.emulator.conftest import Call

GREETING = (
    "<b>Саламатсызбы!</b> <tg-spoiler>сюрприз</tg-spoiler> <a href='https://example.org/'>сайт</a>\n"
    "<blockquote expandable>бир\nэки\nүч\nтөрт\nбеш</blockquote>"
    " <tg-time unix='1767225600' format='D'>жаңы жыл</tg-time> #мост"
)


@asynccontextmanager
async def small_bot(call: Call) -> AsyncIterator[None]:
    """Run the bot until the block ends."""
    task = asyncio.ensure_future(_run(call))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _run(call: Call) -> None:
    await call("setMyCommands", commands=[{"command": "latest", "description": "Акыркы жаңылыктар"}])
    await call("setMyDescription", description="Жаңылыктарды окуп берем.")
    await call("setMyName", name="Жарчы", language_code="ky")
    offset = 0
    while True:
        answer = await call("getUpdates", offset=offset, timeout=5)
        for update in answer.get("result", []):
            offset = update["update_id"] + 1
            await _handle(call, update)


async def _handle(call: Call, update: dict[str, Any]) -> None:
    if message := update.get("message"):
        chat = message["chat"]["id"]
        if message.get("text") == "/start":
            keyboard = [[{"text": "Кыргызча", "callback_data": "ky"}], [{"text": "Русский", "callback_data": "ru"}]]
            markup = {"inline_keyboard": keyboard}
            await call("sendMessage", chat_id=chat, text=GREETING, parse_mode="HTML", reply_markup=markup)
        elif message.get("text") == "/keys":
            keys = {"keyboard": [["Акыркы"]], "resize_keyboard": True}
            await call("sendMessage", chat_id=chat, text="Баскычтар", reply_markup=keys)
        elif message.get("text") == "/choose":
            right = {"can_post_messages": True}
            asked: dict[str, Any] = {"request_id": 1, "chat_is_channel": True, "request_title": True}
            asked |= {"user_administrator_rights": right, "bot_administrator_rights": right}
            keys = {"keyboard": [[{"text": "Канал тандоо", "request_chat": asked}]], "resize_keyboard": True}
            await call("sendMessage", chat_id=chat, text="Тандаңыз", reply_markup=keys)
        elif message.get("text") == "/link":
            url = "https://t.me/jarchi_demo_bot?startgroup=settings&admin=delete_messages+pin_messages"
            markup = {"inline_keyboard": [[{"text": "Топко кошуу", "url": url}]]}
            await call("sendMessage", chat_id=chat, text="Шилтеме", reply_markup=markup)
        elif shared := message.get("chat_shared"):
            done = {"remove_keyboard": True}
            await call("sendMessage", chat_id=chat, text=f"Тандалды: {shared['title']}", reply_markup=done)
        elif message.get("text"):
            await call("sendMessage", chat_id=chat, text=f"эхо: {message['text']}")
        elif document := message.get("document"):
            await call("sendDocument", chat_id=chat, document=document["file_id"], caption="кайра")
    elif query := update.get("callback_query"):
        await call("answerCallbackQuery", callback_query_id=query["id"], text=f"Тандалды: {query['data']}")
        where = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        markup = {"inline_keyboard": [[{"text": "Даяр", "callback_data": "done", "style": "primary"}]]}
        await call("editMessageText", **where, text=f"Тил: {query['data']}", reply_markup=markup)
    elif query := update.get("inline_query"):
        content = {"message_text": f"<b>{query['query']}</b>", "parse_mode": "HTML"}
        row = [{"text": "Ачуу", "url": "https://t.me/jarchi_demo_bot?start=s_7"}]
        article = {"type": "article", "input_message_content": content, "reply_markup": {"inline_keyboard": [row]}}
        first = int(query["offset"] or 1)
        results = [
            article | {"id": str(number), "title": f"{query['query']} {number}"} for number in (first, first + 1)
        ]
        button = {"text": "Мендеги издөө", "start_parameter": "q_search"}
        after = str(first + 2)
        await call("answerInlineQuery", inline_query_id=query["id"], results=results, next_offset=after, button=button)
