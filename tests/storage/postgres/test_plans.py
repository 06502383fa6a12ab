"""Statements that are slow by a wrong plan keep the right one, whatever the server believes of the tables."""

from datetime import timedelta
from pathlib import Path

from domain.clock import to_seconds
from storage.postgres.outbox import _CLAIM
from tests.storage.postgres.opener import PostgresInside, open_postgres
from tests.storage.shelf import NOW


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
