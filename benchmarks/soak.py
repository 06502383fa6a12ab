"""A soak: the whole bot runs as a process for a while, with a faulty emulated Telegram, sample news, and people.

The clock is fast: an hour, and with it a digest, takes fifteen seconds. Telegram sometimes fails: errors 500, a
gateway's page, flood waits, slow answers; none of these may lose or duplicate a message. The bot is started again after
an eighth of the time, ended by SIGTERM, and after a quarter, ended by SIGKILL. The second quarter is left for the new
workers to fill their caches; growth is measured in the second half.

`growth_mb` compares the memory near the end with that just after half time: of sixteen equal parts of the time, the
last three with the ninth to eleventh. Compared are the medians of the processes' PSS, without pages of files, because
these depend on what else runs on the machine. `growth_by_process` is the same for each kind of process. `answer_ms` and
`answer_p99_ms` are the median and the 99th percentile of the milliseconds until a person sees an answer, over the last
quarter of the time; `answer_growth_ms` and `answer_p99_growth_ms` say how much longer that is than in the third
quarter. With `--folder`, every sample of the memory is in `memory.jsonl` there.
"""

import argparse
import asyncio
import contextlib
import json
import random
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals
from statistics import median, quantiles
from typing import Any

from benchmarks.soaking.crowd import Reader, live
from benchmarks.soaking.installation import FILES, Installation
from benchmarks.soaking.verdict import judge, waiting
from domain.clock import AdjustableClock
from emulator import Emulator
from emulator.world import World

RATE = 240.0  # seconds of the bot's clock per real second
PARTS = 16  # equal parts of the soak's time
_SAMPLES = 12  # samples of the memory in each part
# The soak's time is divided into PARTS equal parts, numbered from 0. Number of a part → the signal that stops the bot
# just before that part begins; the bot is started again at once.
_RESTARTS = {PARTS // 8: SIGTERM, PARTS // 4: SIGKILL}
_START = datetime(2026, 11, 24, 0, 50, tzinfo=UTC)  # a Tuesday, 6:50 in Bishkek, when outlets begin to publish
_TROUBLES: tuple[dict[str, Any], ...] = (
    {"kind": "latency", "method": "sendMessage", "seconds": 0.3, "times": 30},
    {"kind": "error", "method": "sendMessage", "status": 500, "times": 2},
    {"kind": "html", "method": "sendMessage", "status": 502, "times": 2},
    {"kind": "html", "method": "getUpdates", "status": 502, "times": 1},
    {"kind": "flood", "method": "sendMessage", "seconds": 3},
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=2, help="duration without the bot's start and end")
    parser.add_argument("--readers", type=int, default=20, help="people with a digest every hour")
    parser.add_argument("--folder", type=Path, help="keep journal, log and database here")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return unhandled, lost and duplicated (all must be 0), growth_mb and further figures."""
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
            memory, waits, unanswered = await _live(bot, emulator, readers, seconds, folder / "memory.jsonl")
            emulator.faults.clear()
            emulator.clockwork.run_at(1)
            await _settle(bot)
        finally:
            await bot.stop()
    verdict = judge(bot.database, bot.log, journal)
    growth, end = growth_of(memory)
    late, before = _answers(waits[-PARTS // 4 :]), _answers(waits[PARTS // 2 : -PARTS // 4])
    return {
        "unhandled": verdict.unhandled,
        "lost": verdict.lost + len(unanswered),
        "duplicated": verdict.duplicated,
        "growth_mb": round(sum(growth.values()) - growth[FILES], 1),
        "growth_by_process": ", ".join(f"{kind} {grown:.1f}" for kind, grown in growth.items()),
        "answer_ms": round(late[0]),
        "answer_growth_ms": round(late[0] - before[0]),
        "answer_p99_ms": round(late[1]),
        "answer_p99_growth_ms": round(late[1] - before[1]),
        "digests": verdict.digests,
        "memory_mb": round(sum(end.values()), 1),
        "unanswered": ", ".join(unanswered),
        "faults": ", ".join(sorted(set(verdict.faults))),
    }


def growth_of(memory: Sequence[Sequence[dict[str, float]]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return kind of process → MB of growth in the last half of the time, and kind of process → MB at the end.

    `memory` has the samples of each of the PARTS of the time. Memory is the median over three parts, because a job may
    take much for a moment: at the end over the last three parts; it has grown since the first three of the last half.
    """
    half = len(memory) // 2
    after_half, last = ([one for part in parts for one in part] for parts in (memory[half : half + 3], memory[-3:]))
    end = {kind: median(one[kind] for one in last) for kind in last[0]}
    return {kind: end[kind] - median(one[kind] for one in after_half) for kind in end}, end


def _answers(parts: list[list[float]]) -> tuple[float, float]:
    """Return the median and the 99th percentile of the waits in these parts, in milliseconds."""
    waits = sorted(wait * 1000 for part in parts for wait in part)
    return (median(waits), quantiles(waits, n=100)[98]) if len(waits) > 1 else (0.0, 0.0)


async def _live(
    bot: Installation, emulator: Emulator, readers: list[Reader], seconds: float, samples: Path
) -> tuple[list[list[dict[str, float]]], list[list[float]], list[str]]:
    """Run the soak and restart the bot; return the memory samples, waits for answers, and unanswered actions.

    Samples (MB) and waits (seconds) are given for each of the PARTS of the time.
    """
    chance = random.Random(7)
    memory: list[list[dict[str, float]]] = []
    waits: list[list[float]] = []
    unanswered: list[str] = []
    every = max(0.1, 2 / len(readers))  # a reader who asks more than once a second would be told to slow down
    for part in range(PARTS):
        if part in _RESTARTS:
            await _restart(bot, emulator, _RESTARTS[part])
        emulator.faults.add(**_TROUBLES[part % len(_TROUBLES)])
        async with _sampled(bot, seconds / PARTS / _SAMPLES, samples) as sampled:
            unanswered += await live(readers, chance, seconds / PARTS, every=every)
        memory.append(sampled)
        waits.append([wait for reader in readers for wait in reader.waits])
        for reader in readers:
            reader.waits.clear()
    return memory, waits, unanswered


@contextlib.asynccontextmanager
async def _sampled(bot: Installation, every: float, file: Path) -> AsyncIterator[list[dict[str, float]]]:
    """Yield a list that gets the processes' memory in MB, at the beginning of the block and every `every` seconds."""
    samples: list[dict[str, float]] = []

    async def sample() -> None:
        while True:
            samples.append(await asyncio.to_thread(bot.memory_mb))
            with file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(samples[-1]) + "\n")
            await asyncio.sleep(every)

    task = asyncio.ensure_future(sample())
    try:
        yield samples
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _restart(bot: Installation, emulator: Emulator, by: Signals) -> None:
    # The clock must not run fast while the bot starts: the clock file has the offset of the moment when it was written,
    # and a bot that reads it later would have a wrong time.
    emulator.clockwork.run_at(1)
    await bot.stop(by)
    await bot.start()
    emulator.clockwork.run_at(RATE)


async def _settle(bot: Installation) -> None:
    """Wait until nothing is left to send or handle; retries after faults take a few seconds."""
    for _ in range(180):
        await asyncio.sleep(1)
        if not bot.is_running or not waiting(bot.database):
            return
