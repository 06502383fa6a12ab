"""An entry of a feed, cleaned (NewArticle), then stored (Article), then read (Annotation)."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.features import StoryFeatures
from domain.ids import FeedId


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An entry cleaned: `title` and `text` are plain, `url` absolute and free of tracking parameters."""

    fingerprint: str  # what the entry is known by; domain.recognition says when it means the same article
    content_hash: str  # changes when the publisher edits title or text
    url: str | None
    title: str | None
    text: str
    language: str
    published_at: datetime | None  # the feed's, never later than the poll; None where it gives none that can be
    guid: str | None = None
    source: str | None = None  # whose words the feed passes on; None: its own


@dataclass(frozen=True, slots=True)
class Article:
    id: int  # ids follow the time of storing
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
    # False for what came with a feed's first poll or was over 48 h old when stored: searchable, in digests that are
    # asked for, never pushed.
    is_pushable: bool


@dataclass(frozen=True, slots=True)
class Name:
    text: str  # in base form where the language allows
    kind: str  # person, place or organisation
    key: str = ""  # the same for one name over spellings, cases and scripts


@dataclass(frozen=True, slots=True)
class IndexWords:
    """What search finds an article by: space-separated terms, made by text.words; storage never stems."""

    exact: tuple[str, ...] = ()  # folded forms of title and text, in order, so that phrases can be found
    title: tuple[str, ...] = ()  # lemmas and stems of the title
    text: tuple[str, ...] = ()  # lemmas and stems of the text


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was read out of an article; stored whole, so nothing later reads the text again."""

    language: str
    topics: tuple[str, ...] = ()  # best first
    countries: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    headline: str = ""  # the title, or one made from the text where there is none
    sentences: tuple[str, ...] = ()  # the first sentences of the cleaned text, enough for any summary
    words: IndexWords = field(default_factory=IndexWords)
    features: StoryFeatures = field(default_factory=StoryFeatures)  # StoryIndex is rebuilt of them in seconds
