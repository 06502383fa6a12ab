"""/health and /metrics: named checks, bounded in time, for this machine alone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily

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
    server = HealthServer(Checks(checks, seconds=0.1), figures)
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
        assert await get(server) == (200, {"ok": True, "checks": {"database": "ok", "telegram": "ok"}})


async def test_each_check_says_what_is_wrong_and_none_holds_up_the_answer() -> None:
    async with serving(database=broken, telegram=ill, workers=stuck, outbox=well) as server:
        status, body = await get(server)
    assert (status, body["ok"]) == (503, False)
    assert body["checks"] == {
        "database": "failed: OSError",
        "telegram": "updates cannot be fetched",
        "workers": "no answer within 0.1 s",
        "outbox": "ok",
    }


async def test_metrics_are_prometheus_text() -> None:
    async with serving(database=well) as server:
        assert "\njarchi_floods_total 3.0\n" in (await get(server, "/metrics"))[1]
