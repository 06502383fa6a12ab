"""Updates by webhook, on the same server as /health and /metrics."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from delivery.inbox import Inbox
from delivery.webhook import PATH, SECRET_HEADER, Webhook
from jobs.health import HealthServer
from tests.delivery.rig import Rig

SECRET = "spring-water"
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}


class Door:
    def __init__(self, rig: Rig) -> None:
        self.seen: list[int] = []
        self.fault: str | None = None
        self.inbox = Inbox(rig.bot, rig.storage.inbox, self.handle, clock=rig.clock)
        self.server = HealthServer(self.checks, self.figures, routes=Webhook(self.inbox, SECRET).routes)

    async def handle(self, update: object) -> None:
        self.seen.append(update.update_id)  # type: ignore[attr-defined]

    async def checks(self) -> dict[str, str | None]:
        return {"database": None, "telegram": self.fault}

    async def figures(self) -> dict[str, float]:
        return {"messages_sent": 3}

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.port}{path}"


@pytest.fixture
async def door(rig: Rig) -> AsyncIterator[Door]:
    door = Door(rig)
    await door.inbox.start()
    await door.server.start("127.0.0.1", 0)
    yield door
    await door.server.close()
    await door.inbox.close()


async def post(door: Door, **options: object) -> int:
    async with aiohttp.ClientSession() as session, session.post(door.url(PATH), **options) as answer:  # type: ignore[arg-type]
        return answer.status


async def test_an_update_is_stored_answered_and_handled_once(door: Door, rig: Rig) -> None:
    for _ in range(2):
        assert await post(door, json=UPDATE, headers={SECRET_HEADER: SECRET}) == 200
    await door.inbox.settle()
    assert door.seen == [5]
    assert [update_id for update_id, _, _ in await rig.inside.updates()] == [5]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: ""}])
async def test_without_the_secret_there_is_nothing_here(door: Door, headers: dict[str, str]) -> None:
    assert await post(door, json=UPDATE, headers=headers) == 404
    await door.inbox.settle()
    assert door.seen == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await post(door, data=body, headers={SECRET_HEADER: SECRET}) == 400


async def test_what_could_not_be_stored_is_left_with_telegram(door: Door, rig: Rig) -> None:
    async def failing(*_: object, **__: object) -> frozenset[int]:
        raise OSError("disk full")

    rig.storage.inbox.put = failing  # type: ignore[method-assign]
    assert await post(door, json=UPDATE, headers={SECRET_HEADER: SECRET}) == 503


async def test_updates_come_through_the_emulators_webhook(door: Door, rig: Rig) -> None:
    await rig.bot.set_webhook(door.url(PATH), secret_token=SECRET)
    person = await rig.emulator.person()
    await person.send("/start")
    async with asyncio.timeout(5):
        while not door.seen:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert len(door.seen) == 1
    await rig.bot.delete_webhook()


def test_a_webhook_without_a_secret_is_not_opened(rig: Rig) -> None:
    inbox = Inbox(rig.bot, rig.storage.inbox, lambda _: asyncio.sleep(0), clock=rig.clock)
    with pytest.raises(ValueError, match="secret"):
        Webhook(inbox, "")


async def test_health_tells_what_is_wrong(door: Door) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(door.url("/health")) as answer:
            assert (answer.status, (await answer.json())["ok"]) == (200, True)
        door.fault = "updates cannot be fetched"
        async with session.get(door.url("/health")) as answer:
            assert answer.status == 503
            assert (await answer.json())["checks"]["telegram"] == "updates cannot be fetched"


async def test_metrics_are_prometheus_text(door: Door) -> None:
    async with aiohttp.ClientSession() as session, session.get(door.url("/metrics")) as answer:
        assert "jarchi_messages_sent 3.0" in await answer.text()
