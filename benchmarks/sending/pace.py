"""A broadcast at Telegram's limits: how close to them, at what cost, and how much people are delayed by it."""

import contextlib
import os
import signal
import sqlite3
import time
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from typing import Any

from benchmarks.sending.stage import Stage, wait_until

RATE = 30  # messages a second that Telegram accepts over all chats


@dataclass(frozen=True)
class Pace:
    rate_of_limit: float  # how many messages a second were sent after the first second, as a part of the limit RATE
    floods: int  # number of answers with 429
    cpu_ms: float  # CPU time of the bot for one message


def broadcast(stage: Stage, *, messages: int, capacity: int, burst: int) -> Pace:
    """Return the figures of a broadcast at 60 ms latency.

    Telegram's bucket holds `capacity` messages, ours `burst`.
    """
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
class Storm:
    lost: int
    inside_waits: int  # messages that were sent before the wait of a 429 was over


def storm(stage: Stage, *, messages: int, waits: int = 2, seconds: float = 30) -> Storm:
    """Return the figures of a broadcast with `waits` answers of 429, each asking for `seconds`."""
    people = stage.do("people", count=messages)["people"]
    stage.broadcast(people)
    before = len(stage.journal())
    stage.do("limits", on=False, capacity=30)
    stage.do("fault", kind="latency", method="sendMessage", seconds=0.06, times=messages)
    pid = stage.start_bot(until_empty=True)
    for number in range(waits):
        least = (number + 1) * 20
        wait_until(partial(_has_sent, stage, before, least), 60 + seconds)
        stage.do("calm")
        stage.do("fault", kind="flood", method="sendMessage", seconds=seconds)
        time.sleep(seconds)
    stage.wait_for_end(pid, timeout=messages / RATE * 4 + 60)
    stage.do("calm")
    calls = [line for line in stage.journal()[before:] if line["method"] == "sendMessage"]
    arrivals = [float(line["real"]) - float(line["took"]) for line in calls]
    inside = 0
    for line, arrived in zip(calls, arrivals, strict=True):
        if line["status"] == 429:
            # Calls in the first 0.2 s do not count, because they were on their way when the 429 was sent; nor do those
            # in the last second, because Telegram rounds waits up to whole seconds.
            until = arrived + int(line["retry_after"]) - 1
            inside += sum(1 for moment in arrivals if arrived + 0.2 < moment < until)
    received = {str(line["chat_id"]) for line in calls if line["ok"]}
    return Storm(lost=sum(1 for person in people if str(person) not in received), inside_waits=inside)


def _has_sent(stage: Stage, before: int, least: int) -> bool:
    return len(stage.sent()) - _ok(stage, before) >= least


def _ok(stage: Stage, before: int) -> int:
    return sum(1 for line in stage.journal()[:before] if line["method"] == "sendMessage" and line["ok"])


@dataclass(frozen=True)
class AnswerTimes:
    """The milliseconds until a press is answered, and until a search is answered."""

    press_p50: float
    press_p99: float
    search_p50: float
    search_p99: float


def answers(stage: Stage, *, rounds: int, messages: int) -> AnswerTimes:
    """Return how fast people are answered during a broadcast of `messages` messages (0: without one)."""
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
    return AnswerTimes(*_two(found["press"]), *_two(found["search"]))


def _two(values: list[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]
