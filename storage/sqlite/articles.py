"""Articles: deduplicated as they come in, edited when the publisher edits, queued for the annotator."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

from domain import budget
from domain.article import Article, NewArticle
from domain.clock import from_seconds, to_seconds
from storage.interface import PollResult, SavedPoll
from storage.sqlite.database import Database
from storage.sqlite.pages import want_pages

PUSHABLE_FOR = timedelta(hours=48)  # older than this when stored, an article is never pushed
SAME_TEXT_LENGTH = 100  # characters from which an equal text of the same source is the same article
_COLUMNS = (
    "a.id, a.feed_id, f.source, f.country, a.fingerprint, a.content_hash, a.url, a.title, a.text, a.language,"
    " a.published_at, a.stored_at, a.is_pushable"
)
_KNOWN = """
SELECT id, fingerprint, content_hash, url, title, feed_id FROM articles
 WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints))
UNION
SELECT id, fingerprint, content_hash, url, title, feed_id FROM articles
 WHERE url IN (SELECT value FROM json_each(:urls))
UNION
SELECT id, fingerprint, content_hash, url, title, feed_id FROM articles
 WHERE content_hash IN (SELECT value FROM json_each(:hashes))
"""
_QUEUE = """
INSERT OR IGNORE INTO annotator_queue (article_id)
SELECT id FROM articles
 WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints)) OR id IN (SELECT value FROM json_each(:ids))
"""
_FEEDS = """
SELECT id, last_success_at IS NULL, source, full_text FROM feeds
 WHERE source IN (SELECT source FROM feeds WHERE id IN (SELECT value FROM json_each(?)))
"""


class SqliteArticles:
    """The reading half of the ArticleStore of storage.interface; annotations are written elsewhere."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, ids: Sequence[int]) -> tuple[Article, ...]:
        """In the order asked for; unknown ids are left out."""
        rows = await self._db.read(
            f"SELECT {_COLUMNS} FROM articles a JOIN feeds f ON f.id = a.feed_id"
            " WHERE a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found = {row[0]: _article(row) for row in rows}
        return tuple(found[article_id] for article_id in ids if article_id in found)

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        """When the first article was stored, later than `since`, that has no annotation yet or awaits its page."""
        rows = await self._db.read(
            "SELECT min(a.stored_at) FROM articles a WHERE a.stored_at > ?"
            " AND +a.id IN (SELECT article_id FROM annotator_queue"  # the plus: by time, up to the first that waits
            " UNION ALL SELECT article_id FROM pages WHERE attempts = 0)"
            " AND NOT EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id)",
            (to_seconds(since),),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """The queue of the annotator, in id order; edited articles among them."""
        rows = await self._db.read(
            f"SELECT {_COLUMNS} FROM annotator_queue q JOIN articles a ON a.id = q.article_id"
            " JOIN feeds f ON f.id = a.feed_id ORDER BY q.article_id LIMIT ?",
            (limit,),
        )
        return tuple(_article(row) for row in rows)

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        """(source, text) of the latest annotated articles stored since, in the order they came."""
        rows = await self._db.read(
            "SELECT f.source, a.text FROM articles a JOIN feeds f ON f.id = a.feed_id"
            " WHERE a.stored_at >= ? AND a.id NOT IN (SELECT article_id FROM annotator_queue)"
            " ORDER BY a.stored_at DESC, a.id DESC LIMIT ?",
            (to_seconds(moment), limit),
        )
        return tuple((row[0], row[1]) for row in reversed(rows))


@dataclass(frozen=True, slots=True)
class _Known:
    id: int  # 0: an earlier item of the same transaction
    feed_id: int
    source: str | None
    content_hash: str


class _Index:
    """What is stored already, by everything that makes two entries the same article."""

    def __init__(self) -> None:
        self._by_fingerprint: dict[str, _Known] = {}
        self._by_address: dict[tuple[str, str | None], _Known] = {}
        self._by_content: dict[tuple[str, str | None], _Known] = {}

    def add(self, known: _Known, fingerprint: str, url: str | None, title: str | None) -> None:
        self._by_fingerprint[fingerprint] = known
        if url:
            # Only together with the title: feeds exist whose items all link to the front page.
            self._by_address[url, title] = known
        if known.source is not None:
            self._by_content[known.content_hash, known.source] = known

    def find(self, article: NewArticle, source: str) -> _Known | None:
        found = self._by_fingerprint.get(article.fingerprint)
        if found is None and article.url:
            found = self._by_address.get((article.url, article.title))
        if found is None and len(article.text) >= SAME_TEXT_LENGTH:
            # The same words from another publisher are another article of the same story.
            found = self._by_content.get((article.content_hash, source))
        return found


@dataclass(slots=True)
class _Changes:
    inserts: list[tuple[Any, ...]] = field(default_factory=list)
    edits: list[tuple[Any, ...]] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)  # fingerprints that one result inserts or edits
    teasers: list[str] = field(default_factory=list)  # those whose page may be wanted


async def put_articles(connection: aiosqlite.Connection, results: Sequence[PollResult]) -> list[SavedPoll]:
    """Insert what is new and update what was edited, inside the caller's transaction; how many, for each result."""
    articles = [article for result in results for article in result.articles]
    if not articles:
        return [SavedPoll(0, 0) for _ in results]
    rows = await connection.execute_fetchall(
        _KNOWN,
        {
            "fingerprints": json.dumps([article.fingerprint for article in articles]),
            "urls": json.dumps([article.url for article in articles if article.url]),
            "hashes": json.dumps([a.content_hash for a in articles if len(a.text) >= SAME_TEXT_LENGTH]),
        },
    )
    feeds = {
        feed_id: (is_first, source, full_text)
        for feed_id, is_first, source, full_text in await connection.execute_fetchall(
            _FEEDS, (json.dumps([result.feed_id for result in results]),)
        )
    }
    index = _Index()
    for article_id, fingerprint, content_hash, url, title, feed_id in rows:
        source = feeds[feed_id][1] if feed_id in feeds else None
        index.add(_Known(article_id, feed_id, source, content_hash), fingerprint, url, title)
    changes = _Changes()
    saved = []
    for result in results:
        is_first_poll, source, full_text = feeds[result.feed_id]
        saved.append(_put(result, index, changes, source, is_first_poll=bool(is_first_poll)))
        if full_text:
            changes.teasers += changes.touched
        changes.touched.clear()
    if changes.inserts:
        await connection.executemany(
            "INSERT INTO articles (feed_id, fingerprint, content_hash, guid, url, title, text, language,"
            " published_at, stored_at, is_pushable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            changes.inserts,
        )
    if changes.edits:
        await connection.executemany(
            "UPDATE articles SET title = ?, text = ?, language = ?, content_hash = ?, url = coalesce(?, url)"
            " WHERE id = ?",
            changes.edits,
        )
    if changes.inserts or changes.edits:
        await connection.execute(
            _QUEUE,
            {
                "fingerprints": json.dumps([values[1] for values in changes.inserts]),
                "ids": json.dumps([values[-1] for values in changes.edits]),
            },
        )
    if changes.teasers:
        await want_pages(connection, changes.teasers, results[0].polled_at)
    return saved


def _put(result: PollResult, index: _Index, changes: _Changes, source: str, *, is_first_poll: bool) -> SavedPoll:
    new = edited = known_already = archived = characters = 0
    feed_id, now = result.feed_id, result.polled_at
    fresh = [] if is_first_poll else [article for article in result.articles if index.find(article, source) is None]
    beyond = budget.beyond(fresh, result.state.spent, now=now, articles=result.daily_articles)
    # A feed lists its newest first; stored the other way round, ids follow the time of publishing within a poll.
    for article in reversed(result.articles):
        if article.fingerprint in beyond:
            continue
        known = index.find(article, source)
        if known is None:
            new += 1
            characters += len(article.text)
            changes.touched.append(article.fingerprint)
            is_pushable = not is_first_poll and (article.published_at or now) >= now - PUSHABLE_FOR
            archived += not is_pushable
            changes.inserts.append(_values(feed_id, article, now, is_pushable=is_pushable))
            stored = _Known(0, feed_id, source, article.content_hash)
            index.add(stored, article.fingerprint, article.url, article.title)
        elif known.content_hash != article.content_hash and known.id and known.feed_id == feed_id:
            # Another feed's shorter version of it is no edit, or two feeds would overwrite each other for ever.
            edited += 1
            changes.touched.append(article.fingerprint)
            changes.edits.append(
                (article.title, article.text, article.language, article.content_hash, article.url, known.id)
            )
            stored = _Known(known.id, feed_id, source, article.content_hash)
            index.add(stored, article.fingerprint, article.url, article.title)
        else:
            known_already += 1
    over = len(result.articles) - new - edited - known_already
    return SavedPoll(new, edited, known_already, archived, over, characters)


def _values(feed_id: int, article: NewArticle, now: datetime, *, is_pushable: bool) -> tuple[Any, ...]:
    return (
        feed_id,
        article.fingerprint,
        article.content_hash,
        article.guid,
        article.url,
        article.title,
        article.text,
        article.language,
        to_seconds(article.published_at or now),
        to_seconds(now),
        is_pushable,
    )


def _article(row: Sequence[Any]) -> Article:
    return Article(
        id=row[0],
        feed_id=row[1],
        source=row[2],
        source_country=row[3],
        fingerprint=row[4],
        content_hash=row[5],
        url=row[6],
        title=row[7],
        text=row[8],
        language=row[9],
        published_at=from_seconds(row[10]),
        stored_at=from_seconds(row[11]),
        is_pushable=bool(row[12]),
    )
