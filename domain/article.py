"""The stages of an article: cleaned from a feed's entry (NewArticle), stored (Article) and annotated (Annotation)."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.features import StoryFeatures
from domain.ids import ArticleId, FeedId


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A cleaned entry: `title` and `text` are plain text, `url` is absolute and free of tracking parameters."""

    # Identifies the entry within its publisher; domain.recognition decides when two entries are one article.
    fingerprint: str
    content_hash: str  # a hash of title and text, so that it changes when the publisher edits one of them
    url: str | None
    title: str | None
    text: str
    language: str
    # The date in the feed, never later than the poll; None if the feed gives no plausible date.
    published_at: datetime | None
    guid: str | None = None
    source: str | None = None  # the publisher whose article the feed passes on; None: the article is the feed's own


@dataclass(frozen=True, slots=True)
class Article:
    id: ArticleId  # ids increase in the order of storing
    feed_id: FeedId
    source: str
    source_country: str | None
    fingerprint: str
    content_hash: str
    url: str | None
    title: str | None
    text: str
    language: str
    published_at: datetime
    stored_at: datetime
    # False for articles of a feed's first poll and for those over 48 h old when stored. Such articles are found by
    # search and appear in digests that are asked for, but are never pushed.
    is_pushable: bool
    # Whether `text` was read from the article's web page, because the feed gave only a part of it.
    has_page: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    text: str  # the name, in its base form where the endings of its language are known
    kind: str  # person, place or organisation
    key: str = ""  # identifies the name: equal for all its spellings, inflected forms and scripts


@dataclass(frozen=True, slots=True)
class IndexWords:
    """The words by which a search finds an article; text.words makes them, so that the storage does no stemming."""

    exact: tuple[str, ...] = ()  # case-folded words of title and text, in order, so that phrases can be found
    title: tuple[str, ...] = ()  # lemmas and stems of the title
    text: tuple[str, ...] = ()  # lemmas and stems of the text


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found out about an article. All of it is stored, so that later steps need not read the text again."""

    language: str
    topics: tuple[str, ...] = ()  # best first
    countries: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    headline: str = ""  # the title; if the article has none, a headline made from its text
    sentences: tuple[str, ...] = ()  # the first sentences of the cleaned text, enough for any summary
    words: IndexWords = field(default_factory=IndexWords)
    # Stored, so that after a start StoryIndex can be rebuilt within seconds, without reading the texts again.
    features: StoryFeatures = field(default_factory=StoryFeatures)
