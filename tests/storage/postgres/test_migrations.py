"""A database of an earlier version is changed to what the program would have written."""

from pathlib import Path

from domain.ids import ArticleId
from storage.postgres.address import Address
from storage.postgres.database import Database
from storage.postgres.migrate import migrate
from storage.postgres.terms import terms_of
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


async def test_earlier_articles_get_the_pairs_of_their_words(tmp_path: Path) -> None:
    schema = schema_of(tmp_path)
    server().sql(f"CREATE SCHEMA {schema}")
    database = Database(Address(server().url()), schema=schema, connections=1)
    await database.open()
    try:
        async with database.alone() as connection:
            await migrate(connection, up_to=_WITHOUT_PAIRS)
            await connection.execute(_FEED)
            await connection.execute("INSERT INTO stories (id, created_at, updated_at) VALUES (1, 0, 0)")
            for number, columns in enumerate(_TEXTS, 1):
                await connection.execute(_ARTICLE, number, f"f{number}")
                await connection.execute(_ANNOTATION, number)
                words = [
                    word
                    for word in terms_of(ArticleId(number), columns, "3l_ru").split(" ")
                    if not word.startswith("'3w_")
                ]
                await connection.execute(_WORDS, number, *columns, " ".join(words))
            await migrate(connection)
            for number, columns in enumerate(_TEXTS, 1):
                assert await connection.fetchval(
                    "SELECT terms = $2::text::tsvector FROM words WHERE article_id = $1",
                    number,
                    terms_of(ArticleId(number), columns, "3l_ru"),
                ), columns
    finally:
        await database.close()
