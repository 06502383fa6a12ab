"""A story: articles about one event. A comment on an event is another story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.digest import SummarySentence
from domain.ids import StoryId


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

    id: StoryId
    created_at: datetime
    updated_at: datetime
    articles: tuple[StoryArticle, ...]
    topics: tuple[str, ...]  # best first, over all its articles
    countries: tuple[str, ...]
    summaries: tuple[Summary, ...] = ()  # at most one a language; none where nothing was written yet
    develops: StoryId | None = None  # the earlier story of the same affair: closed, where this one tells of reopened
    earlier: tuple[StoryArticle, ...] = ()  # that story's articles, oldest first

    @property
    def sources(self) -> tuple[str, ...]:
        """Distinct publishers, in the order they reported."""
        return tuple(dict.fromkeys(article.source for article in self.articles))


def commonest(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return keys by how many articles have them and how high: a first place counts 1, a second 1/2 and so on."""
    weights: dict[str, float] = {}
    for keys in lists:
        for place, key in enumerate(keys, 1):
            weights[key] = weights.get(key, 0) + 1 / place
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))
