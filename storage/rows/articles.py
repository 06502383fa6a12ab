"""Converting rows to articles; queries call the table `articles` a, and join it with the table `feeds`, called f."""

from collections.abc import Sequence
from typing import Any

from domain.article import Article
from domain.clock import from_seconds

COLUMNS = (
    "a.id, a.feed_id, coalesce(a.source, f.source), f.country, a.fingerprint, a.content_hash, a.url, a.title, a.text,"
    " a.language, a.published_at, a.stored_at, a.is_pushable, a.has_page"
)


def article_from_row(row: Sequence[Any]) -> Article:
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
        has_page=bool(row[13]),
    )
