"""The server: the Bot API, the chat page, the control API and the sample world, all at one address on loopback."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, Self

from aiohttp import web

from domain.clock import AdjustableClock
from emulator.api import BotApi
from emulator.control.clockwork import Clockwork
from emulator.control.routes import Control
from emulator.faults import Faults
from emulator.journal import Journal
from emulator.limits import Limits
from emulator.page import serve as page
from emulator.telegram.state import Event, Telegram
from emulator.wire.call import BODY_LIMIT
from emulator.wire.gate import gate

DEMO_TOKEN = "1000:demo-token-that-opens-only-the-demo"  # noqa: S105  (opens nothing but this emulator)


class Routes(Protocol):
    """Pages that the emulator's server serves in addition to its own, such as those of the sample world."""

    def routes(self) -> list[web.RouteDef]: ...


class Server:
    """The emulator's server, for one bot. `url` is the value for TELEGRAM_API_URL; the chat page is at its root.

    With `limits` off, messages are accepted at any rate. Every call is written to the file `journal` as JSON Lines.
    Other processes read the clock from `clock_file` (CLOCK_FILE); tests set `clock` directly.
    """

    def __init__(
        self,
        *,
        clock: AdjustableClock,
        token: str = DEMO_TOKEN,
        journal: Path | None = None,
        limits: bool = True,
        world: Routes | None = None,
        clock_file: Path | None = None,
    ) -> None:
        self.clock = clock
        self.token = token
        self.telegram = Telegram(clock, token)
        self.journal = Journal(journal)
        self.faults = Faults()
        self.limits = Limits(is_on=limits)
        self.clockwork = Clockwork(clock, clock_file)
        self._control = Control(self.telegram, self.journal, self.faults, self.limits, self.clockwork)
        self._world = world
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._host = "127.0.0.1"
        self._changed = asyncio.Event()
        self.telegram.listeners.append(self._notice)

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start to listen; with `port` 0, choose a free port. Raises OSError if the port is in use."""
        app = web.Application(middlewares=[gate], client_max_size=BODY_LIMIT)
        app.add_routes(page.routes())
        app.add_routes(self._control.routes())
        app.add_routes(BotApi(self.telegram, self.journal, self.faults, self.limits).routes())
        if self._world is not None:
            app.add_routes(self._world.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._host, self._port = host, self._runner.addresses[0][1]

    async def close(self) -> None:
        self._control.close()
        await self.telegram.webhook.remove()
        self.telegram.queue.interrupt("Conflict: the emulator is closing")
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.journal.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def wait_for(self, predicate: Callable[[], Any], timeout: float = 10) -> Any:
        """Return the first result of `predicate` that is true.

        After `timeout` seconds raises AssertionError, which quotes the last calls and messages.
        """
        deadline = asyncio.get_running_loop().time() + timeout
        while not (found := predicate()):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                raise AssertionError(f"not seen within {timeout} s; {self._summary()}")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.25))
            except TimeoutError:
                continue
        return found

    def _summary(self) -> str:
        calls = [
            f"{line['method']} → {line['status']} {line.get('description', '')}"
            for line in list(self.journal.lines)[-5:]
        ]
        texts = [
            message.text[:80] for chat in self.telegram.chats.values() for message in list(chat.messages.values())[-3:]
        ]
        return f"last calls: {calls}; last messages: {texts}"

    def _notice(self, _: Event) -> None:
        self._changed.set()
