"""Storing annotations in SQLite, in one transaction with the words for the search index and the stories."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from domain.clock import to_seconds
from domain.ids import ArticleId, FeedId, StoryId
from storage.archive.facets import facets
from storage.compact_json import compact_json
from storage.features import to_json
from storage.interface import Annotated
from storage.sqlite.connections import Writable
from storage.sqlite.database import Database
from storage.sqlite.summaries import ask_again
from storage.sqlite.unreadable import SqliteUnreadable, remember_unreadable
from text.suggestions import may_be_suggested

_LEXICON_KEPT = 200_000  # words of the lexicon table that are kept in memory, which take about 25 MB
_ANNOTATION = (
    "INSERT OR REPLACE INTO annotations"
    " (article_id, story_id, language, headline, topics, countries, names, sentences, features)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class SqliteAnnotatedArticles(SqliteUnreadable):
    """The SQLite implementation of storage.interface.ArticleStore.

    The methods for annotations are here, and the others are inherited.
    """

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        # Words that this process has put into the table `lexicon`, so that it need not insert them again.
        self._lexicon: set[str] = set()

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        if not batch:
            return
        new_words = await self._db.write_at_once(partial(_save, batch, now, self._lexicon), erase=False)
        if len(self._lexicon) > _LEXICON_KEPT:
            self._lexicon.clear()
        self._lexicon.update(new_words)

    async def stories_of(self, ids: Sequence[ArticleId]) -> dict[ArticleId, StoryId]:
        rows = await self._db.read(
            "SELECT article_id, story_id FROM annotations WHERE article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: row[1] for row in rows}


async def _save(
    batch: Sequence[Annotated], now: datetime, lexicon: Collection[str], connection: Writable
) -> Sequence[str]:
    """Store the batch and return its words that were not in `lexicon`; runs in the writer's thread."""
    found = await connection.execute_fetchall(
        "SELECT a.id, n.story_id, a.content_hash, a.feed_id, a.source, a.published_at, a.stored_at, a.has_page"
        " FROM articles a LEFT JOIN annotations n ON n.article_id = a.id"
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps([item.article_id for item in batch]),),
    )
    earlier = {row[0]: row[1] for row in found}
    stands = {row[0]: (row[2], bool(row[7])) for row in found}
    places = {row[0]: tuple(row[3:7]) for row in found}
    kept = [item for item in batch if item.article_id in earlier]
    await _save_stories(connection, kept, earlier, now)
    await connection.executemany(_ANNOTATION, map(_row, kept))
    await _index(connection, kept, {article_id for article_id, story in earlier.items() if story}, places)
    new_words = _new_words(kept, lexicon)
    await connection.executemany("INSERT OR IGNORE INTO lexicon (word) VALUES (?)", [(word,) for word in new_words])
    read = [
        item.article_id
        for item in kept
        if not item.content_hash or (item.content_hash, item.has_page) == stands[item.article_id]
    ]
    await connection.execute(
        "DELETE FROM annotator_queue WHERE article_id IN (SELECT value FROM json_each(?))", (json.dumps(read),)
    )
    await remember_unreadable(connection, kept)
    changed = {story for item in kept if (story := earlier[item.article_id]) is not None}
    if changed:
        await ask_again(connection, changed, is_wrong=True)
    left = {story for item in kept if (story := earlier[item.article_id]) not in (None, item.story_id)}
    await drop_empty(connection, [story for story in left if story is not None])
    return new_words


async def _save_stories(
    connection: Writable,
    batch: Sequence[Annotated],
    earlier: dict[ArticleId, StoryId | None],
    now: datetime,
) -> None:
    """Create the stories of the batch that do not exist, and ask for new summaries of all of them.

    If an article brings news, the `updated_at` of its story becomes `now`.
    """
    news = [(item.story_id, item.is_news and earlier[item.article_id] is None) for item in batch]
    moment = to_seconds(now)
    await connection.executemany(
        "INSERT INTO stories (id, created_at, updated_at, needs_summary) VALUES (?1, ?3, ?3, 1) ON CONFLICT (id)"
        " DO UPDATE SET updated_at = CASE WHEN ?2 THEN max(updated_at, ?3) ELSE updated_at END, needs_summary = 1",
        [(story_id, int(is_news), moment) for story_id, is_news in news],
    )


async def _index(
    connection: Writable,
    batch: Sequence[Annotated],
    indexed: Collection[ArticleId],
    places: Mapping[ArticleId, tuple[FeedId, str | None, int, int]],
) -> None:
    """Put the words of each article into the index.

    `indexed` are ids of articles whose old words must be deleted first; `places` maps an article's id to its feed,
    publisher, published_at and stored_at. FTS5 reads from low rowids to high ones. The rowids are the negative ids of
    the articles, so that the newest articles are read first. The words are also written in that order, because FTS5
    then keeps them in memory until the end of the transaction.
    """
    newest_first = sorted(batch, key=lambda item: -item.article_id)
    again = [(-item.article_id,) for item in newest_first if item.article_id in indexed]
    if again:
        await connection.executemany("DELETE FROM words WHERE rowid = ?", again)
    await connection.executemany(
        "INSERT INTO words (rowid, exact, title, text, facets) VALUES (?, ?, ?, ?, ?)",
        (
            (-item.article_id, *_columns(item), facets(item.annotation, *places[item.article_id]))
            for item in newest_first
        ),
    )


async def drop_empty(connection: Writable, story_ids: Sequence[StoryId]) -> None:
    """Delete those of the given stories that have no articles any more."""
    await connection.execute(
        "DELETE FROM stories WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM annotations n WHERE n.story_id = stories.id)",
        (json.dumps(list(story_ids)),),
    )


def _new_words(batch: Sequence[Annotated], known: Collection[str]) -> list[str]:
    """Return the words of the batch that may not be in the lexicon table yet."""
    words = set[str]().union(*(item.annotation.words.exact for item in batch)).difference(known)
    return sorted(filter(may_be_suggested, words))


# The functions below run in the writer's thread, because executemany takes the rows one after another from map().


def _row(item: Annotated) -> tuple[object, ...]:
    annotation = item.annotation
    return (
        item.article_id,
        item.story_id,
        annotation.language,
        annotation.headline,
        compact_json(annotation.topics),
        compact_json(annotation.countries),
        compact_json(annotation.names),
        compact_json(annotation.sentences),
        to_json(annotation.features),
    )


def _columns(item: Annotated) -> tuple[str, str, str]:
    words = item.annotation.words
    return " ".join(words.exact), " ".join(words.title), " ".join(words.text)
