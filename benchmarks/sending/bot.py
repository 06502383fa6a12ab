"""Bots that can be killed: a launcher that has imported everything forks a bot for each line of its input.

A line is the JSON of a Plan, and the reply is the id of the bot's process. The bot runs the product's parts (storage,
inbox, outbox, throttle, handlers) until SIGTERM, or with `until_empty`, until its queue is empty and no update waits. A
bot that ends without being killed writes its time and memory to `stats`.
"""

import asyncio
import contextlib
import gc
import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import structlog
from aiogram.types import Update

from catalogue.loader import load_topics
from cli.loop import run_fast
from delivery.inbox import Handle
from delivery.pacing import Limits, Pacing
from domain.chat import Place
from domain.clock import AdjustableClock
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, StoryId, UpdateId
from feeds.admin import FeedAdmin
from feeds.topics import TopicAdmin
from launch.telegram import Telegram, assemble, connect
from storage.interface import Storage
from storage.sqlite import open_storage
from text.topics import CurrentTopics
from workers.pool import WorkerPool

ROOT = Path(__file__).resolve().parents[2]
MARKS = "marks"  # handle an update by recording, once, the number in its text
PRODUCT = "product"  # handle updates with the bot's real handlers


@dataclass(frozen=True)
class Plan:
    database: str
    url: str
    token: str
    stats: str
    handler: str = PRODUCT
    until_empty: bool = False
    in_flight: int = 20
    limits: dict[str, float] = field(default_factory=dict)


async def run(plan: Plan) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    clock = AdjustableClock()
    opened = await open_storage(Path(plan.database), clock=clock)
    storage = opened.storage
    async with connect(plan.token, plan.url, Pacing(Limits(**plan.limits))) as line:  # type: ignore[arg-type]
        telegram = assemble(
            line,
            storage,
            clock,
            feeds=cast("FeedAdmin", None),  # not needed, because no feed is added
            topic_admin=cast("TopicAdmin", None),
            pool=cast("WorkerPool", None),  # not needed, because no statistics are read
            topics=CurrentTopics(load_topics(ROOT / "catalogue")),
            admin_ids=frozenset(),
            default_locale="ru",
            default_zone="Asia/Bishkek",
            in_flight=plan.in_flight,
            poll_seconds=5,
            around=partial(_marks, storage) if plan.handler == MARKS else lambda answer: answer,
        )
        stats = await _serve(plan, telegram, storage, stop)
    await opened.close()
    # Blocking is no problem here, because the loop has nothing else to do.
    Path(plan.stats).write_text(json.dumps(stats), encoding="utf-8")  # noqa: ASYNC240


async def _serve(plan: Plan, telegram: Telegram, storage: Storage, stop: asyncio.Event) -> dict[str, float]:
    """Serve until told to stop, or until nothing is left to do; return the time and memory used."""
    inbox, outbox = telegram.inbox, telegram.outbox
    gc.collect()
    gc.freeze()  # keeps the garbage collector from examining the objects loaded so far, as the bot does after its start
    cpu, started = time.process_time(), time.monotonic()
    async with telegram.started():
        loops = [asyncio.ensure_future(outbox.run()), asyncio.ensure_future(inbox.run_polling())]
        idle = 0
        while not stop.is_set() and not any(loop.done() for loop in loops):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 0.5)
            is_empty = plan.until_empty and not inbox.waiting and not await storage.outbox.waiting()
            idle = idle + 1 if is_empty else 0
            if idle >= 2:
                break
        used, took = time.process_time() - cpu, time.monotonic() - started
        loops[1].cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    return {"cpu": used, "seconds": took, "sent": outbox.outcomes["sent"], "floods": telegram.line.throttle.floods}


def _marks(storage: Storage, _: Handle) -> Handle:
    """Return a handler that records as told to the chat the story with the number at the end of the update's text."""

    async def handle(update: Update) -> None:
        if update.message is None or update.message.text is None:
            return
        number = int(update.message.text.rpartition(" ")[2])
        now = datetime.now(UTC)  # noqa: TID251 - a benchmark uses real time
        story = DigestStory(StoryId(number), "", None, "ru", None, (), (), (), now, articles=(ArticleId(number),))
        await storage.told.record_shown(
            Place(ChatId(update.message.chat.id)),
            Digest(Window(now, now), (story,)),
            now=now,
            update_id=UpdateId(update.update_id),
        )
        await asyncio.sleep(0.02)  # long enough for kills to hit inside handlers

    return handle


def launch() -> None:
    """Fork a bot for each line of standard input, which has its Plan as JSON; write {"pid": …} for each.

    Bots share what was imported before, so starting one takes milliseconds.
    """
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel removes bots that have ended
    for line in sys.stdin:
        plan: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # Gives the number 0 to /dev/null, because libuv refuses a socket with that number.
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            run_fast(run(Plan(**plan)))  # the event loop of `python bot.py run`
            os._exit(0)
        sys.stdout.write(json.dumps({"pid": child}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    launch()
