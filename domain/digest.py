"""A digest: the ranked and summarised stories of some topics and a window; it is not changed after it is composed."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.ids import ArticleId, StoryId


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time [start, end); a digest covers the articles that were stored in it."""

    start: datetime
    end: datetime


Tastes = tuple[tuple[str, int], ...]  # (key of a topic or outlet, steps from -3 to 3), sorted; see domain.tastes


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Everything that a digest's content depends on; chats with equal requests get the same digest."""

    window: Window
    topics: tuple[str, ...] = ()  # sorted; empty means all
    countries: tuple[str, ...] = ()  # sorted; empty means all
    languages: tuple[str, ...] = ()  # languages the reader reads, preferred first; empty means all
    follows: tuple[str, ...] = ()  # queries of text.query, sorted
    muted_words: tuple[str, ...] = ()
    muted_sources: tuple[str, ...] = ()
    told: frozenset[ArticleId] = frozenset()  # ids of articles that the digest's readers were told before
    pushed: bool = False  # whether the digest is a scheduled one, which leaves out articles that are not pushable
    limit: int = 10  # stories at most
    tastes: Tastes = ()  # topics and outlets whose stories rank higher or lower, and by how many steps
    words: str = ""  # the words typed after /latest, if they do not name a topic
    # Whether follows and `words` find only the words themselves, not also the same words in other languages.
    own_language_only: bool = False


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of an article, with the article's source and address."""

    text: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources report differently: pairs of (source, figure as written in its article), at least two."""

    figures: tuple[tuple[str, str], ...]
    # Addresses of the articles with these figures, in the same order. They do not count in comparisons: two
    # disagreements are equal if their figures are.
    urls: tuple[str | None, ...] = field(default=(), compare=False)
    # Sources whose article is at least an hour older than the newest figure and gives another one.
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier story that this story develops, shown by one of its articles."""

    headline: str
    url: str | None
    # When the article was published; None if the digest was stored by a version of the bot without this field.
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DigestStory:
    story_id: StoryId
    headline: str
    url: str | None
    language: str
    topic: str | None  # the reader's topic under which the story is shown
    countries: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]  # (publisher, address of its article), beginning with the lead's
    summary: tuple[SummarySentence, ...]
    published_at: datetime
    is_update: bool = False  # marked ↻: the reader was told this story, or an earlier one that it develops
    is_followed: bool = False
    is_pinned: bool = False  # pinned by the editors
    is_edited: bool = False  # whether editors wrote the headline
    disagreement: Disagreement | None = None
    # Ids of all articles of the story that the readers may see; when the digest is sent, all of them count as told.
    articles: tuple[ArticleId, ...] = ()
    earlier: Earlier | None = None  # the earlier story that this one develops; None if there is none
    course: tuple[Earlier, ...] = ()  # in a review, all earlier stories of the affair, oldest first


@dataclass(frozen=True, slots=True)
class Digest:
    window: Window
    stories: tuple[DigestStory, ...]  # in the order they are shown
    omitted: int = 0  # stories that would belong to the digest but exceeded its limit
