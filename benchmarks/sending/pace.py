"""A broadcast at Telegram's limits: how near to them, at what cost, and what people notice of it."""

import contextlib
import os
import signal
import sqlite3
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from benchmarks.sending.stage import Stage

RATE = 30  # messages a second that Telegram takes in bulk


@dataclass(frozen=True)
class Pace:
    rate_of_limit: float  # messages a second over Telegram's 30, the first second left out
    floods: int  # 429s
    cpu_ms: float  # of the bot, for each message


def broadcast(stage: Stage, *, messages: int, capacity: int, burst: int) -> Pace:
    """To that many chats at 60 ms latency, Telegram's bucket holding `capacity` and ours `burst`."""
    people = stage.do("people", count=messages)["people"]
    stage.broadcast(people)
    before = len(stage.journal())
    stage.do("limits", on=True, capacity=capacity)
    stage.do("fault", kind="latency", method="sendMessage", seconds=0.06)
    pid = stage.start_bot(limits={"burst": burst}, until_empty=True)
    stats = stage.wait_for_end(pid, timeout=messages / RATE * 3 + 30)
    stage.do("calm")
    return _pace(stage.journal()[before:], messages, stats)


def _pace(lines: list[dict[str, Any]], messages: int, stats: dict[str, Any]) -> Pace:
    sends = [line for line in lines if line["method"] == "sendMessage"]
    taken = sorted(float(line["real"]) for line in sends if line["ok"])
    assert len(taken) == messages, f"{len(taken)} of {messages} arrived"
    steady = taken[RATE:]
    return Pace(
        rate_of_limit=(len(steady) - 1) / (steady[-1] - steady[0]) / RATE,
        floods=sum(1 for line in sends if line["status"] == 429),
        cpu_ms=stats["cpu"] * 1000 / messages,
    )


@dataclass(frozen=True)
class Noticed:
    """Milliseconds until a press is acknowledged and a search answered."""

    press_p50: float
    press_p99: float
    search_p50: float
    search_p99: float


def answers(stage: Stage, *, rounds: int, messages: int) -> Noticed:
    """What people notice while a broadcast to that many chats runs (none when 0)."""
    probers = stage.do("people", count=40)["people"]
    stage.do("limits", on=True, capacity=30)
    if messages:
        stage.broadcast(stage.do("people", count=messages)["people"])
        stage.do("fault", kind="latency", method="sendMessage", seconds=0.06)
    pid = stage.start_bot()
    try:
        found = stage.do("probe", people=probers, rounds=rounds, every=0.03)
        if messages:
            with contextlib.closing(sqlite3.connect(stage.database)) as connection:
                waiting = connection.execute("SELECT count(*) FROM deliveries WHERE state = 'waiting'").fetchone()[0]
            assert waiting, "the broadcast ended before the probe did; give it more messages"
    finally:
        os.kill(pid, signal.SIGTERM)
        stage.wait_for_end(pid, timeout=30)
        stage.do("calm")
        with contextlib.closing(sqlite3.connect(stage.database)) as connection, connection:
            connection.execute("UPDATE deliveries SET state = 'dropped' WHERE state = 'waiting'")
    return Noticed(*_two(found["press"]), *_two(found["search"]))


def _two(values: list[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]
