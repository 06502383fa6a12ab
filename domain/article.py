"""The stages of an article: cleaned from a feed's entry (NewArticle), stored (Article) and annotated (Annotation)."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.features import StoryFeatures
from domain.ids import ArticleId, FeedId


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A cleaned entry: `title` and `text` are plain text, `url` is absolute and free of tracking parameters."""

    fingerprint: str  # identifies the entry; domain.recognition decides when it means the same article
    content_hash: str  # changes when the publisher edits title or text
    url: str | None
    title: str | None
    text: str
    language: str
    # As the feed says, never later than the poll; None if the feed gives no plausible date.
    published_at: datetime | None
    guid: str | None = None
    source: str | None = None  # whose words the feed passes on; None: the feed's own


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
    # False for articles of a feed's first poll and for those over 48 h old when stored: they can be found by search and
    # appear in digests that are asked for, but are never pushed.
    is_pushable: bool
    has_page: bool = False  # whether `text` comes from the article's page, because the feed gave less


@dataclass(frozen=True, slots=True)
class Name:
    text: str  # in base form where the language allows
    kind: str  # person, place or organisation
    key: str = ""  # the same for all spellings, cases and scripts of one name


@dataclass(frozen=True, slots=True)
class IndexWords:
    """What search finds an article by: space-separated terms, made by text.words; storage never stems."""

    exact: tuple[str, ...] = ()  # case-folded words of title and text, in order, so that phrases can be found
    title: tuple[str, ...] = ()  # lemmas and stems of the title
    text: tuple[str, ...] = ()  # lemmas and stems of the text


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found out about an article; stored whole, so that no later step needs the text again."""

    language: str
    topics: tuple[str, ...] = ()  # best first
    countries: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    headline: str = ""  # the title, or one made from the text where there is none
    sentences: tuple[str, ...] = ()  # the first sentences of the cleaned text, enough for any summary
    words: IndexWords = field(default_factory=IndexWords)
    features: StoryFeatures = field(default_factory=StoryFeatures)  # from these StoryIndex is rebuilt in seconds
