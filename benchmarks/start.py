"""Starting the bot, and the memory that it takes when everything is loaded and nothing happens.

The bot is the process that an operator starts, with an emulated Telegram, the sample outlets' feeds and the usual
number of workers. It reads three days of news, both workers read texts and the window is clustered; `idle_pss_mb` is
then the sum of the PSS of its processes. `first_update_s` is the time from the start of the process until a person sees
the answer to what they wrote before the start: with a new database, with a full one, and with a full one after the
kernel has dropped the program's files from memory (`cold`, as after a start of the machine). On a busy machine,
`first_update_full_processor_s` says more: the processor time of all processes until then. `imports_s` is what Python
itself counts for imports in one more start, with the full database.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.soaking.installation import ROOT, Installation
from domain.clock import AdjustableClock
from emulator import Emulator, Person
from emulator.world import World

_FIRST_DAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # the first day of the sample news
_NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
_PATIENCE = 300.0  # the most seconds to wait for an answer, or until all news is read
_CODE = (".py", ".pyc", ".so", ".toml", ".ftl", ".json", ".npz", ".tar", ".bin", ".gz")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rest", type=float, default=30, help="seconds without work before memory is measured")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the seconds until the first answer, the seconds that imports take, and the memory at rest."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder), args.rest))


async def _measure(folder: Path, rest: float) -> dict[str, Any]:
    clock = AdjustableClock()
    clock.adjust((_NOW - clock.now()).total_seconds())
    world = World(clock, first_day=_FIRST_DAY.date())
    async with Emulator(clock=clock, world=world, clock_file=folder / "clock.json") as emulator:
        bot = Installation(folder, url=emulator.url, token=emulator.token, feeds=world.feeds(emulator.url))
        person = await emulator.person("Читатель")
        fresh, _ = await _first_update(bot, emulator, person)
        await person.press_data("1:b:done")
        await _until_read(bot, rest)
        idle = bot.memory_mb()
        await bot.stop()
        warm, used = await _first_update(bot, emulator, person)
        await bot.stop()
        forget_files()
        cold, _ = await _first_update(bot, emulator, person)
        await bot.stop()
        before = bot.log.stat().st_size
        await _first_update(bot, emulator, person, PYTHONPROFILEIMPORTTIME="1")
        await bot.stop()
    return {
        "first_update_s": round(fresh, 2),
        "first_update_full_s": round(warm, 2),
        "first_update_full_processor_s": round(used, 2),
        "first_update_cold_s": round(cold, 2),
        "imports_s": round(_imports(bot.log.read_bytes()[before:].decode("utf-8", "replace")), 2),
        "idle_pss_mb": round(sum(idle.values()), 1),
        **{f"idle_{kind.replace(' ', '_')}_mb": round(taken, 1) for kind, taken in idle.items()},
    }


async def _first_update(
    bot: Installation, emulator: Emulator, person: Person, **environment: str
) -> tuple[float, float]:
    """Start the bot; return the seconds, and the CPU seconds, until a message from before the start is answered."""
    await person.send("/settings")
    before = len(person.received)
    started = time.monotonic()
    starting = asyncio.ensure_future(bot.start(**environment))
    await emulator.wait_for(lambda: len(person.received) > before, _PATIENCE)
    seconds = time.monotonic() - started
    used = bot.processor_s()
    await starting
    return seconds, used


async def _until_read(bot: Installation, rest: float) -> None:
    """Wait until all articles are read and the bot's log shows nothing for `rest` seconds."""
    async with asyncio.timeout(_PATIENCE):
        size, since = -1, time.monotonic()
        while time.monotonic() - since < rest:
            if (now := bot.log.stat().st_size) != size:
                size, since = now, time.monotonic()
            await asyncio.sleep(1)


def forget_files() -> None:
    """Have the kernel drop the files of the program and its packages from memory, unless other processes use them."""
    for folder in {ROOT, *map(Path, sys.path)}:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.suffix in _CODE and path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def _imports(log: str) -> float:
    """Return the seconds that Python counted for all imports of the bot's own process."""
    lines = (line.split("|") for line in log.splitlines() if line.startswith("import time:"))
    own = (parts[0].rpartition(":")[2].strip() for parts in lines)
    return sum(int(micros) for micros in own if micros.isdigit()) / 1e6
