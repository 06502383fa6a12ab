"""A story: the articles about one event. A comment on an event is another story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.correction import NOT_CORRECTED, Corrected, SeenStory
from domain.digest import SummarySentence
from domain.feed import Outlet
from domain.ids import ArticleId, StoryId


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article in the form that its story shows."""

    id: ArticleId
    source: str
    url: str | None
    headline: str
    language: str
    published_at: datetime
    stored_at: datetime
    is_pushable: bool
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    sentences: tuple[str, ...]
    outlet: Outlet | None = None  # who is behind the source; None if unknown


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of a story, for readers of one language."""

    language: str
    articles: tuple[ArticleId, ...]  # ids of the articles it was written from, all in that language
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, oldest first."""

    id: StoryId
    created_at: datetime
    updated_at: datetime
    articles: tuple[StoryArticle, ...]
    topics: tuple[str, ...]  # best first, chosen from those of all articles
    countries: tuple[str, ...]
    summaries: tuple[Summary, ...] = ()  # at most one for each language; empty until one is written
    # The earlier story of the same affair, such as "closed" for one that tells of "reopened".
    develops: StoryId | None = None
    earlier: tuple[StoryArticle, ...] = ()  # the articles of that earlier story, oldest first
    corrected: Corrected = NOT_CORRECTED  # the editors' corrections; `topics` is corrected already
    earlier_corrected: Corrected = NOT_CORRECTED  # the corrections of the earlier story

    def headline(self, article: StoryArticle) -> str:
        """Return the story's headline for readers of one of its articles: the editors', or else the article's own."""
        return self.corrected.headline(article.language) or article.headline

    @property
    def seen(self) -> SeenStory:
        """The story as an editor sees it."""
        return SeenStory(tuple(sorted(article.id for article in self.articles)), self.corrected)

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct publishers, in the order in which they reported."""
        return tuple(dict.fromkeys(article.source for article in self.articles))


def topics_of(articles: Sequence[StoryArticle], corrected: Corrected) -> tuple[str, ...]:
    """Return a story's topics, best first: the one set by editors, or else those of its articles."""
    return (corrected.topic,) if corrected.topic else commonest([article.topics for article in articles])


def commonest(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys, commonest first: in each list the first key counts 1, the second 1/2, the third 1/3, ..."""
    weights: dict[str, float] = {}
    for keys in lists:
        for place, key in enumerate(keys, 1):
            weights[key] = weights.get(key, 0) + 1 / place
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))
