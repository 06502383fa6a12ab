"""The hostile server as a process: `python -m tests.feeds.hostile.server` prints its ports.

Port A on 127.0.0.2 serves the cases at http://127.0.0.2:A/CASE/…, and the list of requests at /--journal. Port B on
127.0.0.1, 127.0.0.3 and ::1 is the trap, which nobody may reach; each connection to it is counted. The server ends when
its standard input does.
"""

import asyncio
import contextlib
import json
import sys
import threading
from collections import Counter

from tests.feeds.hostile.exchange import Exchange
from tests.feeds.hostile.groups import CASES
from tests.feeds.hostile.statuses import HOLDING

_LONGEST = 60.0  # seconds that one connection may last


class HostileServer:
    def __init__(self) -> None:
        self._cases = {case.name: case for case in [*CASES, *HOLDING]}
        self._hits: Counter[str] = Counter()
        self._requests: list[dict[str, object]] = []
        self._trapped = 0
        self._port = self._trap = 0

    async def start(self) -> tuple[int, int]:
        trap = await asyncio.start_server(self._spring, "127.0.0.1", 0)
        self._trap = trap.sockets[0].getsockname()[1]
        for address in ("127.0.0.3", "::1"):
            with contextlib.suppress(OSError):  # a machine without IPv6
                await asyncio.start_server(self._spring, address, self._trap)
        server = await asyncio.start_server(self._serve, "127.0.0.2", 0, limit=1 << 20)
        self._port = server.sockets[0].getsockname()[1]
        return self._port, self._trap

    async def _spring(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._trapped += 1
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_LONGEST):
                await self._exchange(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # the client closes the connection, as it should
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        target = head[0].split(" ")[1]
        if target == "/--journal":
            body = json.dumps({"trapped": self._trapped, "requests": self._requests}).encode()
            writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)
            await writer.drain()
            return
        name, _, path = target.lstrip("/").partition("/")
        headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in head[1:] if line)}
        self._requests.append({"case": name, "path": path, "headers": headers})
        base = f"http://127.0.0.2:{self._port}"
        exchange = Exchange(name, path, headers, self._hits[name], base, self._trap, writer)
        self._hits[name] += 1
        await self._cases[name].respond(exchange)
        await writer.drain()


async def _main() -> None:
    ports = await HostileServer().start()
    print(*ports, flush=True)  # noqa: T201
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    def wait() -> None:
        sys.stdin.read()  # until the parent process closes the pipe
        loop.call_soon_threadsafe(stopped.set)

    threading.Thread(target=wait, daemon=True).start()
    await stopped.wait()


if __name__ == "__main__":
    asyncio.run(_main())
