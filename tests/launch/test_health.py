"""/health and /metrics: named checks, limited in time, for this machine only."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily

import cli.check
from launch.health import Check, Checks, HealthServer


async def well() -> str | None:
    return None


async def ill() -> str | None:
    return "updates cannot be fetched"


async def broken() -> str | None:
    raise OSError("disk full")


async def stuck() -> str | None:
    await asyncio.Event().wait()
    return None


async def figures() -> list[Metric]:
    return [CounterMetricFamily("jarchi_floods", "Calls answered with 429", value=3)]


@contextlib.asynccontextmanager
async def serving(**checks: Check) -> AsyncIterator[HealthServer]:
    server = HealthServer(Checks({"loop": well}), Checks(checks, seconds=0.1), figures)
    await server.start(0)
    try:
        yield server
    finally:
        await server.close()


async def get(server: HealthServer, path: str = "/health") -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{server.port}{path}") as answer:
        return answer.status, await (answer.json() if path == "/health" else answer.text())


async def test_all_well_is_200() -> None:
    async with serving(database=well, telegram=well) as server:
        assert await get(server) == (200, {"ok": True, "checks": {"loop": "ok", "database": "ok", "telegram": "ok"}})


async def test_each_check_says_what_is_wrong_and_none_holds_up_the_answer() -> None:
    async with serving(database=broken, telegram=ill, workers=stuck, outbox=well) as server:
        status, body = await get(server)
    assert (status, body["ok"]) == (503, False)
    assert body["checks"] == {
        "loop": "ok",
        "database": "failed: OSError",
        "telegram": "updates cannot be fetched",
        "workers": "no answer within 0.1 s",
        "outbox": "ok",
    }


async def test_metrics_are_prometheus_text() -> None:
    async with serving(database=well) as server:
        assert "\njarchi_floods_total 3.0\n" in (await get(server, "/metrics"))[1]


async def test_what_is_wrong_is_a_word_a_line_and_living_is_not_serving() -> None:
    async with serving(database=broken, telegram=well, workers=stuck) as server:
        assert await get(server, "/readyz") == (503, "database\nworkers\n")
        assert await get(server, "/healthz") == (200, "ok\n")


async def test_check_in_the_terminal_tells_what_the_running_bot_tells() -> None:
    async with serving(database=well, telegram=ill) as server:
        said = dict(await asyncio.to_thread(cli.check._running, server.port))
    assert said == {"running: loop": "", "running: database": "", "running: telegram": "updates cannot be fetched"}
    assert await asyncio.to_thread(cli.check._running, server.port) == [], "where none runs, nothing is wrong"
    assert cli.check._running(0) == []


async def test_check_is_not_held_up_by_a_stranger_on_the_port() -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 some other program\r\n")
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as stranger:
        port = stranger.sockets[0].getsockname()[1]
        ((what, fault),) = await asyncio.to_thread(cli.check._running, port)
    assert what == "the running bot"
    assert str(port) in fault
