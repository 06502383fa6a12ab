"""A digest: the ranked and summarised stories of some topics and a window; never edited once made."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.ids import ArticleId, StoryId


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span [start, end) over the moments at which articles were stored."""

    start: datetime
    end: datetime


Tastes = tuple[tuple[str, int], ...]  # by key, sorted; see domain.tastes


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Everything that changes a digest's content; chats with equal requests get the same digest."""

    window: Window
    topics: tuple[str, ...] = ()  # sorted; empty means all
    countries: tuple[str, ...] = ()  # sorted; empty means all
    languages: tuple[str, ...] = ()  # languages the reader reads, preferred first; empty means all
    follows: tuple[str, ...] = ()  # queries of text.query, sorted
    muted_words: tuple[str, ...] = ()
    muted_sources: tuple[str, ...] = ()
    told: frozenset[ArticleId] = frozenset()  # ids of articles already told to these chats
    pushed: bool = False  # a scheduled digest, which leaves out articles that are not pushable
    limit: int = 10  # stories at most
    tastes: Tastes = ()  # what shifts the ranking
    words: str = ""  # the words after /latest, if they are not a topic
    # Follows and words match the words themselves only, not the same words in other languages.
    own_language_only: bool = False


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of an article, with the article's source and address."""

    text: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that give different figures for one thing: pairs of (source, figure as written there), at least two."""

    figures: tuple[tuple[str, str], ...]
    # Addresses of the articles that hold the figures, in the same order; not compared, since only different figures
    # make two disagreements different.
    urls: tuple[str | None, ...] = field(default=(), compare=False)
    outdated: tuple[str, ...] = ()  # sources whose figure differs from the newest one and is at least an hour older


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier story that this one develops, as one of its articles told it."""

    headline: str
    url: str | None
    at: datetime | None = None  # publication time; None if it was stored before this field existed


@dataclass(frozen=True, slots=True)
class DigestStory:
    story_id: StoryId
    headline: str
    url: str | None
    language: str
    topic: str | None  # the topic among the reader's under which the story is shown
    countries: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]  # (publisher, address of its article), the lead's first
    summary: tuple[SummarySentence, ...]
    published_at: datetime
    is_update: bool = False  # ↻: the reader was told of this story before, and there is news
    is_followed: bool = False
    is_pinned: bool = False  # pinned by the editors
    is_edited: bool = False  # the headline was written by the editors
    disagreement: Disagreement | None = None
    # Ids of all articles that the readers may see; all of them count as told with the story.
    articles: tuple[ArticleId, ...] = ()
    earlier: Earlier | None = None  # the earlier story, if this one develops another
    course: tuple[Earlier, ...] = ()  # in a review: all earlier stories of its affair, oldest first


@dataclass(frozen=True, slots=True)
class Digest:
    window: Window
    stories: tuple[DigestStory, ...]  # in the order they are shown
    omitted: int = 0  # stories that matched but did not fit the limit
