"""Everything moves from a file to PostgreSQL and back, with counts and contents checked on the way."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.correction import Correction, CorrectionKind
from domain.digest import Digest, DigestStory, Window
from domain.feed import PollOutcome
from domain.ids import ChatId, MessageId, StoryId, UpdateId
from domain.post import Delivery, DeliveryState
from storage.interface import Addressee, Cursor, DeliveryOutcome, QueuedDigest, Storage, StoredUpdate
from storage.interface.moving import Row, TableReader
from storage.moving import MoveFailedError, move_tables
from tests.storage.openers import TABLES
from tests.storage.shelf import NOW, Shelf

CHAT = Chat(ChatId(-7), ChatKind.GROUP, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE, next_due_at=NOW)
LEASE = timedelta(minutes=5)


def quiet(rows: int, of: int) -> None:
    assert rows <= of


async def _live(storage: Storage) -> None:
    """Let things happen, and stop in the middle of sending a digest."""
    shelf = Shelf(storage)
    for number in range(30):
        await shelf.tell(f"Пожар номер {number}", "Слово\0 с нулём, O'sh и \\ черта.")
    waits = await shelf.poll(shelf.article("Ждёт"))
    await storage.feeds.save_poll(replace(waits, is_read=True, outcome=PollOutcome.OK))
    await storage.chats.save(CHAT, now=NOW)
    await storage.follows.add(ChatId(-7), "мост", at_once=True, now=NOW, update_id=UpdateId(3))
    (article,) = (await shelf.found("пожар номер 7"))[:1]
    await storage.bookmarks.add(
        Bookmark(Place(ChatId(-7)), BookmarkKind.SAVED, article, "П", "Тандем", None, NOW), now=NOW
    )
    await storage.corrections.put([Correction(article, CorrectionKind.PINNED, NOW, until=NOW + LEASE)], now=NOW)
    await storage.inbox.put([StoredUpdate(UpdateId(9), ChatId(-7), {"text": "\0 и ещё"})], now=NOW)
    story = DigestStory(StoryId(1001), "Пожар", None, "ru", None, (), (), (), NOW, articles=(article,))
    for _ in range(2):
        digest = QueuedDigest(Digest(Window(NOW - LEASE, NOW), (story,)), [Addressee(CHAT, NOW)])
        await storage.outbox.enqueue_digests([digest], now=NOW)
    (first,) = await storage.outbox.claim(now=NOW, limit=10, lease=LEASE)
    await _record(storage, first, DeliveryState.SENDING, parts=1)


async def _record(storage: Storage, delivery: Delivery, state: DeliveryState, *, parts: int) -> None:
    sent = tuple(MessageId(5 + part) for part in range(parts))
    await storage.outbox.record([DeliveryOutcome(delivery.id, state, parts, sent)], now=NOW)


async def _send_next(storage: Storage, *, sent_before: int) -> None:
    """Start as a bot does, and send the rest of the only delivery that may be sent now."""
    await storage.outbox.recover(now=NOW)
    (delivery,) = await storage.outbox.claim(now=NOW, limit=10, lease=LEASE)
    assert (delivery.parts_sent, len(delivery.message_ids)) == (sent_before, sent_before)
    post = await storage.outbox.post(delivery.post_id)
    assert isinstance(post and post.content, Digest)
    await _record(storage, delivery, DeliveryState.SENT, parts=2)


async def _second_page(storage: Storage, cursor: Cursor) -> tuple[object, ...]:
    page = await Shelf(storage).page("пожары", limit=7, cursor=cursor)
    return (page.best, page.previous, page.next)


async def _seen(storage: Storage) -> tuple[object, ...]:
    """Return what a reader and the operator see of a storage."""
    shelf = Shelf(storage)
    page = await shelf.page("пожары", limit=7)
    assert page.next is not None
    return (
        page.best,
        (await shelf.page("пожары", limit=7, cursor=page.next)).best,
        await storage.housekeeping.counts(),
        await storage.housekeeping.check(),
        (feeds := await storage.feeds.all()),
        [await storage.feeds.polls(feed.id) for feed in feeds],
        await storage.chats.threads_of(ChatId(-7)),
        await storage.follows.all(),
        await storage.bookmarks.of(Place(ChatId(-7)), BookmarkKind.SAVED),
        await storage.told.articles([Place(ChatId(-7))], since=NOW - LEASE),
        await storage.outbox.waiting(),
        [update.update_id for update in await storage.inbox.waiting()],
        await storage.articles.unread(),
        [replace(one, text="") for one in await storage.articles.without_annotation(limit=10)],
        await storage.stories.get([StoryId(1001), StoryId(1002)]),
    )


async def test_everything_goes_there_and_back_and_goes_on(tmp_path: Path) -> None:
    file, other = TABLES["sqlite"](tmp_path / "first"), TABLES["postgres"](tmp_path / "other")
    back = TABLES["sqlite"](tmp_path / "back")
    async with file.open(is_alone=True) as storage:
        await _live(storage)
        seen = await _seen(storage)
        turned = (await Shelf(storage).page("пожары", limit=7)).next
        assert turned is not None
        second = await _second_page(storage, turned)
        async with file.reading() as source, other.filling() as target:  # while the file is in use
            moved = await move_tables(source, target, quiet)
    assert moved["articles"] == moved["annotations"] + 1 == 31
    async with other.open(is_alone=True) as storage:
        assert await _seen(storage) == seen
        assert await _second_page(storage, turned) == second, "of a search from before the move"
        await _send_next(storage, sent_before=1)
        before = await storage.articles.without_annotation(limit=10)
        new = await Shelf(storage).feed("Вестник")
        assert new not in {feed.id for feed in seen[4]}  # type: ignore[attr-defined]
        assert await storage.stories.reserve_ids(1, now=NOW) > 1030
        seen = await _seen(storage)
    async with other.reading() as source, back.filling() as target:
        await move_tables(source, target, quiet)
    async with back.open(is_alone=True) as storage:
        assert await _seen(storage) == seen
        assert await storage.articles.without_annotation(limit=10) == before
        assert await _second_page(storage, turned) == second
        assert await storage.outbox.waiting() == 1
        await _send_next(storage, sent_before=0)
        assert await storage.outbox.waiting() == 0


class Lossy:
    """A reader that loses the last row of a table."""

    def __init__(self, reader: TableReader, table: str) -> None:
        self._reader, self._table = reader, table

    async def tables(self) -> Mapping[str, Sequence[str]]:
        return await self._reader.tables()

    async def listed(self, table: str) -> frozenset[str]:
        return await self._reader.listed(table)

    async def count(self, table: str) -> int:
        return await self._reader.count(table)

    async def last_ids(self) -> Mapping[str, int]:
        return await self._reader.last_ids()

    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        await self._reader.put(table, columns, rows[:-1] if table == self._table else rows)  # type: ignore[attr-defined]

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        await self._reader.finish(last_ids)  # type: ignore[attr-defined]

    async def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        async for rows in self._reader.rows(table, columns):
            yield rows


async def test_what_does_not_arrive_is_noticed_and_nothing_is_left_there(tmp_path: Path) -> None:
    file, other = TABLES["sqlite"](tmp_path / "first"), TABLES["postgres"](tmp_path / "other")
    async with file.open(is_alone=True) as storage:
        await _live(storage)
    with pytest.raises(MoveFailedError, match="follows: 1 rows"):
        async with file.reading() as source, other.filling() as target:
            await move_tables(source, Lossy(target, "follows"), quiet)
    async with other.open(is_alone=True) as storage:
        assert not any((await storage.housekeeping.counts()).values())
