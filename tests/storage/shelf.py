"""A shelf of news: articles with annotations, stored through a storage's interface."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.article import Annotation, Article, NewArticle
from domain.features import StoryFeatures
from domain.feed import NewFeed, PollState
from domain.ids import ArticleId, FeedId, StoryId
from storage.interface import Annotated, PollResult, SearchPage, Storage
from storage.search_request import request_of
from tests.lexicon import LEXICON
from text.mentions import named_in
from text.query import parse
from text.words import index_words

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


class Shelf:
    """A shelf whose articles are stories of their own by default, each a minute after the one before."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.now = NOW
        self._number = 0
        self._stories = 0

    async def feed(self, source: str = "Тандем") -> FeedId:
        """Return the id of the publisher's feed, after a first poll."""
        address = f"https://{source.encode().hex()}.example/rss"
        known = await self.storage.feeds.by_url(address)
        if known is not None:
            return known.id
        feed, _ = await self.storage.feeds.add(NewFeed(address, source, source, "kg", "ru"), now=self.now)
        await self.storage.feeds.save_poll(PollResult(feed.id, self.now - timedelta(days=30), self.state()))
        return feed.id

    def state(self) -> PollState:
        return PollState(next_poll_at=self.now + timedelta(days=1), last_success_at=self.now - timedelta(hours=1))

    def article(self, title: str, text: str = "", *, key: str | None = None, **changes: object) -> NewArticle:
        self._number += 1
        key = key or f"article {self._number}"
        values: dict[str, object] = {
            "fingerprint": key, "content_hash": f"{title} {text}", "url": f"https://tandem.example/{key.split()[-1]}",
            "title": title, "text": text or f"{title}.", "language": "ru", "published_at": self.now,
        }  # fmt: skip
        return NewArticle(**(values | changes))  # type: ignore[arg-type]

    async def poll(self, *articles: NewArticle, source: str = "Тандем", at: datetime | None = None) -> PollResult:
        result = PollResult(await self.feed(source), at or self.now, self.state(), articles)
        await self.storage.feeds.save_poll(result)
        return result

    async def tell(
        self,
        title: str,
        text: str = "",
        *,
        source: str = "Тандем",
        language: str = "ru",
        topics: Sequence[str] = ("society",),
        countries: Sequence[str] = ("kg",),
        story: int | None = None,
        at: datetime | None = None,
        published_at: datetime | None = None,
    ) -> ArticleId:
        """Store and annotate an article; return its id."""
        self.now = at or self.now + timedelta(minutes=1)
        article = self.article(title, text, language=language, published_at=published_at or self.now)
        await self.poll(article, source=source)
        self._stories += 1
        (stored,) = await self.storage.articles.without_annotation(limit=10)
        annotation = annotate(title, article.text, language, topics=topics, countries=countries)
        await self.storage.articles.save_annotations(
            [Annotated(stored.id, annotation, StoryId(story or self._stories + 1000))], now=self.now
        )
        return stored.id

    async def read_all(self) -> None:
        """Annotate the waiting articles, each in its own story."""
        for stored in await self.storage.articles.without_annotation(limit=100):
            await self.read(stored)

    async def read(self, stored: Article) -> None:
        """Annotate an article by its stored text, in its own story."""
        self._stories += 1
        annotation = annotate(stored.title or "", stored.text, stored.language)
        story = StoryId(self._stories + 1000)
        batch = [Annotated(stored.id, annotation, story, stored.content_hash, has_page=stored.has_page)]
        await self.storage.articles.save_annotations(batch, now=self.now)

    async def page(self, query: str, *, limit: int = 20, **rest: Any) -> SearchPage:
        parsed = parse(query, now=self.now, lexicon=LEXICON)
        return await self.storage.search.search(request_of(parsed, limit=limit, **rest))

    async def found(self, query: str, **rest: Any) -> list[ArticleId]:
        """Return the ids of the best matching article of each story found, in order."""
        return list((await self.page(query, **rest)).best)


def annotate(
    title: str, text: str, language: str, *, topics: Sequence[str] = ("society",), countries: Sequence[str] = ("kg",)
) -> Annotation:
    return Annotation(
        language=language,
        topics=tuple(topics),
        countries=tuple(countries),
        headline=title,
        sentences=(text,),
        words=index_words(title, text, language, named_in(title, text, language, LEXICON)),
        features=StoryFeatures(title=tuple(title.split()), body={title: 2}),
    )
