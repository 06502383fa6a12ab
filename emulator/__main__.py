"""`python -m emulator` runs the emulator as a process, for benchmarks that kill the bot, or to try it out."""

import argparse
import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

from domain.clock import AdjustableClock
from emulator.cast import seat
from emulator.emulator import Emulator
from emulator.server import DEMO_TOKEN
from emulator.wire import schema


def _arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one (default 8081)")
    parser.add_argument("--token", default=DEMO_TOKEN, help="the one token it accepts")
    parser.add_argument("--journal", type=Path, help="append every call to this file, as JSON Lines")
    parser.add_argument("--clock-file", type=Path, help="write the clock here after each move (CLOCK_FILE of the bot)")
    parser.add_argument("--no-limits", action="store_true", help="no flood limits")
    parser.add_argument("--capacity", type=float, help="burst of the limit over all chats (default 30)")
    parser.add_argument("--world", action="store_true", help="serve the sample news under /world/")
    parser.add_argument("--people", type=int, default=0, help="that many accounts that have started the bot already")
    return parser.parse_args(given)


async def _serve(options: argparse.Namespace) -> None:
    clock = AdjustableClock()
    world = None
    if options.world:
        from emulator.world import World

        world = World(clock)
    emulator = Emulator(
        clock=clock, token=options.token, journal=options.journal, limits=not options.no_limits, world=world,
        clock_file=options.clock_file,
    )  # fmt: skip
    if options.capacity:
        emulator.limits.capacity = options.capacity
    for number in range(options.people):
        (await emulator.person(f"Reader {number}")).chat.is_started = True
    if not options.people:
        await seat(emulator)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await emulator.start(port=options.port)
    loading = asyncio.ensure_future(schema.load())
    print(emulator.url, flush=True)  # noqa: T201  (whoever started the process needs the address)
    await stop.wait()
    loading.cancel()
    await emulator.close()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
    if threading.active_count() > 1:
        # A thread may still be importing aiogram, and an interpreter that exits normally while a thread runs compiled
        # code may crash. All files are written and closed by now.
        os._exit(0)
