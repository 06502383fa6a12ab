"""HTTP on the local port: /healthz for liveness, /readyz for readiness, /metrics for Prometheus.

The first two answer 200 and `ok`, or 503 and the names of failed checks, one in each line; /health answers with the
results of all checks as JSON.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.registry import Collector

from launch.surroundings import LOOPBACK

# Returns what is wrong, in a few words for the operator; None if nothing is wrong.
Check = Callable[[], Awaitable[str | None]]
# Returns all metrics with their present values.
Figures = Callable[[], Awaitable[Iterable[Metric]]]

_CLOSING = 2.0  # seconds for which requests in progress are waited for when the server closes


class Checks:
    """Checks with names, which run together; a check that raises an error or is too slow has failed."""

    def __init__(self, checks: Mapping[str, Check], *, seconds: float = 3.0) -> None:
        self._checks = dict(checks)
        self._seconds = seconds

    async def run(self) -> dict[str, str | None]:
        """Run all checks; return name → what is wrong, or None."""
        faults = await asyncio.gather(*(self._ask(check) for check in self._checks.values()))
        return dict(zip(self._checks, faults, strict=True))

    async def _ask(self, check: Check) -> str | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await check()
        except TimeoutError:
            return f"no answer within {self._seconds:g} s"
        except Exception as error:  # noqa: BLE001 - the caller must get an answer in any case
            return f"failed: {type(error).__name__}"


class HealthServer:
    """An HTTP server for health and metrics, which only this machine can reach."""

    def __init__(self, alive: Checks, ready: Checks, figures: Figures) -> None:
        self._alive = alive
        self._ready = ready
        self._figures = figures
        app = web.Application()
        app.add_routes([web.get("/health", self._health)])
        app.add_routes([web.get("/healthz", self._healthz), web.get("/readyz", self._readyz)])
        app.add_routes([web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_CLOSING)
        self.port = 0

    async def start(self, port: int) -> None:
        """Start to listen; with `port` 0, choose a free port and set `self.port`.

        Raises OSError if that is impossible.
        """
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, port).start()
        self.port = int(self._runner.addresses[0][1])

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        checks = await self._alive.run() | await self._ready.run()
        is_well = all(fault is None for fault in checks.values())
        body = {"ok": is_well, "checks": {name: fault or "ok" for name, fault in checks.items()}}
        return web.json_response(body, status=200 if is_well else 503)

    async def _healthz(self, _: web.Request) -> web.Response:
        return _in_words(await self._alive.run())

    async def _readyz(self, _: web.Request) -> web.Response:
        return _in_words(await self._ready.run())

    async def _metrics(self, _: web.Request) -> web.Response:
        registry = CollectorRegistry()
        registry.register(_Collected(await self._figures()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _in_words(checks: Mapping[str, str | None]) -> web.Response:
    wrong = [name for name, fault in checks.items() if fault is not None]
    return web.Response(text="\n".join(wrong or ["ok"]) + "\n", status=503 if wrong else 200)


class _Collected(Collector):
    """A collector that returns metrics collected before, since Prometheus' registry cannot await."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = tuple(metrics)

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        return self._metrics
