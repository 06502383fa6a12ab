"""Writing what follows when deliveries in SQLite are finished, in the transaction that finishes them.

The news of a digest that was dropped unsent comes in the chat's next digest. The content of a notice is erased when
none of its deliveries waits or is being sent any more.
"""

import json
from collections.abc import Collection, Sequence

import aiosqlite

from domain.delivery_rules import OPEN, PRIORITIES, keeps_words, reopened
from domain.ids import DeliveryId, PostId
from domain.post import DeliveryState, PostKind
from storage.rows.moments import moment_or_none, seconds_or_none
from storage.sqlite.database import fetch

# The end of every UPDATE statement that finishes deliveries; with it the statement returns the rows for `settle`.
SETTLED = "RETURNING id, post_id, state, parts_sent, (SELECT kind FROM posts WHERE posts.id = post_id) AS kind"
_REOPENED = """
SELECT c.chat_id, c.thread_id, c.last_digest_end, unixepoch(p.content ->> '$.window.start')
  FROM deliveries d JOIN posts p ON p.id = d.post_id
  JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE d.id IN (SELECT value FROM json_each(?)) AND p.content ->> '$.window.start' IS NOT NULL
"""
_TOLD_NOTICES = """
SELECT p.id, EXISTS (SELECT 1 FROM deliveries d WHERE d.state = 'waiting' AND d.priority = ?2 AND d.post_id = p.id)
          OR EXISTS (SELECT 1 FROM deliveries d WHERE d.state = 'sending' AND d.post_id = p.id)
  FROM posts p
 WHERE p.id IN (SELECT value FROM json_each(?1)) AND p.kind = ?3 AND p.content IS NOT NULL
"""


async def settle(connection: aiosqlite.Connection, ended: Sequence[aiosqlite.Row]) -> None:
    """Let the next digests cover the windows of dropped digests, and erase notices that nobody is to get any more.

    `ended` has the row of each finished delivery, with the columns that SETTLED returns.
    """
    await _reopen(connection, [row[0] for row in ended if row[2] == DeliveryState.DROPPED and row[3] == 0])
    notices = {row[1] for row in ended if row[4] == PostKind.NOTICE and row[2] not in OPEN}
    await forget_words(connection, notices)


async def _reopen(connection: aiosqlite.Connection, dropped: Sequence[DeliveryId]) -> None:
    """Set last_digest_end of each chat back to where its dropped digest began, because that news was not sent."""
    if not dropped:
        return
    ends: dict[tuple[int, int], int | None] = {}
    for chat_id, thread_id, end, start in await fetch(connection, _REOPENED, (json.dumps(dropped),)):
        window_start = moment_or_none(start)
        assert window_start is not None
        earlier = ends.get((chat_id, thread_id), end)
        ends[chat_id, thread_id] = seconds_or_none(reopened(moment_or_none(earlier), window_start))
    await connection.executemany(
        "UPDATE chats SET last_digest_end = ? WHERE chat_id = ? AND thread_id = ?",
        [(end, *place) for place, end in ends.items()],
    )


async def forget_words(connection: aiosqlite.Connection, posts: Collection[PostId]) -> None:
    """Erase the contents of those posts that are notices with no delivery that waits or is being sent."""
    if not posts:
        return
    parameters = (json.dumps(sorted(posts)), PRIORITIES[PostKind.NOTICE], PostKind.NOTICE)
    rows = await fetch(connection, _TOLD_NOTICES, parameters)
    done = [row[0] for row in rows if not keeps_words(PostKind.NOTICE, has_open=bool(row[1]))]
    if done:
        await connection.execute(
            "UPDATE posts SET content = NULL WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(done),)
        )
