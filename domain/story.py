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
    """An article as its story shows it."""

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
    articles: tuple[ArticleId, ...]  # ids of the articles from which the summary was written, all in its language
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story: articles about one event, oldest first."""

    id: StoryId
    created_at: datetime
    updated_at: datetime
    articles: tuple[StoryArticle, ...]
    topics: tuple[str, ...]  # best first, chosen from the topics of all its articles
    countries: tuple[str, ...]
    summaries: tuple[Summary, ...] = ()  # at most one for each language; empty until one is written
    # The earlier story of the same affair; a story about a reopening develops the one about the closure.
    develops: StoryId | None = None
    earlier: tuple[StoryArticle, ...] = ()  # the articles of the story that this one develops, oldest first
    corrected: Corrected = NOT_CORRECTED  # the editors' corrections; `topics` already takes them into account
    earlier_corrected: Corrected = NOT_CORRECTED  # the corrections of the story that this one develops

    def headline(self, article: StoryArticle) -> str:
        """Return the headline to show with an article: the editors' in its language, or else the article's title."""
        return self.corrected.headline(article.language) or article.headline

    @property
    def seen(self) -> SeenStory:
        """The story in the form in which a correction is compared with what the editor saw."""
        return SeenStory(tuple(sorted(article.id for article in self.articles)), self.corrected)

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct publishers, in the order in which they reported."""
        return tuple(dict.fromkeys(article.source for article in self.articles))


def topics_of(articles: Sequence[StoryArticle], corrected: Corrected) -> tuple[str, ...]:
    """Return a story's topics, best first: only the one set by editors if there is one, else those of its articles."""
    return (corrected.topic,) if corrected.topic else commonest([article.topics for article in articles])


def commonest(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all keys in the lists, each once, the highest sum of scores first.

    In each list the first key scores 1, the second 1/2, the third 1/3, and so on.
    """
    weights: dict[str, float] = {}
    for keys in lists:
        for place, key in enumerate(keys, 1):
            weights[key] = weights.get(key, 0) + 1 / place
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))
