"""The news that a newcomer to the demo gets on the next two mornings, in each language."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from catalogue.loader import load_lexicon, load_phrases, load_topics
from digest.compose import compose
from domain.digest import DigestRequest, Window
from domain.ids import ArticleId, StoryId
from domain.story import Story, StoryArticle
from emulator.world import World
from emulator.world.script import Outlet, PublishedArticle
from handlers.newcomer import proposed
from tests.builders import HandClock
from text.annotate import ArticleReader

CATALOGUE = Path(__file__).parents[2] / "catalogue"
# The latest time at which a newcomer is likely to begin.
LATE = datetime(2026, 3, 17, 22, 0, tzinfo=ZoneInfo("Asia/Bishkek"))
MORNING = LATE.replace(hour=8) + timedelta(days=1)  # the hour that is proposed to newcomers
WINDOWS = (Window(LATE, MORNING), Window(MORNING, MORNING + timedelta(days=1)))


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(load_topics(CATALOGUE), load_phrases(CATALOGUE), load_lexicon(CATALOGUE))


@pytest.fixture(scope="module", params=WINDOWS, ids=["first", "second"])
def morning(request: pytest.FixtureRequest, reader: ArticleReader) -> tuple[Window, list[Story]]:
    """Return the window of a morning's digest, and all stories with an article stored in it."""
    window: Window = request.param
    clock = HandClock(LATE)
    world = World(clock)
    clock.moment = window.end
    told: dict[str, list[StoryArticle]] = {}
    number = 0
    for outlet in world.outlets:
        for published in world.published(outlet.key):
            if window.start <= published.published_at < window.end:
                number += 1
                told.setdefault(published.story, []).append(_read(reader, ArticleId(number), outlet, published))
    return window, [_story(number, articles) for number, articles in enumerate(told.values(), start=1)]


def _read(reader: ArticleReader, number: ArticleId, outlet: Outlet, published: PublishedArticle) -> StoryArticle:
    text = "\n\n".join(published.paragraphs)
    read = reader.annotate(published.title, text, source_country=outlet.country, language=outlet.language)
    return StoryArticle(
        id=number,
        source=outlet.name,
        url=None,
        headline=read.headline,
        language=read.language,
        published_at=published.published_at,
        stored_at=published.published_at,
        is_pushable=True,
        topics=read.topics,
        countries=read.countries,
        sentences=read.sentences,
    )


def _story(number: int, articles: list[StoryArticle]) -> Story:
    first = articles[0]
    topics = tuple(dict.fromkeys(topic for article in articles for topic in article.topics))
    countries = tuple(dict.fromkeys(country for article in articles for country in article.countries))
    return Story(StoryId(number), first.stored_at, articles[-1].stored_at, tuple(articles), topics, countries)


@pytest.mark.parametrize("locale", ["ru", "ky", "kk", "uz", "tg", "en"])
def test_a_morning_brings_at_least_five_stories_in_the_readers_own_language(
    morning: tuple[Window, list[Story]], locale: str
) -> None:
    window, stories = morning
    _, countries = proposed(locale)
    wanted = DigestRequest(window, countries=countries, languages=(locale,), pushed=True, limit=20)
    digest = compose(stories, wanted, now=window.end)
    assert len(digest.stories) >= 5, [story.headline for story in digest.stories]
