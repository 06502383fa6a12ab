"""HTTP for those who run the bot: /health says whether it works, /metrics (Prometheus) how; webhooks come in beside."""

from collections.abc import Awaitable, Callable, Iterable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

# The name of a check → None where it is well, or what is wrong in a few words for the operator.
Checks = Callable[[], Awaitable[Mapping[str, str | None]]]
# The name of a figure, without "jarchi_" → its value now.
Figures = Callable[[], Awaitable[Mapping[str, float]]]


class HealthServer:
    """Serves on one port until closed; `routes` are others' (the webhook's)."""

    def __init__(self, checks: Checks, figures: Figures, *, routes: Iterable[web.RouteDef] = ()) -> None:
        self._checks = checks
        self._figures = figures
        self._registry = CollectorRegistry()
        self._gauges: dict[str, Gauge] = {}
        app = web.Application()
        app.add_routes([web.get("/health", self._health), web.get("/metrics", self._metrics), *routes])
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """`port` 0 takes a free one; `self.port` says which."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address = self._runner.addresses[0]
        self.port = int(address[1])

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        try:
            checks = dict(await self._checks())
        except Exception as error:  # noqa: BLE001 - whoever asks must get an answer
            checks = {"checks": f"failed: {type(error).__name__}"}
        is_well = all(fault is None for fault in checks.values())
        body = {"ok": is_well, "checks": {name: fault or "ok" for name, fault in checks.items()}}
        return web.json_response(body, status=200 if is_well else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        for name, value in (await self._figures()).items():
            if name not in self._gauges:
                self._gauges[name] = Gauge(f"jarchi_{name}", name.replace("_", " "), registry=self._registry)
            self._gauges[name].set(value)
        return web.Response(body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
