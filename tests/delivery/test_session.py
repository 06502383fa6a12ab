"""Texts sent by the faster path: requests and answers are those of aiogram's own path."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import web
from aiohttp.test_utils import TestServer

from delivery.outcome import EXPECTED, RetryAt, outcome_of
from delivery.session import SendText, SentMessage, Session
from domain.ids import ChatId, MessageId, person_id
from domain.roles import Role
from handlers.commands import COMMANDS
from handlers.menus import Menus
from tests.delivery.rig import Rig
from tests.texts import TEXTS

KEYBOARD = {
    "inline_keyboard": [[{"text": "Ещё", "callback_data": "m:1"}, {"text": "➜", "url": "https://t.example/?a=1&b"}]]
}


def text_to(chat_id: ChatId, text: str = "<b>Өкүл</b> & “ҷавоб” 👩‍👩‍👧 = 100% + 1\n") -> SendText:
    return SendText(
        chat_id=chat_id,
        text=text.replace("&", "&amp;"),
        parse_mode="HTML",
        disable_notification=True,
        link_preview_options={"is_disabled": True},
        reply_markup=KEYBOARD,
    )


async def test_a_text_arrives_as_by_aiograms_way(rig: Rig) -> None:
    reader = await rig.reader()
    sent = await rig.bot(text_to(reader.id))
    session = AiohttpSession(api=TelegramAPIServer.from_base(rig.emulator.url))
    async with Bot(rig.emulator.token, session=session).context() as bot:
        told = await bot(text_to(reader.id))
    ours, theirs = reader.received
    assert (sent.message_id, told.message_id) == (ours.id, theirs.id)
    assert (ours.text, ours.keyboard) == (theirs.text, theirs.keyboard)
    assert "ҷавоб" in (ours.text or "")
    first, second = (_plain(call["parameters"]) for call in rig.calls())
    assert first == second


def _plain(parameters: Any) -> dict[str, Any]:
    """Return form parameters as comparable values: a form has only texts, and other spaces in objects."""
    objects = {name: json.loads(parameters[name]) for name in ("link_preview_options", "reply_markup")}
    rest = {name: str(value).lower() for name, value in parameters.items()}
    return rest | objects


async def test_what_telegram_refuses_is_aiograms_error(rig: Rig) -> None:
    reader = await rig.reader()
    with pytest.raises(TelegramBadRequest, match="parse entities"):
        await rig.bot(text_to(reader.id, "<b>"))
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await rig.bot(text_to(ChatId(987654321)))
    rig.emulator.faults.add("error", method="sendMessage", status=500, times=1)
    with pytest.raises(TelegramServerError):
        await rig.bot(text_to(reader.id))
    rig.emulator.faults.add("html", method="sendMessage", times=1)
    with pytest.raises(ClientDecodeError):
        await rig.bot(text_to(reader.id))
    rig.emulator.faults.add("drop", method="sendMessage", times=1)
    with pytest.raises(TelegramNetworkError):
        await rig.bot(text_to(reader.id))


@contextlib.asynccontextmanager
async def _telegram(respond: Callable[[web.Request], Awaitable[web.Response]], **options: Any) -> AsyncIterator[Bot]:
    """Yield a bot whose calls are answered by `respond`."""
    app = web.Application()
    app.router.add_post("/bot{token}/sendMessage", respond)
    async with TestServer(app, host="127.0.0.1") as server:
        api = TelegramAPIServer.from_base(f"http://127.0.0.1:{server.port}")
        async with Bot("42:TOKEN", session=Session(api=api, **options)).context() as bot:
            yield bot


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (200, b'{"ok": true, "result": {"message_id": 7, "text": "\xd2\xb7"}}', SentMessage(message_id=MessageId(7))),
        (200, b'{"ok": true, "result": true}', ClientDecodeError),
        (200, b'{"ok": true', ClientDecodeError),
        (200, b"\xff\xfe", ClientDecodeError),
        (429, b'{"ok": false, "description": "Too Many", "parameters": {"retry_after": 3}}', TelegramRetryAfter),
        (403, b'{"ok": false, "description": "Forbidden: bot was blocked by the user"}', TelegramForbiddenError),
        (200, b'{"ok": false, "error_code": 403, "description": "Forbidden: bot was kicked"}', TelegramForbiddenError),
        (200, b'{"ok": false, "error_code": 500, "description": "Internal Server Error"}', TelegramServerError),
        (200, b'{"ok": false}', TelegramServerError),
        (408, b'{"ok": false, "error_code": 408, "description": "Request Timeout"}', TelegramServerError),
        (451, b'{"ok": false, "error_code": 200, "description": "?"}', TelegramServerError),
    ],
)
async def test_an_answer_is_a_message_or_an_error(status: int, answer: bytes, expected: Any) -> None:
    async def respond(_: web.Request) -> web.Response:
        return web.Response(status=status, body=answer)

    async with _telegram(respond) as bot:
        if isinstance(expected, SentMessage):
            assert await bot(text_to(ChatId(1))) == expected
            return
        with pytest.raises(expected):
            await bot(text_to(ChatId(1)))


@pytest.mark.parametrize(
    ("status", "waits", "expected"),
    [
        (429, b"", 5),
        (429, b', "parameters": {}', 5),
        (429, b', "parameters": {"retry_after": 0}', 5),
        (429, b', "parameters": {"retry_after": -7}', 1),
        (429, b', "parameters": {"retry_after": 1000000000000000000000}', 86400),
        (420, b"", 5),
        (200, b', "error_code": 429', 5),
    ],
)
async def test_whatever_wait_is_asked_for_the_bot_waits_from_a_second_to_a_day(
    status: int, waits: bytes, expected: int
) -> None:
    async def respond(_: web.Request) -> web.Response:
        return web.Response(status=status, body=b'{"ok": false, "description": "Too Many Requests"%s}' % waits)

    async with _telegram(respond) as bot:
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot(text_to(ChatId(1)))
    assert outcome_of(caught.value) == RetryAt(expected, is_flood=True)


BROKEN = [
    (200, b"<html>502</html>"),
    (502, b"<html>Bad Gateway</html>"),
    (404, b"<html>log in to the network first</html>"),
    (200, b"\xff\xfe\x00"),
    (200, b""),
    (200, b"null"),
    (200, b"[]"),
    (200, b'{"ok": true}'),
    (200, b'{"ok": true, "result": null}'),
    (200, b'{"ok": "no", "result": {}}'),
    (500, b'{"ok": false}'),
    (400, b'{"ok": false}'),
    (418, b'{"ok": false, "description": null}'),
]


@pytest.mark.parametrize(("status", "answer"), BROKEN)
async def test_whatever_answers_a_call_it_is_an_outcome_and_no_bug(status: int, answer: bytes) -> None:
    async def respond(_: web.Request) -> web.Response:
        return web.Response(status=status, body=answer, content_type="text/html", charset="utf-8")

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", respond)
    async with TestServer(app, host="127.0.0.1") as server:
        api = TelegramAPIServer.from_base(f"http://127.0.0.1:{server.port}")
        async with Bot("42:TOKEN", session=Session(api=api)).context() as bot:
            for call in (
                bot.get_me,
                bot.delete_webhook,
                bot.get_webhook_info,
                partial(bot.set_webhook, "https://a.example"),
            ):
                with pytest.raises(EXPECTED) as caught:
                    await call()
                assert outcome_of(caught.value)
            await Menus(COMMANDS, TEXTS).set_all(bot, {person_id(7): Role.OWNER})


async def test_an_answer_that_does_not_come_in_time_is_a_fault_of_the_network() -> None:
    async def respond(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async with _telegram(respond, timeout=0.05) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot(text_to(ChatId(1)))
