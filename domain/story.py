"""A story: articles about one event. A comment on an event is another story."""

from dataclasses import dataclass
from datetime import datetime

from domain.digest import SummarySentence


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as its story shows it."""

    id: int
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


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written once about a story, for those who read one language."""

    language: str
    articles: tuple[int, ...]  # ids of those it was made of, all in that language
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, oldest first."""

    id: int
    created_at: datetime
    updated_at: datetime
    articles: tuple[StoryArticle, ...]
    topics: tuple[str, ...]  # best first, over all its articles
    countries: tuple[str, ...]
    summaries: tuple[Summary, ...] = ()  # at most one a language; none where nothing was written yet

    @property
    def sources(self) -> tuple[str, ...]:
        """Distinct publishers, in the order they reported."""
        return tuple(dict.fromkeys(article.source for article in self.articles))
