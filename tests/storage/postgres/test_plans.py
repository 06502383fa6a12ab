"""Statements that are slow by a wrong plan keep the right one, whatever the server believes of the tables."""

from datetime import timedelta
from pathlib import Path

from domain.clock import to_seconds
from domain.digest import Window
from domain.ids import ArticleId
from storage.interface import StoryQuery
from storage.postgres.outbox import _CLAIM
from storage.postgres.stories import finding
from tests.storage.postgres.opener import PostgresInside, open_postgres
from tests.storage.shelf import NOW, Shelf


async def test_a_claim_looks_up_each_chat_although_nothing_was_being_sent(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as opened:
        assert isinstance(opened.inside, PostgresInside)
        database = opened.inside.database
        await database.write_one(
            "INSERT INTO deliveries (post_id, chat_id, locale, zone, is_silent, state, priority, not_before,"
            " created_at) SELECT 1, n, 'ru', 'UTC', false, 'sent', 1, 0, 0 FROM generate_series(1, 3000) n"
        )
        await database.write_one("ANALYZE deliveries")
        values = (to_seconds(NOW), to_seconds(NOW + timedelta(minutes=5)), 100, "")
        plan = "\n".join(row[0] for row in await database.read(f"EXPLAIN {_CLAIM}", *values))
        assert plan.count("Index Cond: (chat_id = d") == 3


async def test_a_digest_reads_the_articles_of_its_window_and_pinned_ones_by_an_index(tmp_path: Path) -> None:
    async with open_postgres(tmp_path) as opened:
        assert isinstance(opened.inside, PostgresInside)
        database = opened.inside.database
        feed = await Shelf(opened.storage).feed()
        await database.write_one(
            "INSERT INTO articles (feed_id, fingerprint, content_hash, text, language, published_at, stored_at,"
            " is_pushable) SELECT $1, n::text, '', '', 'ru', n, n, true FROM generate_series($2::bigint, $3::bigint) n",
            feed,
            to_seconds(NOW - timedelta(hours=1)),
            to_seconds(NOW),
        )
        await database.write_one("ANALYZE articles")
        window = Window(NOW - timedelta(minutes=1), NOW)
        for pinned in ([], [ArticleId(7), ArticleId(8)]):
            sql, values = finding(StoryQuery(window=window, pinned_at=NOW), pinned)
            plan = "\n".join(row[0] for row in await database.read(f"EXPLAIN {sql}", *values))
            assert "Seq Scan on articles" not in plan
