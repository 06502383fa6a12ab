"""`move`: moves everything from an SQLite file into PostgreSQL and back, while a digest and a search are half done.

When the move begins, a digest has reached half of the chats, and some deliveries are being sent; one of these has two
messages, of which only the first was sent. A reader sees the first page of a search. After each move, sending and
searching go on in the new database; no message may be lost or sent twice. Without --url a server is started on a socket
in a temporary folder; the database at --url must hold nothing.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from benchmarks.archive import START, vocabulary
from benchmarks.multiply import filled
from benchmarks.servers import postgres_at
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, MessageId, StoryId
from domain.post import Delivery, DeliveryState
from launch.moving import move
from launch.storage import Database, open_storage
from storage.interface import Addressee, Cursor, DeliveryOutcome, QueuedDigest, SearchPage, Storage, no_step
from storage.search_request import request_of
from text.query import parse

_CHATS_AT_ONCE = 500
_ON_THE_WAY = 20  # deliveries that are being sent when the move begins
_LEASE = timedelta(minutes=5)
_DAY = timedelta(days=1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--chats", type=int, default=10_000)
    parser.add_argument("--url", default="", help="an empty PostgreSQL database; by default a server is started")


def run(args: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(args))


class _Readers:
    """The readers of the digest, and how many of its messages each has got."""

    def __init__(self, count: int) -> None:
        self.chats = [
            Chat(
                ChatId(number), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"),
                state=ChatState.ACTIVE, next_due_at=START,
            )
            for number in range(1, count + 1)
        ]  # fmt: skip
        self.got: Counter[tuple[ChatId, int]] = Counter()  # chat and part of the digest → number of messages

    async def queue(self, storage: Storage) -> None:
        """Queue a digest for all readers."""
        chats = self.chats
        for first in range(0, len(chats), _CHATS_AT_ONCE):
            some = chats[first : first + _CHATS_AT_ONCE]
            await asyncio.gather(*(storage.chats.save(chat, now=START) for chat in some))
        story = DigestStory(StoryId(1), "Мост", None, "ru", None, (), (), (), START, articles=(ArticleId(1),))
        digest = Digest(Window(START - _DAY, START), (story,))
        addressees = [Addressee(chat, START + _DAY) for chat in chats]
        await storage.outbox.enqueue_digests([QueuedDigest(digest, addressees)], now=START)

    async def send(self, storage: Storage, count: int) -> None:
        """Send both parts of the digest to at most `count` chats."""
        while count > 0 and (some := await self._claimed(storage, min(count, _CHATS_AT_ONCE))):
            await storage.outbox.record([self._sent(one, 2) for one in some], now=START)
            count -= len(some)

    async def stop_in_the_middle(self, storage: Storage) -> None:
        """Claim some deliveries and leave them unfinished, as a crash would; of one of them, send the first part."""
        some = await self._claimed(storage, _ON_THE_WAY)
        await storage.outbox.record([self._sent(some[0], 1)], now=START)

    async def _claimed(self, storage: Storage, count: int) -> tuple[Delivery, ...]:
        return await storage.outbox.claim(now=START, limit=count, lease=_LEASE)

    def _sent(self, delivery: Delivery, parts: int) -> DeliveryOutcome:
        for part in range(delivery.parts_sent, parts):
            self.got[delivery.chat_id, part] += 1
        ids = (*delivery.message_ids, *(MessageId(part) for part in range(delivery.parts_sent, parts)))
        state = DeliveryState.SENT if parts == 2 else DeliveryState.SENDING
        return DeliveryOutcome(delivery.id, state, parts, ids, None, None, delivery.owner)


async def _run(args: argparse.Namespace) -> dict[str, Any]:
    figures: dict[str, Any] = {"articles": args.articles, "chats": args.chats}
    readers, word = _Readers(args.chats), vocabulary().words[30]
    with tempfile.TemporaryDirectory() as folder, postgres_at(args.url, shared_buffers="256MB") as url:
        file, other, back = Path(folder) / "first.db", SecretStr(url), Path(folder) / "back.db"
        started = time.perf_counter()
        await filled(file, args.articles)
        figures["filled_s"] = round(time.perf_counter() - started, 1)
        async with open_storage(file, is_alone=True) as storage:
            await readers.queue(storage)
            await readers.send(storage, args.chats // 2)
            await readers.stop_in_the_middle(storage)
            first = await _page(storage, word)
            later = await _page(storage, word, first.next)
        places: list[tuple[str, Database, Database]] = [("there", file, other), ("back", other, back)]
        for name, source, target in places:
            started = time.perf_counter()
            moved = await move(source, str(target) if isinstance(target, Path) else url, no_step)
            spent = time.perf_counter() - started
            figures |= {"rows": sum(moved.values()), f"{name}_s": round(spent, 1)}
            figures[f"{name}_rows_per_second"] = round(sum(moved.values()) / spent)
            async with open_storage(target, is_alone=True) as storage:
                page = await _page(storage, word, first.next)
                figures[f"{name}_page_goes_on"] = (page.best, page.next) == (later.best, later.next)
                await storage.outbox.recover(now=START)
                if name == "there":
                    await readers.send(storage, args.chats // 4)
                    await readers.stop_in_the_middle(storage)
                else:
                    await readers.send(storage, args.chats)
                told = await storage.told.articles([Place(readers.chats[0].id)], since=START - _DAY)
                figures[f"{name}_told"] = len(told)
                waiting = await storage.outbox.waiting()
    figures["lost"] = 2 * args.chats - len(readers.got)
    figures["doubled"] = readers.got.total() - len(readers.got)
    figures["waiting"] = waiting
    return figures


async def _page(storage: Storage, word: str, cursor: Cursor | None = None) -> SearchPage:
    return await storage.search.search(request_of(parse(word, now=START), limit=10, cursor=cursor))
