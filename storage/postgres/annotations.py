"""Storing annotations in PostgreSQL, in one transaction with the words for the search index and the stories."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import ArticleId, FeedId, StoryId
from storage.archive.facets import facets
from storage.compact_json import compact_json
from storage.features import to_json
from storage.interface import Annotated
from storage.postgres.database import Database, Lock, Transaction
from storage.postgres.postings import Words, put_words
from storage.postgres.summaries import ask_again
from storage.postgres.unreadable import PostgresUnreadable, remember_unreadable
from text.suggestions import may_be_suggested

_LEXICON_KEPT = 200_000  # words of the lexicon table that are kept in memory, which take about 25 MB
_FOUND = """
SELECT a.id, n.story_id, a.content_hash, a.feed_id, a.source, a.published_at, a.stored_at, a.has_page
  FROM articles a LEFT JOIN annotations n ON n.article_id = a.id WHERE a.id = ANY($1::bigint[])
"""
_STORY = """
INSERT INTO stories (id, created_at, updated_at, needs_summary) SELECT unnest($1::bigint[]), $3::bigint, $3, true
    ON CONFLICT (id) DO UPDATE SET needs_summary = true,
       updated_at = CASE WHEN $2::boolean THEN greatest(stories.updated_at, $3) ELSE stories.updated_at END
"""
_ANNOTATION = """
INSERT INTO annotations (article_id, story_id, language, headline, topics, countries, names, sentences, features)
SELECT a.id, a.story, a.language, a.headline, a.topics::jsonb, a.countries::jsonb, a.names, a.sentences, a.features
  FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::text[]) a (id, story, language, headline, topics, countries, names, sentences, features)
    ON CONFLICT (article_id) DO UPDATE
   SET story_id = excluded.story_id, language = excluded.language, headline = excluded.headline,
       topics = excluded.topics, countries = excluded.countries, names = excluded.names,
       sentences = excluded.sentences, features = excluded.features
"""


class PostgresAnnotatedArticles(PostgresUnreadable):
    """The PostgreSQL implementation of storage.interface.ArticleStore.

    The methods for annotations are here, and the others are inherited.
    """

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        # Words that this process has put into the table `lexicon`, so that it need not insert them again.
        self._lexicon: set[str] = set()

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        if not batch:
            return
        async with self._db.write(Lock.NEWS) as transaction:
            found = await transaction.fetch(_FOUND, [item.article_id for item in batch])
            earlier: dict[ArticleId, StoryId | None] = {row[0]: row[1] for row in found}
            stands = {row[0]: (row[2], row[7]) for row in found}
            places = {row[0]: (row[3], row[4], row[5], row[6]) for row in found}
            kept = [item for item in batch if item.article_id in earlier]
            stories, annotations, words, new_words = await asyncio.to_thread(
                _rows, kept, earlier, places, self._lexicon
            )
            for has_news, ids in stories.items():
                await transaction.execute(_STORY, ids, has_news, to_seconds(now))
            if annotations:
                await transaction.execute(_ANNOTATION, *map(list, zip(*annotations, strict=True)))
                await put_words(transaction, words)
            await transaction.execute(
                "INSERT INTO lexicon (word) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", new_words
            )
            read = [
                item.article_id
                for item in kept
                if not item.content_hash or (item.content_hash, item.has_page) == stands[item.article_id]
            ]
            await transaction.execute("DELETE FROM annotator_queue WHERE article_id = ANY($1::bigint[])", read)
            await remember_unreadable(transaction, kept)
            changed = {story for item in kept if (story := earlier[item.article_id]) is not None}
            if changed:
                await ask_again(transaction, changed, is_wrong=True)
            left = {story for item in kept if (story := earlier[item.article_id]) not in (None, item.story_id)}
            await drop_empty(transaction, [story for story in left if story is not None])
        if len(self._lexicon) > _LEXICON_KEPT:
            self._lexicon.clear()
        self._lexicon.update(new_words)

    async def stories_of(self, ids: Sequence[ArticleId]) -> dict[ArticleId, StoryId]:
        rows = await self._db.read(
            "SELECT article_id, story_id FROM annotations WHERE article_id = ANY($1::bigint[])", list(ids)
        )
        return {row[0]: row[1] for row in rows}


async def drop_empty(transaction: Transaction, story_ids: Sequence[StoryId]) -> None:
    """Delete those of the given stories that have no articles any more."""
    await transaction.execute(
        "DELETE FROM stories WHERE id = ANY($1::bigint[])"
        " AND NOT EXISTS (SELECT 1 FROM annotations n WHERE n.story_id = stories.id)",
        list(story_ids),
    )


# _rows runs in a thread, because a batch of articles takes about 10 ms.

_Rows = list[tuple[object, ...]]


def _rows(
    batch: Sequence[Annotated],
    earlier: Mapping[ArticleId, StoryId | None],
    places: Mapping[ArticleId, tuple[FeedId, str | None, int, int]],
    known: Collection[str],
) -> tuple[dict[bool, list[StoryId]], _Rows, list[Words], list[str]]:
    """Return what storing a batch writes: ids of stories, rows of annotations, words to index, words for the lexicon.

    The ids of stories that get news, in an article that is annotated for the first time, are under the key True, those
    of the other stories under False. The words for the table `lexicon` leave out those in `known`.
    """
    # Only the last item of each article is used, because one statement can change a row only once.
    latest = {item.article_id: item for item in batch}.values()
    news = {item.story_id for item in latest if item.is_news and earlier[item.article_id] is None}
    stories = {False: sorted({item.story_id for item in latest} - news), True: sorted(news)}
    words = set[str]().union(*(item.annotation.words.exact for item in batch)).difference(known)
    new_words = sorted(filter(may_be_suggested, words))
    return (
        stories,
        list(map(_annotation, latest)),
        [_words(item, places[item.article_id]) for item in latest],
        new_words,
    )


def _annotation(item: Annotated) -> tuple[object, ...]:
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


def _words(item: Annotated, place: tuple[FeedId, str | None, int, int]) -> Words:
    words = item.annotation.words
    exact, title, text = (" ".join(column).replace("\0", "") for column in (words.exact, words.title, words.text))
    return Words(item.article_id, exact, title, text, facets(item.annotation, *place))
