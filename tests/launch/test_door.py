"""The bot's ports: opened as configured, or one line and status 2."""

import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from prometheus_client import Metric

from cli.context import CommandFailed
from delivery.webhook import PATH
from launch.checks import WebhookCheck
from launch.door import open_door
from launch.watch import Watch
from tests.builders import digest, settings
from tests.delivery.rig import Rig, open_rig


@pytest.fixture
async def rig(tmp_path: Any) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path) as opened:
        yield opened


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free() -> int:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        return int(other.getsockname()[1])


@contextlib.asynccontextmanager
async def opened(rig: Rig, **chosen: Any) -> AsyncIterator[None]:
    pool = SimpleNamespace(is_busy=True)
    news = SimpleNamespace(storage=rig.storage, clock=rig.clock, pool=pool, annotator=SimpleNamespace(fault=None))
    async with contextlib.AsyncExitStack() as stack:
        await open_door(
            settings(**chosen), rig.telegram(), cast("Any", news), Watch({}), nothing, stack, lambda call: call()
        )
        yield


async def nothing() -> tuple[Metric, ...]:
    return ()


async def get(port: int, path: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status


def webhook(port: int) -> dict[str, Any]:
    return {"webhook_url": "https://bot.example", "webhook_secret": "s" * 20, "http_port": port}


@pytest.mark.parametrize("name", ["HEALTH_PORT", "HTTP_PORT"])
async def test_a_port_in_use_is_one_line_and_status_2(rig: Rig, taken: int, name: str) -> None:
    with pytest.raises(CommandFailed, match=name) as caught:
        async with opened(rig, **{name.lower(): taken}):
            pass
    assert caught.value.status == 2
    assert "\n" not in str(caught.value)
    assert str(taken) in str(caught.value)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "a b", "х" * 80, "..", "256.1.1.1"])
async def test_a_host_that_is_not_ours_is_one_line_and_status_2(rig: Rig, host: str) -> None:
    with pytest.raises(CommandFailed, match="HTTP_HOST") as caught:
        async with opened(rig, **webhook(free()), http_host=host):
            pass
    assert caught.value.status == 2
    assert "\n" not in str(caught.value)


async def test_what_telegram_says_against_the_address_is_one_line_and_status_2(rig: Rig) -> None:
    rig.emulator.faults.add("error", method="setWebhook", status=400, times=1)
    with pytest.raises(CommandFailed, match="Telegram refused WEBHOOK_URL") as caught:
        async with opened(rig, **webhook(free())):
            pass
    assert caught.value.status == 2


async def test_health_is_on_a_port_of_its_own_and_not_on_the_webhooks(rig: Rig) -> None:
    public, own = free(), free()
    async with opened(rig, **webhook(public), health_port=own):
        assert await get(own, "/metrics") == 200
        assert await get(own, PATH) == 404
        for path in ("/metrics", "/health"):
            assert await get(public, path) == 404


async def test_health_asks_every_part(rig: Rig) -> None:
    port = free()
    async with (
        opened(rig, health_port=port),
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/health") as answer,
    ):
        body = await answer.json()
    assert answer.status == 200
    assert set(body["checks"]) == {
        *("loop", "scheduler", "tasks", "deliveries"),
        *("telegram", "database", "workers", "outbox", "reading", "workload", "channels"),
    }


async def test_a_message_that_does_not_leave_is_a_fault_unless_telegram_asked_us_to_wait(rig: Rig) -> None:
    reader = await rig.reader()
    await rig.broadcast(digest("Открыт парк"), *await rig.storage.chats.threads_of(reader.id))
    port = free()
    async with opened(rig, health_port=port):
        assert await get(port, "/readyz") == 200
        rig.clock.advance(1200)
        assert await get(port, "/readyz") == 503
        rig.throttle.pacing.hold_bulk(3600, rig.throttle.monotonic())
        assert await get(port, "/readyz") == 200


async def test_a_webhook_can_be_ill(rig: Rig) -> None:
    seconds = 0.0
    check = WebhookCheck(rig.bot, "https://bot.example/telegram", rig.clock, monotonic=lambda: seconds)
    assert await check() == "Telegram calls nobody"
    await rig.bot.set_webhook("https://bot.example/telegram", secret_token="s")
    assert await check() == "Telegram calls nobody"  # requested once a minute at most
    seconds = 61
    assert await check() is None
    seconds = 122
    await rig.bot.set_webhook("https://elsewhere.example/telegram", secret_token="s")
    assert await check() == "Telegram calls another address"
