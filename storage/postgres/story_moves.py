"""Moving articles from one story to another, inside a write transaction."""

from collections.abc import Mapping
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import ArticleId, StoryId
from storage.postgres.annotations import drop_empty
from storage.postgres.database import Transaction
from storage.postgres.summaries import ask_again


async def move_articles(transaction: Transaction, moves: Mapping[ArticleId, StoryId], now: datetime) -> None:
    """Move articles (id → story id); missing stories are created, and stories without articles deleted."""
    if not moves:
        return
    rows = await transaction.fetch(
        "SELECT DISTINCT story_id FROM annotations WHERE article_id = ANY($1::bigint[])", list(moves)
    )
    await transaction.execute(
        "INSERT INTO stories (id, created_at, updated_at) SELECT unnest($1::bigint[]), $2, $2"
        " ON CONFLICT (id) DO NOTHING",
        sorted(set(moves.values())),
        to_seconds(now),
    )
    await transaction.execute(
        "UPDATE annotations SET story_id = m.story_id FROM unnest($1::bigint[], $2::bigint[]) m (id, story_id)"
        " WHERE article_id = m.id",
        list(moves.keys()),
        list(moves.values()),
    )
    changed = sorted({row[0] for row in rows} | set(moves.values()))
    await drop_empty(transaction, changed)
    await ask_again(transaction, changed, is_wrong=False)
