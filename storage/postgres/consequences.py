"""Writing what follows when deliveries in PostgreSQL are finished, in the transaction that finishes them.

The news of a digest that was dropped unsent comes in the chat's next digest. The content of a notice is erased when
none of its deliveries waits or is being sent any more.
"""

from collections.abc import Collection, Sequence

from domain.delivery_rules import OPEN, keeps_words, reopened
from domain.ids import DeliveryId, PostId
from domain.post import DeliveryState, PostKind
from storage.postgres.database import Row, Transaction
from storage.rows.moments import moment_or_none, seconds_or_none
from storage.rows.rules import OPEN_STATES

# The end of every UPDATE statement that finishes deliveries; with it the statement returns the rows for `settle`.
SETTLED = """
RETURNING deliveries.id, deliveries.post_id, deliveries.state, deliveries.parts_sent,
          (SELECT p.kind FROM posts p WHERE p.id = deliveries.post_id)
"""
_REOPENED = """
SELECT c.chat_id, c.thread_id, c.last_digest_end, p.window_start
  FROM deliveries d JOIN posts p ON p.id = d.post_id
  JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE d.id = ANY($1::bigint[]) AND p.window_start IS NOT NULL
"""
_TOLD_NOTICES = f"""
SELECT p.id, EXISTS (SELECT 1 FROM deliveries d WHERE d.state IN {OPEN_STATES} AND d.post_id = p.id)
  FROM posts p WHERE p.id = ANY($1::bigint[]) AND p.kind = $2 AND p.content IS NOT NULL
"""


async def settle(transaction: Transaction, ended: Sequence[Row]) -> None:
    """Let the next digests cover the windows of dropped digests, and erase notices that nobody is to get any more.

    `ended` has the row of each finished delivery, with the columns that SETTLED returns.
    """
    await _reopen(transaction, [row[0] for row in ended if row[2] == DeliveryState.DROPPED and row[3] == 0])
    notices = {row[1] for row in ended if row[4] == PostKind.NOTICE and row[2] not in OPEN}
    await forget_words(transaction, notices)


async def _reopen(transaction: Transaction, dropped: Sequence[DeliveryId]) -> None:
    """Set last_digest_end of each chat back to where its dropped digest began, because that news was not sent."""
    if not dropped:
        return
    ends: dict[tuple[int, int], int | None] = {}
    for chat_id, thread_id, end, start in await transaction.fetch(_REOPENED, list(dropped)):
        window_start = moment_or_none(start)
        assert window_start is not None
        earlier = ends.get((chat_id, thread_id), end)
        ends[chat_id, thread_id] = seconds_or_none(reopened(moment_or_none(earlier), window_start))
    await transaction.each(
        "UPDATE chats SET last_digest_end = $1 WHERE chat_id = $2 AND thread_id = $3",
        [(end, *place) for place, end in ends.items()],
    )


async def forget_words(transaction: Transaction, posts: Collection[PostId]) -> None:
    """Erase the content of the notices among these posts, unless a delivery of the notice waits or is being sent."""
    if not posts:
        return
    rows = await transaction.fetch(_TOLD_NOTICES, sorted(posts), str(PostKind.NOTICE))
    done = [row[0] for row in rows if not keeps_words(PostKind.NOTICE, has_open=row[1])]
    if done:
        await transaction.execute("UPDATE posts SET content = NULL WHERE id = ANY($1::bigint[])", done)
