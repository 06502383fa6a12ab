"""Several processes on one database: each delivery goes to one of them, and a chat's deliveries one at a time."""

import asyncio
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.ids import ChatId, FeedId, MessageId
from domain.post import DeliveryState, Notice, PostKind
from storage.interface import Addressee, DeliveryOutcome, PollResult, Storage
from storage.postgres import PostgresKeeper
from tests.storage.postgres.opener import made_database, open_postgres, opened_at, schemas_of, server
from tests.storage.shelf import NOW, Shelf

CHATS = [
    Chat(ChatId(number), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE)
    for number in range(1, 61)
]
LEASE = timedelta(minutes=5)


async def _queue(storage: Storage, posts: int) -> None:
    for chat in CHATS:
        await storage.chats.save(chat, now=NOW)
    for number in range(posts):
        addressees = [Addressee(chat, None) for chat in CHATS]
        await storage.outbox.enqueue(PostKind.NOTICE, Notice(f"notice-{number}", {}), addressees, now=NOW)


async def test_two_processes_share_what_waits_and_no_chat_gets_two_at_once(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as one, open_postgres(tmp_path) as other:
        await _queue(one.storage, posts=3)
        on_the_way: set[int] = set()
        sent: list[int] = []

        async def deliver(storage: Storage) -> None:
            while claimed := await storage.outbox.claim(now=NOW, limit=7, lease=LEASE):
                chats = [delivery.chat_id for delivery in claimed]
                assert not on_the_way.intersection(chats)
                assert len(set(chats)) == len(chats)
                on_the_way.update(chats)
                await asyncio.sleep(0)
                sent.extend(delivery.id for delivery in claimed)
                on_the_way.difference_update(chats)
                outcomes = [
                    DeliveryOutcome(delivery.id, DeliveryState.SENT, 1, (MessageId(1),)) for delivery in claimed
                ]
                await storage.outbox.record(outcomes, now=NOW)

        await asyncio.gather(*(deliver(opened.storage) for opened in (one, other, one, other)))
        while await one.storage.outbox.waiting():
            await deliver(one.storage)
        assert len(sent) == len(set(sent)) == 3 * len(CHATS)


async def test_two_processes_that_poll_the_same_store_each_article_once(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as one, open_postgres(tmp_path) as other:
        shelf = Shelf(one.storage)
        feeds = [await shelf.feed("Тандем"), await shelf.feed("Вестник")]
        articles = [shelf.article(f"Весть {number}") for number in range(20)]

        async def store(storage: Storage, feed_id: FeedId) -> int:
            saved = await storage.feeds.save_poll(PollResult(feed_id, NOW, shelf.state(), tuple(articles)))
            return saved.new

        new = await asyncio.gather(*(store(opened.storage, feeds[0]) for opened in (one, other, one, other)))
        assert sum(new) == 20
        assert (await one.storage.housekeeping.counts())["articles"] == 20


async def test_a_feed_is_claimed_by_one_of_two(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as one, open_postgres(tmp_path) as other:
        shelf = Shelf(one.storage)
        ids = [await shelf.feed(f"Издание {number}") for number in range(10)]
        due = NOW + timedelta(days=2)
        claimed = await asyncio.gather(
            *(opened.storage.feeds.claim(ids, now=due, lease=LEASE) for opened in (one, other, one, other))
        )
        assert sorted(feed.id for feeds in claimed for feed in feeds) == sorted(ids)


async def test_the_settings_of_a_database_make_no_transaction_fail_that_waits_for_its_turn(tmp_path: Path) -> None:
    with made_database() as url:
        name = urlsplit(url).path.strip("/")
        for setting in ("lock_timeout = 20", "statement_timeout = 20", "default_transaction_isolation = serializable"):
            server().sql(f"ALTER DATABASE {name} SET {setting}")
        async with opened_at(url) as one, opened_at(url) as other:
            shelves = Shelf(one), Shelf(other)
            await asyncio.gather(
                *(shelf.poll(shelf.article(f"Весть {turn}")) for shelf in shelves for turn in range(9))
            )
            first, second = one.leases.turn("told"), other.leases.turn("told")
            async with first:
                waiting = asyncio.ensure_future(second.__aenter__())
                await asyncio.sleep(0.1)
            await waiting
            await second.__aexit__(None, None, None)
            assert (await one.housekeeping.counts())["articles"] == 9


async def test_two_may_try_out_their_copies_at_once() -> None:
    with made_database() as url:
        async with PostgresKeeper(url).scratch() as one, PostgresKeeper(url).scratch() as other:
            async with one.open() as storage:
                await Shelf(storage).tell("Открыт мост")
            async with other.open() as storage:
                assert (await storage.housekeeping.counts())["articles"] == 0
        assert schemas_of(url) == ["public"]


async def test_ids_of_stories_are_given_to_one_alone(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as one, open_postgres(tmp_path) as other:
        firsts = await asyncio.gather(
            *(opened.storage.stories.reserve_ids(10, now=NOW) for opened in (one, other) for _ in range(5))
        )
        given = [first + step for first in firsts for step in range(10)]
        assert len(set(given)) == 100
