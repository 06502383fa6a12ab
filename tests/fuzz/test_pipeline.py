"""Any article is stored, annotated, joined, told and accepted by Telegram; nothing raises, nothing is lost."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.loader import load_lexicon, load_phrases, load_topics
from digest.builder import DigestBuilder
from digest.follows import FollowMatcher
from digest.matching import Matchable, Words
from domain.article import Article
from domain.chat import Follow
from domain.digest import Digest, DigestRequest, Window
from domain.ids import ChatId, FeedId, FollowId
from emulator.telegram.texts import ENTITY_LIMIT, MESSAGE_LIMIT, formatted, units
from feeds.parsing.articles import read
from feeds.parsing.kinds import parse
from feeds.parsing.parsed import FeedContext
from feeds.steps import item_of
from render.digest import render_digest
from storage.interface import Annotated
from stories.index import StoryIndex
from tests.fuzz import strategies as made
from tests.storage.openers import open_storage
from tests.storage.shelf import Shelf
from tests.texts import TEXTS
from text.annotate import ArticleReader

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LOCALES = ("ru", "ky", "kk", "uz", "tg", "en")
SOURCES = ("Тандем", "Арча", "Вестник")


class Pipeline:
    """The stages from a stored article to a message for Telegram, over one database file."""

    def __init__(self, shelf: Shelf, runner: asyncio.Runner) -> None:
        self._shelf = shelf
        self._runner = runner
        self._phrases = load_phrases(ROOT / "catalogue")
        self.reader = ArticleReader(load_topics(ROOT / "catalogue"), self._phrases, load_lexicon(ROOT / "catalogue"))
        self._articles = 0
        self._index = StoryIndex(next_story_id=1)
        self._builder = DigestBuilder(shelf.storage)

    def tell(self, written: list[tuple[str | None, str]]) -> tuple[set[int], Digest]:
        """Store articles of (title, text) and annotate them; return their ids and the digest of the hour."""
        return self._runner.run(self._tell(written))

    async def _tell(self, written: list[tuple[str | None, str]]) -> tuple[set[int], Digest]:
        shelf = self._shelf
        start = shelf.now = shelf.now + timedelta(hours=1)
        for number, (title, text) in enumerate(written):
            shelf.now += timedelta(minutes=1)
            self._articles += 1
            item = made.Item(title, text, f"https://tandem.example/{self._articles}", None, None)
            context = FeedContext(FeedId(number), "https://tandem.example/rss", "kg", "ru", shelf.now)
            feed = read(parse(made.encoded(made.rss([item]), "utf-8")), context, self._phrases)
            await shelf.poll(*feed.articles, source=SOURCES[number % len(SOURCES)])
        stored = await shelf.storage.articles.without_annotation(limit=100)
        annotated = [self._read(article) for article in stored]
        await shelf.storage.articles.save_annotations(annotated, now=shelf.now)
        await shelf.storage.stories.regroup(self._index.rejoin(), now=shelf.now)
        shelf.now += timedelta(minutes=1)
        request = DigestRequest(Window(start, shelf.now), limit=100, follows=("автобус",))
        return {article.id for article in stored}, await self._builder.build(request, now=shelf.now)

    def _read(self, article: Article) -> Annotated:
        annotation = self.reader.annotate(article.title, article.text, language=article.language)
        return Annotated(article.id, annotation, self._index.assign(item_of(article, annotation)), article.content_hash)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        opened = runner.run(stack.enter_async_context(open_storage(tmp_path_factory.mktemp("fuzz"))))
        yield Pipeline(Shelf(opened.storage), runner)
        runner.run(stack.aclose())


def assert_telegram_takes(html: str) -> None:
    """Check the HTML by Telegram's own rules: the emulator raises what the server would refuse."""
    text, entities = formatted(html, "HTML", None)
    assert text
    assert units(text) <= MESSAGE_LIMIT
    assert len(entities) <= ENTITY_LIMIT


def one_event(sentence: str) -> st.SearchStrategy[list[tuple[str | None, str]]]:
    """Return articles of several outlets on one event, as (title, text), with one common sentence."""
    title = st.none() | made.plain_texts.map(f"{sentence} {{}}".format)
    text = made.texts.map(f"{sentence}. {{}}".format)
    return st.lists(st.tuples(title, text), min_size=1, max_size=4)


calmly = settings(max_examples=made.EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@calmly
@given(
    written=st.sampled_from(made.SENTENCES).flatmap(one_event)
    | st.lists(st.tuples(st.none() | made.plain_texts, made.texts), min_size=1, max_size=4),
    locale=st.sampled_from(LOCALES),
)
def test_any_article_reaches_its_readers(
    pipeline: Pipeline, written: list[tuple[str | None, str]], locale: str
) -> None:
    stored, digest = pipeline.tell(written)
    assert {article for story in digest.stories for article in story.articles} >= stored
    for message in render_digest(digest, TEXTS.translator(locale), zone="Asia/Bishkek"):
        assert_telegram_takes(message.html)
    for story in digest.stories:
        assert story.sources


@calmly
@given(written=made.texts, title=st.none() | made.plain_texts, follow=made.plain_texts)
def test_any_article_is_matched_with_any_follow(
    pipeline: Pipeline, written: str, title: str | None, follow: str
) -> None:
    annotation = pipeline.reader.annotate(title, written)
    article = Matchable(Words(annotation.words), annotation.topics, annotation.countries, annotation.language)
    matcher = FollowMatcher([Follow(FollowId(1), ChatId(1), follow, at_once=True)])
    assert len(matcher.match(article)) <= len(matcher)
