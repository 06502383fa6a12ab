"""What chats were told, read in PostgreSQL from the posts that were delivered to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.chat import ChatState, Place
from domain.clock import to_seconds
from domain.delivery_rules import comes_again
from domain.digest import Digest
from domain.ids import ArticleId, PostId, UpdateId
from domain.post import DeliveryState, PostKind
from storage.postgres.consequences import SETTLED, settle
from storage.postgres.database import Database, Lock
from storage.postgres.inbox import mark_applied
from storage.postgres.posts import add_content, add_stories
from storage.rows.moments import moment_or_none
from storage.rows.rules import MAY_BE_TAKEN_BACK, TOLD

_TOLD = f"""
SELECT d.chat_id, array_agg(d.post_id) FROM deliveries d
 WHERE d.chat_id = ANY($1::bigint[]) AND d.thread_id = $2
   AND d.post_id >= (SELECT min(id) FROM posts WHERE created_at >= $3) AND {TOLD}
 GROUP BY d.chat_id
"""
_TAKE_BACK = f"""
UPDATE deliveries SET state = 'dropped', reason = 'shown'
 WHERE chat_id = $1 AND thread_id = $2 AND {MAY_BE_TAKEN_BACK} AND EXISTS (
       SELECT 1 FROM post_stories mine JOIN post_stories shown ON mine.articles && shown.articles
        WHERE mine.post_id = deliveries.post_id AND shown.post_id = $3)
{SETTLED}
"""
_SHOWN = """
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before, created_at)
VALUES ($1, $2, $3, '', '', false, $4, 0, $5, $5)
"""
_PLAN = "SELECT state, next_due_at FROM chats WHERE chat_id = $1 AND thread_id = $2"
_DUE_AT = "UPDATE chats SET next_due_at = $3 WHERE chat_id = $1 AND thread_id = $2"


class PostgresTold:
    """The PostgreSQL implementation of storage.interface.ToldStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def articles(self, places: Sequence[Place], *, since: datetime) -> dict[Place, frozenset[ArticleId]]:
        histories: dict[Place, frozenset[PostId]] = {}
        for thread_id in {place.thread_id for place in places}:
            chats = [place.chat_id for place in places if place.thread_id == thread_id]
            rows = await self._db.read(_TOLD, chats, thread_id or 0, to_seconds(since))
            histories |= {Place(row[0], thread_id): frozenset(row[1]) for row in rows}
        nothing: frozenset[ArticleId] = frozenset()
        several = set(histories.values())  # each set of posts is read once, because most chats were told the same ones
        articles = await self._articles_of({post for posts in several for post in posts})
        sets = {posts: nothing.union(*(articles.get(post, ()) for post in posts)) for posts in several}
        return {place: sets[histories[place]] if place in histories else nothing for place in places}

    async def _articles_of(self, posts: set[PostId]) -> Mapping[PostId, set[ArticleId]]:
        articles: dict[PostId, set[ArticleId]] = {}
        for post_id, told_of_story in await self._db.read(
            "SELECT post_id, articles FROM post_stories WHERE post_id = ANY($1::bigint[])", sorted(posts)
        ):
            articles.setdefault(post_id, set()).update(told_of_story)
        return articles

    async def record_shown(
        self, place: Place, digest: Digest, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        moment, where = to_seconds(now), (place.chat_id, place.thread_id or 0)
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not digest.stories or not await mark_applied(transaction, update_id, now, step="record_shown"):
                return
            post_id = await add_content(transaction, PostKind.DIGEST, None, now)
            await add_stories(transaction, post_id, digest)
            await transaction.execute(_SHOWN, post_id, *where, str(DeliveryState.SENT), moment)
            taken = await transaction.fetch(_TAKE_BACK, *where, post_id)
            await settle(transaction, taken)
            kinds = [PostKind(row[4]) for row in taken]
            for state, next_due_at in await transaction.fetch(_PLAN, *where):
                if comes_again(kinds, ChatState(state), moment_or_none(next_due_at)):
                    await transaction.execute(_DUE_AT, *where, moment)
