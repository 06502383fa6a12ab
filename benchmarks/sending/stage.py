"""The stage of the sending benchmarks: an emulator process, a launcher of bots, a database, and their results."""

import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as local_time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.sending.telegram import WORDS
from domain.article import Annotation, NewArticle
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.clock import AdjustableClock
from domain.digest import Digest, DigestStory, SummarySentence, Window
from domain.feed import NewFeed
from domain.ids import ArticleId, ChatId, StoryId
from domain.post import PostKind
from storage.interface import Addressee, Annotated, PollResult, Storage
from storage.sqlite import open_storage
from text.words import index_words

ROOT = Path(__file__).resolve().parents[2]
PLAN_DEFAULTS: dict[str, Any] = {"in_flight": 20, "limits": {}}


class ChildProcess:
    """A child process that answers each line of JSON with one line.

    If an answer has the key "error", or the process has ended, RuntimeError is raised.
    """

    def __init__(self, module: str, *arguments: str, errors: Path) -> None:
        with errors.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
            )
        self.hello = self._answer()

    def ask(self, value: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() or b'{"error": "the process ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class Stage:
    folder: Path
    telegram: ChildProcess
    launcher: ChildProcess

    @property
    def database(self) -> Path:
        return self.folder / "jarchi.db"

    @property
    def stats(self) -> Path:
        return self.folder / "stats.json"

    def do(self, what: str, **options: Any) -> dict[str, Any]:
        return self.telegram.ask({"do": what} | options)

    def start_bot(self, **options: Any) -> int:
        """Start a bot, which runs until it is killed, gets SIGTERM or has finished; return its process id."""
        self.stats.unlink(missing_ok=True)
        hello = self.telegram.hello
        plan = {
            "database": str(self.database),
            "url": hello["url"],
            "token": hello["token"],
            "stats": str(self.stats),
        }
        return int(self.launcher.ask(PLAN_DEFAULTS | plan | options)["pid"])

    def wait_for_end(self, pid: int, timeout: float) -> dict[str, Any]:
        """Wait until a bot has ended without being killed; return the statistics that it wrote."""
        wait_until(lambda: not is_alive(pid), timeout)
        written: dict[str, Any] = json.loads(self.stats.read_text(encoding="utf-8"))
        return written

    def journal(self) -> list[dict[str, Any]]:
        lines = (self.folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def sent(self) -> list[dict[str, Any]]:
        """Return the journal's lines about messages that Telegram accepted, in order."""
        return [line for line in self.journal() if line["method"] == "sendMessage" and line["ok"]]

    def store(self, work: Callable[[Storage], Any]) -> Any:
        """Call `work` with the storage while no bot is running; return its result."""

        async def opened() -> Any:
            storage = await open_storage(self.database, clock=AdjustableClock())
            try:
                return await work(storage.storage)
            finally:
                await storage.close()

        return asyncio.run(opened())

    def broadcast(
        self, chat_ids: list[int], headline: str = "В городе открыли новый парк", *, has_footer: bool = False
    ) -> None:
        """Queue a post for the chats; chats that are not in the database yet are stored first.

        With `has_footer` it is a digest with all its buttons, otherwise an alert with the same stories and no buttons.
        """

        async def queue(storage: Storage) -> None:
            now = datetime.now(UTC)  # noqa: TID251 - a benchmark uses real time
            chats = [reader(ChatId(chat_id)) for chat_id in chat_ids]
            for chat in chats:
                if await storage.chats.get(chat.place) is None:
                    await storage.chats.save(chat, now=now)
            to = [Addressee(chat, None) for chat in chats]
            kind = PostKind.DIGEST if has_footer else PostKind.BREAKING
            await storage.outbox.enqueue(kind, digest(headline, now, has_buttons=has_footer), to, now=now)

        self.store(queue)

    def fill(self, articles: int) -> None:
        """Store articles of random words, from a few hundred words that include those to be searched for."""
        self.store(partial(_fill, count=articles))


async def _fill(storage: Storage, count: int) -> None:
    chance = random.Random(3)
    words = [*WORDS, *("".join(chance.choices("аеиоуклмнрст", k=7)) for _ in range(3000))]
    now = datetime.now(UTC)  # noqa: TID251 - a benchmark uses real time
    feed, _ = await storage.feeds.add(NewFeed("https://tandem.example/feed", "Тандем", "Тандем"), now=now)
    for first in range(0, count, 500):
        texts = [" ".join(chance.choices(words, k=200)) for _ in range(500)]
        news = tuple(
            NewArticle(str(first + n), text[:30], f"https://tandem.example/{first + n}", text[:50], text, "ru", now)
            for n, text in enumerate(texts)
        )
        await storage.feeds.save_poll(PollResult(feed.id, now, feed.state, news))
        unread = await storage.articles.without_annotation(limit=500)
        read = [
            Annotated(
                article.id,
                Annotation(
                    "ru",
                    ("society",),
                    ("kg",),
                    headline=article.title or "",
                    sentences=(article.text[:200],),
                    words=index_words(article.title or "", article.text, "ru"),
                ),
                StoryId(article.id),
            )
            for article in unread
        ]
        await storage.articles.save_annotations(read, now=now)


@contextlib.contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        telegram = ChildProcess(
            "benchmarks.sending.telegram", str(folder / "journal.jsonl"), errors=folder / "telegram.log"
        )
        stack.callback(telegram.close)
        launcher = ChildProcess("benchmarks.sending.bot", errors=folder / "bot.log")
        stack.callback(launcher.close)
        yield Stage(folder, telegram, launcher)


def reader(chat_id: ChatId) -> Chat:
    kind = ChatKind.PRIVATE if chat_id > 0 else ChatKind.SUPERGROUP
    table = Timetable("Asia/Bishkek", (local_time(8),))
    return Chat(chat_id, kind, "ru", table, state=ChatState.ACTIVE, languages=("ru",))


def digest(headline: str, now: datetime, stories: int = 3, *, has_buttons: bool = False) -> Digest:
    """Return an ordinary digest of a few stories.

    With `has_buttons`, each story can be opened, and other stories were left out.
    """
    source = ("Тандем", "https://tandem.example/1")
    summary = (
        SummarySentence("Мэрия рассказала, сколько деревьев посадят до осени и кто будет их поливать.", *source),
        SummarySentence("Жители соседних домов просили об этом с прошлого года.", *source),
    )
    told = tuple(
        DigestStory(
            StoryId(10**9 + number), f"{headline}, {number}", source[1], "ru", None, ("kg",), (source,), summary, now,
            articles=(ArticleId(10**9 + number),) if has_buttons else (),
        )
        for number in range(stories)
    )  # fmt: skip
    return Digest(Window(now - timedelta(hours=24) if has_buttons else now, now), told, 5 if has_buttons else 0)


def kill(pid: int, by: signal.Signals = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, by)
    wait_until(lambda: not is_alive(pid), 20)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(is_done: Callable[[], bool], timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while not is_done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done within {timeout} s")
        time.sleep(0.02)
