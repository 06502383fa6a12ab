"""Webhooks: the secret, order per chat, doubling waits, answers with a method call."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from emulator import Emulator, Person
from tests.emulator.conftest import Call


class Receiver:
    """A bot's webhook that records updates; a test tells it to fail or which answer to give."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures = 0
        self.answer: dict[str, Any] | None = None
        self.wait: dict[int, float] = {}  # chat id → seconds that handling an update takes
        self.finished: list[int] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.append(update)
        await asyncio.sleep(self.wait.get(update["message"]["chat"]["id"], 0))
        self.finished.append(update["update_id"])
        return web.json_response(self.answer) if self.answer else web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiving = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiving.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiving.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiving
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(
    call: Call, receiver: Receiver, reader: Person, emulator: Emulator
) -> None:
    assert (await call("setWebhook", url=receiver.url, secret_token="s3cret-_"))["ok"]
    await emulator.wait_for(lambda: len(receiver.updates) == 1, 5)
    await reader.send("more")
    await emulator.wait_for(lambda: len(receiver.updates) == 2, 5)
    assert set(receiver.secrets) == {"s3cret-_"}
    info = (await call("getWebhookInfo"))["result"]
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)


async def test_polling_conflicts_with_a_webhook(call: Call, receiver: Receiver) -> None:
    poll = asyncio.ensure_future(call("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    await call("setWebhook", url=receiver.url)
    assert (await asyncio.wait_for(poll, 2))["description"] == "Conflict: terminated by setWebhook request"
    assert (await call("getUpdates"))["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert (await call("deleteWebhook"))["ok"]
    assert (await call("getUpdates"))["ok"]


async def test_a_failing_webhook_gets_the_update_again(
    call: Call, receiver: Receiver, reader: Person, emulator: Emulator
) -> None:
    emulator.telegram.webhook._first_wait = 0.05
    receiver.failures = 2
    await call("setWebhook", url=receiver.url)
    await emulator.wait_for(lambda: receiver.updates, 5)
    assert receiver.updates[0]["message"]["chat"]["id"] == reader.id
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_one_slow_chat_holds_up_nobody_else_and_keeps_its_order(
    call: Call, receiver: Receiver, reader: Person, emulator: Emulator
) -> None:
    other = await emulator.person("Нурлан")
    receiver.wait[reader.id] = 0.4
    await reader.send("second of the slow one")
    await other.send("quick")
    await call("setWebhook", url=receiver.url)
    await emulator.wait_for(lambda: len(receiver.finished) == 3, 5)
    chats = [update["message"]["chat"]["id"] for update in receiver.updates]
    assert chats.index(other.id) == 1
    slow = [update["update_id"] for update in receiver.updates if update["message"]["chat"]["id"] == reader.id]
    assert slow == sorted(slow)


async def test_an_answer_may_be_a_call(call: Call, receiver: Receiver, reader: Person) -> None:
    receiver.answer = {"method": "sendMessage", "chat_id": reader.id, "text": "Салам"}
    await call("setWebhook", url=receiver.url)
    assert (await reader.reads("Салам")).text == "Салам"


async def test_dropping_what_waits(call: Call, receiver: Receiver, reader: Person, emulator: Emulator) -> None:
    await call("deleteWebhook", drop_pending_updates=True)
    await call("setWebhook", url=receiver.url)
    await reader.send("after")
    await emulator.wait_for(lambda: receiver.updates, 5)
    assert [update["message"]["text"] for update in receiver.updates] == ["after"]


async def test_a_secret_with_odd_letters_is_refused(call: Call, receiver: Receiver) -> None:
    answer = await call("setWebhook", url=receiver.url, secret_token="a b")
    assert answer["description"] == "Bad Request: secret token contains unallowed characters"
