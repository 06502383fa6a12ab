"""The summaries of stories in PostgreSQL: storing those that were written, and noting which stories need new ones."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import StoryId
from domain.story import Summary
from storage.postgres.database import Transaction
from storage.rows.stories import sentences_to_json

OF_STORIES = (
    "SELECT story_id, language, articles, sentences FROM summaries"
    " WHERE story_id = ANY($1::bigint[]) ORDER BY story_id, language"
)
MISSING = "SELECT id FROM stories WHERE needs_summary ORDER BY id DESC LIMIT $1"
_WRITE = """
INSERT INTO summaries (story_id, language, articles, sentences, written_at)
SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM stories WHERE id = $1)
"""
_FORGET = "DELETE FROM summaries WHERE story_id = ANY($1::bigint[])"


async def write_summaries(
    transaction: Transaction, summaries: Mapping[StoryId, Sequence[Summary]], now: datetime
) -> None:
    """Replace the summaries of stories; stories that were deleted meanwhile are skipped."""
    await transaction.execute(_FORGET, list(summaries))
    rows = [
        (story_id, one.language, json.dumps(one.articles), sentences_to_json(one.sentences), to_seconds(now))
        for story_id, of_story in summaries.items()
        for one in of_story
    ]
    await transaction.each(_WRITE, rows)
    await transaction.execute("UPDATE stories SET needs_summary = false WHERE id = ANY($1::bigint[])", list(summaries))


async def ask_again(transaction: Transaction, story_ids: Collection[StoryId], *, is_wrong: bool) -> None:
    """Record that the stories need new summaries.

    The old summaries stay until the new ones are written; with `is_wrong`, they are deleted at once.
    """
    if is_wrong:
        await transaction.execute(_FORGET, list(story_ids))
    await transaction.execute("UPDATE stories SET needs_summary = true WHERE id = ANY($1::bigint[])", list(story_ids))
