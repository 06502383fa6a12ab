"""The topics in PostgreSQL that the newsroom changed, and the articles whose topics have to be found again."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.article import Article
from domain.audit import Change
from domain.chat import Chat, ChatKind, Place
from domain.clock import to_seconds
from domain.ids import ArticleId
from domain.post import Notice, PostKind
from domain.topic import EditedTopic, hidden_keys, is_left_without, with_topic_moved
from storage.archive.facets import with_topics
from storage.interface import Addressee
from storage.postgres.chats import tell_people
from storage.postgres.database import Database, Lock, Transaction
from storage.postgres.deliveries import add_deliveries
from storage.postgres.newsroom import keep_changes
from storage.postgres.postings import put_words, words_of
from storage.rows import articles, chats
from storage.rows.topics import COLUMNS, topic_from_row, topic_to_row

_READ = f"SELECT {COLUMNS} FROM topics ORDER BY number"
_SAVE = f"""
INSERT INTO topics ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (key) DO UPDATE SET titles = excluded.titles, seeds = excluded.seeds,
       is_hidden = excluded.is_hidden, merged_into = excluded.merged_into, version = excluded.version
"""
_QUEUE = """
INSERT INTO topic_queue (article_id)
SELECT a.id FROM articles a JOIN annotations n ON n.article_id = a.id WHERE a.stored_at >= $1
    ON CONFLICT DO NOTHING
"""
_UNSORTED = f"""
SELECT {articles.COLUMNS} FROM topic_queue q JOIN articles a ON a.id = q.article_id JOIN feeds f ON f.id = a.feed_id
 ORDER BY a.id DESC LIMIT $1
"""
_CHOOSERS = f"SELECT {chats.COLUMNS} FROM chats WHERE strpos(preferences, $1) > 0 OR strpos(preferences, $2) > 0"


class PostgresTopics:
    """The PostgreSQL implementation of storage.interface.TopicStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def edited(self) -> tuple[EditedTopic, ...]:
        return tuple(map(topic_from_row, await self._db.read(_READ)))

    async def save(
        self,
        topics: Sequence[EditedTopic],
        changes: Sequence[Change],
        *,
        sort_since: datetime,
        moves: Mapping[str, str] | None = None,
        notice: Notice | None = None,
        now: datetime,
    ) -> bool:
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            stored = {topic.key: topic for topic in map(topic_from_row, await transaction.fetch(_READ))}
            if all(stored.get(one.key) == one for one in topics):
                return True
            if any(one.version != _version(stored.get(one.key)) + 1 for one in topics):
                return False
            for one in topics:
                await transaction.execute(_SAVE, *topic_to_row(one))
            await keep_changes(transaction, changes, now)
            for key, to in (moves or {}).items():
                await _move(transaction, key, to)
            await transaction.execute(_QUEUE, to_seconds(sort_since))
            if notice is not None:
                changed = stored | {one.key: one for one in topics}
                await _tell(transaction, hidden_keys(changed), hidden_keys(stored), notice, now)
            return True

    async def unsorted(self, *, limit: int) -> tuple[Article, ...]:
        return tuple(articles.article_from_row(row) for row in await self._db.read(_UNSORTED, limit))

    async def unsorted_count(self) -> int:
        rows = await self._db.read("SELECT count(*) FROM topic_queue")
        return int(rows[0][0])

    async def sort(self, topics: Mapping[ArticleId, Sequence[str]], *, now: datetime) -> None:  # noqa: ARG002 - the contract
        async with self._db.write(Lock.NEWS) as transaction:
            await transaction.each(
                "UPDATE annotations SET topics = $2 WHERE article_id = $1",
                [(article, json.dumps(list(found), separators=(",", ":"))) for article, found in topics.items()],
            )
            words = await words_of(transaction, topics)
            await put_words(
                transaction,
                [one._replace(facets=with_topics(one.facets, topics[one.article_id])) for one in words],
            )
            await transaction.execute("DELETE FROM topic_queue WHERE article_id = ANY($1::bigint[])", list(topics))

    async def topics_since(self, moment: datetime) -> dict[ArticleId, tuple[str, ...]]:
        rows = await self._db.read(
            "SELECT a.id, n.topics FROM articles a JOIN annotations n ON n.article_id = a.id WHERE a.stored_at >= $1",
            to_seconds(moment),
        )
        return {row[0]: tuple(json.loads(row[1])) for row in rows}


async def _tell(
    transaction: Transaction, hidden: frozenset[str], before: frozenset[str], notice: Notice, now: datetime
) -> None:
    """Queue the notice for readers whose chosen topics are all in `hidden`, but were not all in `before`."""
    found: dict[Place, Chat] = {}
    for key in hidden - before:
        rows = map(chats.chat_from_row, await transaction.fetch(_CHOOSERS, json.dumps(key), json.dumps(f"t:{key}")))
        found |= {chat.place: chat for chat in rows if is_left_without(chat, hidden, before)}
    own = [Addressee(chat, chat.next_due_at) for chat in found.values() if chat.kind is ChatKind.PRIVATE]
    if own:
        await add_deliveries(transaction, PostKind.NOTICE, notice, own, now)
    others = [chat for chat in found.values() if chat.kind is not ChatKind.PRIVATE]
    await tell_people(transaction, others, notice.afar, now)


async def _move(transaction: Transaction, key: str, to: str) -> None:
    """Replace the topic `key` by the topic `to` in the chosen topics and the tastes of every chat."""
    rows = await transaction.fetch(_CHOOSERS, json.dumps(key), json.dumps(f"t:{key}"))
    moved = [chats.chat_to_row(with_topic_moved(chats.chat_from_row(row), key, to)) for row in rows]
    await transaction.each(
        "UPDATE chats SET preferences = $1 WHERE chat_id = $2 AND thread_id = $3",
        [(row[5], row[0], row[1]) for row in moved],
    )


def _version(topic: EditedTopic | None) -> int:
    return topic.version if topic else 0
