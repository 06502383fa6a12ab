"""Bots killed at random moments: how many messages and updates are lost or duplicated."""

import bisect
import contextlib
import random
import signal
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass

from benchmarks.sending.stage import Stage, is_alive, kill

FAST = {"per_second": 1000, "burst": 1000, "per_chat_second": 1000, "chat_burst": 1000, "per_group_minute": 100000}


@dataclass(frozen=True)
class Deliveries:
    kills: int
    lost: int
    duplicates: int
    per_kill: int  # the most messages that a single kill duplicated
    per_chat_and_kill: int  # the most messages that a single kill duplicated in one chat


def kill_during_broadcast(
    stage: Stage, *, kills: int, chats: int, in_flight: int = 20, seed: int = 1, gently: bool = False
) -> Deliveries:
    """Broadcast to `chats` chats at 60 ms latency, killing the bot `kills` times; return the losses and duplicates.

    With `gently`, the bot gets SIGTERM, as from a service manager.
    """
    chance = random.Random(seed)
    stage.do("limits", on=False, capacity=30)
    stage.do("fault", kind="latency", method="sendMessage", seconds=0.06)
    people = stage.do("people", count=chats)["people"]
    stage.broadcast(people)
    before = len(stage.sent())
    # The kills are spread over the whole broadcast, which takes chats / 60 seconds at 60 messages a second.
    limits = FAST | {"per_second": 60, "burst": 10}
    pause = chats / 60 / (kills + 1)
    moments = []
    for _ in range(kills):
        pid = stage.start_bot(in_flight=in_flight, limits=limits)
        time.sleep(chance.uniform(0.3, 1.7) * pause + 0.15)
        assert is_alive(pid), "the bot ended before it was killed; see bot.log"
        kill(pid, signal.SIGTERM if gently else signal.SIGKILL)
        moments.append(time.monotonic())
    stage.wait_for_end(stage.start_bot(in_flight=in_flight, limits=FAST, until_empty=True), timeout=120)
    stage.do("calm")
    return _count(stage, people, moments, before)


def _count(stage: Stage, people: list[int], moments: list[float], before: int) -> Deliveries:
    received: Counter[int] = Counter()
    doubled: Counter[int] = Counter()
    doubled_of_chat: Counter[tuple[int, int]] = Counter()
    for line in stage.sent()[before:]:
        chat_id = int(line["chat_id"])
        if received[chat_id]:
            number = bisect.bisect(moments, float(line["real"]))
            doubled[number] += 1
            doubled_of_chat[number, chat_id] += 1
        received[chat_id] += 1
    return Deliveries(
        kills=len(moments),
        lost=sum(1 for person in people if not received[person]),
        duplicates=sum(doubled.values()),
        per_kill=max(doubled.values(), default=0),
        per_chat_and_kill=max(doubled_of_chat.values(), default=0),
    )


@dataclass(frozen=True)
class Updates:
    kills: int
    lost: int
    applied_twice: int


def kill_while_updates_arrive(stage: Stage, *, kills: int, updates: int = 500, seed: int = 2) -> Updates:
    """Kill the bot `kills` times while people send numbers; return how many numbers were lost or applied twice."""
    chance = random.Random(seed)
    people = stage.do("people", count=10)["people"]
    pause = 0.35
    texts = [(chance.choice(people), f"/n {number}") for number in range(1, updates + 1)]
    stage.do("say", texts=texts, every=kills * pause / updates)
    for _ in range(kills):
        pid = stage.start_bot(handler="marks")
        time.sleep(chance.uniform(0.1, 2 * pause - 0.1))
        assert is_alive(pid), "the bot ended before it was killed; see bot.log"
        kill(pid)
    stage.wait_for_end(stage.start_bot(handler="marks", until_empty=True), timeout=120)

    counts = _recorded(stage)
    return Updates(
        kills=kills,
        lost=sum(1 for number in range(1, updates + 1) if not counts[number]),
        applied_twice=sum(1 for times in counts.values() if times > 1),
    )


def _recorded(stage: Stage) -> Counter[int]:
    """Return how often the bot recorded each number that people sent, as number → times."""
    with contextlib.closing(sqlite3.connect(stage.database)) as connection:
        rows = connection.execute("SELECT story_id, count(*) FROM post_stories WHERE story_id < 1000000 GROUP BY 1")
        return Counter(dict(rows.fetchall()))
