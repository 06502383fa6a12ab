"""Moving articles from one story to another, inside a write transaction."""

import json
from collections.abc import Mapping
from datetime import datetime

import aiosqlite

from domain.clock import to_seconds
from domain.ids import ArticleId, StoryId
from storage.sqlite.annotations import drop_empty
from storage.sqlite.summaries import ask_again


async def move_articles(connection: aiosqlite.Connection, moves: Mapping[ArticleId, StoryId], now: datetime) -> None:
    """Move articles (id → story id); missing stories are created, and stories without articles deleted."""
    if not moves:
        return
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT story_id FROM annotations WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(moves)),),
    )
    await connection.executemany(
        "INSERT INTO stories (id, created_at, updated_at) VALUES (?1, ?2, ?2) ON CONFLICT (id) DO NOTHING",
        [(story_id, to_seconds(now)) for story_id in sorted(set(moves.values()))],
    )
    await connection.executemany(
        "UPDATE annotations SET story_id = ? WHERE article_id = ?",
        [(story_id, article_id) for article_id, story_id in moves.items()],
    )
    changed = sorted({row[0] for row in rows} | set(moves.values()))
    await drop_empty(connection, changed)
    await ask_again(connection, changed, is_wrong=False)
