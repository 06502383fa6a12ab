"""The summaries of stories: which stories need one, and storing those that were written."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import StoryId
from domain.story import Summary
from storage.rows.stories import sentences_to_json
from storage.sqlite.connections import Writable

OF_STORIES = (
    "SELECT story_id, language, articles, sentences FROM summaries"
    " WHERE story_id IN (SELECT value FROM json_each(?)) ORDER BY story_id, language"
)
MISSING = "SELECT id FROM stories WHERE needs_summary ORDER BY id DESC LIMIT ?"


async def write_summaries(connection: Writable, summaries: Mapping[StoryId, Sequence[Summary]], now: datetime) -> None:
    """Replace the summaries of stories; stories that were deleted meanwhile are skipped."""
    await _forget(connection, summaries.keys())
    await connection.executemany(
        "INSERT INTO summaries (story_id, language, articles, sentences, written_at)"
        " SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM stories WHERE id = ?1)",
        [
            (
                story_id,
                summary.language,
                json.dumps(summary.articles),
                sentences_to_json(summary.sentences),
                to_seconds(now),
            )
            for story_id, of_story in summaries.items()
            for summary in of_story
        ],
    )
    await connection.execute(
        "UPDATE stories SET needs_summary = 0 WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(summaries)),),
    )


async def ask_again(connection: Writable, story_ids: Collection[StoryId], *, is_wrong: bool) -> None:
    """Record that the stories need new summaries.

    The old ones stay until then, or are deleted at once if `is_wrong`.
    """
    if is_wrong:
        await _forget(connection, story_ids)
    await connection.execute(
        "UPDATE stories SET needs_summary = 1 WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(story_ids)),),
    )


async def _forget(connection: Writable, story_ids: Collection[StoryId]) -> None:
    await connection.execute(
        "DELETE FROM summaries WHERE story_id IN (SELECT value FROM json_each(?))", (json.dumps(list(story_ids)),)
    )
