"""A database of an earlier version is changed to what the program would have written."""

from pathlib import Path
from typing import Any

from domain.ids import ArticleId
from storage.postgres import copies
from storage.postgres.address import Address
from storage.postgres.database import Database, Transaction
from storage.postgres.migrate import migrate, migrations
from storage.postgres.postings import SPAN, Words, put_words
from tests.storage.postgres.opener import schema_of, server

_WITHOUT_PAIRS = 12  # the last version whose terms hold no pairs
_FEED = """
INSERT INTO feeds (id, url, host, title, source, country, language, folder, full_text, origin, outlet, added_at,
                   next_poll_at, poll_interval)
VALUES (1, 'https://a.example/rss', 'a.example', 'А', 'А', 'kg', 'ru', '', false, 'catalogue', NULL, 0, 0, 600)
"""
_ARTICLE = """
INSERT INTO articles (id, feed_id, fingerprint, content_hash, text, language, published_at, stored_at, is_pushable)
VALUES ($1, 1, $2, $2, '', 'ru', 0, 0, true)
"""
_ANNOTATION = """
INSERT INTO annotations (article_id, story_id, language, headline, topics, countries, names, sentences, features)
VALUES ($1, 1, 'ru', '', '[]', '[]', '[]', '[]', '{}')
"""
_WORDS = """
INSERT INTO words (article_id, exact, title, text, facets, terms) VALUES ($1, $2, $3, $4, '3l_ru', $5::text::tsvector)
"""
_TEXTS = (
    ("премьер-министр открыл мост", "прем мост", "откр"),
    ("o'sh мост мост мост", "мост", "ош"),
    ("слово", "слово", ""),
    ("", "", ""),
    ("a\\b 'c' д", "a", "д"),
)
_KEPT = f"""
{_FEED};
INSERT INTO articles (feed_id, fingerprint, content_hash, text, language, published_at, stored_at, is_pushable)
VALUES (1, 'f', 'f', '', 'ru', 0, 0, true);
INSERT INTO stories (id, created_at, updated_at) VALUES (1, 0, 0);
INSERT INTO chats (chat_id, kind, locale, state, preferences) VALUES (7, 'private', 'ky', 'active', '{{}}');
INSERT INTO follows (chat_id, query, at_once, created_at) VALUES (7, 'мост', true, 0);
INSERT INTO posts (kind, content, created_at) VALUES ('digest', NULL, 0);
INSERT INTO deliveries (post_id, chat_id, locale, zone, is_silent, state, priority, not_before, created_at)
VALUES (1, 7, 'ky', 'Asia/Bishkek', false, 'sent', 1, 0, 0)
"""
_LISTS = """
SELECT s.span, p.term, p.exact, p.title, p.rest FROM segments s JOIN postings p ON p.segment = s.id ORDER BY 1, 2
"""
_EMPTY = "TRUNCATE words, segments, postings"


def _as_of_version_12(columns: tuple[str, ...]) -> str:
    """Return the tsvector that version 12 kept of an article; its weights say where a word stands."""
    found: dict[str, list[str]] = {"3l_ru": [], "3b_0": []}
    for place, column in zip(("1A", "2B", "3C"), columns, strict=True):
        for word in dict.fromkeys(column.replace("-", " ").replace("'", " ").split()):
            found.setdefault(word, []).append(place)
    quoted = ((word.replace("\\", "\\\\").replace("'", "''"), places) for word, places in found.items())
    return " ".join(f"'{word}'{':' if places else ''}{','.join(places)}" for word, places in quoted)


async def test_earlier_articles_are_indexed_as_new_ones_are(tmp_path: Path) -> None:
    schema = schema_of(tmp_path)
    server().sql(f"CREATE SCHEMA {schema}")
    database = Database(Address(server().url()), schema=schema, connections=1)
    await database.open()
    articles = [Words(ArticleId(SPAN - 2 + number), *columns, "3l_ru") for number, columns in enumerate(_TEXTS)]
    try:
        async with database.alone() as connection:
            await migrate(connection, up_to=_WITHOUT_PAIRS)
            await connection.execute(_FEED)
            await connection.execute("INSERT INTO stories (id, created_at, updated_at) VALUES (1, 0, 0)")
            for number, *columns, _ in articles:
                await connection.execute(_ARTICLE, number, f"f{number}")
                await connection.execute(_ANNOTATION, number)
                await connection.execute(_WORDS, number, *columns, _as_of_version_12(tuple(columns)))
            await migrate(connection)
            changed = [_sorted(*row) for row in await connection.fetch(_LISTS)]
            await connection.execute(_EMPTY)
            await put_words(Transaction(connection), articles)
            assert changed == [_sorted(*row) for row in await connection.fetch(_LISTS)]
            assert {row[0] for row in changed} == {0, 1}
    finally:
        await database.close()


async def test_a_backup_of_each_earlier_version_becomes_what_the_database_itself_becomes(tmp_path: Path) -> None:
    schema, known = schema_of(tmp_path), len(migrations())
    server().sql(f"CREATE SCHEMA {schema}")
    database = Database(Address(server().url()), schema=schema, connections=1)
    await database.open()
    try:
        for version in range(1, known):
            async with database.alone() as connection:
                await migrate(connection, up_to=version)
                if version == 1:
                    await connection.execute(_KEPT)
            await copies.copy(database, tmp_path / f"{version}.zip")
        async with database.alone() as connection:
            await migrate(connection)
            changed = await _contents(connection)
        assert all(changed[table] for table in ("stories", "articles", "follows", "deliveries"))
        for version in range(1, known):
            await copies.restore(tmp_path / f"{version}.zip", database)
            async with database.alone() as connection:
                assert await _contents(connection) == changed, version
    finally:
        await database.close()


async def _contents(connection: Any) -> dict[str, list[str]]:
    """Return the rows of every table, as text."""
    return {
        table: sorted(row[0] for row in await connection.fetch(f"SELECT t::text FROM {table} t"))
        for table in await copies.tables(connection)
    }


def _sorted(span: int, term: str, *lists: bytes | None) -> tuple[int, str, list[list[bytes]]]:
    return span, term, [sorted({(held or b"")[at : at + 2] for at in range(0, len(held or b""), 2)}) for held in lists]
