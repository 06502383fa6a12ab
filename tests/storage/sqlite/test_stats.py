"""What is counted for the newsroom agrees with plain SQL over the file."""

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

from domain.chat import ChatState
from domain.post import PostKind
from storage.interface import Addressee
from tests.builders import chat, digest
from tests.storage.openers import open_storage
from tests.storage.shelf import NOW, Shelf

DAY_AGO = NOW - timedelta(days=1)


async def test_counts_agree_with_plain_sql(tmp_path: Path) -> None:
    async with open_storage(tmp_path) as opened:
        storage, shelf = opened.storage, Shelf(opened.storage)
        for number in range(1, 40):
            state = list(ChatState)[number % len(ChatState)]
            made = chat(
                number, locale=("ru", "kk", "uz")[number % 3], state=state, countries=("kg", "kz")[: number % 3]
            )
            await storage.chats.save(made, now=NOW)
            await shelf.tell(f"Новость {number}", story=1 + number % 7)
        to = [Addressee(chat(number), None) for number in range(1, 40)]
        await storage.outbox.enqueue(PostKind.BREAKING, digest("Мост"), to, now=NOW)
        counts = await storage.stats.counts(since=DAY_AGO)
    with contextlib.closing(sqlite3.connect(tmp_path / "jarchi.db")) as connection:

        def one(sql: str) -> int:
            return int(connection.execute(sql).fetchone()[0])

        for kept, count in counts["state"].items():
            assert count == one(f"SELECT count(*) FROM chats WHERE state = '{kept}'")
        for locale, count in counts["language"].items():
            assert count == one(f"SELECT count(*) FROM chats WHERE state = 'active' AND locale = '{locale}'")
        for country, count in counts["country"].items():
            wanted = f"preferences LIKE '%\"{country}\"%'"
            assert count == one(f"SELECT count(*) FROM chats WHERE state = 'active' AND {wanted}")
        assert counts["articles"] == {"": one("SELECT count(*) FROM articles")}
        assert counts["stories"] == {"": one("SELECT count(*) FROM stories")}
        assert counts["delivery"] == {
            "breaking waiting": one("SELECT count(*) FROM deliveries WHERE state = 'waiting'")
        }
        assert sum(counts["state"].values()) == one("SELECT count(*) FROM chats")
