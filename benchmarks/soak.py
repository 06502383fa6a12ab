"""A soak: the whole bot as a process, an emulated Telegram with trouble in it, sample news, and people, for a while.

The clock runs fast, so that an hour of digests passes in half a minute. Halfway the bot is told to end (SIGTERM) and is
started again. Telegram fails now and then: 500s, a gateway's page, flood waits, slow answers; nothing of this may lose
or double anything. `growth_mb` is memory (PSS of all processes) at the end over that after the first quarter; in a run
of a few minutes it is caches that fill.
"""

import argparse
import asyncio
import random
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.soaking.crowd import Reader, live
from benchmarks.soaking.installation import Installation
from benchmarks.soaking.verdict import judge
from domain.clock import AdjustableClock
from emulator.server import Emulator
from emulator.world import World

RATE = 120.0  # seconds of the bot's clock in one of ours
_START = datetime(2026, 11, 24, 0, 50, tzinfo=UTC)  # a Tuesday, ten to seven in Bishkek: outlets begin to write
_TROUBLES: tuple[dict[str, Any], ...] = (
    {"kind": "latency", "method": "sendMessage", "seconds": 0.3, "times": 30},
    {"kind": "error", "method": "sendMessage", "status": 500, "times": 2},
    {"kind": "html", "method": "sendMessage", "status": 502, "times": 2},
    {"kind": "html", "method": "getUpdates", "status": 502, "times": 1},
    {"kind": "flood", "method": "sendMessage", "seconds": 3},
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=2, help="how long, beside the bot's start and end")
    parser.add_argument("--readers", type=int, default=20, help="people with a digest every hour")
    parser.add_argument("--folder", type=Path, help="keep journal, log and database here")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """unhandled, lost, duplicated (all to be 0) and growth_mb."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        return asyncio.run(_soak(folder, args.minutes * 60, args.readers))


async def _soak(folder: Path, seconds: float, count: int) -> dict[str, Any]:
    clock = AdjustableClock()
    clock.adjust((_START - clock.now()).total_seconds())
    world, journal = World(clock, first_day=_START.date()), folder / "journal.jsonl"
    emulator = Emulator(clock=clock, journal=journal, world=world, clock_file=folder / "clock.json")
    async with emulator:
        bot = Installation(folder, url=emulator.url, token=emulator.token, feeds=world.feeds(emulator.url))
        await bot.start()
        try:
            readers = [Reader(await emulator.person(f"Читатель {number}"), emulator) for number in range(count)]
            await asyncio.gather(*(reader.sets_up() for reader in readers))
            emulator.clockwork.run_at(RATE)
            memory, unanswered = await _live(bot, emulator, readers, seconds)
            emulator.faults.clear()
            emulator.clockwork.run_at(1)
            await _settle(bot, emulator)
        finally:
            await bot.stop()
    verdict = judge(bot.database, bot.log, journal)
    quarter = max(1, len(memory) // 4)
    return {
        "unhandled": verdict.unhandled,
        "lost": verdict.lost + len(unanswered),
        "duplicated": verdict.duplicated,
        "growth_mb": round(median(memory[-quarter:]) - median(memory[quarter : 2 * quarter] or memory), 1),
        "digests": verdict.digests,
        "memory_mb": round(median(memory[-quarter:]), 1),
        "unanswered": ", ".join(unanswered),
        "faults": ", ".join(sorted(set(verdict.faults))),
    }


async def _live(
    bot: Installation, emulator: Emulator, readers: list[Reader], seconds: float
) -> tuple[list[float], list[str]]:
    """Memory at each of sixteen moments, and the acts without an answer; one restart halfway."""
    chance = random.Random(7)
    memory: list[float] = []
    unanswered: list[str] = []
    every = max(0.1, 2 / len(readers))  # who asks more often than once a second is told to slow down
    for part in range(16):
        if part == 8:
            await bot.stop()
            await bot.start()
        emulator.faults.add(**_TROUBLES[part % len(_TROUBLES)])
        unanswered += await live(readers, chance, seconds / 16, every=every)
        memory.append(bot.memory_mb())
    return memory, unanswered


async def _settle(bot: Installation, emulator: Emulator) -> None:
    """Give what waits the time it takes: backoffs after trouble are a few seconds, then nothing more is sent."""
    quiet, sent = 0, -1
    for _ in range(180):
        await asyncio.sleep(1)
        count = sum(emulator.journal.counts.values())
        quiet = quiet + 1 if count == sent else 0
        sent = count
        if quiet >= 15 or not bot.is_running:
            return
