"""`handlers`: how long the bot's own part of an answer takes, on an archive of a given size.

Everything between an update and its calls to Telegram is the bot's; Telegram is in the same process and answers at
once. A reader goes through settings, stories, bookmarks and digests, and types commands and searches, one update after
another. Two times are measured for each: `own`, the processor time of the event loop's thread, which delays everybody
else; and `answer`, the time until the answer is complete, with database reads and work in other threads. The archive is
that of `search`; `--keep FILE` keeps it for later runs of both.
"""

import argparse
import asyncio
import contextlib
import gc
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery, DeleteMessage, GetMe, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update, User

from benchmarks.archive import TOPICS, lexicon, published, vocabulary
from benchmarks.multiply import filled
from benchmarks.search import quantile
from catalogue.loader import load_topics
from delivery.pacing import Limits, Pacing
from delivery.session import SentMessage
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.clock import AdjustableClock, to_seconds
from domain.ids import ChatId, MessageId
from feeds.admin import FeedAdmin
from feeds.topics import TopicAdmin
from launch.telegram import Line, assemble, connect
from render.footer import outlet_code, topic_code
from render.settings import SCREENS
from storage.interface import Storage
from storage.sqlite import open_storage
from text.query import parse
from text.topics.current import CurrentTopics
from workers.pool import WorkerPool

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
_READER = ChatId(5)
_FAST = Limits(per_second=1e6, burst=10**6, per_chat_second=1e6, chat_burst=10**6, per_group_minute=10**6)
# Requests for which other threads load and compose something.
COMPOSED = ("digest", "latest", "latest_words", "week", "missed", "search", "find", "inline", "more")
# Commands whose answer depends only on the chat.
LISTS = ("topics", "follow", "mute", "following", "groups", "privacy", "export")
Times = defaultdict[str, list[float]]
Asked = tuple[str, dict[str, Any]]  # kind of request, and the update without its id


class Obliging(BaseSession):
    """A session of Telegram in the same process, which accepts every call at once."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 - part of aiogram's agreement
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002 - part of aiogram's agreement
    ) -> TelegramType:
        self.calls += 1
        if isinstance(method, GetMe):
            return cast("TelegramType", User(id=1, is_bot=True, first_name="Jarchi", username="jarchi_bot"))
        if isinstance(method, AnswerCallbackQuery | AnswerInlineQuery | DeleteMessage):
            return cast("TelegramType", True)
        return cast("TelegramType", SentMessage(message_id=MessageId(self.calls)))

    async def close(self) -> None:
        """Do nothing, because nothing is open."""

    async def stream_content(
        self,
        url: str,  # noqa: ARG002 - part of aiogram's agreement
        headers: dict[str, Any] | None = None,  # noqa: ARG002
        timeout: int = 30,  # noqa: ARG002
        chunk_size: int = 65536,  # noqa: ARG002
        raise_for_status: bool = True,  # noqa: ARG002
    ) -> AsyncGenerator[bytes, None]:
        yield b""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40, help="of each kind of update")
    parser.add_argument("--keep", type=Path, help="a file to fill, and to use as it is when it is full")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return percentiles of the two times that the module's docstring describes, for all requests and by kind."""
    with contextlib.ExitStack() as stack:
        path = args.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jarchi-"))) / "archive.db"
        return asyncio.run(_measure(path, args))


async def _measure(path: Path, args: argparse.Namespace) -> dict[str, Any]:
    there = await filled(path, args.articles)
    clock = AdjustableClock()
    clock.adjust((published(there) + timedelta(hours=1) - clock.now()).total_seconds())
    opened = await open_storage(path, clock=clock)
    try:
        async with connect("123456:" + "a" * 35, "http://127.0.0.1:9", Pacing(_FAST, now=0)) as line:
            own, answer = await _ask(line, opened.storage, clock, list(asked(args.rounds, there)))
    finally:
        await opened.close()
    every = [one for times in own.values() for one in times]
    plain = [one for kind, times in answer.items() if kind not in COMPOSED for one in times]
    return {
        "articles": there,
        "updates": len(every),
        "own_p50_ms": quantile(every, 0.5),
        "own_p99_ms": quantile(every, 0.99),
        "own_max_ms": round(max(every), 2),
        "answer_plain_p99_ms": quantile(plain, 0.99),
        **{f"own_{kind}_p99_ms": quantile(times, 0.99) for kind, times in own.items()},
        **{f"answer_{kind}_p99_ms": quantile(times, 0.99) for kind, times in answer.items()},
    }


async def _ask(line: Line, storage: Storage, clock: AdjustableClock, asked: Sequence[Asked]) -> tuple[Times, Times]:
    """Return two times in ms by kind of request: processor time of the loop's thread, and until the answer."""
    session = Obliging()
    session.middleware(line.throttle)
    away, line.bot.session = line.bot.session, session
    telegram = assemble(
        line,
        storage,
        clock,
        feeds=cast("FeedAdmin", None),  # not needed, because no feed is added
        topics=CurrentTopics(load_topics(CATALOGUE)),
        topic_admin=cast("TopicAdmin", None),  # not needed, because no topic is changed
        pool=cast("WorkerPool", None),  # not needed, because no statistics are read
        lexicon=lexicon(),
        admin_ids=frozenset(),
        default_locale="ru",
        default_zone="Asia/Bishkek",
        # Each reading is a minute later than the last, so that no rate limit applies.
        monotonic=iter(range(0, 10**9, 60)).__next__,
    )
    lexicon().prepare()
    parse("протест", lexicon=lexicon())  # loads the dictionary, which the bot does before its first query
    reader = Chat(_READER, ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE, languages=("ru",))
    await storage.chats.save(reader, now=clock.now())
    own: Times = defaultdict(list)
    answer: Times = defaultdict(list)
    # Update ids are higher in each run, because a kept archive remembers which updates were applied.
    first = time.time_ns() // 1000
    try:
        # Handle a tenth of the updates without measuring them, so that what is loaded only once is loaded by then.
        for number, (_, update) in enumerate(asked[: len(asked) // 10]):
            await telegram.handle(_update(update, first - 1 - number))
        gc.collect()
        # Keeps the garbage collector from examining the objects loaded so far, as the bot does after its start.
        gc.freeze()
        for number, (kind, update) in enumerate(asked):
            ready, calls = _update(update, first + number), session.calls
            started, spent = time.perf_counter(), time.thread_time()
            await telegram.handle(ready)
            own[kind].append((time.thread_time() - spent) * 1000)
            answer[kind].append((time.perf_counter() - started) * 1000)
            assert session.calls > calls, f"{kind} was not answered"
    finally:
        for desk in telegram.desks:
            desk.close()
        line.bot.session = away
    return own, answer


def asked(rounds: int, articles: int) -> Iterator[Asked]:
    """Yield `rounds` updates of each kind in random order, which is the same in every run."""
    chance = random.Random(7)
    newest = range(max(1, articles - 1000), articles + 1)
    words, end = vocabulary().common(200), to_seconds(published(articles))
    made: list[Asked] = []
    for _ in range(rounds):
        article, topic, state = chance.choice(newest), chance.choice(TOPICS), chance.choice(("on", "off"))
        made += [
            ("start", _text("/start")),
            ("help", _text("/help")),
            ("settings", _text("/settings")),
            ("screen", _press(f"1:s:{chance.choice(tuple(SCREENS))}")),
            ("chip", _press(f"1:s:topics:{topic}:{state}")),
            ("open", _press(f"1:s:open:{article}")),
            ("save", _press(f"1:s:save:{article}:d0:{state}")),
            ("follow", _press(f"1:s:watch:{article}:d0:{state}")),
            ("taste", _press(f"1:s:taste:{article}:d0:{chance.randint(2, 4)}:{chance.randint(2, 4)}")),
            ("prefer", _press(f"1:s:prefer:t:{topic}:{chance.randint(2, 4)}")),
            ("saved", _text("/saved")),
            ("city", _text("/city Seoul")),
            ("suggest", _text(f"/suggest https://paper-{chance.randint(1, 5)}.example/")),
            ("search", _text(f"{chance.choice(words)} {chance.choice(words)}")),
            ("digest", _text("/digest")),
            ("latest", _text(f"/latest {topic}")),
            ("latest_words", _text(f"/latest казахстан {chance.choice(words)}")),
            ("week", _text("/week")),
            ("inline", _inline(chance.choice(words))),
            ("more", _press(f"1:s:more:{end - 86_400}:{end}:a")),
            ("missed", _press("1:s:missed")),
            ("find", _press(f"1:s:find:{chance.choice(words)}")),
            ("shelf", _press(f"1:s:shelf:{chance.choice('sf')}:0")),
            ("rest", _press(f"1:s:{chance.choice(('rest:7', 'undo:0'))}")),
            ("rate", _press(f"1:s:rate:{chance.choice('+-')}:{topic_code(topic)}:{outlet_code('Тандем')}")),
            ("go", _press(f"1:s:go:{chance.choice(('search', 'main'))}")),
            *((name, _text(f"/{name}")) for name in LISTS),
        ]
    chance.shuffle(made)
    yield from made


def _text(text: str) -> dict[str, Any]:
    return {"message": {"text": text} | _head()}


def _press(data: str) -> dict[str, Any]:
    return {"callback_query": {"id": "1", "chat_instance": "1", "data": data, "message": _head(), "from": _person()}}


def _inline(words: str) -> dict[str, Any]:
    return {"inline_query": {"id": "1", "from": _person(), "query": words, "offset": ""}}


def _head() -> dict[str, Any]:
    return {"message_id": 1, "date": 1_780_000_000, "chat": {"id": _READER, "type": "private"}, "from": _person()}


def _person() -> dict[str, Any]:
    return {"id": _READER, "is_bot": False, "first_name": ""}


def _update(update: dict[str, Any], number: int) -> Update:
    return Update.model_validate({"update_id": number} | update)
