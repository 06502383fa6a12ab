"""Digests and stories for drawing, and what every drawn message must satisfy."""

import re
from datetime import UTC, datetime, timedelta

from domain.digest import Digest, DigestStory, SummarySentence, Window
from emulator.telegram.html import parse_html
from render.digest import render_digest, story_html
from render.message import ENTITY_LIMIT, TEXT_LIMIT, utf16_length
from render.split import entity_count
from render.texts import Translator
from tests.texts import TEXTS

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SEPARATOR = "\n\n"


def story(headline: str = "Сом укрепился", **changes: object) -> DigestStory:
    values: dict[str, object] = {
        "story_id": 1,
        "headline": headline,
        "url": "https://tandem.example/1",
        "language": "ru",
        "topic": "economy",
        "countries": ("kg",),
        "sources": (("Тандем", "https://tandem.example/1"),),
        "summary": (SummarySentence("Нацбанк назвал курс.", "Тандем", None),),
        "published_at": NOW,
    }
    return DigestStory(**(values | changes))  # type: ignore[arg-type]


def digest(*stories: DigestStory, omitted: int = 0) -> Digest:
    return Digest(Window(NOW - timedelta(days=1), NOW), stories, omitted)


def render(*stories: DigestStory, locale: str = "ru", omitted: int = 0) -> list[str]:
    t = TEXTS.translator(locale)
    return [message.html for message in render_digest(digest(*stories, omitted=omitted), t, zone="Asia/Bishkek")]


def drawn(one: DigestStory, t: Translator) -> str:
    return story_html(one, t, zone="Asia/Bishkek", now=NOW)


def check(html: str) -> None:
    """Check the limits that Telegram's parser has for the message."""
    text, entities = parse_html(html)
    assert text.strip()
    assert utf16_length(text) <= TEXT_LIMIT
    assert len(entities) <= ENTITY_LIMIT
    assert entity_count(html) >= len(entities)
    assert not re.search("[\ud800-\udfff\x00]", html)
