"""Topics as the newsroom changed them, and the articles whose topics have to be determined again."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import aiosqlite

from domain.article import Article
from domain.audit import Change
from domain.chat import Chat, ChatKind, Place
from domain.clock import to_seconds
from domain.ids import ArticleId
from domain.post import Notice, PostKind
from domain.topic import EditedTopic, hidden_keys, is_left_without, with_topic_moved
from storage.archive.facets import with_topics
from storage.interface import Addressee
from storage.rows import articles, chats
from storage.rows.topics import COLUMNS, topic_from_row, topic_to_row
from storage.sqlite.chats import tell_people
from storage.sqlite.database import Database, fetch
from storage.sqlite.deliveries import add_deliveries
from storage.sqlite.newsroom import keep_changes

_READ = f"SELECT {COLUMNS} FROM topics ORDER BY number"
_QUEUE = (
    "INSERT OR IGNORE INTO topic_queue (article_id) SELECT a.id FROM articles a"
    " JOIN annotations n ON n.article_id = a.id WHERE a.stored_at >= ?"
)
_CHOOSERS = (
    f"SELECT {chats.COLUMNS} FROM chats WHERE instr(preferences, json_quote(?)) > 0"
    " OR instr(preferences, json_quote('t:' || ?)) > 0"
)
_SAVE = (
    f"INSERT INTO topics ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET titles = excluded.titles, seeds = excluded.seeds,"
    " is_hidden = excluded.is_hidden, merged_into = excluded.merged_into, version = excluded.version"
)


class SqliteTopics:
    """The SQLite implementation of storage.interface.TopicStore."""

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
        async with self._db.write() as connection:
            stored = {topic.key: topic for topic in map(topic_from_row, await fetch(connection, _READ))}
            if all(stored.get(one.key) == one for one in topics):
                return True
            if any(one.version != _version(stored.get(one.key)) + 1 for one in topics):
                return False
            await connection.executemany(_SAVE, map(topic_to_row, topics))
            await keep_changes(connection, changes, now)
            for key, to in (moves or {}).items():
                await _move(connection, key, to)
            await connection.execute(_QUEUE, (to_seconds(sort_since),))
            if notice is not None:
                changed = stored | {one.key: one for one in topics}
                await _tell(connection, hidden_keys(changed), hidden_keys(stored), notice, now)
            return True

    async def unsorted(self, *, limit: int) -> tuple[Article, ...]:
        rows = await self._db.read(
            f"SELECT {articles.COLUMNS} FROM topic_queue q JOIN articles a ON a.id = q.article_id"
            " JOIN feeds f ON f.id = a.feed_id ORDER BY a.id DESC LIMIT ?",
            (limit,),
        )
        return tuple(articles.article_from_row(row) for row in rows)

    async def unsorted_count(self) -> int:
        rows = await self._db.read("SELECT count(*) FROM topic_queue")
        return int(rows[0][0])

    async def sort(self, topics: Mapping[ArticleId, Sequence[str]], *, now: datetime) -> None:  # noqa: ARG002 - the contract
        ids = json.dumps(list(topics))
        async with self._db.write(erase=False) as connection:
            rows = await fetch(
                connection,
                "SELECT w.rowid, w.facets FROM words w WHERE w.rowid IN (SELECT -value FROM json_each(?))",
                (ids,),
            )
            await connection.executemany(
                "UPDATE annotations SET topics = ? WHERE article_id = ?",
                [(json.dumps(list(found), separators=(",", ":")), article) for article, found in topics.items()],
            )
            await connection.executemany(
                "UPDATE words SET facets = ? WHERE rowid = ?",
                [(with_topics(row[1], topics[-row[0]]), row[0]) for row in rows],
            )
            await connection.execute(
                "DELETE FROM topic_queue WHERE article_id IN (SELECT value FROM json_each(?))", (ids,)
            )

    async def topics_since(self, moment: datetime) -> dict[ArticleId, tuple[str, ...]]:
        rows = await self._db.read(
            "SELECT a.id, n.topics FROM articles a JOIN annotations n ON n.article_id = a.id WHERE a.stored_at >= ?",
            (to_seconds(moment),),
        )
        return {row[0]: tuple(json.loads(row[1])) for row in rows}


async def _tell(
    connection: aiosqlite.Connection,
    hidden: frozenset[str],
    before: frozenset[str],
    notice: Notice,
    now: datetime,
) -> None:
    """Queue the notice for readers whose chosen topics are all hidden now and were not before."""
    found: dict[Place, Chat] = {}
    for key in hidden - before:
        rows = map(chats.chat_from_row, await fetch(connection, _CHOOSERS, (key, key)))
        found |= {chat.place: chat for chat in rows if is_left_without(chat, hidden, before)}
    own = [Addressee(chat, chat.next_due_at) for chat in found.values() if chat.kind is ChatKind.PRIVATE]
    if own:
        await add_deliveries(connection, PostKind.NOTICE, notice, own, now)
    others = [chat for chat in found.values() if chat.kind is not ChatKind.PRIVATE]
    await tell_people(connection, others, notice.afar, now)


async def _move(connection: aiosqlite.Connection, key: str, to: str) -> None:
    """Replace a topic by another one in every chat's choice and tastes."""
    rows = await fetch(connection, _CHOOSERS, (key, key))
    moved = [chats.chat_to_row(with_topic_moved(chats.chat_from_row(row), key, to)) for row in rows]
    await connection.executemany(
        "UPDATE chats SET preferences = ? WHERE chat_id = ? AND thread_id = ?",
        [(row[5], row[0], row[1]) for row in moved],
    )


def _version(topic: EditedTopic | None) -> int:
    return topic.version if topic else 0
