"""A digest: ranked, summarised stories of some topics and a window. Never edited."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.ids import StoryId


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open span [start, end) over the moments articles were stored."""

    start: datetime
    end: datetime


Tastes = tuple[tuple[str, int], ...]  # by key, sorted; see domain.tastes


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Everything that changes a digest's content; chats with equal requests share one digest."""

    window: Window
    topics: tuple[str, ...] = ()  # sorted; empty means all
    countries: tuple[str, ...] = ()  # sorted; empty means all
    languages: tuple[str, ...] = ()  # languages the reader reads, preferred first; empty means all
    follows: tuple[str, ...] = ()  # stored queries of text.query, sorted
    muted_words: tuple[str, ...] = ()
    muted_sources: tuple[str, ...] = ()
    told: frozenset[int] = frozenset()  # ids of articles already told to these chats
    pushed: bool = False  # a scheduled push, which leaves out what is not pushable
    limit: int = 10  # stories at most
    tastes: Tastes = ()  # what shifts the ranking
    words: str = ""  # /latest with words that are no topic
    own_language_only: bool = False  # follows and words find the words themselves, not what other languages say


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence that stands in an article, and where."""

    text: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that give different figures for one thing: (source, the figure as it wrote it), at least two."""

    figures: tuple[tuple[str, str], ...]
    # Of the articles that the figures stand in, in the same order; what differs is the figures, not where they stand.
    urls: tuple[str | None, ...] = field(default=(), compare=False)
    outdated: tuple[str, ...] = ()  # sources whose figure is older than the newest by an hour and more, and differs


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a story develops, as an article told it."""

    headline: str
    url: str | None


@dataclass(frozen=True, slots=True)
class DigestStory:
    story_id: StoryId
    headline: str
    url: str | None
    language: str
    topic: str | None  # the reader's topic it stands under
    countries: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]  # (publisher, its article's url), the lead's first
    summary: tuple[SummarySentence, ...]
    published_at: datetime
    is_update: bool = False  # ↻: told before, and there is news
    is_followed: bool = False
    disagreement: Disagreement | None = None
    articles: tuple[int, ...] = ()  # ids of all that the readers may see: what is told with it
    earlier: Earlier | None = None  # what was before, where the story develops another one


@dataclass(frozen=True, slots=True)
class Digest:
    window: Window
    stories: tuple[DigestStory, ...]  # in the order they are shown
    omitted: int = 0  # stories that matched but did not fit the limit
