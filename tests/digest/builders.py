"""Stories and articles of them, made up."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.digest import DigestRequest, Window
from domain.story import Story, StoryArticle

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = Window(NOW - timedelta(days=1), NOW)


def article(number: int, *sentences: str, **changes: Any) -> StoryArticle:
    """From its own source, an hour ago, unless told otherwise."""
    given: dict[str, Any] = {
        "id": number,
        "source": f"Источник {number}",
        "url": f"https://example.org/{number}",
        "headline": sentences[0].rstrip(".") if sentences else "",
        "language": "ru",
        "published_at": NOW - timedelta(minutes=60 - number),
        "stored_at": NOW - timedelta(minutes=60 - number),
        "is_pushable": True,
        "topics": ("society",),
        "countries": ("kg",),
        "sentences": sentences,
    }
    return StoryArticle(**given | changes)


def story(number: int, *articles: StoryArticle, **changes: Any) -> Story:
    """Of its first article's topics and countries."""
    given: dict[str, Any] = {
        "id": number,
        "created_at": articles[0].stored_at,
        "updated_at": articles[-1].stored_at,
        "articles": articles,
        "topics": articles[0].topics,
        "countries": articles[0].countries,
    }
    return Story(**given | changes)


def request(**changes: Any) -> DigestRequest:
    return DigestRequest(**{"window": DAY} | changes)


def texts(summary: Sequence[Any]) -> list[str]:
    return [sentence.text for sentence in summary]
